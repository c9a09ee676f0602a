/** Sentinel API: Devices, filter groups and device groups. */
import { z } from "zod";
import { lineOutcomes } from "./bulk";
import { corpId, ONE_TARGET, oneTarget, target } from "./fields";
import { operation } from "./operation";

const filterGroup = z.looseObject({
  filterGroupId: z.number().int().nullish(),
  name: z.string(),
  description: z.string().nullish(),
  /** The group that a line falls back to (A-FG1). */
  isDefault: z.boolean().nullish(),
  deviceCount: z.number().int().nullish(),
});

export type FilterGroup = z.output<typeof filterGroup>;

/**
 * Filter groups of the corp of the token.
 *
 * Sentinel API: Devices, GET /v1.0/devices/filterGroup. Not for scope org_mediacenter.
 */
export const listFilterGroups = operation("listFilterGroups", {
  input: z.strictObject({}),
  answer: z.array(filterGroup),
});

/**
 * Puts lines into a filter group, named as lines show it (A-FG1).
 *
 * Sentinel API: Devices, PUT /v1.0/devices/{corpId}/filterGroup. Scope org_super, org_tech, org_kajeetmanaged or
 * org_managerplus. At most 500 lines a call (A-LIM1).
 */
export const setFilterGroup = operation("setFilterGroup", {
  input: z
    .strictObject({ corpId, ...target, filterGroup: z.string().min(1).describe("Name of the filter group.") })
    .refine(oneTarget, ONE_TARGET),
  answer: ({ mdns }) => lineOutcomes("setFilterGroup", mdns),
});

/**
 * Moves lines from one device group to another. `corpId` is where they are now; afterwards they answer only under the
 * new group (A-DG1), so among several changes of a line this one comes last.
 *
 * Sentinel API: Devices, PUT /v1.0/devices/{corpId}/deviceGroup. Scope org_super, org_tech, org_kajeetmanaged or
 * org_managerplus. At most 500 lines a call (A-LIM1).
 */
export const setDeviceGroup = operation("setDeviceGroup", {
  input: z
    .strictObject({
      corpId: corpId.describe("Corp id of the device group in which the lines are now."),
      ...target,
      deviceGroup: z.string().min(1).describe("Corp id of the new device group."),
    })
    .refine(oneTarget, ONE_TARGET),
  answer: ({ mdns }) => lineOutcomes("setDeviceGroup", mdns),
});
