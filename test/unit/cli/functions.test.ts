import { expect, it } from "vitest";
import { functions } from "../../../provider/index";
import { cellular } from "./terminal";

it("lists every function with what it does", async () => {
  const { code, out } = await cellular(["functions"]);
  expect(code).toBe(0);
  const listed = new Map(out.map((line) => line.split(/ {2,}/) as [string, string]));
  expect(listed).toEqual(new Map([...functions].map(([name, { describe }]) => [name, describe])));
  expect(listed.size).toBeGreaterThanOrEqual(25);
});

it("shows the arguments of one, with type, default and whether it must be given", async () => {
  const { out } = await cellular(["functions", "kajeet.getDevices"]);
  const limit = out.find((line) => line.startsWith("  limit "));
  expect(limit).toMatch(/1 to 100.*\(number, default 100\)$/);
  const { out: health } = await cellular(["functions", "kajeet.getDeviceHealth"]);
  expect(health.find((line) => line.startsWith("  mdn "))).toMatch(/\(string, required\)$/);
});

it("says which function may be meant", async () => {
  const { code, err } = await cellular(["functions", "kajeet.getDevice"]);
  expect(code).toBe(2);
  expect(err).toContain('did you mean "kajeet.getDevices"');
});
