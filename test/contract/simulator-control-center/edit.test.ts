import { describe, expect, it } from "vitest";
import { checkAnswers } from "../simulator/exchange";
import { FIXED_PLAN, lineIn, onStage, outcome, RATE_PLANS } from "./client";
import { answerFaults, editFaults } from "./openapi";

checkAnswers(answerFaults);

const ADDRESS_NAME = { apn: "fixed.northstar", pdpId: "7" };
const numbered = (name: string, count: number) =>
  Array.from({ length: count }, (_, index) => `${name}${index + 1}`);
const CUSTOM = [
  ...numbered("operatorCustom", 5),
  ...numbered("accountCustom", 10),
  ...numbered("customerCustom", 5),
];

describe("an edit", () => {
  it("writes all 31 attributes in one call, and every one that can be read is read back", async () => {
    await onStage({}, async ({ simulator, call, active }) => {
      const { iccid } = await active();
      const custom = Object.fromEntries(CUSTOM.map((field) => [field, `value of ${field}`]));
      const body = {
        status: "DEACTIVATED",
        ratePlan: RATE_PLANS[2],
        communicationPlan: FIXED_PLAN,
        customer: "Northstar Transportation",
        deviceID: "Bus 12",
        modemID: "M-1",
        overageLimitOverride: "TEMPORARY_OVERRIDE",
        ipv4Address: "10.200.0.1",
        ipv6Address: "2003:2002:1001:114a::",
        ...ADDRESS_NAME,
        ...custom,
        accountCustom10: "Bus",
      };
      expect(editFaults(body)).toEqual([]);
      expect(Object.keys(body)).toHaveLength(31);
      const answer = await call.edit(iccid, body);
      expect([answer.status, answer.json]).toEqual([200, { iccid }]);
      const { apn, pdpId, overageLimitOverride, ipv4Address, ipv6Address, ...readable } = body;
      const details = await call.read(iccid);
      const addresses = { fixedIPAddress: ipv4Address, fixedIpv6Address: ipv6Address };
      expect(details).toMatchObject({ ...readable, ...addresses });
      for (const hidden of ["apn", "pdpId", "effectiveDate"]) expect(details).not.toHaveProperty(hidden);
      const usage = await call("getDeviceUsage", { params: { iccid } });
      expect(usage.json.overageLimitOverride).toBe(overageLimitOverride);
      expect(await simulator.line(iccid)).toMatchObject({ apn, pdpId });
    });
  });

  it("changes what it names and nothing else, and dates the change", async () => {
    await onStage({}, async ({ simulator, call, active }) => {
      const before = await active();
      await call.edit(before.iccid, { modemID: "M-9" });
      const now = Date.parse("2026-03-10T12:00:00Z");
      expect(await simulator.line(before.iccid)).toEqual({ ...before, modemID: "M-9", dateUpdated: now });
      expect((await call.read(before.iccid)).dateUpdated).toBe("2026-03-10 12:00:00.000+0000");
    });
  });

  it("blanks a custom field, a combo box and an identifier", async () => {
    await onStage({}, async ({ call, active }) => {
      const { iccid } = await active();
      const body = { accountCustom1: "", accountCustom10: "", deviceID: "" };
      expect((await call.edit(iccid, body)).status).toBe(200);
      expect(await call.read(iccid)).toMatchObject({
        accountCustom1: "",
        accountCustom10: "",
        deviceID: null,
      });
    });
  });

  it("dates the first activation, and no later one", async () => {
    await onStage({}, async ({ simulator, call }) => {
      const { iccid } = await lineIn(simulator, "INVENTORY");
      await call.edit(iccid, { status: "ACTIVATED" });
      const first = (await call.read(iccid)).dateActivated;
      expect(first).toBe("2026-03-10 12:00:00.000+0000");
      await simulator.clock.advance(1000);
      await call.edit(iccid, { status: "DEACTIVATED" });
      await call.edit(iccid, { status: "ACTIVATED" });
      expect(await call.read(iccid)).toMatchObject({ status: "ACTIVATED", dateActivated: first });
    });
  });

  it("is an effect in the journal, which has no credentials", async () => {
    await onStage({}, async ({ simulator, call, active }) => {
      const { iccid } = await active();
      await call.edit(iccid, { deviceID: "A" });
      await call.edit(iccid, { deviceID: "A" });
      await call.edit(iccid, { deviceID: "B", effectiveDate: "2026-03-20Z" });
      await call.edit(iccid, { ratePlan: "unknown" });
      const entries = await simulator.journal({ writes: true });
      expect(entries.map(({ status, effect, lines }) => [status, effect, lines])).toEqual([
        [200, true, 1],
        [200, false, 1],
        [202, true, 1],
        [404, false, 1],
      ]);
      expect(entries[0]).toMatchObject({
        operationId: "editDevice",
        user: "fleet-api",
        body: { deviceID: "A" },
      });
      expect(JSON.stringify(entries)).not.toContain(simulator.env.CELLULAR_CONTROL_CENTER_API_KEY);
    });
  });
});

describe("a change of status", () => {
  const BEFORE = ["TEST_READY", "INVENTORY", "ACTIVATION_READY"];
  const OTHERS = ["ACTIVATED", "DEACTIVATED", "RETIRED", "PURGED"];
  /** Codes by present status, for: any status before activation, ACTIVATED, DEACTIVATED, RETIRED, PURGED. */
  const TABLE: [from: string, ...codes: (string | undefined)[]][] = [
    ...BEFORE.map((from): [string] => [from]),
    ["ACTIVATED", "10000029", "10030000"],
    ["DEACTIVATED", "10000029"],
    ["RETIRED", "10000029"],
    ["PURGED", "10000029", "10000005", "10000005", "10000005", "10000005"],
    ["REPLACED", "10000029", "10000005", "10000005", "10000005", "10000005"],
  ];
  it.each(TABLE)("from %s goes where the reference says", async (from, ...codes) => {
    await onStage({}, async ({ simulator, call }) => {
      const { iccid } = await lineIn(simulator, from);
      for (const to of [...BEFORE, ...OTHERS]) {
        const code = BEFORE.includes(to) ? codes[0] : codes[1 + OTHERS.indexOf(to)];
        await simulator.editLine(iccid, { status: from });
        const answer = await call.edit(iccid, { status: to });
        expect([to, ...outcome(answer)]).toEqual([to, code === undefined ? 200 : 400, code]);
        expect((await simulator.line(iccid))?.status).toBe(code === undefined ? to : from);
      }
    });
  });
});
