import { IMPACT_CLASSES, UNDOS } from "../../provider/core/impact";
import { monthlyCost, type PriceList } from "../cost";
import type { Change } from "../plan/change";
import type { Plan } from "../plan/plan";
import type { Setting } from "../policy-file";
import { monthlyCostRule } from "../rules/monthly-cost";
import type { Cost, Count, Numbers } from "./model";

/** A line is the same one in whatever resource and however often it changes. */
const keyOf = ({ carrier, line, subject, resource }: Change): string =>
  line === undefined ? resource.urn : `${carrier} ${subject}`;

/** Counts changes, and the different lines and resources in them. */
function countOf(changes: readonly Change[]): Count {
  const of = (lines: boolean) =>
    new Set(changes.filter(({ line }) => (line !== undefined) === lines).map(keyOf)).size;
  return { changes: changes.length, lines: of(true), resources: of(false) };
}

/** The numbers of a plan. */
export function numbersOf({ changes, before, after }: Plan): Numbers {
  const by = <K extends string>(names: readonly K[], of: (change: Change) => K): Record<K, Count> =>
    Object.fromEntries(
      names.map((name) => [name, countOf(changes.filter((change) => of(change) === name))]),
    ) as Record<K, Count>;
  const operations = [...new Set(changes.map(({ operation }) => operation))];
  const { lines, resources } = countOf(changes.filter(({ operation }) => operation !== "move"));
  return {
    fleet: { before: before.lines.length, after: after.lines.length },
    lines,
    resources,
    byOperation: by(operations, ({ operation }) => operation),
    byClass: by(IMPACT_CLASSES, (change) => change.class),
    byUndo: by(UNDOS, ({ undo }) => undo),
  };
}

/** The cost a month by the prices of the policy file, whether or not the rule about it is switched on. */
export function costOf({ before, after }: Plan, settings: readonly Setting[]): Cost | undefined {
  const options = settings.find(({ rule }) => rule.name === monthlyCostRule.name)?.options;
  if (!options || Object.keys(options.prices as object).length === 0) return undefined;
  const list = options as unknown as PriceList;
  const then = monthlyCost(after.lines, list);
  return {
    currency: String(options.currency),
    before: monthlyCost(before.lines, list).total,
    after: then.total,
    unpriced: then.unpriced + then.unplanned,
  };
}
