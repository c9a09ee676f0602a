import { expect, test } from "vitest";
import { actionsInWindow } from "../../../../policies/rules/actions-in-window";
import { resource, single } from "../../../support/plans";
import { faults, findings, told } from "./told";

const IMEI = "352099001761481";
const NIGHT = {
  days: ["mon", "tue", "wed", "thu", "fri"],
  from: "22:00",
  to: "05:00",
  zone: "America/New_York",
};
const action = (type: string, args: object = {}) =>
  resource(type, "now", { wanted: { trigger: "1", ...args } });
const reboot = action("kajeet:RebootSmartSpot", { imei: IMEI });
const at = (now: string) => ({ now: Date.parse(now) });

test("an action outside of its window is told with the window", () => {
  expect(findings(actionsInWindow, [reboot], { options: { windows: [NIGHT] } })).toMatchObject([
    {
      subject: "kajeet:RebootSmartSpot now",
      urn: reboot.urn,
      message:
        "kajeet:RebootSmartSpot now: it would be done outside of its window; right is mon, tue, wed, thu, fri 22:00 to 05:00 America/New_York",
    },
  ]);
});

test("one in a window is let through, and one of several is enough", () => {
  const windows = [NIGHT, { days: ["sun"], zone: "America/New_York" }];
  expect(told(actionsInWindow, [reboot], { windows }, at("2026-11-24T03:00:00Z"))).toEqual([]);
  expect(told(actionsInWindow, [reboot], { windows }, at("2026-11-22T17:00:00Z"))).toEqual([]);
  expect(told(actionsInWindow, [reboot], { windows }, at("2026-11-21T17:00:00Z"))).toEqual([
    "kajeet:RebootSmartSpot now: it would be done outside of its window; right is mon, tue, wed, thu, fri 22:00 to 05:00 America/New_York; sun 00:00 to 00:00 America/New_York",
  ]);
});

test("nothing is told without a window", () => {
  expect(told(actionsInWindow, [reboot])).toEqual([]);
});

test("reboots, resets, replacements, messages and swaps are such actions", () => {
  const types = [
    "kajeet:RebootSmartSpots",
    "kajeet:RebootCradlepoint",
    "kajeet:ResetSmartSpot",
    "kajeet:ResetSmartSpots",
    "kajeet:ReplaceDevice",
    "thingspace:SendSms",
    "thingspace:SendNidd",
    "thingspace:SwapEidDevice",
    "thingspace:GoToState",
    "thingspace:ResetPassword",
  ];
  for (const type of types)
    expect(told(actionsInWindow, [action(type)], { windows: [NIGHT] }), type).toHaveLength(1);
  for (const type of ["thingspace:CheckAvailability", "thingspace:StartSmsCallbacks"]) {
    expect(told(actionsInWindow, [action(type)], { windows: [NIGHT] }), type).toEqual([]);
  }
  const options = { windows: [NIGHT], actions: ["thingspace:Check*"] };
  expect(told(actionsInWindow, [action("thingspace:CheckAvailability"), reboot], options)).toHaveLength(1);
});

test("what is done already, and what is no action, is not told", () => {
  const done = resource("kajeet:RebootSmartSpot", "now", {
    state: { imei: IMEI, trigger: "1", ranFor: "1" },
    wanted: { imei: IMEI, trigger: "1" },
  });
  expect(told(actionsInWindow, [done], { windows: [NIGHT] })).toEqual([]);
  const line = single(
    "kajeet:Line",
    "bus",
    { mdn: "304-228-6302", status: "active" },
    { mdn: "304-228-6302", status: "suspended" },
  );
  expect(told(actionsInWindow, [line], { windows: [NIGHT], actions: ["*"] })).toEqual([]);
});

test("a window is checked", () => {
  expect(faults(actionsInWindow, { windows: [{ zone: "Nowhere" }] })).toEqual([
    "windows.0.zone: must be an IANA time zone, such as America/New_York",
  ]);
});
