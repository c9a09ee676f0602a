import type { FleetLine } from "./plan/fleet";

/** What a line costs a month by carrier and rate plan, and in which statuses it costs nothing. */
export interface PriceList {
  readonly prices: Readonly<Partial<Record<string, Readonly<Record<string, number>>>>>;
  readonly unbilled: Readonly<Partial<Record<string, readonly string[]>>>;
}

/** The lines of one rate plan. */
export interface PlanCost {
  readonly carrier: string;
  readonly ratePlan: string;
  /** Those that are billed. */
  readonly lines: number;
  /** Of one line a month; nothing where the list has no price. */
  readonly price: number | undefined;
  /** Of all of them a month. */
  readonly total: number;
}

/** What lines cost a month, as far as prices are known. */
export interface MonthlyCost {
  readonly total: number;
  /** Each rate plan that a billed line has, in order of carrier and name. */
  readonly plans: readonly PlanCost[];
  /** Billed lines whose rate plan has no price. */
  readonly unpriced: number;
  /** Billed lines of which no rate plan is known. */
  readonly unplanned: number;
}

/**
 * What a fleet costs a month by its rate plans, in the currency of the prices, to two decimals; usage, taxes and fees are not
 * in it. Only carriers that have prices are looked at. Pure.
 */
export function monthlyCost(lines: Iterable<FleetLine>, { prices, unbilled }: PriceList): MonthlyCost {
  const counts = new Map<string, { carrier: string; ratePlan: string; lines: number }>();
  let unplanned = 0;
  for (const { carrier, values } of lines) {
    if (prices[carrier] === undefined) continue;
    if (unbilled[carrier]?.includes(String(values.status))) continue;
    const { ratePlan } = values;
    if (typeof ratePlan !== "string") {
      unplanned += 1;
      continue;
    }
    const key = `${carrier} ${ratePlan}`;
    const known = counts.get(key);
    if (known) known.lines += 1;
    else counts.set(key, { carrier, ratePlan, lines: 1 });
  }
  const plans = [...counts]
    .sort(([a], [b]) => (a < b ? -1 : 1))
    .map(([, of]): PlanCost => {
      const list = prices[of.carrier]!;
      const price = Object.hasOwn(list, of.ratePlan) ? list[of.ratePlan] : undefined;
      return { ...of, price, total: rounded(of.lines * (price ?? 0)) };
    });
  return {
    total: rounded(plans.reduce((sum, plan) => sum + plan.total, 0)),
    plans,
    unpriced: plans.reduce((sum, { price, lines: count }) => (price === undefined ? sum + count : sum), 0),
    unplanned,
  };
}

const rounded = (amount: number): number => Math.round(amount * 100) / 100;

const format = new Intl.NumberFormat("en-US", { minimumFractionDigits: 2, maximumFractionDigits: 2 });

/** An amount as people write it: `12,345.60 USD`. */
export const moneyText = (amount: number, currency: string): string => `${format.format(amount)} ${currency}`;
