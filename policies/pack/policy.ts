import type { Policy } from "@pulumi/policy";
import { gather } from "../../provider/core/gather";
import { listing, MOST_TOLD } from "../../provider/core/words";
import type { Finding, Rule } from "../rule";
import { configSchemaOf } from "./options";

/** Where the rule is described, in the package and in its repository. */
const PAGE = "docs/reference/policies.md";

/** The rule that tells what cannot be judged. */
export const JUDGEABLE = "judgeable";

/** What a policy says of itself, whatever it judges. */
export function policyOf(rule: Rule): Policy {
  const { name, describe, why, level, severity, tags, framework, remediation } = rule;
  const configSchema = configSchemaOf(rule);
  return {
    name,
    description: `${describe} ${why}`,
    enforcementLevel: level,
    severity,
    tags: [...tags],
    remediationSteps: remediation,
    url: `${PAGE}#${name}`,
    ...(framework ? { framework: { version: "", ...framework } } : {}),
    ...(configSchema ? { configSchema } : {}),
  };
}

/**
 * What a rule found, one message a resource: the engine prints the rule's description with each message, and nobody reads
 * it two hundred times.
 */
export function messagesOf(
  findings: Iterable<Finding>,
): { readonly message: string; readonly urn?: string }[] {
  const byUrn = new Map<string, string[]>();
  for (const { urn = "", message } of findings) gather(byUrn, urn, message);
  return [...byUrn].map(([urn, messages]) => ({ message: inOne(messages), ...(urn === "" ? {} : { urn }) }));
}

function inOne(messages: readonly string[]): string {
  if (messages.length === 1) return messages[0]!;
  const rest = messages.length > MOST_TOLD ? "\n`cellular gate` tells them all." : "";
  return `${messages.length} findings:\n${listing(messages)}${rest}`;
}
