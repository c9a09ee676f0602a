import { describe, expect, it } from "vitest";
import { keyValues, withFrame } from "../../../provider/thingspace/api/answers";
import { deviceIdsOf } from "../../../provider/thingspace/api/device-ids";
import { device, deviceKey, deviceList, deviceState } from "../../../provider/thingspace/api/device-schema";

describe("identifiers", () => {
  it("come in any case, as a list or alone, with hyphens or without", () => {
    expect(
      deviceIdsOf([
        { id: "89148000000800139708", kind: "iccId" },
        { id: 990013907835573, kind: "Imei" },
        { id: "521-267-1508", kind: "MDN" },
      ]),
    ).toEqual([
      { id: "89148000000800139708", kind: "iccid" },
      { id: "990013907835573", kind: "imei" },
      { id: "5212671508", kind: "mdn" },
    ]);
    expect(deviceIdsOf({ id: "A1", kind: "MeId", more: 1 })).toEqual([{ id: "A1", kind: "meid" }]);
  });

  it.each([[null], [undefined], ["text"], [[{ id: null, kind: "imei" }]], [[{ id: "1", kind: "uicc" }]]])(
    "that are none (%j) are left out",
    (value) => {
      expect(deviceIdsOf(value)).toEqual([]);
    },
  );
});

describe("a device", () => {
  it("has its identifiers by kind, its state in one spelling, its fields as texts", () => {
    const found = device.parse({
      accountName: "A",
      carrierInformations: [{ carrierName: "Verizon Wireless", servicePlan: "m2m4G", state: "pre-active" }],
      deviceIds: [
        { id: "89148000000800139708", kind: "iccId" },
        { id: "5212671508", kind: "mdn" },
      ],
      customFields: [
        { key: "CustomField1", value: "Route 7" },
        { key: "CustomField2", value: null },
      ],
      extendedAttributes: [
        { key: "DeviceId", value: "4711" },
        { key: "CostCenterCode", value: "" },
        { key: "SkuNumber" },
      ],
      somethingNew: true,
    });
    expect(found).toMatchObject({
      ids: { iccid: "89148000000800139708", mdn: "5212671508" },
      state: "preactive",
      servicePlan: "m2m4G",
      customFields: { CustomField1: "Route 7" },
      extendedAttributes: { DeviceId: "4711" },
      number: 4711,
      groupNames: [],
      somethingNew: true,
    });
    expect(deviceKey(found)).toBe("number 4711");
  });

  it("may be almost empty", () => {
    const found = device.parse({
      accountName: "A",
      deviceIds: null,
      carrierInformations: null,
      customFields: null,
    });
    expect(found).toMatchObject({ state: "", deviceIds: [], groupNames: [], customFields: {} });
    expect(found.number).toBeUndefined();
    expect(deviceList.parse({ devices: null })).toMatchObject({ devices: [], hasMoreData: false });
  });

  it("is recognised by what stays when its MDN changes", () => {
    const of = (mdn: string) =>
      deviceKey(
        device.parse({
          accountName: "A",
          deviceIds: [
            { id: mdn, kind: "mdn" },
            { id: "990013907835573", kind: "imei" },
          ],
        }),
      );
    expect(of("5212671508")).toBe(of("5212671509"));
  });

  it.each([
    ["Pre-Active", "preactive"],
    ["PRE_ACTIVE", "preactive"],
    ["pending activation", "pendingactivation"],
    ["Suspend", "suspend"],
  ])("in state %s is %s", (state, plain) => {
    expect(deviceState(state)).toBe(plain);
  });
});

describe("pages", () => {
  it("go on where the body, the status or Location says so", () => {
    const page: { hasMoreData: boolean; next?: string } = { hasMoreData: false };
    const headers = { location: "/m2m/v1/groups/A/name/B?x=1&next=a%2Fb%3D" };
    expect(withFrame(page, { status: 202, headers })).toEqual({ hasMoreData: true, next: "a/b=" });
    expect(withFrame({ hasMoreData: true }, { status: 200, headers: {} })).toEqual({ hasMoreData: true });
    expect(withFrame(page, { status: 200, headers: { location: "?next=%E0%A4%A" } }).next).toBe("%E0%A4%A");
  });

  it("have pairs of names and values that may be numbers", () => {
    expect(keyValues.parse([{ key: "MoSms", value: 3 }, { key: null, value: "x" }, { value: "y" }])).toEqual({
      MoSms: "3",
    });
  });
});
