import { readFileSync } from "node:fs";
import { join } from "node:path";
import type { Policies, ResourceValidationPolicy } from "@pulumi/policy";
import { describe, expect, test } from "vitest";
import { z } from "zod";
import { configSchemaOf, optionsOf } from "../../../policies/pack/options";
import { policyPack } from "../../../policies/pack/pack";
import { messagesOf } from "../../../policies/pack/policy";
import { defineRule, type Rule } from "../../../policies/rule";
import { rules } from "../../../policies/rules/index";

const ROOT = join(__dirname, "../../..");

const rule = (more: Partial<Rule>): Rule =>
  defineRule({
    name: "no-such-thing",
    describe: "Things are as they are.",
    why: "Others are not.",
    severity: "high",
    level: "advisory",
    sees: "wanted",
    tags: ["order"],
    remediation: "Leave it.",
    options: z.object({}),
    *check() {},
    ...more,
  });

const policies = (given: readonly Rule[] = rules): Policies =>
  policyPack(given, { env: {}, pulumi: async () => "{}", parentDirectory: () => undefined, now: () => 0 })
    .args.policies;

test("every rule is a policy, of resources or of the stack, and what cannot be judged comes first", () => {
  const made = policies();
  expect(made.map(({ name }) => name).sort()).toEqual(rules.map(({ name }) => name).sort());
  expect(made[0]?.name).toBe("judgeable");
  for (const { name, sees, remedy } of rules) {
    const policy = made.find((one) => one.name === name)!;
    expect([name, "validateResource" in policy]).toEqual([name, sees === "wanted"]);
    const remedied = (policy as ResourceValidationPolicy).remediateResource !== undefined;
    expect([name, remedied]).toEqual([name, remedy !== undefined]);
  }
});

test("a policy says all that its rule says", () => {
  const framework = { name: "SOC 2", reference: "CC8.1", specification: "Changes are approved." };
  const [policy] = policies([rule({ framework })]);
  expect(policy).toMatchObject({
    name: "no-such-thing",
    description: "Things are as they are. Others are not.",
    enforcementLevel: "advisory",
    severity: "high",
    tags: ["order"],
    remediationSteps: "Leave it.",
    url: "docs/reference/policies.md#no-such-thing",
    framework: { ...framework, version: "" },
  });
  expect(policy).not.toHaveProperty("configSchema");
});

describe("options", () => {
  const known = new Set(
    `type enum const multipleOf maximum exclusiveMaximum minimum exclusiveMinimum maxLength minLength pattern items
    additionalItems maxItems minItems uniqueItems contains maxProperties minProperties required properties patternProperties
    additionalProperties dependencies propertyNames format description default`.split(/\s+/),
  );

  /** Keywords of a schema that the engine's form has not, with where they are. */
  function strange(schema: unknown, at: string): string[] {
    if (typeof schema !== "object" || schema === null) return [];
    return Object.entries(schema).flatMap(([key, value]) => {
      if (!known.has(key)) return [`${at}.${key}`];
      if (key === "properties")
        return Object.entries(value as object).flatMap(([name, one]) => strange(one, `${at}.${name}`));
      return ["items", "additionalProperties", "propertyNames"].includes(key)
        ? strange(value, `${at}.${key}`)
        : [];
    });
  }

  test.each(rules.map((one) => [one.name, one] as const))(
    "%s: the schema is in the engine's form, and its defaults are those of the rule",
    (_, one) => {
      const schema = configSchemaOf(one);
      expect(schema?.required ?? []).toEqual([]);
      const properties = Object.entries(schema?.properties ?? {});
      expect(properties.map(([name]) => name)).toEqual(Object.keys(one.options.shape));
      for (const [name, property] of properties) {
        expect(strange(property, name)).toEqual([]);
        expect(property.description).toMatch(/\S/);
      }
      const defaults = properties.flatMap(([name, { default: value }]) =>
        value === undefined ? [] : [[name, value] as const],
      );
      // The engine fills in the defaults of the schema before the rule sees anything.
      expect(optionsOf(one, Object.fromEntries(defaults))).toEqual(optionsOf(one, {}));
    },
  );

  test("keep nested forms, and drop what the engine's form has not", () => {
    const options = z.object({
      hosts: z.array(z.object({ name: z.string(), port: z.int().optional() })).describe("Hosts."),
      of: z
        .record(z.enum(["a", "b"]), z.number().nullable())
        .default({ a: 1, b: null })
        .describe("Numbers."),
    });
    expect(configSchemaOf(rule({ options }))?.properties).toMatchObject({
      hosts: { type: "array", items: { type: "object", properties: { name: { type: "string" } } } },
      of: { type: "object", additionalProperties: {}, default: { a: 1, b: null } },
    });
  });

  test("that are wrong are all told, in words and without a stack", () => {
    const options = z.object({ most: z.int().min(1).default(3), name: z.string().default("x") });
    let error: unknown;
    try {
      optionsOf(rule({ options }), { most: 0, name: 7, colour: "red" });
    } catch (thrown) {
      error = thrown;
    }
    expect(error).toMatchObject({
      message:
        'the options of a policy are wrong: no-such-thing.most: must be at least 1; no-such-thing.name: must be text; no-such-thing: has no "colour". Correct the file of --policy-pack-config.',
    });
    expect((error as Error).stack).toBe((error as Error).message);
  });
});

describe("messages", () => {
  const finding = (message: string, urn?: string) => ({ subject: "s", message, ...(urn ? { urn } : {}) });

  test("are one a resource", () => {
    expect(messagesOf([finding("a", "u"), finding("b"), finding("c", "u"), finding("d", "v")])).toEqual([
      { message: "2 findings:\n  a\n  c", urn: "u" },
      { message: "b" },
      { message: "d", urn: "v" },
    ]);
  });

  test("say where the rest is told when there are too many", () => {
    const [{ message } = { message: "" }] = messagesOf(
      Array.from({ length: 40 }, (_, at) => finding(`f${at}`)),
    );
    expect(message).toMatch(/^40 findings:\n/);
    expect(message).toContain("… and 15 more\n`cellular gate` tells them all.");
    expect(message).not.toContain("f39");
  });
});

test("the pack has the version of the package, which carries all that the engine needs to start it", () => {
  const read = (file: string) => JSON.parse(readFileSync(join(ROOT, file), "utf8"));
  const [own, whole] = [read("policies/package.json"), read("package.json")];
  expect(own.version).toBe(whole.version);
  expect(whole.files).toEqual(
    expect.arrayContaining([
      "dist/policies",
      `policies/${own.main}`,
      "policies/package.json",
      "policies/PulumiPolicy.yaml",
    ]),
  );
  expect(whole.peerDependenciesMeta["@pulumi/policy"]).toEqual({ optional: true });
});
