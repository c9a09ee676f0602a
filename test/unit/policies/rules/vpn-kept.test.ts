import { expect, test } from "vitest";
import { vpnKept } from "../../../../policies/rules/vpn-kept";
import { held, single } from "../../../support/plans";
import { findings, told } from "./told";

const BUS = "304-228-6302";
const OFF = `${BUS}: its VPN would be switched off: vpn becomes false; right is true`;
const set = (before: object | undefined, after: object | undefined, name = "fleet") =>
  held(
    "kajeet:LineSet",
    name,
    before && { lines: { [BUS]: before as never } },
    after && { lines: { [BUS]: after as never } },
  );

test("a line that loses its VPN is told, in a set, alone, and in a membership", () => {
  const resource = set({ vpn: true }, { vpn: false });
  expect(findings(vpnKept, [resource])).toMatchObject([
    { subject: BUS, urn: resource.urn, message: OFF, change: { attribute: "vpn" } },
  ]);
  expect(
    told(vpnKept, [single("kajeet:Line", "b", { mdn: BUS, vpn: true }, { mdn: BUS, vpn: false })]),
  ).toEqual([OFF]);
  const member = held(
    "kajeet:VpnStatus",
    "v",
    { lines: { [BUS]: { vpn: true } } },
    { lines: { [BUS]: { vpn: false } } },
  );
  expect(told(vpnKept, [member])).toEqual([OFF]);
});

test("a line that leaves its VpnStatus is told where that switches it off", () => {
  const left = (onDelete: string, after: object | undefined = { lines: {}, onDelete }) =>
    held("kajeet:VpnStatus", "v", { lines: { [BUS]: { vpn: true } }, onDelete }, after as never);
  expect(told(vpnKept, [left("restore")])).toEqual([
    `${BUS}: its VPN would be switched off: it leaves its VpnStatus, which switches it off; right is true`,
  ]);
  expect(told(vpnKept, [left("retain")])).toEqual([]);
  const kept = set(undefined, { vpn: true });
  expect(told(vpnKept, [left("restore"), kept])).toEqual([]);
});

test("a line that moves is told once where it loses it on the way", () => {
  const left = held("kajeet:LineSet", "old", { lines: { [BUS]: { vpn: true } } }, { lines: {} });
  expect(told(vpnKept, [left, set(undefined, { vpn: false })])).toEqual([OFF]);
  expect(told(vpnKept, [left, set(undefined, { vpn: true })])).toEqual([]);
  expect(told(vpnKept, [left, set(undefined, { note: "n" })])).toEqual([]);
  expect(told(vpnKept, [left, set({ vpn: true }, { vpn: false })])).toEqual([OFF]);
});

test("other changes are let through", () => {
  expect(told(vpnKept, [set({ vpn: false }, { vpn: true })])).toEqual([]);
  expect(told(vpnKept, [set({ vpn: true }, { vpn: true })])).toEqual([]);
  expect(told(vpnKept, [set({ vpn: true }, { note: "n" })])).toEqual([]);
  expect(told(vpnKept, [set(undefined, { vpn: false })])).toEqual([]);
  expect(told(vpnKept, [set({ summerUsage: true }, { summerUsage: false })])).toEqual([]);
});

test("exceptions are let through", () => {
  expect(told(vpnKept, [set({ vpn: true }, { vpn: false })], { except: ["3042286302"] })).toEqual([]);
  expect(told(vpnKept, [set({ vpn: true }, { vpn: false })], { except: ["304-201-*"] })).toEqual([OFF]);
});

test("each line is told, and one whose VPN is off already is not", () => {
  const [on, off] = [{ [BUS]: { vpn: true }, "304-201-3111": { vpn: true } }, { [BUS]: { vpn: false } }];
  const both = held(
    "kajeet:LineSet",
    "fleet",
    { lines: on },
    { lines: { [BUS]: { vpn: false }, "304-201-3111": { vpn: false } } },
  );
  expect(findings(vpnKept, [both]).map(({ subject }) => subject)).toEqual([BUS, "304-201-3111"]);
  const left = held(
    "kajeet:VpnStatus",
    "v",
    { lines: off, onDelete: "restore" },
    { lines: {}, onDelete: "restore" },
  );
  expect(told(vpnKept, [left])).toEqual([]);
});
