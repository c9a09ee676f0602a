import { mkdtempSync, readFileSync, rmSync, statSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, beforeEach, expect, it, vi } from "vitest";
import { type KajeetSimulator, startKajeetSimulator } from "../../../simulator/index";
import { cellular } from "./terminal";

let simulator: KajeetSimulator;
let folder: string;
beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), "call-"));
  simulator = await startKajeetSimulator({ lines: 30 });
});
beforeEach(async () => {
  await simulator.clearJournal();
  // The host of a configuration is shared by the process, and so is its login: one connection a test run.
  for (const [name, value] of Object.entries(simulator.env)) vi.stubEnv(name, value);
});
afterAll(async () => {
  await simulator.close();
  rmSync(folder, { recursive: true });
});

const ESIM = async () => (await simulator.lines()).find(({ simType }) => simType === "ESIM")!.uicc;

it("prints the answer of a function as JSON", async () => {
  const { code, out, err } = await cellular(["call", "kajeet.getDevices", '{"limit": 2}']);
  expect({ code, err }).toEqual({ code: 0, err: "" });
  const answer = JSON.parse(out.join("\n")) as { totalCount: number; devices: { mdn: string }[] };
  expect(answer.totalCount).toBe(30);
  expect(answer.devices.map(({ mdn }) => mdn)).toEqual(["304-228-6302", "304-300-0001"]);
});

it("takes the arguments from standard input", async () => {
  const { out } = await cellular(["call", "kajeet.getDevices", "-"], { input: '{"limit": 1}' });
  expect((JSON.parse(out.join("\n")) as { devices: unknown[] }).devices).toHaveLength(1);
});

it("prints CSV as text", async () => {
  const asked = '{"export": "CSV", "columns": ["MDN", "STATUS"]}';
  const { out } = await cellular(["call", "kajeet.getDevices", asked]);
  expect(out).toHaveLength(31);
  expect(out.slice(0, 2)).toEqual(["MDN,STATUS", "304-228-6302,active"]);
});

it("gives an argument the text of a file", async () => {
  const path = join(folder, "pairs.csv");
  writeFileSync(path, "IMEI,ICCID\n355737360073462,89014103211118510720\n");
  const { code, out } = await cellular(["call", "kajeet.parseActivationCsv", "--file", `csv=${path}`]);
  expect(code).toBe(0);
  expect((JSON.parse(out.join("\n")) as { pairs: unknown[] }).pairs).toHaveLength(1);
});

it("keeps a secret answer from the terminal unless asked, and then sends nothing", async () => {
  const iccid = await ESIM();
  const asked = ["call", "kajeet.getEsimActivationCode", JSON.stringify({ iccid })];
  const refused = await cellular(asked);
  expect({ code: refused.code, out: refused.out }).toEqual({ code: 2, out: [""] });
  expect(refused.err).toContain("--show-secrets");
  expect(await simulator.journal()).toEqual([]);
  const shown = await cellular([...asked, "--show-secrets"]);
  expect(shown.out.join("")).toMatch(/LPA:1\$/);
});

it("writes a picture as a picture that only its owner reads", async () => {
  const path = join(folder, "code.png");
  const iccid = await ESIM();
  vi.stubEnv("CELLULAR_KPW_URL", simulator.env.CELLULAR_KAJEET_URL!);
  vi.stubEnv("CELLULAR_KPW_USERNAME", "kpw");
  vi.stubEnv("CELLULAR_KPW_PASSWORD", "simulated");
  const asked = ["call", "kajeet.getEsimQrCode", JSON.stringify({ iccid }), "--connection", "kpw"];
  const { code, out, err } = await cellular([...asked, "--output", path]);
  expect({ code, out }).toEqual({ code: 0, out: [""] });
  expect(err).toBe(`${path}: ${statSync(path).size} bytes`);
  expect(readFileSync(path).subarray(1, 4).toString()).toBe("PNG");
  expect(statSync(path).mode & 0o077).toBe(0);
});

it.each([
  [["kajeet.getDevicse"], 'did you mean "kajeet.getDevices"'],
  [["kajeet.getDevices", "limit=5"], "are no JSON"],
  [["kajeet.getDevices", "[5]"], "are no JSON object"],
  [["kajeet.getDevices", '{"limit": 0}'], "error: limit: "],
  [["kajeet.getDevices", '{"limmit": 5}'], 'did you mean "limit"'],
  [["kajeet.getDevices", "--connection", "north"], "CELLULAR_NORTH_USERNAME"],
  [["kajeet.parseActivationCsv", "--file", "csv=no/such.csv"], "no/such.csv: there is no such file"],
])("says what to do about %j, without a stack, and ends with 2", async (args, message) => {
  const { code, out, err } = await cellular(["call", ...args]);
  expect({ code, out }).toEqual({ code: 2, out: [""] });
  expect(err).toContain(message);
  expect(err).not.toContain("\n    at ");
  expect(await simulator.journal({ writes: true })).toEqual([]);
});

it("ends with 1 where the carrier says no", async () => {
  const { code, err } = await cellular(["call", "kajeet.getDevices", '{"corp": "SOUTHFIELD-ISD"}']);
  expect(code).toBe(1);
  expect(err).toMatch(/^error: .*HTTP 403/);
});
