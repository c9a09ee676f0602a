import { expect, test } from "vitest";
import { requiredLabels } from "../../../../policies/rules/required-labels";
import { held, single } from "../../../support/plans";
import { findings, told } from "./told";

const BUS = "304-228-6302";
const SIM = "89012604706900592925";
const set = (values: object) =>
  held("kajeet:LineSet", "fleet", undefined, { lines: { [BUS]: values as never } });
const labels = ["site-*", "E-Rate"];

test("a line without a label of each kind is told, with what it has", () => {
  const line = set({ labels: ["Loaner", "site-12"] });
  expect(findings(requiredLabels, [line], { options: { labels } })).toEqual([
    { subject: BUS, urn: line.urn, message: `${BUS}: it needs a label E-Rate; it has Loaner, site-12` },
  ]);
  expect(told(requiredLabels, [set({ labels: [] })], { labels })).toEqual([
    `${BUS}: it needs a label site-* and a label E-Rate; it has none`,
  ]);
  expect(
    told(requiredLabels, [single("kajeet:Line", "b", undefined, { mdn: BUS })], { labels }),
  ).toHaveLength(1);
});

test("a line with all of them is in order, wherever they come from", () => {
  expect(told(requiredLabels, [set({ labels: ["E-Rate", "site-1"] })], { labels })).toEqual([]);
  const assigned = (...names: string[]) =>
    held("kajeet:LabelAssignment", names.join(), undefined, { lines: { [BUS]: { labels: names } } });
  expect(told(requiredLabels, [set({}), assigned("E-Rate"), assigned("site-1")], { labels })).toEqual([]);
  expect(told(requiredLabels, [set({}), assigned("E-Rate")], { labels })).toEqual([
    `${BUS}: it needs a label site-*; it has E-Rate`,
  ]);
  expect(told(requiredLabels, [assigned("E-Rate")], { labels })).toEqual([]);
  const [line, partly] = [set({}), assigned("E-Rate")];
  expect(findings(requiredLabels, [line, partly], { options: { labels } })).toMatchObject([
    { urn: partly.urn },
  ]);
  expect(findings(requiredLabels, [line], { options: { labels } })).toMatchObject([{ urn: line.urn }]);
});

test("only lines of the groups are asked for them", () => {
  const line = set({ deviceGroup: "BUSES" });
  expect(told(requiredLabels, [line], { labels, groups: ["BUS*"] })).toHaveLength(1);
  expect(told(requiredLabels, [line], { labels, groups: ["LOAN*"] })).toEqual([]);
  expect(
    told(requiredLabels, [set({ filterGroup: "BUSES" })], {
      labels,
      groups: ["BUS*"],
      groupBy: "filterGroup",
    }),
  ).toHaveLength(1);
  expect(told(requiredLabels, [line], { labels, except: [BUS] })).toEqual([]);
});

test("other carriers, and no option, are no matter", () => {
  const meters = held("thingspace:LineSet", "t", undefined, { lines: { [SIM]: {} } });
  expect(told(requiredLabels, [meters], { labels })).toEqual([]);
  expect(told(requiredLabels, [set({})])).toEqual([]);
});

test("a line of which no labels are declared has none", () => {
  const set = held("kajeet:LineSet", "fleet", undefined, { lines: { "304-228-6302": { note: "n" } } });
  expect(told(requiredLabels, [set], { labels: ["S*"] })[0]).toContain("it has none");
});
