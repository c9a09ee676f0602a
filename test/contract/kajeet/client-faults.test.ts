/** The client while the carrier is having a bad day. */
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from "vitest";
import type { Http } from "../../../provider/core/http";
import { kajeetApi as api, listAllDevices, type OperationId } from "../../../provider/kajeet/api";
import { type KajeetSimulator, startKajeetSimulator } from "../../../simulator";
import { FastClock } from "../../unit/core/http-fixture";
import { clientOf, corpId } from "./client-simulator-setup";

let simulator: KajeetSimulator;
let http: Http;
const mdn = "521-267-1508";

beforeAll(async () => {
  simulator = await startKajeetSimulator({ lines: 1000 });
});

beforeEach(() => {
  http = clientOf(simulator, undefined, { clock: new FastClock() });
});

afterEach(async () => {
  await http.close();
  await simulator.reset();
});

afterAll(async () => {
  await simulator.close();
});

const calls = async (operation: OperationId) => await simulator.journal({ operation });

async function order() {
  const { imei, iccid } = (await api.listCarrierInventory(http, { carrier: "Verizon" }))[0] ?? {};
  return { corpId, imei: imei ?? "", iccid: iccid ?? "", carrier: "VERIZON" };
}

describe("an order", () => {
  it.each([
    { kind: "reset", when: "after" },
    { kind: "status", status: 500, when: "after" },
    { kind: "empty", when: "after" },
    { kind: "not-json", when: "after" },
  ] as const)("whose answer is lost (%o) is sent once and left in doubt", async (fault) => {
    const wanted = await order();
    await simulator.faults.add({ operation: "submitActivation", ...fault });
    await expect(api.submitActivation(http, wanted)).rejects.toMatchObject({ meaning: "Ambiguous" });
    expect(await calls("submitActivation")).toHaveLength(1);
    await simulator.faults.clear();
    expect((await api.listActivationTransactions(http, {})).totalCount).toBe(1);
  });

  it("that was throttled is sent again, once", async () => {
    const wanted = await order();
    await simulator.faults.add({
      kind: "status",
      status: 429,
      retryAfter: 1,
      count: 1,
      operation: "submitActivation",
    });
    expect((await api.submitActivation(http, wanted)).uniqueTransactionId).toMatch(/^ACT-/);
    expect((await calls("submitActivation")).map(({ status }) => status)).toEqual([429, 200]);
  });

  it("of a removal is never sent twice", async () => {
    await simulator.faults.add({ kind: "reset", when: "before", operation: "removeLine" });
    await expect(api.removeLine(http, { mdn })).rejects.toMatchObject({ meaning: "Ambiguous" });
    expect(await calls("removeLine")).toHaveLength(1);
    expect(await simulator.line(mdn)).toBeDefined();
  });
});

describe("a setter", () => {
  it("is repeated until it is known to have worked", async () => {
    await simulator.faults.add({ kind: "reset", when: "after", count: 2, operation: "setNickname" });
    expect(await api.setNickname(http, { corpId, mdns: [mdn], nickname: "Bus" })).toEqual([{ mdn }]);
    expect(await calls("setNickname")).toHaveLength(3);
    expect((await simulator.line(mdn))?.nickname).toBe("Bus");
  });

  it.each(["empty", "not-json"] as const)(
    "with an answer that is %s is unknown, not failed",
    async (kind) => {
      await simulator.faults.add({ kind, when: "after", operation: "setNote" });
      expect(await api.setNote(http, { corpId, mdns: [mdn], note: kind })).toBe("unknown");
      expect((await simulator.line(mdn))?.note).toBe(kind);
    },
  );
});

describe("a list", () => {
  it("survives an expiring token, faults and throttling on its pages", async () => {
    await api.getDeviceTotals(http, { corpId });
    await simulator.expireTokens();
    await simulator.faults.add({ kind: "status", status: 503, count: 2, skip: 3, operation: "listDevices" });
    await simulator.faults.add({ kind: "reset", count: 1, skip: 5, operation: "listDevices" });
    await simulator.faults.add({
      kind: "status",
      status: 429,
      retryAfter: 2,
      count: 2,
      operation: "listDevices",
    });
    const lines = await listAllDevices(http, corpId);
    expect(new Set(lines.map(({ key }) => key)).size).toBe(1000);
    expect(await calls("createToken")).toHaveLength(2);
  });

  it.each([200, 404] as const)("of nothing is empty, answered with %i", async (status) => {
    await simulator.faults.add({ kind: "empty-list", status });
    const page = {
      offset: 0,
      limit: 10,
      sort: "MDN" as const,
      sortDir: "ASC" as const,
      searchValue: "nobody has this",
    };
    expect(await api.listDevices(http, { corpId, ...page })).toEqual({ totalCount: 0, devices: [] });
    expect(await listAllDevices(http, corpId, { searchValue: "nobody has this" })).toEqual([]);
  });
});

describe("refusals", () => {
  it.each([
    ["readonly", "org_super or org_tech"],
    ["aux_activation", "org_super or org_tech"],
  ])("of the user %s name the scopes, and are not repeated", async (username, scopes) => {
    const weak = clientOf(simulator, username);
    const error = await api
      .setNickname(weak, { corpId, mdns: [mdn], nickname: "x" })
      .catch((each: Error) => each);
    expect(error).toMatchObject({ meaning: "Unauthorized" });
    expect((error as Error).message).toContain(scopes);
    expect(await calls("setNickname")).toHaveLength(1);
    await weak.close();
  });

  it("of a login stand for all calls after it", async () => {
    const stranger = clientOf(simulator, "nobody");
    for (let turn = 0; turn < 5; turn++) {
      await expect(api.getDevice(stranger, { corpId, mdn })).rejects.toMatchObject({
        meaning: "Unauthorized",
      });
    }
    expect(await calls("createToken")).toHaveLength(1);
    await stranger.close();
  });

  it("tell an unknown corp from somebody else's", async () => {
    const page = { offset: 0, limit: 10, sort: "MDN" as const, sortDir: "ASC" as const };
    await expect(api.listDevices(http, { corpId: "NOWHERE", ...page })).rejects.toMatchObject({
      meaning: "NotFound",
      facts: { code: "CORP_NOT_FOUND" },
    });
    await expect(api.listDevices(http, { corpId: "SOUTHFIELD-ISD", ...page })).rejects.toMatchObject({
      meaning: "Unauthorized",
    });
  });
});
