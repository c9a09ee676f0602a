import { describe, expect, it } from "vitest";
import { checkAnswers } from "../simulator/exchange";
import { callerOf, FIXED_PLAN, onStage, outcome, RATE_PLANS } from "./client";
import { answerFaults } from "./openapi";

checkAnswers(answerFaults);

const ADDRESS_NAME = { apn: "fixed.northstar", pdpId: "7" };
const TOO_LONG = "x".repeat(2001);
/** Codes of bodies that name too little; one attribute more would change them. */
const EMPTY = ["10000011"];
/** Bodies that are refused, whatever the line. */
const REFUSED: [code: string, status: number, what: string, body: unknown][] = [
  ["10000005", 400, "a status that there is not", { status: "SUSPENDED" }],
  ["10000005", 400, "the suffix of the other interface", { status: "ACTIVATED_NAME" }],
  ["10000005", 400, "REPLACED", { status: "REPLACED" }],
  ["10000011", 400, "nothing", {}],
  ["10000011", 400, "a date alone", { effectiveDate: "2026-03-20Z" }],
  ["10000011", 400, "an address without a name", { ipv4Address: "10.1.1.1", pdpId: "1" }],
  ["10000011", 400, "an address without a PDP id", { ipv6Address: "2001:db8::1", apn: "a" }],
  ["10000012", 400, "a date that is none", { status: "RETIRED", effectiveDate: "tomorrow" }],
  ["10000013", 404, "an unknown rate plan", { ratePlan: "Standard 1 TB" }],
  ["10000013", 404, "no text as rate plan", { ratePlan: null }],
  ["10000014", 400, "an unknown communication plan", { communicationPlan: "Data" }],
  ["10000014", 400, "an address on a plan without", { ipv4Address: "10.1.1.1", ...ADDRESS_NAME }],
  ["10000015", 400, "an unknown customer", { customer: "Southfield" }],
  ["10000016", 400, "an unknown override", { overageLimitOverride: "NONE" }],
  ["10000023", 400, "a list", [{ status: "RETIRED" }]],
  ["10000023", 400, "a text", "status"],
  ["10000025", 400, "a number as deviceID", { deviceID: 7 }],
  ["10000025", 400, "a deviceID that is too long", { deviceID: "x".repeat(256) }],
  ["10000026", 400, "a list as modemID", { modemID: [] }],
  ["10000028", 400, "an unknown member", { status: "RETIRED", rateplan: "Standard 1 GB" }],
  ["10000028", 400, "a member of the answers", { fixedIPAddress: "10.1.1.1" }],
  ["10000028", 400, "a custom field that is too long", { customerCustom5: TOO_LONG }],
  ["10000028", 400, "a value that a combo box does not offer", { accountCustom10: "Visitor" }],
  ["10000028", 400, "an address that is none", { ipv4Address: "10.1.1.256", ...ADDRESS_NAME }],
  ["10000029", 400, "a way back", { status: "INVENTORY" }],
  ["10030000", 400, "what is so already", { status: "ACTIVATED" }],
];

describe("a refusal", () => {
  it.each(REFUSED)("%s with %i for %s, and nothing is changed", async (code, status, _what, body) => {
    await onStage({}, async ({ simulator, call, active }) => {
      const before = await active();
      // A good attribute beside the bad one must not be written either.
      const beside = EMPTY.includes(code) ? {} : { customerCustom4: "beside" };
      const sent =
        Array.isArray(body) || typeof body === "string" ? body : { ...beside, ...(body as object) };
      expect(outcome(await call.edit(before.iccid, sent))).toEqual([status, code]);
      expect(await simulator.line(before.iccid)).toEqual(before);
      expect(await call.audit(before.iccid)).toEqual([]);
      expect((await simulator.state()).pending).toEqual([]);
    });
  });

  it("10000023 for a body that is no JSON, and for none", async () => {
    await onStage({}, async ({ simulator, active }) => {
      const { iccid } = await active();
      const headers = { authorization: `Basic ${btoa("fleet-api:simulated-key")}` };
      for (const body of ['{"status":', "", "null"]) {
        const answer = await fetch(`${simulator.url}/rws/api/v1/devices/${iccid}`, {
          method: "PUT",
          headers,
          body,
        });
        expect([answer.status, await answer.json()]).toMatchObject([400, { errorCode: "10000023" }]);
        expect(answer.headers.get("content-type")).toBe("application/json;charset=ISO-8859-1");
      }
    });
  });

  it("10000517 for an address of another line, in any spelling, and not for its own", async () => {
    await onStage({}, async ({ call, active }) => {
      const [one, other] = [await active(0), await active(1)];
      const first = { communicationPlan: FIXED_PLAN, ipv6Address: "2001:db8:0::1", ...ADDRESS_NAME };
      expect((await call.edit(one.iccid, first)).status).toBe(200);
      expect((await call.edit(one.iccid, first)).status).toBe(200);
      const second = { ...first, ipv6Address: "2001:DB8::0:1" };
      expect(outcome(await call.edit(other.iccid, second))).toEqual([400, "10000517"]);
      await call.edit(one.iccid, { ipv6Address: "2001:db8::2", ...ADDRESS_NAME });
      expect((await call.edit(other.iccid, second)).status).toBe(200);
    });
  });

  it.each([
    ["10000031", 400],
    ["10000001", 401],
    ["30000001", 500],
  ])("%s can be played as a fault", async (code, status) => {
    await onStage({}, async ({ simulator, call, active }) => {
      await simulator.faults.add({ kind: "status", status, code, operation: "editDevice" });
      const { iccid } = await active();
      expect(outcome(await call.edit(iccid, { deviceID: "A" }))).toEqual([status, code]);
      expect((await call.read(iccid)).deviceID).not.toBe("A");
    });
  });
});

describe("roles", () => {
  const CASES: [user: string, body: object, code: string | undefined][] = [
    [
      "operator-api",
      { operatorCustom1: "a", accountCustom1: "a", customerCustom1: "a", customer: "Northstar Schools" },
      undefined,
    ],
    ["account-api", { accountCustom1: "a", customer: "Northstar Schools", status: "RETIRED" }, undefined],
    ["account-api", { operatorCustom5: "a" }, "10000008"],
    ["account-api", { customerCustom5: "a" }, "10000010"],
    ["customer-api", { customerCustom1: "a", ratePlan: RATE_PLANS[2] }, undefined],
    ["customer-api", { operatorCustom1: "a" }, "10000008"],
    ["customer-api", { accountCustom10: "Bus" }, "10000009"],
    ["customer-api", { customer: "Northstar Schools" }, "10000030"],
    ["reader-api", { deviceID: "a" }, "10000030"],
  ];
  it.each(CASES)("%s writing %j: %s", async (user, body, code) => {
    await onStage({}, async ({ simulator, active }) => {
      const { iccid } = await active();
      const status = code === undefined ? 200 : 400;
      expect(outcome(await callerOf(simulator, user).edit(iccid, body))).toEqual([status, code]);
      const line = await simulator.line(iccid);
      if (code === undefined) expect(line).toMatchObject(body);
      else expect(line).not.toMatchObject(body);
    });
  });

  it("are given to the user of the variables by an option", async () => {
    await onStage({ role: "customer", username: "ada", apiKey: "a:key" }, async ({ call, active }) => {
      const { iccid } = await active();
      expect(outcome(await call.edit(iccid, { operatorCustom1: "a" }))).toEqual([400, "10000008"]);
      expect((await call.edit(iccid, { customerCustom1: "a" })).status).toBe(200);
    });
  });
});

describe("the order of checks", () => {
  /** Everything wrong at once; from step to step one thing less. */
  const everything = {
    unknown: true,
    effectiveDate: "soon",
    customer: "nobody",
    ratePlan: "none",
    deviceID: 7,
    modemID: 7,
    status: "INVENTORY",
    operatorCustom1: TOO_LONG,
  };
  const steps: [code: string, change: Record<string, unknown>][] = [
    ["10000028", {}],
    // The line and the role come before the values.
    ["20000001", { unknown: undefined }],
    ["10000030", {}],
    ["10000012", {}],
    ["10000013", { effectiveDate: undefined }],
    ["10000015", { ratePlan: RATE_PLANS[1] }],
    ["10000025", { customer: "Northstar Schools" }],
    ["10000026", { deviceID: "A" }],
    ["10000028", { modemID: "A" }],
    // What depends on the state of the line is last, though status is the first member.
    ["10000029", { operatorCustom1: "" }],
  ];
  it("is members, line, role, date, values, state", async () => {
    await onStage({}, async ({ simulator, active }) => {
      const { iccid } = await active();
      const body: Record<string, unknown> = { ...everything };
      for (const [code, change] of steps) {
        Object.assign(body, change);
        const user = callerOf(simulator, code === "10000030" ? "customer-api" : "operator-api");
        const line = code === "20000001" ? "8901170000000000" : iccid;
        expect(outcome(await user.edit(line, body))[1]).toBe(code);
      }
    });
  });
});
