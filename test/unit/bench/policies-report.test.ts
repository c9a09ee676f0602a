import { describe, expect, it } from "vitest";
import type { Taken } from "../../../bench/measure-times";
import { type PoliciesResult, policiesReport } from "../../../bench/policies-report";

const taken = (seconds: number, more: Partial<Taken> = {}): Taken => ({
  seconds,
  cpuSeconds: seconds * 1.5,
  carrierCpuSeconds: 0,
  otherCores: 0.1,
  peakBytes: 700e6,
  ...more,
});

const result: PoliciesResult = {
  lines: 10_000,
  changes: 200,
  repeat: 3,
  preview: taken(6),
  withPack: taken(9.5),
  asJson: taken(6.5),
  gate: taken(2.2),
};

describe("what policies cost", () => {
  it("is told beside its goals", () => {
    const text = policiesReport(result, "Node v20.");
    expect(text).toContain("10,000 lines in a set, 200 of them changed; medians of 3.");
    expect(text).toContain("| what the pack adds to a preview | at most 10 s | 3.5 s | met | 5.3 s |");
    expect(text).toContain("| gate and report | at most 5 s | 2.2 s | met | 3.3 s |");
    expect(text).toContain("| preview with the pack | 9.5 | 14.3 | 0.1 | 700 |");
  });

  it.each([
    ["missed", { withPack: taken(17) }],
    ["missed, while others kept 1.5 cores busy", { gate: taken(6, { otherCores: 1.5 }) }],
    ["not measured", { changes: 20 }],
  ])("is %s with %j", (words, more) => {
    expect(policiesReport({ ...result, ...more }, "Node v20.")).toContain(`| ${words} |`);
  });

  it("leaves out what this machine cannot tell", () => {
    const none = { cpuSeconds: undefined, otherCores: undefined, peakBytes: undefined };
    const text = policiesReport({ ...result, gate: taken(2, none) }, "Node v20.");
    expect(text).toContain("| `cellular gate` with a report | 2.0 | n/a | n/a | n/a |");
  });
});
