import { describe, expect, it } from "vitest";
import { type ReceiverRun, receiverReport, verdict } from "../../../bench/receiver-report";

const steady: ReceiverRun = {
  rate: 1_000,
  seconds: 10.1,
  sent: 10_000,
  answered: 10_000,
  refused: 0,
  handedOut: 10_000,
  lostAfterKill: 0,
  medianMs: 4,
  p99Ms: 20,
  mostMs: 31,
  cpuSeconds: 3.2,
  senderCpuSeconds: 2,
  otherCores: undefined,
  peakBytes: 120e6,
};

describe("the receiver's goal", () => {
  it.each([
    ["met", {}],
    ["missed, something was lost or refused", { answered: 9_999 }],
    ["missed, something was lost or refused", { handedOut: 9_999 }],
    ["missed, something was lost or refused", { lostAfterKill: 1 }],
    ["missed, the answers came later than the callbacks", { seconds: 12 }],
    ["not measured", { rate: 500 }],
  ])("is %s with %j", (words, more) => {
    expect(verdict({ runs: [{ ...steady, ...more }] })).toBe(words);
  });

  it("stands above the figures", () => {
    const text = receiverReport({ syncMs: 0.5, connections: 64, runs: [steady] }, "Node v20");
    expect(text).toContain("Goal, 1,000 callbacks a second without loss: met.");
    expect(text).toContain("| 1,000 a second | 10.1 | 10,000 | 990 | 0 | 10,000 | 0 | 4.0 |");
  });
});
