import { Misconfigured } from "../../core/errors";
import { defineMembership } from "../../core/lines/membership";
import { type CorpArgs, corpField, kajeetLines } from "../lines/model";
import type { KajeetSession } from "../session";

/**
 * Puts lines into a content filter group. `restore` puts a line that leaves into the account's default group (A-FG1).
 *
 * Sentinel API: Devices, PUT /v1.0/devices/{corpId}/filterGroup.
 */
export const FilterGroup = defineMembership<{ filterGroup: string }, CorpArgs>(kajeetLines, corpField, {
  name: "FilterGroup",
  describe:
    "Puts lines into a content filter group. With `restore`, a line that leaves goes to the account's default group.",
  attributes: ["filterGroup"],
  restore: { kind: "value", value: defaultFilterGroup },
  onDelete: "retain",
});

async function defaultFilterGroup(session: object): Promise<{ filterGroup: string }> {
  const groups = await (session as KajeetSession).references.filterGroups();
  const fallback = groups.find(({ isDefault }) => isDefault);
  if (fallback) return { filterGroup: fallback.name };
  throw new Misconfigured("the account has no default filter group to put lines back into", {
    carrier: "kajeet",
    next: "Set onDelete to retain, or put the lines into another group first.",
  });
}

export type FilterGroup = InstanceType<typeof FilterGroup>;
