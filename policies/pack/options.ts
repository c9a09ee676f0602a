import type { PolicyConfigSchema } from "@pulumi/policy";
import type { PolicyConfigJSONSchema } from "@pulumi/policy/schema";
import { z } from "zod";
import { Misconfigured } from "../../provider/core/errors";
import { issueText } from "../../provider/core/issue-text";
import type { Rule } from "../rule";
import { sharedOptions } from "./stack-settings";

/** What the engine's form of a schema has; everything else is left to the rule's own schema, which always has the last word. */
const KEYWORDS: ReadonlySet<string> = new Set<keyof PolicyConfigJSONSchema>([
  "type",
  "enum",
  "const",
  "multipleOf",
  "maximum",
  "exclusiveMaximum",
  "minimum",
  "exclusiveMinimum",
  "maxLength",
  "minLength",
  "pattern",
  "items",
  "maxItems",
  "minItems",
  "uniqueItems",
  "required",
  "properties",
  "additionalProperties",
  "propertyNames",
  "description",
  "default",
]);

/** The options of a rule as the engine checks and shows them; nothing for a rule without options. */
export function configSchemaOf(rule: Rule): PolicyConfigSchema | undefined {
  const { properties } = z.toJSONSchema(rule.options, { io: "input", reused: "inline" });
  if (!properties || Object.keys(properties).length === 0) return undefined;
  const forms = mapped(properties, shaped) as Record<string, PolicyConfigJSONSchema>;
  for (const name of sharedOptions(rule)) delete forms[name]?.default;
  return { properties: forms, required: [] };
}

/** The same schema with nothing but what the engine's form has. */
function shaped(schema: unknown): unknown {
  if (typeof schema !== "object" || schema === null) return schema;
  const kept = Object.entries(schema).filter(([key]) => KEYWORDS.has(key));
  return Object.fromEntries(
    kept.map(([key, value]) => {
      if (key === "properties") return [key, mapped(value as object, shaped)];
      if (key === "items" && Array.isArray(value)) return [key, value.map(shaped)];
      return NESTED.has(key) ? [key, shaped(value)] : [key, value];
    }),
  );
}

const NESTED: ReadonlySet<string> = new Set(["items", "additionalProperties", "propertyNames"]);

const mapped = (members: object, by: (one: unknown) => unknown) =>
  Object.fromEntries(Object.entries(members).map(([name, one]) => [name, by(one)]));

/**
 * The options of a rule, from the configuration of its policy. Throws `Misconfigured` with every fault: the engine then
 * ends the operation, for a rule whose options are wrong judges nothing.
 */
export function optionsOf(rule: Rule, config: object): Readonly<Record<string, unknown>> {
  const read = rule.options.strict().safeParse(config);
  if (read.success) return read.data;
  const faults = read.error.issues.map(
    (issue) => `${[rule.name, ...issue.path].join(".")}: ${issueText(issue)}`,
  );
  throw told(
    new Misconfigured(`the options of a policy are wrong: ${faults.join("; ")}`, {
      next: "Correct the file of --policy-pack-config.",
    }),
  );
}

/** The SDK shows people the stack of whatever a policy throws: here that is its message. */
export function told<E extends Error>(error: E): E {
  error.stack = error.message;
  return error;
}
