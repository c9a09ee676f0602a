import { describe, expect, it } from "vitest";
import { thingspace } from "../../../receiver/carriers/thingspace";
import type { Reading } from "../../../receiver/message";

const read = (body: unknown, from = {}): Reading => thingspace.read(body, from);

function good(body: unknown, from = {}) {
  const reading = read(body, from);
  if (!reading.ok) throw new Error(reading.problem);
  return reading;
}

const success = {
  username: "fleet",
  password: "pass",
  requestId: "24da9f9a-d110-4a54-86b4-93fb76aab83c",
  deviceIds: [{ id: "A100008385F01D", kind: "meid" }],
  deviceResponse: {
    changeIdentifierResponse: {
      deviceIds: [{ id: "89148000000000000001", kind: "iccid" }],
      servicePlan: "M2M",
    },
  },
  status: "Success",
  callbackCount: 1,
  maxCallbackThreshold: 4,
};

describe("a message of ThingSpace", () => {
  it("is read with all that it says, and without what it must not keep", () => {
    const { message, credentials } = good(success, { account: "0000123456-00001" });
    expect(credentials).toEqual({ username: "fleet", password: "pass" });
    const { username: _, password: __, ...payload } = success;
    expect(message).toEqual({
      carrier: "thingspace",
      account: "0000123456-00001",
      service: "CarrierService",
      requestId: success.requestId,
      kind: "changeIdentifierResponse",
      devices: [{ kind: "meid", id: "A100008385F01D" }],
      status: "Success",
      payload,
    });
  });

  it("tells why it failed, in the carrier's words", () => {
    const { message } = good({
      requestId: "r",
      deviceIds: [{ id: 990000, kind: "IMEI" }],
      faultResponse: {
        faultcode: "UnifiedWebService.REQUEST_FAILED.DeviceAlreadyActive",
        faultstring: "Already active",
      },
      status: "Failed",
    });
    expect(message.fault).toEqual({
      code: "UnifiedWebService.REQUEST_FAILED.DeviceAlreadyActive",
      text: "Already active",
    });
    expect(message.devices).toEqual([{ kind: "IMEI", id: "990000" }]);
    expect(message).not.toHaveProperty("service");
  });

  it("keeps no logins of devices, wherever they stand", () => {
    const { message } = good({
      ...success,
      deviceResponse: {
        activateResponse: {
          deviceCredentials: [{ username: "d", password: "hush" }],
          list: [{ password: "hush" }],
        },
      },
    });
    expect(JSON.stringify(message)).not.toContain("hush");
    expect(message.kind).toBe("activateResponse");
  });

  it.each([
    [{ niddResponse: { niddMTDeliveryResponse: { reason: "x" } } }, "niddMTDeliveryResponse", "NiddService"],
    [{ deviceResponse: { goToStateResponse: {} } }, "goToStateResponse", "StateService"],
    [{ deviceResponse: { suspendResponse: {} } }, "suspendResponse", "CarrierService"],
    [{ deviceResponse: { usage: 5 } }, "deviceResponse", undefined],
  ])("names the service of %j where the address does not", (more, kind, service) => {
    const { message } = good({ requestId: "r", ...more });
    expect([message.kind, message.service]).toEqual([kind, service]);
    expect(good({ requestId: "r", ...more }, { service: "Named" }).message.service).toBe("Named");
  });

  it("that answers no request is kept as unsolicited", () => {
    expect(good({ deviceIds: [], status: "Resumed" }).message.requestId).toBe("unsolicited");
  });

  it.each([
    ["a list", []],
    ["a text", "hello"],
    ["nothing", null],
    ["no message", { hello: "world" }],
    ["a request id of 201 characters", { requestId: "r".repeat(201) }],
    ["a request id with a control character", { requestId: "r\u0000" }],
    ["deeply nested", { requestId: "r", x: JSON.parse(`${"[".repeat(5000)}${"]".repeat(5000)}`) }],
  ])("is not %s", (_, body) => {
    expect(read(body).ok).toBe(false);
  });
});

describe("deliveries of one message", () => {
  const digest = (body: unknown) => good(body).digest;

  it("are known by what they say, whatever their count, order of members and credentials", () => {
    const { status, ...others } = success;
    const again = { status, ...others, callbackCount: 3, username: "", password: "" };
    expect(digest(again)).toBe(digest(success));
    const two = [
      { id: "1", kind: "iccid" },
      { id: "2", kind: "iccid" },
    ];
    expect(digest({ requestId: "r", deviceIds: two })).toBe(
      digest({ requestId: "r", deviceIds: [...two].reverse() }),
    );
  });

  it.each([
    ["another device", { deviceIds: [{ id: "A1", kind: "meid" }] }],
    ["another status", { status: "Failed" }],
    ["another kind", { deviceResponse: { goToStateResponse: {} } }],
    [
      "another report of the same kind",
      { deviceResponse: { changeIdentifierResponse: { servicePlan: "X" } } },
    ],
  ])("are not mixed up with a message about %s", (_, more) => {
    expect(digest({ ...success, ...more })).not.toBe(digest(success));
  });
});
