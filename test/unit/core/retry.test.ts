import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { BACKOFF, judge, retryAfterSeconds, waitBefore } from "../../../provider/core/retry";

describe("judge", () => {
  const answered = (status: number) => ({ kind: "answered", status }) as const;

  it.each([
    [429, true, "again"],
    [429, false, "again"],
    [500, true, "again"],
    [500, false, "ambiguous"],
    [501, true, "final"],
    [501, false, "ambiguous"],
    [502, true, "again"],
    [503, false, "ambiguous"],
    [504, true, "again"],
    [400, true, "final"],
    [404, false, "final"],
    [409, true, "final"],
    [302, true, "final"],
  ])("status %i, repeatable %s: %s", (status, repeatable, verdict) => {
    expect(judge(answered(status), repeatable)).toBe(verdict);
  });

  it("repeats anything that was never sent, unless it never can be", () => {
    for (const repeatable of [true, false]) {
      expect(judge({ kind: "unsent", hopeless: false }, repeatable)).toBe("again");
      expect(judge({ kind: "unsent", hopeless: true }, repeatable)).toBe("final");
    }
  });

  it("repeats silence only where twice is once", () => {
    expect(judge({ kind: "unanswered" }, true)).toBe("again");
    expect(judge({ kind: "unanswered" }, false)).toBe("ambiguous");
  });

  it("never repeats what must not be made twice once it was sent, throttling apart", () => {
    fc.assert(
      fc.property(fc.integer({ min: 100, max: 599 }), (status) => {
        expect(judge(answered(status), false) === "again").toBe(status === 429);
      }),
    );
  });
});

describe("waitBefore", () => {
  it("stays within bounds that double up to the cap", () => {
    const unit = fc.double({ min: 0, max: 1, noNaN: true });
    fc.assert(
      fc.property(fc.integer({ min: 1, max: 60 }), unit, (attempt, random) => {
        const wait = waitBefore(attempt, undefined, random);
        expect(wait).toBeGreaterThanOrEqual(0);
        expect(wait).toBeLessThanOrEqual(Math.min(BACKOFF.capMs, BACKOFF.baseMs * 2 ** (attempt - 1)));
      }),
    );
  });

  it("uses the whole range below the bound", () => {
    expect([0, 0.5, 1].map((random) => waitBefore(3, undefined, random))).toEqual([0, 1000, 2000]);
    expect(waitBefore(20, undefined, 1)).toBe(BACKOFF.capMs);
  });

  it("does what the carrier asks for instead", () => {
    expect(waitBefore(1, 90_000, 0.3)).toBe(90_000);
  });

  it("does not hurry for a carrier that asks for no wait", () => {
    expect(waitBefore(2, 0, 0.5)).toBe(500);
  });
});

describe("retryAfterSeconds", () => {
  const now = Date.parse("2026-03-13T10:00:00Z");
  it.each([
    ["7", 7],
    [" 0 ", 0],
    ["1.5", 1.5],
    ["Fri, 13 Mar 2026 10:00:30 GMT", 30],
    ["Fri, 13 Mar 2026 09:00:00 GMT", 0],
    ["soon", undefined],
    ["", undefined],
  ])("%j is %s", (text, seconds) => {
    expect(retryAfterSeconds({ "retry-after": text }, now)).toBe(seconds);
  });

  it("is absent where the header is", () => {
    expect(retryAfterSeconds({}, now)).toBeUndefined();
  });
});
