import { request as httpRequest } from "node:http";
import { describe, expect, it } from "vitest";
import { checkAnswers } from "../simulator/exchange";
import { type Caller, callerOf, EVER, onStage, outcome } from "./client";
import { answerFaults } from "./openapi";

checkAnswers(answerFaults);

type Query = Record<string, string | number>;

/** ICCIDs of every page, page by page. */
async function pagesOf(call: Caller, query: Query = {}): Promise<string[][]> {
  const pages: string[][] = [];
  for (let pageNumber = 1; ; pageNumber += 1) {
    const { status, json } = await call("searchDevices", {
      query: { modifiedSince: EVER, ...query, pageNumber },
    });
    expect([status, json.pageNumber]).toEqual([200, pageNumber]);
    pages.push(json.devices.map(({ iccid }: { iccid: string }) => iccid));
    if (json.lastPage) return pages;
  }
}

describe("a search", () => {
  it("pages through all lines, oldest change first", async () => {
    await onStage({ lines: 130 }, async ({ simulator, call }) => {
      const pages = await pagesOf(call);
      expect(pages.map((page) => page.length)).toEqual([50, 50, 30]);
      const dates = new Map((await simulator.lines()).map((line) => [line.iccid, line.dateUpdated]));
      const found = pages.flat().map((iccid) => dates.get(iccid) ?? Number.NaN);
      expect(found).toEqual([...dates.values()].sort((one, other) => one - other));
      expect(new Set(pages.flat()).size).toBe(130);
    });
  });

  it("knows a full last page, and answers nothing beyond it", async () => {
    await onStage({ lines: 100 }, async ({ call }) => {
      expect((await pagesOf(call)).map((page) => page.length)).toEqual([50, 50]);
      const { json } = await call("searchDevices", { query: { modifiedSince: EVER, pageNumber: 9 } });
      expect(json).toEqual({ pageNumber: 9, devices: [], lastPage: true });
    });
  });

  it("finds each of 10,000 lines once, and what changed among them", async () => {
    await onStage({ lines: 10_000 }, async ({ simulator, call }) => {
      expect(new Set((await pagesOf(call)).flat()).size).toBe(10_000);
      const lines = await simulator.lines();
      const changed = [lines[7000]!, lines[3]!, lines[9999]!].map(({ iccid }) => iccid);
      for (const iccid of changed) await call.edit(iccid, { customerCustom2: "new" });
      expect(await pagesOf(call, { modifiedSince: "2026-03-10T12:00:00+00:00" })).toEqual([changed]);
    });
  });

  it("moves a line to the end when it is edited, by whomever", async () => {
    await onStage({}, async ({ simulator, call }) => {
      const order = (await pagesOf(call)).flat();
      const [first, second, ...others] = order as [string, string, ...string[]];
      await call.edit(second, { customerCustom1: "a" });
      await simulator.editLine(first, { customerCustom1: "a" });
      expect((await pagesOf(call)).flat()).toEqual([...others, second, first]);
    });
  });

  it("takes both ends of its window in, in any zone", async () => {
    await onStage({}, async ({ simulator, call, active }) => {
      const [one, other] = [(await active(0)).iccid, (await active(1)).iccid];
      await call.edit(one, { customerCustom1: "a" });
      await simulator.clock.advance(60_000);
      await call.edit(other, { customerCustom1: "a" });
      const between = async (modifiedSince: string, modifiedTill: string) =>
        (await pagesOf(call, { modifiedSince, modifiedTill })).flat();
      expect(await between("2026-03-10T12:00:00+00:00", "2026-03-10T12:01:00Z")).toEqual([one, other]);
      expect(await between("2026-03-10T07:00:00-05:00", "2026-03-10T12:00:59Z")).toEqual([one]);
      expect(await between("2026-03-10T12:00:01+00:00", "2026-03-11T00:00:00+02:00")).toEqual([other]);
    });
  });

  it("picks by status and custom fields, all of which must fit", async () => {
    await onStage({}, async ({ simulator, call, active }) => {
      const statuses = new Set((await simulator.lines()).map(({ status }) => status));
      expect(statuses.size).toBe(8);
      for (const status of statuses) {
        const wanted = (await simulator.lines()).filter((line) => line.status === status);
        expect((await pagesOf(call, { status })).flat()).toHaveLength(wanted.length);
      }
      const { iccid } = await active(3);
      await call.edit(iccid, { operatorCustom2: "a b", customerCustom1: "c" });
      await call.edit((await active(4)).iccid, { operatorCustom2: "a b" });
      expect((await pagesOf(call, { operatorCustom2: "a b" })).flat()).toHaveLength(2);
      expect(await pagesOf(call, { operatorCustom2: "a b", customerCustom1: "c" })).toEqual([[iccid]]);
      expect(await pagesOf(call, { operatorCustom2: "a b", status: "RETIRED" })).toEqual([[]]);
    });
  });

  it("shows status and plans of each line", async () => {
    await onStage({ lines: 40 }, async ({ simulator, call }) => {
      const { json } = await call("searchDevices", { query: { modifiedSince: EVER } });
      for (const device of json.devices) {
        const { iccid, status, ratePlan, communicationPlan } = (await simulator.line(device.iccid))!;
        expect(device).toEqual({ iccid, status, ratePlan, communicationPlan });
      }
    });
  });

  it("is that of the user's account: empty, own, or refused", async () => {
    await onStage({}, async ({ simulator, call }) => {
      const { accountId } = await simulator.state();
      expect((await pagesOf(call, { accountId: "" })).flat()).toHaveLength(80);
      expect((await pagesOf(call, { accountId })).flat()).toHaveLength(80);
      const other = await call("searchDevices", { query: { modifiedSince: EVER, accountId: "1" } });
      expect(outcome(other)).toEqual([400, "10000004"]);
    });
  });

  it("needs no Accept header", async () => {
    await onStage({}, async ({ simulator }) => {
      const headers = { authorization: `Basic ${btoa("fleet-api:simulated-key")}` };
      const url = `${simulator.url}/rws/api/v1/devices?accountId=&modifiedSince=2016-04-18T17%3A31%3A34%2B00%3A00`;
      const status = await new Promise((resolve, reject) => {
        httpRequest(url, { headers }, (answer) => {
          answer.resume();
          resolve(answer.statusCode);
        })
          .on("error", reject)
          .end();
      });
      expect(status).toBe(200);
    });
  });

  const REFUSED: [code: string, query: Query][] = [
    ["10000003", {}],
    ["10000003", { modifiedSince: "" }],
    ["10000012", { modifiedSince: "2026-03-10" }],
    ["10000012", { modifiedSince: "2026-03-10T12:00:00" }],
    ["10000012", { modifiedSince: "2026-02-30T12:00:00Z" }],
    ["10000012", { modifiedSince: EVER, modifiedTill: "now" }],
    ["10000005", { modifiedSince: EVER, status: "activated" }],
    ["10000006", { modifiedSince: EVER, pageSize: 51 }],
    ["10000006", { modifiedSince: EVER, pageSize: 0 }],
    ["10000006", { modifiedSince: EVER, pageSize: "ten" }],
    ["10000007", { modifiedSince: EVER, pageNumber: 0 }],
    ["10000007", { modifiedSince: EVER, pageNumber: -1 }],
  ];
  it.each(REFUSED)("refuses with %s: %j", async (code, query) => {
    await onStage({}, async ({ call }) => {
      expect(outcome(await call("searchDevices", { query }))).toEqual([400, code]);
    });
  });

  it("does not tell the operator's fields to others by its filters", async () => {
    await onStage({}, async ({ simulator }) => {
      const query = { modifiedSince: EVER, operatorCustom1: "a" };
      const answer = await callerOf(simulator, "account-api")("searchDevices", { query });
      expect(outcome(answer)).toEqual([400, "10000008"]);
    });
  });

  it("can answer an empty list with 404 as a fault", async () => {
    await onStage({}, async ({ simulator }) => {
      await simulator.faults.add({ kind: "empty-list", status: 404 });
      const query = { modifiedSince: "2026-03-10T12:00:00Z" };
      // No answer of the reference, hence past the check of answers.
      const headers = { authorization: `Basic ${btoa("fleet-api:simulated-key")}` };
      const url = `${simulator.url}/rws/api/v1/devices?${new URLSearchParams(query)}`;
      expect((await fetch(url, { headers })).status).toBe(404);
    });
  });
});
