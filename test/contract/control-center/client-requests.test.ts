/** Each function of the client sends what the description of the API allows, and takes every answer it allows. */
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import {
  controlCenterApi as api,
  controlCenterOperations,
  EDITABLE,
  type OperationId,
} from "../../../provider/control-center/api";
import { controlCenterProfile } from "../../../provider/control-center/connection";
import { createHttp, type Http } from "../../../provider/core/http";
import { type Carrier, FastClock, failure, type Reply, type Seen, serve } from "../../unit/core/http-fixture";
import { type Described, oracleOf } from "../openapi-oracle";
import { ICCID, samples, wholeEdit } from "./client-samples";
import { BASIC, connectionOf } from "./client-setup";

const { described, descriptionOf, example, requestFaults } = oracleOf("cisco-control-center.openapi.yaml");

let carrier: Carrier;
let http: Http;
let answer: Reply = {};

beforeAll(async () => {
  carrier = await serve(() => answer);
  http = createHttp(controlCenterProfile, connectionOf(carrier.url), { clock: new FastClock() });
});

afterAll(async () => {
  await http.close();
  await carrier.close();
});

type Send = (http: Http, input: never) => Promise<unknown>;
const ids = Object.keys(controlCenterOperations) as OperationId[];

/** The answers that the description allows: all members, and the required ones alone. */
function answersTo({ operation }: Described): { json: unknown; status: number }[] {
  return ["200", "202"].flatMap((status) => {
    const schema = operation.responses[status]?.content?.["application/json"]?.schema;
    if (schema === undefined) return [];
    return [true, false].map((all) => ({ json: example(schema, all), status: Number(status) }));
  });
}

/** An answer as the client gives it: nothing empty but as an empty text, moments in ISO 8601. */
function asRead(json: unknown): Record<string, unknown> {
  const members = Object.entries(json as object).filter(([name]) => name !== "euiccid");
  return Object.fromEntries(
    members.map(([name, value]) => [
      name,
      name.startsWith("date") ? "2016-06-29T00:21:33.339Z" : (value ?? ""),
    ]),
  );
}

describe("the table of facts", () => {
  it("has the operations of the description, each with its address, and lets no edit be sent twice", () => {
    expect([...ids].sort()).toEqual([...described.keys()].sort());
    expect(Object.keys(api).sort()).toEqual([...ids].sort());
    for (const id of ids) {
      const { method, path } = descriptionOf(id);
      expect(controlCenterOperations[id]).toMatchObject({ method, path, repeatable: method === "GET" });
      expect(api[id].operation).toBe(id);
    }
    const homes = ids.map((id) => controlCenterOperations[id].home.name);
    expect(homes).toEqual(["Line", "Line", "Line", "getUsage", "getAuditTrail", "getEcho"]);
  });
});

describe("requests and answers", () => {
  it.each(ids)("%s", async (id) => {
    const description = descriptionOf(id);
    for (const input of samples[id]) {
      for (const allowed of answersTo(description)) {
        answer = allowed;
        carrier.seen.length = 0;
        const value = await (api[id] as Send)(http, input as never);
        const [seen, ...more] = carrier.seen;
        expect(more).toEqual([]);
        expect(requestFaults(description, seen as Seen)).toEqual([]);
        expect(seen?.headers.authorization).toBe(BASIC);
        expect(value).toEqual(expect.objectContaining(asRead(allowed.json)));
      }
    }
  });
});

describe("an edit", () => {
  const edit = async (reply: Reply, input: Parameters<typeof api.editDevice>[1] = wholeEdit) => {
    answer = reply;
    carrier.seen.length = 0;
    return await api.editDevice(http, input);
  };
  const sent = () => JSON.parse(carrier.seen[0]?.body ?? "") as Record<string, unknown>;

  it("sends the 32 members, the day in the one form, and the line in the path alone", async () => {
    await edit({ status: 202, json: { iccid: ICCID } });
    const { iccid, ...members } = wholeEdit;
    expect(sent()).toEqual({ ...members, effectiveDate: "2027-01-15+00:00" });
    expect(Object.keys(sent()).sort()).toEqual(["effectiveDate", ...EDITABLE].sort());
    expect(carrier.seen[0]?.url).toBe(`/base/rws/api/v1/devices/${iccid}`);
  });

  it("keeps the zone of the day", async () => {
    await edit(
      { status: 202 },
      { iccid: ICCID, ratePlan: "B", effectiveDate: "2027-07-15 Pacific/Auckland" },
    );
    expect(sent().effectiveDate).toBe("2027-07-15+12:00");
  });

  it.each([
    [200, { iccid: ICCID }, false],
    [202, { iccid: ICCID }, true],
    // The status says it all.
    [200, undefined, false],
    [202, "OK", true],
  ])("answered %i with %j is pending: %s", async (status, json, pending) => {
    const later = { iccid: ICCID, ratePlan: "B", effectiveDate: "2027-01-15" };
    expect(await edit({ status, json }, later)).toEqual({ iccid: ICCID, pending });
  });

  it.each([
    ["nothing to change", { effectiveDate: "2027-01-15" }, "give at least one attribute"],
    ["an address alone", { ipv4Address: "10.0.0.8", apn: "a" }, "an address needs apn and pdpId"],
    ["an address that is none", { ipv4Address: "10.0.0.256", apn: "a", pdpId: "1" }, "an IPv4 address"],
    ["a long custom field", { accountCustom1: "x".repeat(2001) }, "2000 characters"],
    [
      "a day that does not exist",
      { ratePlan: "B", effectiveDate: "2027-02-29" },
      "there is no day 2027-02-29",
    ],
    ["a member of another spelling", { deviceId: "x", ratePlan: "B" }, "deviceId"],
    ["a number that is no ICCID", { iccid: "89", ratePlan: "B" }, "an ICCID of 18 to 22 digits"],
  ])("of %s is refused before anything is sent", async (_, change, words) => {
    const before = http.sent;
    const error = await failure(api.editDevice(http, { iccid: ICCID, ...change } as never));
    expect(error).toMatchObject({ meaning: "Misconfigured" });
    expect(error.message).toContain(words);
    expect(http.sent).toBe(before);
  });
});

describe("a line", () => {
  const get = async (json: unknown, fields?: Parameters<typeof api.getDevice>[1]["fields"]) => {
    answer = { json };
    carrier.seen.length = 0;
    return await api.getDevice(http, { iccid: ICCID, ...(fields === undefined ? {} : { fields }) });
  };

  it("has empty fields as empty texts, whatever way they are written, and no others", async () => {
    const device = await get({
      iccid: ICCID,
      status: "ACTIVATED",
      customer: null,
      accountCustom1: "",
      accountId: 100000,
      euiccid: "8904",
      dateActivated: "2016-06-29 00:21:33.339+0000",
      dateShipped: null,
      somethingNew: { a: 1 },
    });
    expect(device).toEqual({
      iccid: ICCID,
      status: "ACTIVATED",
      customer: "",
      accountCustom1: "",
      accountId: "100000",
      eid: "8904",
      dateActivated: "2016-06-29T00:21:33.339Z",
      dateShipped: "",
      somethingNew: { a: 1 },
    });
    expect(device.operatorCustom1).toBeUndefined();
  });

  it("is asked for some fields with iccid and status among them", async () => {
    await get({ iccid: ICCID, status: "ACTIVATED" }, ["status", "ratePlan"]);
    const query = new URL(carrier.seen[0]?.url ?? "", "http://carrier").searchParams;
    expect(query.get("fields")).toBe("iccid,status,ratePlan");
  });

  it("without a status is no line", async () => {
    const error = await failure(get({ iccid: ICCID }));
    expect(error).toMatchObject({ meaning: "Rejected", facts: { subject: `ICCID ${ICCID}` } });
    expect(error.message).toContain("status");
  });
});

describe("the oracle itself", () => {
  const seen = (body: unknown): Seen => ({
    method: "PUT",
    url: `/base/rws/api/v1/devices/${ICCID}`,
    headers: { "content-type": "application/json" },
    body: JSON.stringify(body),
  });

  it("finds a stranger, an address alone and an empty edit", () => {
    const faults = (body: unknown) => requestFaults(descriptionOf("editDevice"), seen(body));
    expect(faults({ ratePlan: "B" })).toEqual([]);
    expect(faults({ ratePlan: "B", deviceId: "x" })).not.toEqual([]);
    expect(faults({ ipv4Address: "10.0.0.8" })).not.toEqual([]);
    expect(faults({ effectiveDate: "2027-01-15+00:00" })).not.toEqual([]);
  });
});
