import { invalid } from "./errors";
import { keyOf, type Line } from "./line";
import { finder } from "./listing";
import type { World } from "./world";

/** A rule that picks lines (A-TGT1). */
export interface BulkSelection {
  selectAll?: boolean | undefined;
  searchValue?: string | undefined;
  labelIds?: number[] | undefined;
  statuses?: string[] | undefined;
  networks?: string[] | undefined;
  filterGroups?: string[] | undefined;
  includeMdns?: string[] | undefined;
  excludeMdns?: string[] | undefined;
}

/** A line to work on, or an MDN that is none of the group's. */
export type Target = { key: string; line: Line | undefined };

/** Lines of a list, in its order; a line named twice is worked on once. */
export function targetsOfList(world: World, corpId: string, mdns: readonly string[]): Target[] {
  const keys = new Set(mdns.map((mdn) => keyOf(mdn) ?? mdn));
  return [...keys].map((key) => {
    const line = world.get(key);
    return { key, line: line?.corpId === corpId ? line : undefined };
  });
}

/**
 * Lines of a rule: all of the group if `selectAll` or any filter is given, else none; filters join with AND, the
 * values of one with OR; then `includeMdns` come in and `excludeMdns` go out (A-TGT1).
 */
export function targetsOfSelection(world: World, corpId: string, selection: BulkSelection): Target[] {
  const { includeMdns = [], excludeMdns = [], ...rule } = selection;
  const filters = [rule.searchValue, rule.labelIds, rule.statuses, rule.networks, rule.filterGroups];
  const given = filters.some((filter) => filter !== undefined);
  if (rule.selectAll === undefined && !given && selection.includeMdns === undefined) {
    throw invalid("bulkSelection", "needs a selecting member");
  }
  const keys = new Set<string>();
  if (rule.selectAll === true || given) {
    const passes = passing(world, rule);
    for (const line of world.all()) if (line.corpId === corpId && passes(line)) keys.add(line.key);
  }
  for (const mdn of includeMdns) keys.add(keyOf(mdn) ?? mdn);
  for (const mdn of excludeMdns) keys.delete(keyOf(mdn) ?? mdn);
  return targetsOfList(world, corpId, [...keys]);
}

function passing(world: World, rule: BulkSelection): (line: Line) => boolean {
  const finds = finder(rule.searchValue ?? "");
  const statuses = rule.statuses?.map((status) => status.toLowerCase());
  const labelled = rule.labelIds?.map((labelId) => world.labels.linesWith(labelId));
  return (line) =>
    finds(line) &&
    (statuses === undefined || statuses.includes(line.status)) &&
    (labelled === undefined || labelled.some((keys) => keys.has(line.key))) &&
    (rule.networks === undefined || rule.networks.includes(line.network)) &&
    (rule.filterGroups === undefined || rule.filterGroups.includes(line.filterGroup ?? ""));
}
