import { describe, expect, it } from "vitest";
import type { Fault, KajeetSimulator } from "../../../simulator/index";
import { BUS, type Caller, CORP, freePair, listing, login, OFFICE, withSimulator } from "./client";

const params = { corpId: CORP };
const nickname = (value: string, mdns = [OFFICE]) => ({ params, body: { mdns, nickname: value } });

/** A simulator with one fault booked. */
async function withFault(
  fault: Fault,
  test: (simulator: KajeetSimulator, call: Caller) => Promise<void>,
): Promise<void> {
  await withSimulator({ lines: 10 }, async (simulator) => {
    const call = await login(simulator);
    await simulator.faults.add(fault);
    await test(simulator, call);
  });
}

const nicknameOf = async (simulator: KajeetSimulator) => (await simulator.line(OFFICE))?.nickname;

describe("a status fault", () => {
  it("answers 429 with Retry-After so many times, before anything is done", async () => {
    await withFault(
      { kind: "status", status: 429, retryAfter: 2, count: 2, operation: "D27" },
      async (simulator, call) => {
        const first = await call("setNickname", nickname("A"));
        expect([first.status, first.json.code, first.headers.get("retry-after")]).toEqual([
          429,
          "RATE_LIMITED",
          "2",
        ]);
        expect(await nicknameOf(simulator)).toBe("Main Office Hotspot");
        expect((await call("setNote", { params, body: { mdns: [OFFICE], note: "x" } })).status).toBe(200);
        expect((await call("setNickname", nickname("A"))).status).toBe(429);
        expect((await call("setNickname", nickname("A"))).status).toBe(200);
        expect(await nicknameOf(simulator)).toBe("A");
        const journal = await simulator.journal({ operation: "setNickname" });
        expect(journal.map(({ status, effect, faults }) => [status, effect, faults])).toEqual([
          [429, false, ["status"]],
          [429, false, ["status"]],
          [200, true, []],
        ]);
      },
    );
  });

  it("answers 500 after the work is done", async () => {
    await withFault({ kind: "status", status: 503, when: "after" }, async (simulator, call) => {
      expect((await call("setNickname", nickname("A"))).status).toBe(503);
      expect(await nicknameOf(simulator)).toBe("A");
      const [entry] = await simulator.journal({ operation: "D27" });
      expect(entry).toMatchObject({ status: 503, effect: true, lines: 1, user: "fleet-api" });
    });
  });

  it("lets a number of calls pass first", async () => {
    await withFault({ kind: "status", status: 500, skip: 2 }, async (_, call) => {
      const statuses = [];
      for (let index = 0; index < 3; index += 1) statuses.push((await call("listLabels")).status);
      expect(statuses).toEqual([200, 200, 500]);
    });
  });
});

describe("a reset", () => {
  it.each([
    { when: "before", shown: "Main Office Hotspot", effect: false },
    { when: "after", shown: "A", effect: true },
  ] as const)("$when the effect tears the connection down", async ({ when, shown, effect }) => {
    await withFault({ kind: "reset", when, operation: "setNickname", count: 1 }, async (simulator, call) => {
      await expect(call("setNickname", nickname("A"))).rejects.toThrow("fetch failed");
      expect(await nicknameOf(simulator)).toBe(shown);
      expect((await simulator.journal({ operation: "D27" }))[0]).toMatchObject({ status: 0, effect });
      expect((await call("setNickname", nickname("B"))).status).toBe(200);
    });
  });
});

describe("an answer that is none", () => {
  it("is empty, or not JSON, though the work is done", async () => {
    await withFault({ kind: "empty", count: 1 }, async (simulator, call) => {
      const empty = await call("setNickname", nickname("A"));
      expect([empty.status, empty.text]).toEqual([200, ""]);
      expect(await nicknameOf(simulator)).toBe("A");
      await simulator.faults.add({ kind: "not-json", status: 502, when: "before" });
      const page = await call("setNickname", nickname("B"));
      expect([page.status, page.mediaType]).toEqual([502, "text/html"]);
      expect(await nicknameOf(simulator)).toBe("A");
    });
  });
});

describe("a partial failure", () => {
  it("fails the chosen lines of a bulk call, in a list and in a rule", async () => {
    const fault: Fault = { kind: "partial", code: "CARRIER_BUSY", lines: [BUS] };
    await withFault(fault, async (simulator, call) => {
      const listed = await call("setNickname", nickname("A", [OFFICE, BUS]));
      expect(listed.json).toMatchObject({ successCount: 1, failureCount: 1 });
      const rule = { params, body: { bulkSelection: { selectAll: true }, note: "x" } };
      const selected = await call("setNote", rule);
      expect(selected.json.failureCount).toBe(1);
      const failed = selected.json.results.find((result: { success: boolean }) => !result.success);
      expect(failed).toMatchObject({ mdn: BUS, code: "CARRIER_BUSY" });
      expect((await simulator.line(BUS))?.note).toBeNull();
      expect((await simulator.line(OFFICE))?.note).toBe("x");
    });
  });

  it("refuses a call for one line, and leaves reads alone", async () => {
    await withFault(
      { kind: "partial", code: "NOT_ELIGIBLE", lines: ["5212671508"] },
      async (simulator, call) => {
        const refused = await call("removeLine", { params: { mdn: OFFICE } });
        expect([refused.status, refused.json.code]).toEqual([409, "NOT_ELIGIBLE"]);
        expect(await simulator.line(OFFICE)).toBeDefined();
        expect((await call("getDevice", { params: { ...params, mdn: OFFICE } })).status).toBe(200);
        expect(
          (await call("setRatePlan", { params: { mdn: BUS }, body: { ratePlan: "KJ-1GB" } })).status,
        ).toBe(200);
      },
    );
  });
});

describe("a read lag", () => {
  const read = (call: Caller) => call("getDevice", { params: { ...params, mdn: OFFICE } });

  it("shows the old value for so many reads", async () => {
    await withFault({ kind: "lag", reads: 2, operation: "setNickname" }, async (simulator, call) => {
      await call("setNickname", nickname("A"));
      const seen = [];
      for (let index = 0; index < 3; index += 1) seen.push((await read(call)).json.nickname);
      expect(seen).toEqual(["Main Office Hotspot", "Main Office Hotspot", "A"]);
      expect(await nicknameOf(simulator)).toBe("A");
    });
  });

  it("shows the old value for so long, in lists too", async () => {
    await withFault({ kind: "lag", ms: 5000 }, async (simulator, call) => {
      await simulator.clock.freeze();
      await call("setLineStatus", { params, body: { mdns: [OFFICE], status: "SUSPENDED" } });
      const listed = async () => {
        const page = await call("listDevices", { params, query: listing({ searchValue: "main office" }) });
        return page.json.devices[0].status;
      };
      expect([await listed(), (await read(call)).json.status]).toEqual(["active", "active"]);
      await simulator.clock.advance(5000);
      expect([await listed(), (await read(call)).json.status]).toEqual(["suspended", "suspended"]);
    });
  });
});

describe("other faults", () => {
  it("fails a share of activations, the same devices each time", async () => {
    const outcomes: string[][] = [];
    for (let round = 0; round < 2; round += 1) {
      await withFault({ kind: "work", share: 0.5, code: "SIM_BLOCKED" }, async (simulator, call) => {
        const devices = [];
        for (let index = 0; index < 20; index += 1) devices.push(await freePair(simulator, index));
        await call("submitSmartSimActivation", { body: { corpId: CORP, devices } });
        await simulator.clock.advance(1000);
        const [transaction] = (await simulator.state()).transactions;
        outcomes.push((transaction?.items ?? []).map(({ status }) => status));
      });
    }
    expect(outcomes[0]).toEqual(outcomes[1]);
    const failed = outcomes[0]?.filter((status) => status === "FAILED").length ?? 0;
    expect(failed).toBeGreaterThan(2);
    expect(failed).toBeLessThan(18);
  });

  it("answers an empty list as 404 with the words that clients look for", async () => {
    await withFault({ kind: "empty-list", status: 404 }, async (_, call) => {
      const empty = await call("listDevices", { params, query: listing({ searchValue: "zebra" }) });
      expect(empty.status).toBe(404);
      expect(empty.text.toLowerCase()).toContain("no devices found");
      expect((await call("listDevices", { params, query: listing() })).json.totalCount).toBe(10);
    });
  });

  it("takes its time before it answers", async () => {
    await withFault({ kind: "latency", ms: 30, operation: "listLabels" }, async (_, call) => {
      const slow = call("listLabels").then(() => "slow");
      const quick = call("listFilterGroups").then(() => "quick");
      expect(await Promise.race([slow, quick])).toBe("quick");
      await slow;
    });
  });

  it("aims at calls that name a line", async () => {
    await withFault({ kind: "status", status: 500, lines: [OFFICE] }, async (_, call) => {
      const of = async (mdn: string) => (await call("getDevice", { params: { ...params, mdn } })).status;
      expect([await of(OFFICE), await of("5212671508"), await of(BUS)]).toEqual([500, 500, 200]);
      expect((await call("setNickname", nickname("x", [BUS, OFFICE]))).status).toBe(500);
    });
  });

  it("limits the calls of a second", async () => {
    await withSimulator({ lines: 3, requestsPerSecond: 3 }, async (simulator, call) => {
      const statuses = [];
      for (let index = 0; index < 4; index += 1) statuses.push((await call("listLabels")).status);
      // The login was the first of the three.
      expect(statuses).toEqual([200, 200, 429, 429]);
      await simulator.limitRate(undefined);
      expect((await call("listLabels")).status).toBe(200);
    });
  });
});
