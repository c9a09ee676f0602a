import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, expect, it } from "vitest";
import { cellular } from "./terminal";

let folder: string;
beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), "check-"));
});
afterAll(() => rmSync(folder, { recursive: true }));

function inventory(name: string, text: string): string {
  const path = join(folder, name);
  writeFileSync(path, text);
  return path;
}

it("counts what an inventory in order holds", async () => {
  const { code, out, err } = await cellular(["check", "examples/01-district-fleet/lines.csv"]);
  expect({ code, err }).toEqual({ code: 0, err: "" });
  expect(out.slice(0, 3)).toEqual([
    "examples/01-district-fleet/lines.csv: 499 lines, 0 faults, 0 warnings",
    "  corp: NORTHSTAR-ISD 499",
    "  status: active 487, suspended 12",
  ]);
});

it("tells the carriers of a mixed inventory apart", async () => {
  const { code, out, err } = await cellular(["check", "examples/02-two-carrier-utility/lines.csv"]);
  expect({ code, err }).toEqual({ code: 0, err: "" });
  expect(out.slice(0, 3)).toEqual([
    "examples/02-two-carrier-utility/lines.csv: 2000 lines, 0 faults, 0 warnings",
    "  carrier: kajeet 600, thingspace 1400",
    "  status: active 1948, suspend 40, suspended 12",
  ]);
});

it("takes the carrier of rows that name none", async () => {
  const path = inventory(
    "meters.csv",
    "mdn,status,accountName,connection\n304-228-6302,suspend,0000123456-00001,east\n",
  );
  expect((await cellular(["check", path])).code).toBe(1);
  const { code, out } = await cellular(["check", "--carrier", "thingspace", path]);
  expect(code).toBe(0);
  expect(out.slice(1, 3)).toEqual(["  connection: east 1", "  accountName: 0000123456-00001 1"]);
  expect((await cellular(["check", "--carrier", "thingspase", path])).err).toContain(
    'unknown carrier "thingspase"; did you mean "thingspace"?',
  );
});

it("shows all faults at once, with file, row, column and value, and ends with 1", async () => {
  const path = inventory(
    "bad.csv",
    "mdn,status,colour\n521-267-150,active,red\n304-228-6302,asleep,\n304-228-6302,active,\n",
  );
  const { code, out, err } = await cellular(["check", path]);
  const faults = err.split("\n");
  expect(code).toBe(1);
  expect(faults.every((line) => line.startsWith(`fault: ${path}`))).toBe(true);
  for (const part of [
    "colour",
    '"521-267-150"',
    ':3, status: unknown status "asleep"',
    "stands here again",
  ]) {
    expect(faults.filter((line) => line.includes(part))).toHaveLength(1);
  }
  expect(out[0]).toBe(`${path}: 0 lines in order, ${faults.length} faults, 0 warnings`);
});

it("lets a wrong check digit pass with a warning, and not under --strict", async () => {
  const path = inventory("digit.csv", "mdn,iccid\n304-228-6302,89014103211118510721\n");
  const mild = await cellular(["check", path]);
  expect({ code: mild.code, out: mild.out[0] }).toEqual({
    code: 0,
    out: `${path}: 1 line, 0 faults, 1 warning`,
  });
  expect(mild.err).toMatch(/^warning: .*:2, iccid: .*check digit/);
  const strict = await cellular(["check", "--strict", path]);
  expect(strict.code).toBe(1);
  expect(strict.err).toMatch(/^fault: .*:2, iccid: .*check digit/);
});

it("says where it looked for a file that is not there", async () => {
  const path = join(folder, "none.csv");
  const { code, err } = await cellular(["check", path]);
  expect(code).toBe(1);
  expect(err).toContain(`there is no such file (looked for ${path})`);
});
