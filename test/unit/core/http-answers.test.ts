import { FormData } from "undici";
import { afterEach, describe, expect, it } from "vitest";
import { z } from "zod";
import { Ambiguous, Misconfigured, Rejected } from "../../../provider/core/errors";
import { createHttp, path } from "../../../provider/core/http";
import { fillPath, partNames, queryString } from "../../../provider/core/http-path";
import { type Carrier, connectionTo, failure, open, order, type Reply, read, serve } from "./http-fixture";

let carrier: Carrier | undefined;
afterEach(async () => {
  await carrier?.close();
  carrier = undefined;
});

async function client(reply: Reply) {
  carrier = await serve(() => reply);
  return { http: createHttp(open(), connectionTo(carrier.url)), seen: carrier.seen };
}

describe("answers that are no answers", () => {
  const json = { "content-type": "application/json" };
  it.each<[string, Reply, RegExp]>([
    ["empty", { text: "" }, /the answer is empty/],
    ["a web page", { text: "<html>", headers: { "content-type": "text/html" } }, /not JSON but text\/html/],
    ["cut short", { text: '{"ok":', headers: json }, /not JSON/],
    ["of another shape", { json: { ok: "yes" } }, /does not fit: ok: .*boolean/],
    ["no UTF-8", { text: Buffer.from([0x22, 0xff, 0xfe, 0x22]), headers: json }, /character set utf-8/],
    [
      "in a character set that nobody knows",
      { text: "{}", headers: { "content-type": "application/json; charset=klingon" } },
      /character set klingon/,
    ],
  ])("%s: Rejected, with operation, status and field", async (_, reply, expected) => {
    const { http, seen } = await client(reply);
    const error = await failure(http.send(read()));
    expect(error).toBeInstanceOf(Rejected);
    expect(error.message).toMatch(expected);
    expect(error.message).toContain("getThing, HTTP 200");
    expect(seen).toHaveLength(1);
    await http.close();
  });

  it("leaves an order that was accepted in an unreadable way Ambiguous, not refused", async () => {
    const { http } = await client({ json: { surprise: true } });
    const error = await failure(http.send(order()));
    expect(error).toBeInstanceOf(Ambiguous);
    expect(error.message).toMatch(/accepted the call, but the answer does not fit: ok/);
    await http.close();
  });

  it("names the place in a list", async () => {
    const { http } = await client({ json: { devices: [{ mdn: "1" }, { mdn: 2 }] } });
    const answer = z.object({ devices: z.array(z.object({ mdn: z.string() })) });
    const error = await failure(http.send({ ...read(), answer }));
    expect(error.message).toContain("devices[1].mdn");
    await http.close();
  });
});

describe("answers", () => {
  it("are read in their own character set", async () => {
    const text = Buffer.from('{"name":"Caf\xe9"}', "latin1");
    const headers = { "content-type": "application/json; charset=ISO-8859-1" };
    const { http } = await client({ text, headers });
    const answer = z.object({ name: z.string() });
    expect(await http.send({ ...read(), answer })).toEqual({ name: "Café" });
    await http.close();
  });

  it("come as text, as bytes or not at all, as the call asks", async () => {
    const { http } = await client({ text: Buffer.from("MDN\r\n1\r\n") });
    expect(await http.send({ ...read(), answer: "text" as const })).toBe("MDN\r\n1\r\n");
    expect(await http.send({ ...read(), answer: "bytes" as const })).toEqual(
      new Uint8Array(Buffer.from("MDN\r\n1\r\n")),
    );
    expect(await http.send({ ...read(), answer: "none" as const })).toBeUndefined();
    await http.close();
  });

  it("may be empty where the schema takes that", async () => {
    const { http } = await client({ status: 204 });
    expect(await http.send({ ...read(), answer: z.unknown() })).toBeUndefined();
    await http.close();
  });
});

describe("requests", () => {
  it("carry path, query, body and headers as told", async () => {
    const { http, seen } = await client({ json: { ok: true } });
    await http.send(
      read({
        method: "DELETE",
        path: path`/devices/${"A/B?c=d"}/labels`,
        query: { carrier: "AT&T", name: "Verizon Priority", none: undefined, limit: 5 },
        body: { labelIds: [1] },
      }),
    );
    expect(seen[0]).toMatchObject({
      method: "DELETE",
      url: "/base/devices/A%2FB%3Fc%3Dd/labels?carrier=AT%26T&name=Verizon%20Priority&limit=5",
      body: '{"labelIds":[1]}',
    });
    expect(seen[0]?.headers["content-type"]).toBe("application/json");
    await http.close();
  });

  it("carry a form", async () => {
    const { http, seen } = await client({ json: { ok: true } });
    const form = new FormData();
    form.append("file", new Blob(["IMEI,ICCID\r\n"], { type: "text/csv" }), "a.csv");
    await http.send(read({ method: "POST", form }));
    expect(seen[0]?.headers["content-type"]).toMatch(/^multipart\/form-data; boundary=/);
    expect(seen[0]?.body).toContain('name="file"; filename="a.csv"');
    expect(seen[0]?.body).toContain("IMEI,ICCID\r\n");
    await http.close();
  });
});

describe("paths", () => {
  it.each(["", ".", ".."])("refuse the part %j, which would address another thing", (part) => {
    expect(() => path`/devices/${part}`).toThrow(Misconfigured);
    expect(() => fillPath("/devices/{corpId}", { corpId: part })).toThrow(/corpId/);
  });

  it("refuse a part that is missing", () => {
    expect(() => fillPath("/devices/{corpId}", {})).toThrow(/corpId/);
  });

  it("fill templates by name", () => {
    expect(fillPath("/a/{x}/{y}", { y: "2 3", x: 1 })).toBe("/a/1/2%203");
    expect(partNames("/a/{x}/b/{y}")).toEqual(["x", "y"]);
  });

  it("have no question mark without a query", () => {
    expect(queryString({ a: undefined })).toBe("");
    expect(queryString()).toBe("");
  });
});
