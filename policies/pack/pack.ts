import { readlinkSync } from "node:fs";
import type { PolicyPackArgs } from "@pulumi/policy";
import type { Rule } from "../rule";
import { rules } from "../rules/index";
import { policyOfChanges } from "./change-policy";
import { JUDGEABLE } from "./policy";
import { StackPlans } from "./stack-plan";
import { runPulumi, type Surroundings } from "./surroundings";
import { WantedPlans } from "./wanted-plan";
import { policyOfWanted } from "./wanted-policy";

/** What `new PolicyPack` is given. */
export interface Pack {
  readonly name: string;
  readonly args: PolicyPackArgs;
}

/** The pack: each rule as a policy. It reads nothing before the engine asks it something. */
export function policyPack(given: readonly Rule[] = rules, surroundings: Surroundings = ofThisProcess): Pack {
  const plans = { stack: new StackPlans(surroundings), wanted: new WantedPlans(surroundings.now) };
  const judged = { told: false };
  return {
    name: "pulumi-cellular",
    args: {
      displayName: "Cellular fleets",
      description: "What no change of a cellular fleet may do, with the reasons and the way out.",
      tags: ["cellular", "iot"],
      policies: inOrder(given).map((rule) =>
        rule.sees === "wanted"
          ? policyOfWanted(rule, plans.wanted)
          : policyOfChanges(rule, plans.stack, surroundings, judged),
      ),
    },
  };
}

/** What cannot be judged is told first, so that the other rules know whether that rule is switched off. */
const inOrder = (given: readonly Rule[]): Rule[] => [
  ...given.filter(({ name }) => name === JUDGEABLE),
  ...given.filter(({ name }) => name !== JUDGEABLE),
];

const ofThisProcess: Surroundings = {
  env: process.env,
  pulumi: runPulumi,
  parentDirectory: () => {
    try {
      return readlinkSync(`/proc/${process.ppid}/cwd`);
    } catch {
      return undefined; // only Linux tells
    }
  },
  now: Date.now,
};
