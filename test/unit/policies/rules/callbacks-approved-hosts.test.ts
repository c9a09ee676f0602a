import { describe, expect, test } from "vitest";
import { callbacksApprovedHosts } from "../../../../policies/rules/callbacks-approved-hosts";
import { resource } from "../../../support/plans";
import { findings, told } from "./told";

const callback = (url: unknown) =>
  resource("thingspace:Callback", "status", {
    wanted: { service: "CarrierService", url, onDelete: "remove" },
  });
const SUBJECT = "thingspace:Callback status";
const hosts = ["hooks.example.org", "*.District.example"];

describe("a callback", () => {
  test("goes to an approved host", () => {
    const found = (host: string) => told(callbacksApprovedHosts, [callback(`https://${host}/x`)], { hosts });
    for (const host of [
      "hooks.example.org",
      "HOOKS.example.org",
      "hooks.example.org.",
      "a.district.example",
      "a.b.district.example:9001",
    ]) {
      expect(found(host), host).toEqual([]);
    }
    for (const host of [
      "example.org",
      "xhooks.example.org",
      "district.example",
      "baddistrict.example",
      "hooks.example.org.evil.example",
    ]) {
      expect(found(host), host).toEqual([
        `${SUBJECT}: host ${host} is not approved; approved are hooks.example.org, *.District.example`,
      ]);
    }
  });

  test("goes to any host where no list is given", () => {
    expect(told(callbacksApprovedHosts, [callback("https://any.example/x")])).toEqual([]);
  });

  test("is encrypted, and has no credentials in its address, which is then not shown", () => {
    const bad = callback("http://user:geheim@any.example/x");
    expect(findings(callbacksApprovedHosts, [bad])).toEqual([
      {
        subject: SUBJECT,
        urn: bad.urn,
        message: `${SUBJECT}: its url has credentials in it; give them as username and password`,
      },
      {
        subject: SUBJECT,
        urn: bad.urn,
        message: `${SUBJECT}: its url begins with http://; right is https://`,
      },
    ]);
    expect(told(callbacksApprovedHosts, [callback("https://user@any.example/x")])).toHaveLength(1);
    expect(told(callbacksApprovedHosts, [callback("https://:geheim@any.example/x")])).toHaveLength(1);
    expect(told(callbacksApprovedHosts, [callback("no address geheim")])).toEqual([
      `${SUBJECT}: its url is no address; right is https://host/path`,
    ]);
  });

  test("may go to this machine, unless that is ruled out", () => {
    for (const host of ["localhost:8080", "127.0.0.1", "127.3.2.1:80", "127.10.20.30", "[::1]"]) {
      const own = [callback(`http://${host}/x`)];
      expect(told(callbacksApprovedHosts, own, { hosts }), host).toEqual([]);
      expect(told(callbacksApprovedHosts, own, { hosts, loopback: false }), host).toHaveLength(2);
    }
    expect(told(callbacksApprovedHosts, [callback("http://127.0.0.1.example/x")])).toHaveLength(1);
    expect(told(callbacksApprovedHosts, [callback("http://localhost.example/x")])).toHaveLength(1);
    expect(told(callbacksApprovedHosts, [callback("http://u:p@localhost/x")])).toHaveLength(1);
  });

  test("to the deployment's own receiver, one that goes, and other resources are no matter", () => {
    expect(told(callbacksApprovedHosts, [callback(undefined)], { hosts })).toEqual([]);
    const gone = resource("thingspace:Callback", "status", { state: { url: "http://any.example" } });
    expect(told(callbacksApprovedHosts, [gone], { hosts })).toEqual([]);
    const other = resource("thingspace:DeviceGroup", "g", {
      wanted: { name: "g", url: "http://any.example" },
    });
    expect(told(callbacksApprovedHosts, [other], { hosts })).toEqual([]);
    const notification = { externalEmailRecipients: "b@evil.example" };
    const label = resource("thingspace:UsageLabel", "u", { wanted: { notification } });
    expect(told(callbacksApprovedHosts, [label], { mailDomains: ["district.example"] })).toEqual([]);
    expect(
      told(callbacksApprovedHosts, [callback("https://any.example")], { hosts: ["a.example"] }),
    ).toHaveLength(1);
  });
});

describe("a trigger", () => {
  const trigger = (notification: object | undefined) =>
    resource("thingspace:Trigger", "usage", { wanted: { name: "usage", notification } });
  const mailDomains = ["district.example", "*.gov.example"];

  test("tells people of approved domains", () => {
    const mail = trigger({
      externalEmailRecipients:
        "it@District.example, a@x.gov.example,, b@evil.example , district.example@evil.example",
    });
    expect(told(callbacksApprovedHosts, [mail], { mailDomains })).toEqual([
      "thingspace:Trigger usage: b@evil.example is told, and its domain is not approved; approved are district.example, *.gov.example",
      "thingspace:Trigger usage: district.example@evil.example is told, and its domain is not approved; approved are district.example, *.gov.example",
    ]);
  });

  test("tells anybody where no domain is given, and nobody where it has no address", () => {
    expect(
      told(callbacksApprovedHosts, [trigger({ externalEmailRecipients: "b@evil.example" })], { hosts }),
    ).toEqual([]);
    expect(
      told(callbacksApprovedHosts, [trigger({ callback: true }), trigger(undefined)], { mailDomains }),
    ).toEqual([]);
  });
});
