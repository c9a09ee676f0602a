import { invalidField } from "./errors";

/** Billing cycles are months of the calendar (G-BILLING-CYCLE). */
export interface BillingCycle {
  year: string;
  month: string;
  /** Milliseconds since 1970: from included, to not. */
  from: number;
  to: number;
}

/** The cycle that a moment lies in. */
export function cycleOf(moment: number): BillingCycle {
  const date = new Date(moment);
  return cycleAt(date.getUTCFullYear(), date.getUTCMonth());
}

/** The cycle asked for, or the last complete one. One that is not complete has not been billed. */
export function billedCycle(
  asked: { year?: string | undefined; month?: string | undefined } | undefined,
  now: number,
): BillingCycle {
  const present = cycleOf(now);
  const last = cycleOf(present.from - 1);
  if (asked?.year === undefined && asked?.month === undefined) return last;
  const month = Number(asked.month ?? last.month);
  const wanted = cycleAt(Number(asked.year ?? last.year), month - 1);
  if (month < 1 || month > 12 || wanted.to > present.from) {
    throw invalidField("BillingCycle", `${asked.year}-${asked.month} is no complete billing cycle`);
  }
  return wanted;
}

function cycleAt(year: number, monthIndex: number): BillingCycle {
  return {
    year: String(year),
    month: String(monthIndex + 1),
    from: Date.UTC(year, monthIndex),
    to: Date.UTC(year, monthIndex + 1),
  };
}
