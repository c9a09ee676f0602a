import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { Rejected } from "../../../provider/core/errors";
import { Redactor, secretMembers } from "../../../provider/core/redact";

describe("known values", () => {
  it("are hidden plain, percent-encoded and inside JSON", () => {
    const secret = 'p@ss "word"/1';
    const redactor = new Redactor([secret]);
    const text = [secret, encodeURIComponent(secret), JSON.stringify({ echo: secret })].join(" | ");
    expect(redactor.text(text)).toBe('[hidden] | [hidden] | {"echo":"[hidden]"}');
  });

  it("never survive, wherever they stand", () => {
    const secretText = fc
      .string({ minLength: 8, maxLength: 40 })
      .filter((text) => !"[hidden]".includes(text));
    fc.assert(
      fc.property(secretText, fc.string(), fc.string(), (secret, before, after) => {
        const redactor = new Redactor();
        redactor.learn([secret]);
        expect(redactor.text(`${before} ${secret} ${after}`)).not.toContain(` ${secret} `);
      }),
    );
  });

  it("leave no rest when one contains the other", () => {
    const redactor = new Redactor(["token", "token-and-more"]);
    expect(redactor.text("got token-and-more")).toBe("got [hidden]");
  });

  it("may hold for one text only", () => {
    const redactor = new Redactor();
    expect(redactor.text("key is wlan-key-1", ["wlan-key-1"])).toBe("key is [hidden]");
    expect(redactor.text("key is wlan-key-1")).toBe("key is wlan-key-1");
  });
});

describe("names", () => {
  const redactor = new Redactor();
  it.each([
    ['{"password":"abc","ssid":"Bus"}', '{"password":"[hidden]","ssid":"Bus"}'],
    ['{"sessionToken": "abc"}', '{"sessionToken": "[hidden]"}'],
    ['{"access_token":"a\\"b","n":1}', '{"access_token":"[hidden]","n":1}'],
    [JSON.stringify({ text: '{"psk":"abc","n":1}' }), JSON.stringify({ text: '{"psk":"[hidden]","n":1}' })],
    ["{'apiKey': 12345}", "{'apiKey': \"[hidden]\"}"],
    ["token=abc&limit=5", "token=[hidden]&limit=5"],
    ["Authorization: Basic YWRhOnB3", "Authorization: [hidden]"],
    ["VZ-M2M-Token: 1234-abcd", "VZ-M2M-Token: [hidden]"],
    ["sent with Bearer eyJhbGciOiJIUzI1NiJ9.e30.abc", "sent with Bearer [hidden]"],
    ['{"ssid key":"abc"}', '{"ssid key":"[hidden]"}'],
  ])("%s", (text, shown) => {
    expect(redactor.text(text)).toBe(shown);
  });

  it.each([
    "password: too short, at least 8 characters",
    "Basic authentication is not enough",
    '{"mdn":"521-267-1508","status":"active"}',
    "the token has expired",
  ])("leave %s alone", (text) => {
    expect(redactor.text(text)).toBe(text);
  });
});

describe("errors", () => {
  it("are the same when clean", () => {
    const error = new Rejected("no", { operation: "x", subject: "521-267-1508" });
    expect(new Redactor(["swordfish"]).error(error)).toBe(error);
  });

  it("keep meaning and facts, and lose secrets everywhere, the cause included", () => {
    const facts = {
      operation: "x",
      status: 400,
      subject: "swordfish",
      code: "BAD",
      cause: new Error("swordfish"),
    };
    const clean = new Redactor(["swordfish"]).error(new Rejected("got swordfish", facts));
    expect(clean).toBeInstanceOf(Rejected);
    expect(clean.facts).toEqual({ operation: "x", status: 400, subject: "[hidden]", code: "BAD" });
    expect([clean.message, clean.problem, clean.stack, String(clean.cause)].join()).not.toContain(
      "swordfish",
    );
  });
});

describe("secretMembers", () => {
  it("finds them at any depth, by name", () => {
    const body = { ssid: "Bus", settings: { password: "one" }, list: [{ apiKey: "two" }, { name: "three" }] };
    expect(secretMembers(body)).toEqual(["one", "two"]);
    expect(secretMembers("text")).toEqual([]);
    expect(secretMembers(null)).toEqual([]);
  });
});
