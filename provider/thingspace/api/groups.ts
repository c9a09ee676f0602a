/** ThingSpace API: Device groups. Every device is in exactly one group; adding it to one takes it out of its old one. */
import { z } from "zod";
import { keyValues, listOf, maybe, pageEnd, success, withFrame } from "./answers";
import { deviceId, shownDeviceIds } from "./device-ids";
import { accountName, text } from "./fields";
import { operation } from "./operation";

/** G-GROUP1: length and characters of a name are not published. */
const groupName = text.max(50).describe("Name of the group, unique in the account.");
const members = z.array(deviceId).min(1).optional();

/**
 * Creates a group, with devices in it or none.
 *
 * ThingSpace API: Device groups, POST /groups. At once.
 * @throws AlreadyExists where the account has a group of this name.
 */
export const createGroup = operation("createGroup", {
  input: z.strictObject({ accountName, groupName, groupDescription: text, devicesToAdd: members }),
  answer: success,
});

/**
 * Renames or describes a group, adds devices and removes some. What is left out stays; removed devices go to the default
 * group.
 *
 * ThingSpace API: Device groups, PUT /groups/{accountName}/name/{groupName}. At once.
 */
export const updateGroup = operation("updateGroup", {
  input: z
    .strictObject({
      accountName,
      groupName: text,
      newGroupName: groupName.optional(),
      newGroupDescription: text.optional(),
      devicesToAdd: members,
      devicesToRemove: members,
    })
    .refine(
      ({ accountName: _account, groupName: _group, ...change }) =>
        Object.values(change).some((value) => value !== undefined),
      {
        message: "give at least one change",
      },
    ),
  answer: success,
});

const group = z.looseObject({
  name: z.string(),
  description: maybe,
  /** The group of devices that are in no other one. It cannot be deleted. */
  isDefaultGroup: z
    .boolean()
    .nullish()
    .transform((value) => value === true),
  extendedAttributes: keyValues,
});

export type DeviceGroup = z.output<typeof group>;

/**
 * The groups of an account, without their members.
 *
 * ThingSpace API: Device groups, GET /groups/{accountName}. At once.
 */
export const listGroups = operation("listGroups", {
  input: z.strictObject({ accountName }),
  answer: listOf(group),
});

const detail = z.looseObject({
  name: z.string(),
  description: maybe,
  devices: listOf(z.looseObject({ deviceIds: shownDeviceIds })),
  ...pageEnd,
});

export type DeviceGroupDetail = z.output<typeof detail>;

/**
 * A group and a page of its members; `getGroupAll` has all of them.
 *
 * ThingSpace API: Device groups, GET /groups/{accountName}/name/{groupName}. At once.
 * @throws NotFound where there is no such group.
 */
export const getGroup = operation("getGroup", {
  input: z.strictObject({
    accountName,
    groupName: text,
    next: z.string().min(1).optional().describe("Token of the page."),
  }),
  query: ["next"],
  answer: detail,
  complete: withFrame,
});

/**
 * Deletes a group; its members go to the default group.
 *
 * ThingSpace API: Device groups, DELETE /groups/{accountName}/name/{groupName}. At once.
 * @throws Conflict for the default group, NotFound where there is no such group.
 */
export const deleteGroup = operation("deleteGroup", {
  input: z.strictObject({ accountName, groupName: text }),
  answer: success,
});
