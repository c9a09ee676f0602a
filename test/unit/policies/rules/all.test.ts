import { expect, test } from "vitest";
import { z } from "zod";
import { settingsOf } from "../../../../policies/policy-file";
import { rules } from "../../../../policies/rules";
import { judge } from "../../../../policies/verdict";
import { held, plan } from "../../../support/plans";
import { many } from "./told";

test("each rule has a name of its own, and texts that are sentences", () => {
  expect(new Set(rules.map(({ name }) => name)).size).toBe(rules.length);
  for (const { name, describe, why, remediation, framework, tags } of rules) {
    expect(name).toMatch(/^[a-z]+(-[a-z]+)*$/);
    for (const text of [describe, why, remediation, ...(framework ? [framework.specification] : [])]) {
      expect(text, name).toMatch(/^[A-Z].*\.$/s);
    }
    expect(tags.length, name).toBeGreaterThan(0);
  }
});

test("each option has a description, and a default, so that a rule can be named without any", () => {
  for (const { name, options } of rules) {
    expect(options.strict().safeParse({}).success, name).toBe(true);
    for (const [option, schema] of Object.entries(options.shape)) {
      expect((schema as z.ZodType).description ?? "", `${name}.${option}`).toMatch(/[.]$/);
    }
  }
});

test("the options of each rule can be written as a JSON schema", () => {
  for (const { name, options } of rules) {
    expect(z.toJSONSchema(options, { io: "input" }), name).toMatchObject({ type: "object" });
  }
});

test("without a policy file, a change of a few lines passes", () => {
  const before = many(0, 100, {
    status: "active",
    ratePlan: "A",
    filterGroup: "F",
    vpn: true,
    labels: ["L"],
  });
  const after = {
    ...before,
    ...many(0, 5, { status: "suspended", ratePlan: "B", filterGroup: "G", vpn: true, labels: [] }),
  };
  const verdict = judge(
    plan([held("kajeet:LineSet", "fleet", { lines: before }, { lines: after })]),
    settingsOf(rules, undefined, "no file"),
  );
  expect(verdict).toEqual({ outcome: "pass", findings: [] });
});
