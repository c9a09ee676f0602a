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

test("each rule weighs, does, sees and allows what policy files count on where they say nothing", () => {
  const said = rules.map(({ name, severity, level, sees, options }) => [
    name,
    `${severity} ${level} ${sees} ${JSON.stringify(options.parse({}))}`,
  ]);
  expect(Object.fromEntries(said)).toMatchInlineSnapshot(`
    {
      "actions-in-window": "medium mandatory change {"windows":[],"actions":["kajeet:Reboot*","kajeet:Reset*","kajeet:ReplaceDevice","thingspace:SendSms","thingspace:SendNidd","thingspace:SwapEidDevice","thingspace:GoToState","thingspace:ResetPassword"]}",
      "allowed-rate-plans": "medium mandatory change {"plans":{},"groups":[],"groupBy":"deviceGroup"}",
      "approved-changes-only": "critical mandatory change {"budget":10}",
      "approved-filter-groups": "high mandatory change {"approved":[],"groups":["*"],"groupBy":"deviceGroup","required":false,"except":[]}",
      "blast-radius": "critical mandatory change {"deployment":{"lines":500,"percent":25,"weight":1000},"carrier":{"lines":null,"percent":null,"weight":null},"group":{"lines":null,"percent":null,"weight":null},"groupBy":"deviceGroup","classes":["cost","connectivity","identity","destructive"],"operations":["change","book","leave"],"weights":{"call":1,"delay":3,"never":10},"least":10}",
      "callbacks-approved-hosts": "high mandatory wanted {"hosts":[],"mailDomains":[],"loopback":true}",
      "data-limits-present": "medium mandatory change {"groups":[],"groupBy":"deviceGroup","min":null,"max":null,"limit":null,"except":[]}",
      "freeze": "high mandatory change {"periods":[]}",
      "group-loss": "medium advisory change {"percent":50,"lines":null,"least":10,"attributes":["filterGroup","deviceGroup","labels"],"except":[]}",
      "judgeable": "critical mandatory change {}",
      "monthly-cost": "medium mandatory change {"prices":{},"currency":"USD","budget":null,"increase":null,"increasePercent":null,"unbilled":{"kajeet":[],"thingspace":["preactive","deactive"],"control-center":["testReady","inventory","retired","purged"]},"unpriced":"new"}",
      "naming": "low mandatory wanted {"patterns":{},"required":false,"except":[]}",
      "no-line-replacement": "critical mandatory change {}",
      "no-silent-overwrite": "high mandatory change {"classes":["cosmetic"],"attributes":[]}",
      "no-stale-approvals": "low advisory change {}",
      "no-unlimited-overage": "medium advisory wanted {"temporary":false,"limit":null,"except":[]}",
      "one-owner": "high mandatory change {}",
      "protection-kept": "medium advisory wanted {}",
      "required-labels": "low mandatory change {"labels":[],"groups":["*"],"groupBy":"deviceGroup","except":[]}",
      "status-transitions": "high mandatory change {}",
      "vpn-kept": "high mandatory change {"except":[]}",
      "wifi-security-kept": "high mandatory change {"least":"wpa2","keepOn":true,"except":[]}",
    }
  `);
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
