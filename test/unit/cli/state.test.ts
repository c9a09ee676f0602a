import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, expect, it } from "vitest";
import { packRows, readRows } from "../../../provider/core/lines/observed";
import { kajeetAttributes } from "../../../provider/kajeet/lines/attributes";
import { cellular } from "./terminal";

const TYPE = "pulumi-nodejs:dynamic/kajeet:LineSet";
const URN = `urn:pulumi:dev::fleet::cellular:fleet:Fleet$${TYPE}::northstar`;
const attributes = kajeetAttributes as never;

const declared = {
  "304-228-6302": "status=active; nickname=Bus #47",
  "521-267-1508": "status=suspended",
  "89014103211118510720": "ratePlan=KJ-TM-10GB",
};
const seen = {
  "304-228-6302": "status=active; nickname=Bus #47",
  "521-267-1508": "status=active",
  "512-300-0001": "status=active",
};

function exported(outputs: object = {}) {
  const resources = [
    { urn: "urn:pulumi:dev::fleet::pulumi:pulumi:Stack::fleet-dev", type: "pulumi:pulumi:Stack" },
    {
      urn: URN,
      type: TYPE,
      inputs: { lines: declared },
      outputs: {
        account: "NORTHSTAR-ISD",
        ...packRows(readRows(seen, attributes), attributes),
        numbers: { "521-267-1508": "521-267-1509" },
        pending: { "89014103211118510720": "ACT-2026-0313-001" },
        ...outputs,
      },
    },
  ];
  return JSON.stringify({ version: 3, deployment: { resources } });
}

const ROWS = [
  "northstar  kajeet:LineSet  NORTHSTAR-ISD  4 lines",
  "  304-228-6302  status=active; nickname=Bus #47",
  "  521-267-1508 (521-267-1509)",
  "    declared  status=suspended",
  "    seen      status=active",
  "  89014103211118510720  ordered: ACT-2026-0313-001",
  "    declared  ratePlan=KJ-TM-10GB",
  "    seen      not yet",
  "  512-300-0001",
  "    declared  not any more",
  "    seen      status=active",
];

let folder: string;
beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), "state-"));
});
afterAll(() => rmSync(folder, { recursive: true }));

it("prints a row a line, and both where seen and declared differ", async () => {
  expect(await cellular(["state", "-"], { input: exported() })).toEqual({ code: 0, out: ROWS, err: "" });
});

it("reads a file, and prints one line by any of its numbers", async () => {
  const path = join(folder, "stack.json");
  writeFileSync(path, exported());
  const { out } = await cellular(["state", path, "--line", "5212671509"]);
  expect(out).toEqual([ROWS[0], ...ROWS.slice(2, 5)]);
  const other = await cellular(["state", path, "--line", "999-999-9999"]);
  expect(other).toEqual({ code: 0, out: [""], err: "No line 999-999-9999 in it." });
});

it("says what a state without sets is", async () => {
  const input = JSON.stringify({ deployment: {} });
  const { code, err } = await cellular(["state", "-"], { input });
  expect({ code, err }).toEqual({ code: 0, err: "No set of lines and no membership in it." });
});

it.each([
  ["{}", "no state of a stack"],
  ["Error: no stack selected", "are no JSON"],
  [exported({ __observed: { "4dabf18193072939515e22adb298388d": "x", ciphertext: "y" } }), "--show-secrets"],
])("refuses what it cannot read: %.40s", async (input, message) => {
  const { code, err } = await cellular(["state", "-"], { input });
  expect(code).toBe(2);
  expect(err).toContain(message);
});
