import { describe, expect, test } from "vitest";
import { freeze } from "../../../../policies/rules/freeze";
import { held, resource, single } from "../../../support/plans";
import { faults, findings, told } from "./told";

const BUS = "304-228-6302";
const SIM = "89012604706900592925";
const TESTS = { from: "2026-11-23", until: "2026-11-27", zone: "America/New_York", reason: "state tests" };
const set = (before: object, after: object) =>
  held(
    "kajeet:LineSet",
    "fleet",
    { lines: { [BUS]: before as never } },
    { lines: { [BUS]: after as never } },
  );
const during = (resources: Parameters<typeof told>[1], period: object = {}, now?: string) =>
  told(
    freeze,
    resources,
    { periods: [{ ...TESTS, ...period }] },
    now === undefined ? {} : { now: Date.parse(now) },
  );
const plans = set({ ratePlan: "A" }, { ratePlan: "B" });

describe("in a freeze", () => {
  test("a change is told with the reason", () => {
    expect(during([plans])).toEqual([
      `${BUS}: ratePlan would change in the freeze from 2026-11-23 until 2026-11-27 America/New_York (state tests), which lets only cosmetic changes through`,
    ]);
  });

  test("a line is told once, by the worst of its changes", () => {
    const both = set(
      { ratePlan: "A", deviceGroup: "G", status: "active", vpn: false, imei: "352099001761481" },
      { ratePlan: "B", deviceGroup: "H", status: "suspended", vpn: true, imei: "352099001761499" },
    );
    expect(during([both])).toEqual([
      `${BUS}: deviceGroup would change in the freeze from 2026-11-23 until 2026-11-27 America/New_York (state tests), which lets only cosmetic changes through`,
    ]);
    expect(
      during([
        both,
        single(
          "kajeet:Line",
          "o",
          { mdn: "304-201-3111", ratePlan: "A" },
          { mdn: "304-201-3111", ratePlan: "B" },
        ),
      ]),
    ).toHaveLength(2);
  });

  test("harmless changes are made, and other classes where they are named", () => {
    expect(during([set({ note: "a" }, { note: "b" })])).toEqual([]);
    expect(during([plans], { classes: ["cost"] })).toEqual([]);
    expect(during([set({ note: "a" }, { note: "b" })], { classes: ["cost", "identity"] })).toEqual([
      `${BUS}: note would change in the freeze from 2026-11-23 until 2026-11-27 America/New_York (state tests), which lets only cost and identity changes through`,
    ]);
    expect(during([plans], { classes: [] })).toEqual([
      `${BUS}: ratePlan would change in the freeze from 2026-11-23 until 2026-11-27 America/New_York (state tests), which lets nothing through`,
    ]);
  });

  test("actions and other resources are told, too", () => {
    const reboot = resource("kajeet:RebootSmartSpot", "r", {
      wanted: { imei: "352099001761481", trigger: "1" },
    });
    expect(findings(freeze, [reboot], { options: { periods: [TESTS] } })).toMatchObject([
      {
        urn: reboot.urn,
        subject: "RebootSmartSpot r",
        message:
          "RebootSmartSpot r: it would change in the freeze from 2026-11-23 until 2026-11-27 America/New_York (state tests), which lets only cosmetic changes through",
      },
    ]);
  });
});

describe("outside of a freeze", () => {
  test("everything is let through", () => {
    expect(told(freeze, [plans])).toEqual([]);
    expect(during([plans], {}, "2026-11-23T04:59:00Z")).toEqual([]);
    expect(during([plans], {}, "2026-11-23T05:00:00Z")).toHaveLength(1);
    expect(during([plans], {}, "2026-11-28T05:00:00Z")).toEqual([]);
  });
});

describe("a change for a later day", () => {
  const planned = (on: string) =>
    held(
      "control-center:LineSet",
      "sims",
      { lines: { [SIM]: { ratePlan: "A" } } },
      { lines: { [SIM]: { ratePlan: "A" } }, schedule: [{ on, set: { ratePlan: "B" } }] },
    );

  test("is judged by its day", () => {
    const later = { from: "2026-12-21", until: "2027-01-03" };
    expect(during([planned("2026-12-20")], later)).toEqual([]);
    expect(during([planned("2026-12-21")], later)).toEqual([
      `${SIM}: ratePlan would change on 2026-12-21+00:00 in the freeze from 2026-12-21 until 2027-01-03 America/New_York (state tests), which lets only cosmetic changes through`,
    ]);
    expect(during([planned("2026-12-24")])).toEqual([]);
  });
});

test("periods have days that exist, and a reason", () => {
  const wrong = (period: object) => faults(freeze, { periods: [{ ...TESTS, ...period }] });
  expect(wrong({ from: "2026-13-01" })).toEqual(["periods.0.from: there is no such day"]);
  expect(wrong({ until: "May 4" })).toEqual([
    "periods.0.until: write a day as 2026-08-10, or a time as 2026-08-10T18:00",
  ]);
  expect(wrong({ from: "2026-08-10T18:00" })).toEqual([]);
  expect(wrong({ reason: "" })).toHaveLength(1);
  expect(wrong({ zone: "EST5" })).toEqual([
    "periods.0.zone: must be an IANA time zone, such as America/New_York",
  ]);
});
