import { parse } from "csv-parse/sync";
import { describe, expect, it } from "vitest";
import type { KajeetSimulator } from "../../../simulator/index";
import { upload } from "./cases-activation";
import {
  type Caller,
  CHILD,
  CORP,
  checkAnswers,
  freePair,
  OFFICE_ICCID,
  OFFICE_IMEI,
  withSimulator,
} from "./client";
import { answerFaults } from "./openapi";

checkAnswers(answerFaults);

const STEP = 1000;
const options = { lines: 5, activationStepMs: STEP };

async function submit(call: Caller, more: object): Promise<string> {
  const answer = await call("submitActivation", { body: { corpId: CORP, carrier: "VERIZON", ...more } });
  expect(answer.json).toMatchObject({ status: "SUBMITTED" });
  return answer.json.uniqueTransactionId;
}

async function transaction(call: Caller, uniqueTransactionId: string) {
  return (await call("getActivationTransaction", { params: { uniqueTransactionId } })).json;
}

async function imeisOf(simulator: KajeetSimulator): Promise<(string | null)[]> {
  return (await simulator.lines()).map(({ imei }) => imei);
}

describe("an activation", () => {
  it("goes from SUBMITTED over IN_PROGRESS to COMPLETED, and the line exists from then on", async () => {
    await withSimulator(options, async (simulator, call) => {
      await simulator.clock.freeze("2026-03-13T08:00:00.000Z");
      const pair = await freePair(simulator);
      const id = await submit(call, {
        ...pair,
        deviceGroup: "Transportation",
        filterGroup: "Student_K8",
        nickname: "Bus #90",
        ratePlan: "KJ-1GB",
      });
      expect(id).toBe("ACT-2026-0313-001");
      expect(await transaction(call, id)).toMatchObject({ status: "SUBMITTED", completedAt: null });
      await simulator.clock.advance(STEP - 1);
      expect((await transaction(call, id)).status).toBe("SUBMITTED");
      await simulator.clock.advance(1);
      expect((await transaction(call, id)).items[0]).toMatchObject({ status: "IN_PROGRESS", mdn: null });
      await simulator.clock.advance(STEP - 1);
      expect(await imeisOf(simulator)).not.toContain(pair.imei);
      await simulator.clock.advance(1);
      const done = await transaction(call, id);
      expect(done).toMatchObject({
        type: "STANDARD",
        status: "COMPLETED",
        submittedBy: "fleet-api",
        submittedAt: "2026-03-13T08:00:00.000Z",
        completedAt: "2026-03-13T08:00:02.000Z",
        items: [{ ...pair, status: "COMPLETED", errorCode: null }],
      });
      const line = await call("getDevice", { params: { corpId: CHILD, mdn: done.items[0].mdn } });
      expect(line.json).toMatchObject({
        ...{ imei: pair.imei, uicc: pair.iccid, corpId: CHILD, status: "active", network: "Verizon" },
        ...{ filterGroup: "Student_K8", nickname: "Bus #90", ratePlan: "KJ-1GB" },
      });
      const { stock } = await simulator.state();
      expect(stock.some(({ iccid }) => iccid === pair.iccid)).toBe(false);
    });
  });

  it("is refused with 409 for what is active or under way, and can be repeated after a failure", async () => {
    await withSimulator(options, async (simulator, call) => {
      await simulator.clock.freeze();
      const pair = await freePair(simulator);
      const other = await freePair(simulator, 1);
      await simulator.faults.add({ kind: "work", lines: [pair.imei], code: "SIM_BLOCKED", count: 1 });
      const id = await submit(call, pair);
      const again = async (body: object) => {
        const answer = await call("submitActivation", {
          body: { corpId: CORP, carrier: "VERIZON", ...body },
        });
        return answer.json.code ?? answer.json.status;
      };
      expect(await again(pair)).toBe("CONFLICT");
      expect(await again({ imei: pair.imei, iccid: other.iccid })).toBe("CONFLICT");
      expect(await again({ imei: other.imei, iccid: pair.iccid })).toBe("CONFLICT");
      expect(await again({ imei: OFFICE_IMEI, iccid: other.iccid })).toBe("CONFLICT");
      expect(await again({ imei: other.imei, iccid: OFFICE_ICCID })).toBe("CONFLICT");
      await simulator.clock.advance(2 * STEP);
      const failed = await transaction(call, id);
      expect(failed).toMatchObject({ status: "FAILED", items: [{ mdn: null, errorCode: "SIM_BLOCKED" }] });
      expect(await imeisOf(simulator)).not.toContain(pair.imei);
      expect(await again(pair)).toBe("SUBMITTED");
      await simulator.clock.advance(2 * STEP);
      expect((await imeisOf(simulator)).filter((imei) => imei === pair.imei)).toHaveLength(1);
      expect(await again(pair)).toBe("CONFLICT");
    });
  });

  it("of several devices is PARTIALLY_COMPLETED when some fail", async () => {
    await withSimulator(options, async (simulator, call) => {
      await simulator.clock.freeze();
      const devices = [
        await freePair(simulator, 0),
        await freePair(simulator, 1),
        await freePair(simulator, 2),
      ];
      await simulator.faults.add({ kind: "work", lines: [devices[1]?.imei ?? ""] });
      const sent = await call("submitSmartSimActivation", { body: { corpId: CORP, devices } });
      await simulator.clock.advance(2 * STEP);
      const done = await transaction(call, sent.json.uniqueTransactionId);
      expect(done.status).toBe("PARTIALLY_COMPLETED");
      expect(done.items.map((item: { status: string }) => item.status)).toEqual([
        "COMPLETED",
        "FAILED",
        "COMPLETED",
      ]);
      const params = { uniqueTransactionId: done.uniqueTransactionId };
      const csv = await call("downloadActivationTransactionCsv", { params });
      const rows = parse(csv.text, { columns: true }) as Record<string, string>[];
      expect(rows.map((row) => [row.STATUS, row.MDN !== ""])).toEqual([
        ["COMPLETED", true],
        ["FAILED", false],
        ["COMPLETED", true],
      ]);
      expect(Object.keys(rows[0] ?? {})).toHaveLength(10);
    });
  });

  it("that is stuck stays IN_PROGRESS however long one waits", async () => {
    await withSimulator(options, async (simulator, call) => {
      await simulator.faults.add({ kind: "work", stuck: true });
      const id = await submit(call, await freePair(simulator));
      await simulator.clock.advance(1_800_000);
      expect((await transaction(call, id)).status).toBe("IN_PROGRESS");
    });
  });

  it("takes eSIM profiles out of the stock, each once", async () => {
    await withSimulator(options, async (simulator, call) => {
      const left = async () =>
        (await call("getEsimInventoryCount", { params: { corpId: CORP }, query: { carrier: "T-Mobile" } }))
          .json.count;
      const before = await left();
      const eids = ["89049032000000000000000000000042", "89049032000000000000000000000043"];
      for (const [index, eid] of eids.entries()) {
        const devices = [{ imei: `35573736007600${index}`, eid }];
        await call("submitEsimActivation", { body: { corpId: CORP, carrier: "TMOBILE", devices } });
      }
      await simulator.clock.advance(2 * STEP);
      expect(await left()).toBe(before - 2);
      const lines = (await simulator.lines()).filter(({ eid }) => eid !== null && eids.includes(eid));
      expect(lines.map(({ simType }) => simType)).toEqual(["ESIM", "ESIM"]);
      expect(new Set(lines.map(({ uicc }) => uicc)).size).toBe(2);
    });
  });
});

describe("history", () => {
  it("pages in either order, and goes back 180 days except as CSV", async () => {
    await withSimulator(options, async (simulator, call) => {
      await simulator.clock.freeze("2026-01-01T00:00:00.000Z");
      const first = await submit(call, await freePair(simulator, 0));
      await simulator.clock.advance(181 * 86_400_000);
      const again = await call("createToken", { body: { username: "fleet-api", password: "simulated" } });
      call.token = again.json.token;
      const second = await submit(call, await freePair(simulator, 1));
      const ids = async (operationId: string, query: Record<string, string | number>) =>
        (await call(operationId, { query })).json.transactions.map(
          (found: { uniqueTransactionId: string }) => found.uniqueTransactionId,
        );
      expect(await ids("listActivationTransactions", {})).toEqual([second, first]);
      expect(await ids("listActivationTransactions", { sortDir: "ASC", limit: 1 })).toEqual([first]);
      expect(await ids("listActivationTransactions", { offset: 1 })).toEqual([first]);
      expect(await ids("listActivationTransactionsV2", {})).toEqual([second]);
      const csv = await call("listActivationTransactionsV2", { query: { export: "CSV" } });
      expect([csv.text.includes(first), csv.text.includes(second)]).toEqual([true, true]);
    });
  });
});

describe("an uploaded CSV", () => {
  it("is read with any case, order, line end, quotes and byte-order mark, and activates nothing", async () => {
    await withSimulator(options, async (simulator, call) => {
      const rows = [
        `\uFEFFiccid,"Imei"`,
        `"89014103211118510001",355737360077001`,
        `89014103211118510002,355737360077001`,
        `8901,355737360077003`,
        `89014103211118510004,${OFFICE_IMEI}`,
      ];
      const { json } = await call("uploadActivationCsv", { form: upload(rows.join("\r\n")) });
      expect([json.validCount, json.invalidCount]).toEqual([1, 3]);
      expect(json.pairs[0]).toEqual({
        row: 1,
        imei: "355737360077001",
        iccid: "89014103211118510001",
        valid: true,
        message: null,
      });
      expect((await simulator.state()).transactions).toEqual([]);
    });
  });

  it("is refused without the header and past 1000 rows", async () => {
    await withSimulator(options, async (_, call) => {
      const pairs = Array.from({ length: 1001 }, () => "355737360077001,89014103211118510001");
      const long = await call("uploadActivationCsv", { form: upload(["IMEI,ICCID", ...pairs].join("\n")) });
      const headless = await call("uploadActivationCsv", { form: upload("A,B\n1,2\n") });
      expect([long.status, headless.status]).toEqual([400, 400]);
    });
  });
});
