import { describe, expect, test } from "vitest";
import { allowedRatePlans } from "../../../../policies/rules/allowed-rate-plans";
import { held, resource, single } from "../../../support/plans";
import { faults, findings, told } from "./told";

const BUS = "304-228-6302";
const SIM = "89012604706900592925";
const line = (values: object) =>
  held("kajeet:LineSet", "fleet", undefined, { lines: { [BUS]: values as never } });
const plans = { kajeet: ["ERATE-*", "LOAN"] };

describe("a carrier's rate plans", () => {
  test("are those that fit a pattern", () => {
    for (const ratePlan of ["ERATE-", "ERATE-5GB", "LOAN"]) {
      expect(told(allowedRatePlans, [line({ ratePlan })], { plans }), ratePlan).toEqual([]);
    }
    for (const ratePlan of ["XERATE-5GB", "LOANS", "loan", "XLOAN"]) {
      expect(told(allowedRatePlans, [line({ ratePlan })], { plans }), ratePlan).toEqual([
        `${BUS}: rate plan "${ratePlan}" is not allowed in kajeet; allowed are ERATE-*, LOAN`,
      ]);
    }
  });

  test("are names and no expressions", () => {
    expect(
      told(allowedRatePlans, [line({ ratePlan: "AxB" })], { plans: { kajeet: ["A.B", "(A"] } }),
    ).toHaveLength(1);
    expect(told(allowedRatePlans, [line({ ratePlan: "A.B" })], { plans: { kajeet: ["A.B"] } })).toEqual([]);
  });

  test("are any where there is no list, and none where the list is empty", () => {
    const meters = held("thingspace:LineSet", "m", undefined, { lines: { [SIM]: { ratePlan: "M" } } });
    expect(told(allowedRatePlans, [meters], { plans })).toEqual([]);
    expect(told(allowedRatePlans, [meters])).toEqual([]);
    expect(told(allowedRatePlans, [meters], { plans: { thingspace: [] } })).toEqual([
      `${SIM}: rate plan "M" is not allowed in thingspace; none is allowed`,
    ]);
  });

  test("are no matter of a line whose plan nobody declares", () => {
    expect(told(allowedRatePlans, [line({ note: "n" })], { plans })).toEqual([]);
  });

  test("are looked at in single lines and memberships, and the resource that says it is named", () => {
    const one = single("control-center:Line", "s", undefined, { iccid: SIM, ratePlan: "X" });
    expect(findings(allowedRatePlans, [one], { options: { plans: { "control-center": ["C"] } } })).toEqual([
      {
        subject: SIM,
        urn: one.urn,
        message: `${SIM}: rate plan "X" is not allowed in control-center; allowed are C`,
      },
    ]);
    const member = held("kajeet:RatePlan", "p", undefined, { lines: { [BUS]: { ratePlan: "X" } } });
    const found = findings(allowedRatePlans, [line({ note: "n" }), member], { options: { plans } });
    expect(found).toMatchObject([{ subject: BUS, urn: member.urn }]);
  });

  test("are looked at in what orders lines, or a profile", () => {
    const order = resource("kajeet:ActivationTransaction", "order", {
      wanted: { ratePlan: "X", deviceGroup: "G" },
    });
    expect(findings(allowedRatePlans, [order], { options: { plans } })).toEqual([
      {
        subject: "kajeet:ActivationTransaction order",
        urn: order.urn,
        message:
          'kajeet:ActivationTransaction order: rate plan "X" is not allowed in kajeet; allowed are ERATE-*, LOAN',
      },
    ]);
    const groups = [{ group: "G", plans: ["X"] }];
    expect(told(allowedRatePlans, [order], { plans, groups })).toEqual([]);
    const gone = resource("kajeet:ActivationTransaction", "order", { state: { ratePlan: "X" } });
    expect(told(allowedRatePlans, [gone], { plans })).toEqual([]);
  });
});

describe("groups", () => {
  const groups = [
    { group: "STAFF", plans: ["PRO"] },
    { group: "S*", plans: ["BASIC"] },
  ];

  test("have plans of their own, and the first that fits counts", () => {
    const found = (deviceGroup: string, ratePlan: string) =>
      told(allowedRatePlans, [line({ deviceGroup, ratePlan })], { plans, groups });
    expect(found("STAFF", "PRO")).toEqual([]);
    expect(found("STAFF", "BASIC")).toEqual([
      `${BUS}: rate plan "BASIC" is not allowed in deviceGroup "STAFF"; allowed are PRO`,
    ]);
    expect(found("SCHOOL", "BASIC")).toEqual([]);
    expect(found("OTHER", "LOAN")).toEqual([]);
    expect(found("OTHER", "BASIC")).toHaveLength(1);
  });

  test("may be accounts, customers or filter groups", () => {
    const found = (groupBy: string, values: object) =>
      told(allowedRatePlans, [line({ ratePlan: "X", ...values })], {
        groupBy,
        groups: [{ group: "G", plans: [] }],
      });
    expect(found("filterGroup", { filterGroup: "G" })).toHaveLength(1);
    expect(found("deviceGroup", { filterGroup: "G" })).toEqual([]);
    const corp = held("kajeet:LineSet", "f", undefined, { lines: { [BUS]: { ratePlan: "X" } }, corp: "G" });
    expect(
      told(allowedRatePlans, [corp], { groupBy: "account", groups: [{ group: "G", plans: [] }] }),
    ).toHaveLength(1);
    const sim = held("control-center:LineSet", "c", undefined, {
      lines: { [SIM]: { ratePlan: "X", customer: "G" } },
    });
    expect(
      told(allowedRatePlans, [sim], { groupBy: "customer", groups: [{ group: "G", plans: [] }] }),
    ).toHaveLength(1);
    const moved = held("thingspace:LineSet", "t", undefined, {
      lines: { [SIM]: { ratePlan: "X", account: "G" } },
      accountName: "H",
    });
    expect(
      told(allowedRatePlans, [moved], { groupBy: "account", groups: [{ group: "G", plans: [] }] }),
    ).toHaveLength(1);
    expect(
      told(allowedRatePlans, [moved], { groupBy: "account", groups: [{ group: "H", plans: [] }] }),
    ).toEqual([]);
  });

  test("are checked", () => {
    expect(faults(allowedRatePlans, { plans: { other: [] } })).toHaveLength(1);
    expect(faults(allowedRatePlans, { groups: [{ group: "G" }] })).toHaveLength(1);
    expect(faults(allowedRatePlans, { groupBy: "school" })).toHaveLength(1);
  });
});

test("a line in no group is in none of a pattern, either", () => {
  const groups = [{ group: "*", plans: [] }];
  const order = resource("kajeet:ActivationTransaction", "o", {
    wanted: { ratePlan: "X", deviceGroup: null },
  });
  expect(told(allowedRatePlans, [line({ ratePlan: "X" }), order], { groups })).toEqual([]);
  expect(told(allowedRatePlans, [line({ ratePlan: "X", deviceGroup: "G" })], { groups })).toHaveLength(1);
});
