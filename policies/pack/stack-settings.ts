import { setting } from "../../provider/core/settings";
import type { Rule } from "../rule";
import { approvedChangesOnly } from "../rules/approved-changes-only";
import type { Surroundings } from "./surroundings";

/** Options that are settings of the deployment, too: the guard counts by the same budget. */
const SHARED: Readonly<Record<string, Readonly<Record<string, string>>>> = {
  [approvedChangesOnly.name]: { budget: "irreversibleBudget" },
};

/**
 * Names of options for which a rule asks the deployment where the policy file says nothing. The engine must not fill in their
 * defaults, or nobody could tell that it says nothing.
 */
export const sharedOptions = ({ name }: Pick<Rule, "name">): readonly string[] =>
  Object.keys(SHARED[name] ?? {});

/** What the deployment says of them, as numbers. What is no number is left to the guard, which refuses it. */
export function sharedOptionsOf(rule: Rule, surroundings: Surroundings): Readonly<Record<string, number>> {
  return Object.fromEntries(
    Object.entries(SHARED[rule.name] ?? {}).flatMap(([option, name]) => {
      const text = deploymentSetting(surroundings, name);
      return text !== undefined && /^\d{1,9}$/.test(text) ? [[option, Number(text)]] : [];
    }),
  );
}

/** A setting of the deployment, from where the provider has it: the environment, else the stack's configuration. */
export function deploymentSetting({ env }: Pick<Surroundings, "env">, name: string): string | undefined {
  const config = JSON.parse(env.PULUMI_CONFIG || "{}") as Record<string, unknown>;
  const read = (key: string) => (typeof config[key] === "string" ? config[key] : undefined);
  return setting(read, name, { ...env });
}
