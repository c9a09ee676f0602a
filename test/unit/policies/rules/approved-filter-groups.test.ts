import { expect, test } from "vitest";
import { approvedFilterGroups } from "../../../../policies/rules/approved-filter-groups";
import { held, single } from "../../../support/plans";
import { findings, told } from "./told";

const BUS = "304-228-6302";
const SIM = "89012604706900592925";
const set = (values: object) =>
  held("kajeet:LineSet", "fleet", undefined, { lines: { [BUS]: values as never } });
const approved = ["K12-*", "Strict"];

test("a line in another filter group is told", () => {
  const line = set({ filterGroup: "Staff" });
  expect(findings(approvedFilterGroups, [line], { options: { approved } })).toEqual([
    {
      subject: BUS,
      urn: line.urn,
      message: `${BUS}: filterGroup "Staff" is not approved; approved are K12-*, Strict`,
    },
  ]);
  expect(
    told(approvedFilterGroups, [single("kajeet:Line", "b", undefined, { mdn: BUS, filterGroup: "Staff" })], {
      approved,
    }),
  ).toHaveLength(1);
  const member = held("kajeet:FilterGroup", "f", undefined, { lines: { [BUS]: { filterGroup: "Staff" } } });
  expect(findings(approvedFilterGroups, [set({}), member], { options: { approved } })).toMatchObject([
    { urn: member.urn },
  ]);
});

test("a line in an approved one is in order", () => {
  expect(
    ["K12-Middle", "Strict"].flatMap((filterGroup) =>
      told(approvedFilterGroups, [set({ filterGroup })], { approved }),
    ),
  ).toEqual([]);
});

test("a line that declares none is told where that is required", () => {
  expect(told(approvedFilterGroups, [set({})], { approved })).toEqual([]);
  expect(told(approvedFilterGroups, [set({})], { approved, required: true })).toEqual([
    `${BUS}: no filterGroup is declared; approved are K12-*, Strict`,
  ]);
  const vpn = held("kajeet:VpnStatus", "v", undefined, { lines: { [BUS]: { vpn: true } } });
  expect(told(approvedFilterGroups, [vpn], { approved, required: true })).toEqual([]);
  expect(told(approvedFilterGroups, [set({ filterGroup: "Strict" })], { approved, required: true })).toEqual(
    [],
  );
});

test("other groups, exceptions, carriers, and no option are no matter", () => {
  const staff = set({ filterGroup: "Staff", deviceGroup: "OFFICE" });
  expect(told(approvedFilterGroups, [staff], { approved, groups: ["STUDENTS"] })).toEqual([]);
  expect(told(approvedFilterGroups, [staff], { approved, groups: ["OFF*"] })).toHaveLength(1);
  expect(
    told(approvedFilterGroups, [staff], { approved, groups: ["Staff"], groupBy: "filterGroup" }),
  ).toHaveLength(1);
  expect(told(approvedFilterGroups, [staff], { approved, except: [BUS] })).toEqual([]);
  expect(told(approvedFilterGroups, [staff], { required: true })).toEqual([]);
  const meters = held("thingspace:LineSet", "t", undefined, { lines: { [SIM]: {} } });
  expect(told(approvedFilterGroups, [meters], { approved, required: true })).toEqual([]);
});
