import { z } from "zod";
import { counted } from "../../provider/core/words";
import { byCarrier } from "../carriers";
import { type MonthlyCost, moneyText, monthlyCost } from "../cost";
import { limitText, percentOf, percentText } from "../numbers";
import { defineRule, type Finding } from "../rule";

const statuses = (...unbilled: string[]) =>
  z
    .array(z.string().min(1))
    .default(unbilled)
    .describe("Statuses in which a line of this carrier costs nothing.");

const amount = z.number().min(0).nullable().default(null);

/** What the fleet costs a month, before and after. */
export const monthlyCostRule = defineRule({
  name: "monthly-cost",
  describe: "The fleet costs no more a month than its budget, and a deployment adds no more than is allowed.",
  why: "A change of rate plan costs nothing on the day it is made, and is seen on the bill a month later.",
  severity: "medium",
  level: "mandatory",
  sees: "change",
  tags: ["cost", "budget"],
  framework: {
    name: "FCC E-Rate",
    reference: "47 CFR 54.511",
    specification: "Services are picked by their price above all, and bought within what was asked for.",
  },
  remediation:
    "Take cheaper rate plans, suspend lines that nobody uses, or raise the budget in the policy file in the same pull request. Give each rate plan its price a month.",
  options: z.object({
    prices: byCarrier(z.record(z.string(), z.number().min(0)))
      .default({})
      .describe(
        "What a line costs a month, by carrier and rate plan: { kajeet: { PLAN-A: 12.5 } }. Nothing is judged without it.",
      ),
    currency: z.string().min(1).default("USD").describe("The currency of all amounts, as messages show it."),
    budget: amount.describe(
      "Most that the fleet may cost a month; null for any amount. Told where a deployment adds to the cost, and the whole stack is seen.",
    ),
    increase: amount.describe("Most that one deployment may add to the cost a month; null for any amount."),
    increasePercent: amount.describe(
      "The same as a share of the cost before, in per cent. Only where the whole stack is seen.",
    ),
    unbilled: z
      .strictObject({
        kajeet: statuses(),
        thingspace: statuses("preactive", "deactive"),
        "control-center": statuses("testReady", "inventory", "retired", "purged"),
      })
      .prefault({})
      .describe("Lines that cost nothing. Whether a suspended line does is a matter of the contract."),
    unpriced: z
      .enum(["new", "all", "none"])
      .default("new")
      .describe(
        "Which rate plans without a price are told: those that get more lines, all that lines have, or none.",
      ),
  }),
  *check(plan, { budget, increase, increasePercent, currency, unpriced, ...list }) {
    const before = monthlyCost(plan.before.lines, list);
    const after = monthlyCost(plan.after.lines, list);
    const money = (sum: number) => moneyText(sum, currency);
    const subject = "the fleet";
    const added = Math.round((after.total - before.total) * 100) / 100;
    if (plan.whole && budget !== null && after.total > budget && added > 0) {
      const over = after.total - budget;
      yield {
        subject,
        message: `${subject}: it would cost ${money(after.total)} a month, which is ${money(over)} over the budget of ${money(budget)}`,
      };
    }
    if (increase !== null && added > increase) {
      yield {
        subject,
        message: `${subject}: its cost would rise by ${money(added)} a month, from ${money(before.total)} to ${money(after.total)}, and at most ${money(increase)} may be added`,
      };
    }
    // A fleet that cost nothing has no share to grow by.
    if (plan.whole && increasePercent !== null && before.total > 0) {
      const share = percentOf(added, before.total);
      if (share > increasePercent) {
        yield {
          subject,
          message: `${subject}: its cost would rise from ${money(before.total)} to ${money(after.total)} a month, ${percentText(share, increasePercent)}, which is over ${limitText(increasePercent)}`,
        };
      }
    }
    if (unpriced !== "none") yield* withoutPrice(before, after, unpriced === "all");
  },
});

/** A cost is only as good as its prices. */
function* withoutPrice(before: MonthlyCost, after: MonthlyCost, all: boolean): Generator<Finding> {
  for (const { carrier, ratePlan, lines, price } of after.plans) {
    if (price !== undefined) continue;
    const had = before.plans.find((one) => one.carrier === carrier && one.ratePlan === ratePlan)?.lines ?? 0;
    if (!all && lines <= had) continue;
    const subject = `${carrier} rate plan "${ratePlan}"`;
    yield {
      subject,
      message: `${subject}: ${counted(lines, "line")} would have it, and it has no price; give it one in prices.${carrier}`,
    };
  }
}
