import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { type KajeetSimulator, startKajeetSimulator } from "../../../simulator/index";
import { type Caller, CHILD, CORP, login, OFFICE, OFFICE_ICCID, OFFICE_IMEI } from "./client";

let simulator: KajeetSimulator;
let call: Caller;
beforeAll(async () => {
  simulator = await startKajeetSimulator({ lines: 10 });
  call = await login(simulator);
});
afterAll(() => simulator.close());

/** Sends a request and reads out of the journal which operation it was taken for. */
async function takenAs(method: string, path: string): Promise<string | null | undefined> {
  await simulator.clearJournal();
  await fetch(`${simulator.env.CELLULAR_KAJEET_URL}/v1.0${path}`, {
    method,
    headers: { authorization: `Bearer ${call.token}` },
  });
  const [entry] = await simulator.journal();
  return entry?.operation;
}

describe("URLs that collide", () => {
  const D = "/devices";
  it.each([
    ["GET", `${D}/filterGroup`, "D06"],
    ["GET", `${D}/finalizeInstallWizard`, "D07"],
    ["GET", `${D}/labelCategoriesCount`, "D12"],
    ["GET", `${D}/labels`, "D13"],
    ["GET", `${D}/${CORP}`, "D18"],
    ["DELETE", `${D}/999-999-9999`, "D44"],
    ["GET", `${D}/${CORP}/status`, "D32"],
    ["GET", `${D}/${CORP}/totals`, "D35"],
    ["GET", `${D}/${CORP}/${OFFICE}`, "D36"],
    ["GET", `${D}/${CORP}/5212671508`, "D36"],
    ["GET", `${D}/${CORP}/${OFFICE}/health`, "D37"],
    ["GET", `${D}/${CORP}/${OFFICE}/active`, "D38"],
    ["GET", `${D}/${CORP}/imei/${OFFICE_IMEI}`, "D25"],
    ["GET", `${D}/${CORP}/smartspot-settings/${OFFICE_IMEI}`, "D31"],
    ["GET", `${D}/${OFFICE_ICCID}/activationCode`, "D39"],
    ["GET", `${D}/${OFFICE_ICCID}/qrCode`, "D40"],
    ["GET", `${D}/${OFFICE}/real-time-summary`, "D49"],
    ["GET", `${D}/${OFFICE}/configuration/wifi`, "D45"],
    ["GET", `${D}/${OFFICE}/health-history/signal-quality`, "D47"],
    ["PUT", `${D}/kemp/corps/${CORP}`, "D09"],
    ["POST", `${D}/kemp/corps/${CORP}`, "D08"],
    ["PUT", `${D}/${CORP}/imei`, "D24"],
    ["PUT", `${D}/label`, "D11"],
    ["GET", "/activation/transactions/ACT-2026-0313-001/csv", "A12"],
  ])("%s %s is %s", async (method, path, operation) => {
    expect(await takenAs(method, path)).toBe(operation);
  });

  it("answers 404 where there is no operation, and journals it without one", async () => {
    expect(await takenAs("PATCH", `${D}/${CORP}`)).toBeNull();
    expect(await takenAs("GET", "/nothing/at/all")).toBeNull();
    expect((await simulator.journal())[0]?.status).toBe(404);
  });

  it("takes an MDN in both forms, in paths and in bodies, and answers both", async () => {
    const byKey = await call("getDevice", { params: { corpId: CORP, mdn: "5212671508" } });
    expect(byKey.json).toMatchObject({ mdn: OFFICE, key: "5212671508" });
    const changed = await call("setNickname", {
      params: { corpId: CORP },
      body: { mdns: ["5212671508", OFFICE], nickname: "Twice" },
    });
    expect(changed.json.results).toEqual([
      expect.objectContaining({ mdn: OFFICE, key: "5212671508", success: true }),
    ]);
  });

  it("refuses a body whose corp contradicts the path", async () => {
    const body = { corpId: CHILD, mdns: [OFFICE], nickname: "x" };
    const answer = await call("setNickname", { params: { corpId: CORP }, body });
    expect([answer.status, answer.json.errors[0].field]).toEqual([400, "corpId"]);
  });
});
