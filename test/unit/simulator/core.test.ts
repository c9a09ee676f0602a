import { describe, expect, it, vi } from "vitest";
import { SimulatorClock } from "../../../simulator/core/clock";
import { csvText } from "../../../simulator/core/csv";
import { eidOf, iccidOf, imeiOf, luhnDigit, passesLuhn } from "../../../simulator/core/digits";
import { FaultBook, type FaultCall } from "../../../simulator/core/faults";
import { Journal } from "../../../simulator/core/journal";
import { RateLimiter } from "../../../simulator/core/limiter";
import { redact } from "../../../simulator/core/redact";

describe("digits", () => {
  it("have the check digits of real devices", () => {
    // An IMEI and an ICCID that are printed as examples everywhere.
    expect(luhnDigit("49015420323751")).toBe("8");
    expect(luhnDigit("8901410321111851072")).toBe("0");
    expect(imeiOf("86012304", 1)).toMatch(/^\d{15}$/);
    expect(iccidOf("8914800", 12)).toMatch(/^\d{20}$/);
    expect(BigInt(eidOf("89049032", 42)) % 97n).toBe(1n);
    expect(eidOf("89049032", 42)).toMatch(/^\d{32}$/);
  });

  it("do not pass when one of them is wrong", () => {
    const imei = imeiOf("86012304", 77);
    expect(passesLuhn(imei)).toBe(true);
    expect(passesLuhn(imei.replace(/.$/, (digit) => String((Number(digit) + 1) % 10)))).toBe(false);
  });
});

describe("the clock", () => {
  it("runs with the real one, ahead of it, or not at all", () => {
    vi.useFakeTimers({ now: 1000 });
    try {
      const clock = new SimulatorClock();
      vi.advanceTimersByTime(10);
      expect(clock.now()).toBe(1010);
      clock.advance(500);
      expect(clock.now()).toBe(1510);
      clock.freeze();
      vi.advanceTimersByTime(10);
      clock.advance(5);
      expect(clock.now()).toBe(1515);
      clock.resume();
      vi.advanceTimersByTime(10);
      expect(clock.now()).toBe(1525);
      clock.reset();
      expect(clock.now()).toBe(Date.now());
    } finally {
      vi.useRealTimers();
    }
  });
});

describe("the fault book", () => {
  const call = (more: Partial<FaultCall> = {}): FaultCall => ({
    ...{ operation: "D27", operationId: "setNickname", lines: [], selects: false },
    does: { write: true, list: false, startWork: false },
    ...more,
  });

  it("plays a share of the calls, repeatably", () => {
    const played = () => {
      const book = new FaultBook(7);
      book.add({ kind: "latency", ms: 1, probability: 0.25 });
      return Array.from({ length: 400 }, () => book.take(call()).length);
    };
    const first = played();
    expect(first).toEqual(played());
    const count = first.filter((length) => length === 1).length;
    expect(count).toBeGreaterThan(60);
    expect(count).toBeLessThan(140);
  });

  it("keeps faults of writes, lists and work to the calls that do such", () => {
    const book = new FaultBook();
    book.add({ kind: "lag", reads: 1 });
    book.add({ kind: "empty-list", status: 404 });
    book.add({ kind: "work", stuck: true });
    const kinds = (does: FaultCall["does"]) => book.take(call({ does })).map(({ kind }) => kind);
    expect(kinds({ write: true, list: false, startWork: false })).toEqual(["lag"]);
    expect(kinds({ write: false, list: true, startWork: false })).toEqual(["empty-list"]);
    expect(kinds({ write: true, list: false, startWork: true })).toEqual(["lag", "work"]);
  });

  it("knows a line in whatever form it is written", () => {
    const book = new FaultBook();
    book.add({ kind: "reset", lines: ["521-267-1508"] });
    expect(book.take(call({ lines: ["5212671508"] }))).toHaveLength(1);
    expect(book.take(call({ lines: ["5212671509"] }))).toHaveLength(0);
    expect(book.take(call({ selects: true }))).toHaveLength(0);
  });
});

describe("the journal", () => {
  const request = {
    time: "",
    method: "GET",
    path: "/",
    query: {},
    operation: null,
    operationId: null,
    writes: false,
  };

  it("lets the oldest fall off past its limit, and counts on", () => {
    const journal = new Journal(10);
    for (let index = 0; index < 25; index += 1) journal.open({ ...request, body: null });
    const kept = journal.list();
    expect(kept.length).toBeGreaterThanOrEqual(10);
    expect(kept.length).toBeLessThanOrEqual(11);
    expect(kept.at(-1)?.seq).toBe(25);
  });

  it("holds no secret at any depth, and leaves the request as it was", () => {
    const body = { password: "x", settings: [{ ssid: "a", Password: "y", psk: null }], mdns: ["1"] };
    expect(redact(body)).toEqual({
      password: "[redacted]",
      settings: [{ ssid: "a", Password: "[redacted]", psk: null }],
      mdns: ["1"],
    });
    expect(body.password).toBe("x");
    expect(redact("text")).toBe("text");
    expect(redact(null)).toBeNull();
  });
});

describe("the rate limit", () => {
  it("is of a sliding second", () => {
    const limiter = new RateLimiter(2);
    const admitted = [0, 10, 20, 999, 1000, 1005, 1010].map((now) => limiter.admit(now));
    expect(admitted).toEqual([true, true, false, false, true, false, true]);
    expect(new RateLimiter(undefined).admit()).toBe(true);
  });
});

describe("CSV", () => {
  it("quotes what needs it", () => {
    expect(
      csvText([
        ["a", 1, null],
        ['say "hi"', "x,y", "two\nlines"],
      ]),
    ).toBe('a,1,\n"say ""hi""","x,y","two\nlines"\n');
  });
});
