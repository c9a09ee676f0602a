import type { StackValidationPolicy } from "@pulumi/policy";
import type { Rule } from "../rule";
import { optionsOf, told } from "./options";
import { JUDGEABLE, messagesOf, policyOf } from "./policy";
import type { StackPlans } from "./stack-plan";
import { sharedOptionsOf } from "./stack-settings";
import { deploymentOf, type Surroundings } from "./surroundings";
import { remediationOf } from "./wanted-policy";

/**
 * A rule that needs the state before, as a policy of the stack. It judges previews only: in the update itself a stack
 * policy is asked when everything has been done.
 */
export function policyOfChanges(
  rule: Rule,
  plans: StackPlans,
  surroundings: Surroundings,
  judged: { told: boolean },
): StackValidationPolicy & ReturnType<typeof remediationOf> {
  return {
    ...policyOf(rule),
    ...remediationOf(rule),
    validateStack: async ({ resources, getConfig }, report) => {
      if (!deploymentOf(surroundings).preview) return;
      const options = optionsOf(rule, { ...sharedOptionsOf(rule, surroundings), ...getConfig() });
      const { plan, problem } = await plans.of(rule.name, resources);
      if (rule.name === JUDGEABLE) judged.told = true;
      // Nothing could be judged, and the rule that says so is switched off: this must not look like a plan in order.
      else if (problem && !judged.told) throw told(problem);
      for (const { message, urn } of messagesOf(rule.check(plan, options as never))) report(message, urn);
    },
  };
}
