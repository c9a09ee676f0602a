import { describe, expect, test } from "vitest";
import { settingsOf } from "../../../policies/policy-file";
import { approvedChangesOnly } from "../../../policies/rules/approved-changes-only";
import { judgeable } from "../../../policies/rules/judgeable";
import { requiredLabels } from "../../../policies/rules/required-labels";

const rules = [approvedChangesOnly, judgeable, requiredLabels];
const read = (content: unknown) => settingsOf(rules, content, "policy.json");
const levels = (content: unknown) => read(content).map(({ level }) => level);
const byDefault = rules.map(({ level }) => level);

describe("a policy file", () => {
  test("that is not there, or empty, leaves every rule as it is", () => {
    for (const content of [undefined, null, {}]) {
      expect(read(content).map(({ rule }) => rule)).toEqual(rules);
      expect(levels(content)).toEqual(byDefault);
      expect(read(content)[0]!.options).toEqual({ budget: 10 });
    }
  });

  test("names the level of a rule, with its options or alone", () => {
    expect(levels({ "approved-changes-only": "advisory" })[0]).toBe("advisory");
    const [both, other] = read({ "approved-changes-only": { enforcementLevel: "disabled", budget: 3 } });
    expect(both).toEqual({ rule: approvedChangesOnly, level: "disabled", options: { budget: 3 } });
    expect(other!.level).toBe(byDefault[1]);
    const [options] = read({ "approved-changes-only": { budget: 0 } });
    expect(options).toMatchObject({ level: approvedChangesOnly.level, options: { budget: 0 } });
  });

  test("has a level of all rules that are not named with one", () => {
    expect(levels({ all: "disabled", judgeable: "mandatory" })).toEqual([
      "disabled",
      "mandatory",
      "disabled",
    ]);
    expect(levels({ all: { enforcementLevel: "advisory" }, "approved-changes-only": { budget: 1 } })).toEqual(
      ["advisory", "advisory", "advisory"],
    );
  });

  test("that asks for remediation means to whoever only judges that the rule must hold", () => {
    expect(levels({ "required-labels": "remediate" })[2]).toBe("mandatory");
    expect(levels({ all: { enforcementLevel: "remediate" } })).toEqual([
      "mandatory",
      "mandatory",
      "mandatory",
    ]);
  });
});

describe("a policy file is refused", () => {
  test.each([
    ["that is a list", [], /^policy\.json: the file: must be an object\. /],
    [
      "with a level that there is none of",
      { judgeable: "strict" },
      /^policy\.json: judgeable: is neither a level \(mandatory, advisory, disabled, remediate\) nor /,
    ],
    [
      "with such a level among options",
      { judgeable: { enforcementLevel: "strict" } },
      /^policy\.json: judgeable: /,
    ],
    ["with a value that is neither level nor options", { judgeable: 3 }, /^policy\.json: judgeable: /],
  ])("%s, with the form that it must have", (_, content, message) => {
    expect(() => read(content)).toThrow(message);
    expect(() => read(content)).toThrow(
      "Each rule has a level (mandatory, advisory, disabled), or an object with enforcementLevel and options.",
    );
  });

  test("with a rule that there is none of, by the nearest name", () => {
    expect(() => read({ judgable: "advisory" })).toThrowErrorMatchingInlineSnapshot(`
      [Misconfigured: policy.json: a fault:
        unknown rule "judgable"; did you mean "judgeable"?
      The reference of rules has every name and option.]
    `);
  });

  test("with every fault of it at once", () => {
    const content = { judgable: "advisory", "approved-changes-only": { budget: -1, bugdet: 3 } };
    expect(() => read(content)).toThrowErrorMatchingInlineSnapshot(`
      [Misconfigured: policy.json: 3 faults:
        unknown rule "judgable"; did you mean "judgeable"?
        approved-changes-only.budget: must be at least 0
        approved-changes-only: has no "bugdet"
      The reference of rules has every name and option.]
    `);
  });
});
