import { z } from "zod";
import { matchesAny } from "./patterns";
import type { FleetLine } from "./plan/fleet";

const GROUPINGS = ["deviceGroup", "filterGroup", "customer", "account"] as const;
type Grouping = (typeof GROUPINGS)[number];

/** What tells the group of a line. */
type Grouped = Pick<FleetLine, "values" | "account">;

/** The option that says what a group of lines is. */
export const groupByOption = z
  .enum(GROUPINGS)
  .default("deviceGroup")
  .describe(
    "What makes lines a group: their deviceGroup, filterGroup (Kajeet), customer (Control Center), or the account they are in.",
  );

/** The group of a line; nothing where it has none, or none that the plan shows. */
export function groupOf({ values, account }: Grouped, by: Grouping): string | undefined {
  const value = by === "account" ? (values.account ?? account) : values[by];
  return typeof value === "string" ? value : undefined;
}

/** Is a line in a group of these patterns? `*` alone also means lines in no group. */
export function inGroups(line: Grouped, by: Grouping, groups: readonly string[]): boolean {
  if (groups.includes("*")) return true;
  const group = groupOf(line, by);
  return group !== undefined && matchesAny(groups, group);
}

/** A group as messages name it. */
export const groupText = (by: Grouping, group: string): string => `${by} "${group}"`;
