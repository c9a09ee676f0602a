import { readFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { parse } from "yaml";
import { z } from "zod";
import { controlCenterError } from "../../../provider/control-center/errors";
import type { Answer, Call } from "../../../provider/core/http-types";
import { connectionOf } from "../../contract/control-center/client-setup";

const connection = connectionOf("http://127.0.0.1:1");

function errorOf(answer: Partial<Answer>, call: Partial<Call<unknown>> = {}) {
  const whole: Call<unknown> = {
    operation: "editDevice",
    method: "PUT",
    path: "/x",
    repeatable: false,
    answer: z.unknown(),
    subject: "ICCID 8988216716970004975",
    ...call,
  };
  const text = answer.text ?? JSON.stringify(answer.body);
  return controlCenterError(
    { status: 400, headers: {}, body: undefined, ...answer, text },
    whole,
    connection,
  );
}

const { "x-error-codes": catalogue } = parse(
  readFileSync(join(__dirname, "../../contract/openapi/cisco-control-center.openapi.yaml"), "utf8"),
) as { "x-error-codes": { code: string; http: number; message: string }[] };
const statusOf = new Map(catalogue.map(({ code, http }) => [code, http]));

function refused(errorCode: string, body: Record<string, unknown> = {}) {
  const status = statusOf.get(errorCode) ?? 400;
  return errorOf({ status, body: { errorCode, errorMessage: "As the carrier says." } }, { body });
}

/** Every code: its meaning, what was sent, what of it is named, and what the next step speaks of. */
const CODES: [string, string, Record<string, unknown>, string, RegExp][] = [
  ["10000001", "Unauthorized", {}, "", /CELLULAR_CONTROL_CENTER_API_KEY.*network address/],
  ["10000005", "Rejected", { status: "REPLACED" }, 'status "REPLACED"', /can be reached/],
  ["10000008", "Unauthorized", { operatorCustom2: "x" }, 'operatorCustom2 "x"', /operator user/],
  ["10000009", "Unauthorized", { accountCustom10: "x" }, 'accountCustom10 "x"', /account users/],
  ["10000010", "Unauthorized", { customerCustom5: "x" }, 'customerCustom5 "x"', /customer users/],
  ["10000011", "Rejected", { ipv4Address: "10.0.0.8" }, 'ipv4Address "10.0.0.8"', /apn and pdpId/],
  ["10000012", "Rejected", { effectiveDate: "2020-01-01+00:00" }, "2020-01-01+00:00", /180 days/],
  ["10000013", "Rejected", { ratePlan: "Plan Z" }, 'ratePlan "Plan Z"', /rate plan of this account/],
  ["10000014", "Rejected", { communicationPlan: "CP" }, 'communicationPlan "CP"', /communication plan/],
  ["10000015", "Rejected", { customer: "Nobody" }, 'customer "Nobody"', /customer of this account/],
  ["10000016", "Rejected", { overageLimitOverride: "NONE" }, '"NONE"', /PERMANENT_OVERRIDE/],
  ["10000023", "Rejected", {}, "", /version in use/],
  ["10000024", "Rejected", {}, "", /version of the API/],
  ["10000025", "Rejected", { deviceID: "d" }, 'deviceID "d"', /shorter/],
  ["10000026", "Rejected", { modemID: "m" }, 'modemID "m"', /shorter/],
  ["10000028", "Rejected", { accountCustom1: "green" }, 'accountCustom1 "green"', /combo box/],
  ["10000029", "Conflict", { status: "INVENTORY" }, 'status "INVENTORY"', /before activation/],
  ["10000030", "Unauthorized", { customer: "North" }, 'customer "North"', /role/],
  ["10000031", "Rejected", { effectiveDate: "2027-01-15+00:00" }, "2027-01-15", /zone/],
  ["10000517", "Conflict", { ipv6Address: "2003::1" }, 'ipv6Address "2003::1"', /another one/],
  ["10030000", "Conflict", { status: "ACTIVATED" }, 'status "ACTIVATED"', /refresh/],
  ["20000001", "NotFound", { ratePlan: "B" }, "", /Check the ICCID/],
  ["30000001", "Ambiguous", { ratePlan: "B" }, "", /Read the present state/],
];

describe("codes", () => {
  it("are the 23 of the description", () => {
    expect(CODES.map(([code]) => code)).toEqual(catalogue.map(({ code }) => code));
  });

  it.each(CODES)(
    "%s is %s and names line, member, value and next step",
    (code, meaning, sent, named, next) => {
      const error = refused(code, { ...sent, deviceID: sent.deviceID ?? "bystander" });
      expect(error).toMatchObject({ meaning, facts: { code, status: statusOf.get(code) } });
      expect(error.message).toContain("ICCID 8988216716970004975");
      expect(error.message).toContain("s the carrier says");
      expect(error.message).toContain(`HTTP ${statusOf.get(code)}, ${code}`);
      expect(error.problem).toContain(named);
      expect(error.problem).not.toContain("bystander");
      expect(error.facts.next).toMatch(next);
      expect(error.facts.next).toMatch(/^[A-Z].{15,}\.$/);
    },
  );

  it("read as one sentence and one advice", () => {
    expect(refused("10000013", { ratePlan: "Plan Z" }).message).toBe(
      'ICCID 8988216716970004975: ratePlan "Plan Z" refused: As the carrier says (control-center editDevice, HTTP 404, 10000013). Take the name of a rate plan of this account, letter by letter as Control Center shows it.',
    );
  });

  it("name a long value by its beginning", () => {
    const { message } = refused("10000028", { accountCustom1: "x".repeat(1999) });
    expect(message).toContain("(1999 characters)");
    expect(message.length).toBeLessThan(500);
  });

  it("name customer fields where the carrier closes them with the operator's code", () => {
    expect(refused("10000008", { customerCustom1: "x" }).problem).toContain('customerCustom1 "x"');
  });

  it.each([
    ["10000003", "modifiedSince"],
    ["10000004", "accountId"],
    ["10000005", "status"],
    ["10000006", "pageSize"],
    ["10000007", "pageNumber"],
    ["10000012", "modifiedTill"],
    ["10000049", "daysOfHistory"],
  ])("%s of a search is about %s", (errorCode, member) => {
    const query = { [member]: "wrong-value" };
    const call = { operation: "searchDevices", method: "GET", query } as const;
    const error = errorOf({ body: { errorCode, errorMessage: "no" } }, call);
    expect(error).toMatchObject({ meaning: "Rejected" });
    expect(error.problem).toContain(`${member} "wrong-value"`);
    expect(error.facts.next).toMatch(/^[A-Z].{15,}\.$/);
  });

  it("tell that a history is for Advantage accounts", () => {
    const call = { operation: "getDeviceAuditTrails", method: "GET" } as const;
    const error = errorOf({ body: { errorCode: "10000030", errorMessage: "no" } }, call);
    expect(error).toMatchObject({ meaning: "Unauthorized" });
    expect(error.message).toContain("Advantage");
  });

  it("that are new are refusals with the carrier's words", () => {
    const error = refused("10009999", { ratePlan: "B" });
    expect(error).toMatchObject({ meaning: "Rejected", facts: { code: "10009999" } });
    expect(error.message).toContain("As the carrier says");
  });

  it("may come as numbers", () => {
    const error = errorOf({ status: 404, body: { errorCode: 20000001, errorMessage: "no" } });
    expect(error).toMatchObject({ meaning: "NotFound", facts: { code: "20000001" } });
  });
});

describe("answers without a code", () => {
  it.each([
    [{ status: 404, text: "<html>" }, {}, "Rejected", "CELLULAR_CONTROL_CENTER_URL"],
    [{ status: 429, text: "" }, {}, "Throttled", "later"],
    [{ status: 403, text: "" }, {}, "Unauthorized", "CELLULAR_CONTROL_CENTER_USERNAME"],
    [{ status: 401, body: { errorMessage: "no" } }, {}, "Unauthorized", "no Authorization header"],
    [{ status: 503, text: "" }, {}, "Ambiguous", "Read the present state"],
    [{ status: 503, text: "" }, { method: "GET" }, "Rejected", "later"],
    [{ status: 400, text: "" }, {}, "Rejected", "the carrier answered 400 without a reason"],
    [{ status: 400, text: "{}", body: {} }, {}, "Rejected", "the carrier answered 400 without a reason"],
  ] as const)("%j %j", (answer, call, meaning, words) => {
    const error = errorOf(answer as Partial<Answer>, call);
    expect(error.meaning).toBe(meaning);
    expect(error.message).toContain(words);
  });

  it("tells how long to wait", () => {
    const error = errorOf({ status: 429, headers: { "retry-after": "7" }, text: "" });
    expect(error).toMatchObject({ meaning: "Throttled", facts: { retryAfter: 7 } });
  });
});
