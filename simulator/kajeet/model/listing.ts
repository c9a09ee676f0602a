import { digitsOf } from "../../core/faults";
import { isSmartSpot, type Line } from "./line";
import type { World } from "./world";

type SortValue = string | number | null;

/** Sort keys of the list endpoints (S), and CIRCUIT_ID, which a public client sends. */
export const SORT_KEYS: Record<string, { fields: string[]; value: (line: Line) => SortValue }> = {
  MDN: { fields: [], value: (line) => line.key },
  STATUS: { fields: ["status"], value: (line) => line.status },
  MEDIA_CENTER_STATUS: {
    fields: ["mediaCenterStatus", "deviceName"],
    value: (line) => line.mediaCenterStatus ?? (isSmartSpot(line) ? "ENABLED" : null),
  },
  ESNHEX: { fields: ["esnHex"], value: (line) => line.esnHex },
  UICC: { fields: ["uicc"], value: (line) => line.uicc },
  DEVICE_NAME: { fields: ["deviceName"], value: (line) => line.deviceName },
  MONTHLY_LIMIT: { fields: ["monthlyLimit"], value: (line) => line.monthlyLimit },
  MONTHLY_AMOUNT_USED: { fields: ["monthlyAmountUsed"], value: (line) => line.monthlyAmountUsed },
  DAY_AMOUNT_USED: { fields: ["dayAmountUsed"], value: (line) => line.dayAmountUsed },
  LAST_30_DAYS_USED: { fields: ["last30DaysUsed"], value: (line) => line.last30DaysUsed },
  DAILY_LIMIT: { fields: ["dailyLimit"], value: (line) => line.dailyLimit },
  FILTER_GROUP: { fields: ["filterGroup"], value: (line) => line.filterGroup },
  CIRCUIT_ID: { fields: [], value: (line) => line.key },
};

type SortDirection = "ASC" | "DESC";

/** Fields that a search looks into. */
const SEARCHED: readonly (keyof Line)[] = [
  "key",
  "nickname",
  "imei",
  "uicc",
  "imsi",
  "mac",
  "oemSerialNumber",
  "esnHex",
  "eid",
];

export interface ListQuery {
  corpId: string;
  sort: string;
  sortDir: SortDirection;
  searchValue?: string | undefined;
  labelIds?: readonly number[] | undefined;
}

/**
 * Lists in order. A list stays in memory until a field it was made from changes, because a reader of 50,000 lines
 * asks for the same list five hundred times.
 */
export class Listing {
  private readonly cache = new Map<string, { stamp: number; lines: Line[] }>();

  constructor(private readonly world: World) {}

  list(query: ListQuery): readonly Line[] {
    const { corpId, sort, sortDir, searchValue = "", labelIds } = query;
    const fields = ["corpId", ...(SORT_KEYS[sort]?.fields ?? [])];
    if (searchValue !== "") fields.push(...SEARCHED);
    if (labelIds !== undefined) fields.push("labels");
    const stamp = this.world.stamp(fields);
    const name = JSON.stringify([corpId, sort, sortDir, searchValue, labelIds]);
    const cached = this.cache.get(name);
    if (cached?.stamp === stamp) return cached.lines;
    const lines = this.filter(query).sort(comparator(sort, sortDir));
    if (this.cache.size >= 16) this.cache.clear();
    this.cache.set(name, { stamp, lines });
    return lines;
  }

  private filter({ corpId, searchValue = "", labelIds }: ListQuery): Line[] {
    const { labels } = this.world;
    const wanted = labelIds?.map((labelId) => labels.linesWith(labelId));
    const found: Line[] = [];
    const finds = finder(searchValue);
    for (const line of this.world.all()) {
      if (line.corpId !== corpId || !finds(line)) continue;
      // Several labels: a line with any of them (A-LST2).
      if (wanted !== undefined && !wanted.some((keys) => keys.has(line.key))) continue;
      found.push(line);
    }
    return found;
  }
}

/** Whether a line has the text in one of the searched fields; case and the hyphens of an MDN do not count. */
export function finder(searchValue: string): (line: Line) => boolean {
  const text = searchValue.trim().toLowerCase();
  if (text === "") return () => true;
  // Only digits and hyphens: may be a part of an MDN as it is written.
  const digits = /^[\d-]+$/.test(text) ? digitsOf(text) : text;
  return (line) =>
    (digits !== "" && `1${line.key}`.includes(digits)) ||
    SEARCHED.some((field) => {
      const value = line[field];
      return typeof value === "string" && value.toLowerCase().includes(text);
    });
}

/** Nulls last in both directions, ties by key ascending. */
function comparator(sort: string, sortDir: SortDirection): (a: Line, b: Line) => number {
  const value = SORT_KEYS[sort]?.value ?? ((line: Line) => line.key);
  const sign = sortDir === "ASC" ? 1 : -1;
  return (a, b) => {
    const left = value(a);
    const right = value(b);
    if (left === right) return a.key < b.key ? -1 : 1;
    if (left === null) return 1;
    if (right === null) return -1;
    return left < right ? -sign : sign;
  };
}
