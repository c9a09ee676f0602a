import type { ResourceValidationPolicy } from "@pulumi/policy";
import { readingProblem } from "../plan/readable";
import type { Rule } from "../rule";
import { optionsOf } from "./options";
import { messagesOf, policyOf } from "./policy";
import { applied, type WantedPlans, wantedResource } from "./wanted-plan";

/**
 * A rule to which the arguments of a resource are enough, as a policy of resources: it also holds in the update itself,
 * where it stops that resource. What is known later is not judged here in a preview; `judgeable` tells it, and in the
 * update everything is known.
 */
export function policyOfWanted(rule: Rule, plans: WantedPlans): ResourceValidationPolicy {
  return {
    ...policyOf(rule),
    validateResource: (args, report) => {
      const plan = plans.of(rule.name, args);
      if (!plan) return;
      const options = optionsOf(rule, args.getConfig());
      for (const { message } of messagesOf(rule.check(plan, options as never))) report(message);
    },
    ...remediationOf(rule),
  };
}

/**
 * What puts safe arguments in, where a rule knows them; the engine asks for it only where the level is `remediate`. It is
 * asked about one resource, also for a rule that judges the whole stack.
 */
export function remediationOf(rule: Rule): Pick<ResourceValidationPolicy, "remediateResource"> {
  const { remedy } = rule;
  if (!remedy) return {};
  return {
    remediateResource: (args) => {
      const resource = wantedResource(args);
      if (!resource || readingProblem(resource)) return undefined;
      const safe = remedy(resource, optionsOf(rule, args.getConfig()) as never);
      return safe && applied(args.props, safe);
    },
  };
}
