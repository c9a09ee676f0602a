/** Each function of the client sends what the description of the API allows, and takes every answer it allows. */
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { createHttp, type Http } from "../../../provider/core/http";
import { type OperationId, thingspaceApi, thingspaceOperations } from "../../../provider/thingspace/api";
import { thingspaceProfile } from "../../../provider/thingspace/connection";
import { type Carrier, type Seen, serve } from "../../unit/core/http-fixture";
import { type Described, oracleOf } from "../openapi-oracle";
import { samples } from "./client-samples";
import { connectionOf, SESSION_PATH, TOKEN_PATH } from "./client-setup";

const { described, descriptionOf, example, requestFaults } = oracleOf("thingspace.openapi.yaml");

let carrier: Carrier;
let http: Http;
let answer: { json?: unknown; status?: number; headers?: Record<string, string> } = {};
let signedIn = false;

beforeAll(async () => {
  carrier = await serve(({ url }) => {
    if (!signedIn && url === TOKEN_PATH) return { json: { access_token: "a-bearer-token" } };
    if (!signedIn && url === SESSION_PATH) return { json: { sessionToken: "a-session-token" } };
    return answer;
  });
  http = createHttp(thingspaceProfile, connectionOf(carrier.url));
  await thingspaceApi.listCallbacks(http, { accountName: "A" });
  signedIn = true;
});

afterAll(async () => {
  await http.close();
  await carrier.close();
});

type Send = (http: Http, input: never) => Promise<unknown>;
const ids = Object.keys(thingspaceOperations) as OperationId[];
const siblings = ids.filter((id) => thingspaceOperations[id].id.startsWith("X"));
const listed = ids.filter((id) => !siblings.includes(id));

/** The answers that the description allows: all members, and the required ones alone; with 202 where that is one. */
function answersTo({ operation }: Described): (typeof answer)[] {
  return ["200", "202"].flatMap((status) => {
    const schema = operation.responses[status]?.content?.["application/json"]?.schema;
    if (schema === undefined) return [];
    return [true, false].map((all) => ({ json: example(schema, all), status: Number(status) }));
  });
}

describe("the table of facts", () => {
  it("has all operations of the description, and the siblings of triggers", () => {
    expect(listed).toHaveLength(72);
    expect([...listed].sort()).toEqual([...described.keys()].sort());
    expect(siblings).toEqual(["listTriggers", "getTrigger", "updateTrigger", "deleteTrigger"]);
    expect(Object.keys(thingspaceApi).sort()).toEqual([...ids].sort());
  });

  it("has each of the 68 rows of the carrier's list at one home", () => {
    const rows = new Map<string, Set<string>>();
    for (const id of listed) {
      const { id: number, home } = thingspaceOperations[id];
      const row = number.replace(/b$/, "");
      rows.set(row, (rows.get(row) ?? new Set()).add(home.name));
    }
    const wanted = Array.from({ length: 68 }, (_, index) => `R${String(index + 1).padStart(2, "0")}`);
    expect([...rows.keys()].sort()).toEqual([...wanted, "T00"].sort());
    expect([...rows].filter(([, homes]) => homes.size !== 1)).toEqual([]);
    expect(new Set(ids.map((id) => thingspaceOperations[id].id)).size).toBe(76);
  });

  it.each(listed)("%s has its address, services and limits", (id) => {
    const { method, path, operation } = descriptionOf(id);
    const facts = thingspaceOperations[id];
    const limits = (operation["x-limits"] ?? {}) as { devicesPerRequest?: number };
    expect(facts).toMatchObject({ method, path, services: operation["x-callback-services"] ?? [] });
    if (limits.devicesPerRequest !== undefined) expect(facts.devicesPerCall).toBe(limits.devicesPerRequest);
    const schema = operation.responses["200"]?.content?.["application/json"]?.schema;
    expect(facts.asynchronous).toBe(schema?.$ref === "#/components/schemas/RequestAccepted");
    expect(thingspaceApi[id].operation).toBe(id);
  });

  it("lets nothing be sent twice that orders, creates or ends something", () => {
    const asked = ids.filter((id) => {
      const { asynchronous, repeatable, home } = thingspaceOperations[id];
      return asynchronous && repeatable && (home.kind === "resource" || id.startsWith("send"));
    });
    expect(asked).toEqual([]);
    const once = listed.filter((id) => {
      const { asynchronous, repeatable } = thingspaceOperations[id];
      return !asynchronous && !repeatable;
    });
    const changes = ["addDevices", "deleteDevices", "createGroup", "updateGroup", "registerCallback"];
    expect(once.sort()).toEqual([...changes, "createTrigger", "loginSession", "resetPassword"].sort());
  });
});

describe("requests and answers", () => {
  it.each(listed)("%s", async (id) => {
    const description = descriptionOf(id);
    const send = thingspaceApi[id] as Send;
    for (const input of samples[id]) {
      for (const allowed of answersTo(description)) {
        answer = allowed;
        carrier.seen.length = 0;
        const value = await send(http, input as never);
        const [seen, ...more] = carrier.seen;
        expect(more).toEqual([]);
        expect(requestFaults(description, seen as Seen)).toEqual([]);
        expect(seen?.headers["vz-m2m-token"]).toBe("a-session-token");
        const basic = `Basic ${Buffer.from("app:s3cret").toString("base64")}`;
        expect(seen?.headers.authorization).toBe(
          id === "requestOAuthToken" ? basic : "Bearer a-bearer-token",
        );
        if (thingspaceOperations[id].asynchronous) expect(value).toHaveProperty("requestId");
        if (allowed.status === 202) expect(value).toMatchObject({ hasMoreData: true });
      }
    }
  });

  it.each(siblings)("%s, which the description leaves out", async (id) => {
    const { method, path } = thingspaceOperations[id];
    answer = { json: { triggerId: "t-1", success: true, triggers: null } };
    carrier.seen.length = 0;
    await (thingspaceApi[id] as Send)(http, samples[id][0] as never);
    const seen = carrier.seen[0] as Seen;
    expect(seen.method).toBe(method);
    const part = encodeURIComponent(String((samples[id][0] as { triggerId?: string }).triggerId));
    expect(seen.url).toBe(`/base${path.replace("{triggerId}", part)}`);
    if (method === "PUT") {
      const trigger = described.get("createTrigger") as Described;
      const { triggerId, ...rest } = JSON.parse(seen.body);
      expect(triggerId).toBe("t-1");
      const posted = { ...seen, method: "POST", body: JSON.stringify(rest) };
      expect(requestFaults(trigger, posted)).toEqual([]);
    }
  });
});

describe("the oracle itself", () => {
  const seen = (body: unknown): Seen => ({
    method: "POST",
    url: "/base/m2m/v1/devices/actions/deactivate",
    headers: { "content-type": "application/json" },
    body: JSON.stringify(body),
  });
  const good = { accountName: "A", reasonCode: "FF" };

  it.each([
    ["a missing member", { accountName: "A" }],
    ["a misspelt member", { ...good, etfwaiver: true }],
    ["a kind that is none", { ...good, devices: [{ deviceIds: [{ id: "1", kind: "uicc" }] }] }],
  ])("finds %s", (_, body) => {
    expect(requestFaults(descriptionOf("deactivateDevices"), seen(body))).not.toEqual([]);
    expect(requestFaults(descriptionOf("deactivateDevices"), seen(good))).toEqual([]);
  });

  it("finds a stranger where one of two members is required", () => {
    const url = "/base/m2m/v1/devices/actions/activate";
    const order = { groupName: "Buses", servicePlan: "m2m4G", mdnZipCode: "75201" };
    expect(requestFaults(descriptionOf("activateDevices"), { ...seen(order), url })).toEqual([]);
    const misspelt = { ...seen({ ...order, leadID: "L-1" }), url };
    expect(requestFaults(descriptionOf("activateDevices"), misspelt)).toEqual(["unknown .leadID"]);
  });
});
