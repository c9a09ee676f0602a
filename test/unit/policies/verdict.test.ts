import { describe, expect, test } from "vitest";
import { z } from "zod";
import type { Setting } from "../../../policies/policy-file";
import { defineRule, type Level, type Severity } from "../../../policies/rule";
import { judge } from "../../../policies/verdict";
import { plan } from "../../support/plans";

/** A rule that says what its option `says` holds. */
const saying = (severity: Severity, level: Level, ...says: string[]): Setting => ({
  rule: defineRule({
    name: `${level}-${severity}`,
    describe: "It says what it is told.",
    why: "A verdict is made of findings.",
    severity,
    level: "mandatory",
    sees: "change",
    tags: ["test"],
    remediation: "None.",
    options: z.object({ says: z.array(z.string()) }),
    *check(_plan, options) {
      for (const message of options.says) yield { message, subject: message };
    },
  }),
  level,
  options: { says },
});
const judged = (...settings: Setting[]) => judge(plan([]), settings);

describe("a plan", () => {
  test("passes where no rule objects, and where there is none", () => {
    expect(judged()).toEqual({ outcome: "pass", findings: [] });
    expect(judged(saying("critical", "mandatory"))).toEqual({ outcome: "pass", findings: [] });
  });

  test("may go on where only advisory rules object", () => {
    expect(judged(saying("critical", "advisory", "a")).outcome).toBe("warn");
  });

  test("must not go on where one of several rules that object is mandatory", () => {
    expect(judged(saying("critical", "advisory", "a"), saying("low", "mandatory", "b")).outcome).toBe(
      "block",
    );
  });

  test("is not looked at by a rule that is switched off", () => {
    expect(judged(saying("critical", "disabled", "a"))).toEqual({ outcome: "pass", findings: [] });
  });
});

describe("the findings", () => {
  test("carry their rule and its level, and keep what the rule said", () => {
    const setting = saying("high", "advisory", "a");
    expect(judged(setting).findings).toEqual([
      { message: "a", subject: "a", rule: setting.rule, level: "advisory" },
    ]);
  });

  test("come with what blocks first, the most severe of it before the others, else in the order of rules", () => {
    const { findings } = judged(
      saying("critical", "advisory", "advisory critical"),
      saying("low", "mandatory", "low"),
      saying("low", "advisory", "advisory low"),
      saying("high", "mandatory", "high 1", "high 2"),
      saying("critical", "mandatory", "critical"),
      saying("medium", "mandatory", "medium"),
    );
    expect(findings.map(({ message }) => message)).toEqual([
      "critical",
      "high 1",
      "high 2",
      "medium",
      "low",
      "advisory critical",
      "advisory low",
    ]);
  });
});
