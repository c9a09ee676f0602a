/** Each function of the client sends what the description of the API allows, and takes every answer it allows. */
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { resolveConnection } from "../../../provider/core/connection";
import { createHttp, type Http } from "../../../provider/core/http";
import { kajeetApi, kajeetExports, kajeetOperations, type OperationId } from "../../../provider/kajeet/api";
import { kajeetConnection, kajeetProfile } from "../../../provider/kajeet/connection";
import { type Carrier, type Seen, serve } from "../../unit/core/http-fixture";
import type { Described } from "../openapi-oracle";
import { kajeetOracle } from "./client-openapi";
import { exportNames, exportSamples, samples } from "./client-samples";

let carrier: Carrier;
let http: Http;
let answer: { json?: unknown; text?: string; status?: number } = {};

beforeAll(async () => {
  carrier = await serve(() => answer);
  const env = { CELLULAR_KAJEET_URL: carrier.url, SENTINEL_TOKEN: "a-fixed-token" };
  http = createHttp(
    kajeetProfile,
    resolveConnection(kajeetConnection, undefined, () => undefined, env),
  );
});

afterAll(async () => {
  await http.close();
  await carrier.close();
});

type Send = (http: Http, input: never) => Promise<unknown>;
const ids = Object.keys(kajeetOperations) as OperationId[];

const { described, descriptionOf, example, requestFaults } = kajeetOracle;

/** The answers that the description allows: all members, and the required ones alone. */
function answersTo({ operation }: Described): (typeof answer)[] {
  const content = operation.responses["200"]?.content ?? {};
  const json = content["application/json"];
  if (json === undefined) return [{ text: "MDN,STATUS\r\n" }];
  return [{ json: example(json.schema, true) }, { json: example(json.schema, false) }];
}

describe("the table of facts", () => {
  it("has all operations of the description, and no others", () => {
    expect(ids).toHaveLength(66);
    expect([...ids].sort()).toEqual([...described.keys()].sort());
    expect(Object.keys(kajeetApi).sort()).toEqual([...described.keys()].sort());
  });

  it.each(ids)("%s has its number, address, scopes and tags", (id) => {
    const { method, path, operation } = descriptionOf(id);
    const facts = kajeetOperations[id];
    const anyOf = operation["x-scopes-any-of"];
    const not = operation["x-scopes-denied"];
    expect(facts).toMatchObject({
      id: operation["x-id"],
      method,
      path,
      tag: operation["x-safety"],
      safety: operation["x-effective-safety"] ?? operation["x-safety"],
    });
    expect(facts.scopes).toEqual(anyOf ? { anyOf } : not ? { not } : { any: true });
    expect(kajeetApi[id].operation).toBe(id);
  });

  it("lets nothing be sent twice that is an order, an action or an end", () => {
    const once = ids.filter((id) => !kajeetOperations[id].repeatable).map((id) => kajeetOperations[id].id);
    const orders = ["A06", "A08", "A09", "D08", "D09"];
    expect(once.sort()).toEqual([...orders, "D14", "D15", "D42", "D43", "D44", "D50", "D51"].sort());
  });
});

describe("requests and answers", () => {
  it.each(ids)("%s", async (id) => {
    const description = descriptionOf(id);
    const send = kajeetApi[id] as Send;
    for (const input of samples[id]) {
      for (const allowed of answersTo(description)) {
        answer = allowed;
        carrier.seen.length = 0;
        await send(http, input as never);
        const [seen, ...more] = carrier.seen;
        expect(more).toEqual([]);
        expect(requestFaults(description, seen as Seen)).toEqual([]);
        expect(seen?.headers.authorization).toBe("Bearer a-fixed-token");
      }
    }
  });

  it.each(exportNames)("%s", async (name) => {
    const send = kajeetExports[name] as Send;
    const description = descriptionOf(kajeetExports[name].operation);
    answer = { text: "MDN,STATUS\r\n" };
    carrier.seen.length = 0;
    expect(await send(http, exportSamples[name] as never)).toBe("MDN,STATUS\r\n");
    expect(requestFaults(description, carrier.seen[0] as Seen)).toEqual([]);
    expect(carrier.seen[0]?.url).toContain("export=CSV");
  });

  it("sends every MDN with hyphens, whichever way it was written", async () => {
    answer = { json: example({ $ref: "#/components/schemas/MutationResult" }, true) };
    carrier.seen.length = 0;
    await kajeetApi.setNickname(http, { corpId: "C", mdns: ["5212671508", "304-228-6302"], nickname: "x" });
    expect(JSON.parse(carrier.seen[0]?.body ?? "")).toEqual({
      mdns: ["521-267-1508", "304-228-6302"],
      nickname: "x",
    });
  });
});

describe("the oracle itself", () => {
  const seen = (method: string, url: string, body: unknown): Seen => ({
    method,
    url: `/base${url}`,
    headers: { "content-type": "application/json" },
    body: body === undefined ? "" : JSON.stringify(body),
  });
  const status = "/v1.0/devices/C/status";
  const good = { mdns: ["521-267-1508"], status: "SUSPENDED" };

  it.each([
    ["another method", seen("POST", status, good)],
    ["another path", seen("PUT", "/v1.0/devices/C/state", good)],
    ["a value outside the list", seen("PUT", status, { ...good, status: "PAUSED" })],
    ["both forms of a target", seen("PUT", status, { ...good, bulkSelection: { selectAll: true } })],
    ["a misspelt member", seen("PUT", status, { ...good, raeson: "x" })],
    ["a stray query", seen("PUT", `${status}?dryRun=true`, good)],
  ])("finds %s", (_, request) => {
    expect(requestFaults(descriptionOf("setLineStatus"), request)).not.toEqual([]);
    expect(requestFaults(descriptionOf("setLineStatus"), seen("PUT", status, good))).toEqual([]);
  });
});
