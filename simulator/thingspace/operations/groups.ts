import { z } from "zod";
import { deviceId, text } from "../http/bodies";
import type { Context } from "../http/context";
import { operation, type ThingspaceOperation } from "../http/operation";
import { nextQuery, PAGE_SIZE, pageReply, positionOf, tokenOf } from "../http/paging";
import type { Account, Group } from "../model/account";
import { type Device, idsOf } from "../model/device";
import { CarrierError, deviceNotFound, invalidField } from "../model/errors";
import { type DeviceId, idsText } from "../model/identifiers";

/** Length and characters of a name are not documented (G-GROUP1); `'`, `<` and `\` are refused in any value. */
const name = z.string().min(1).max(50);
const members = z.array(deviceId).optional();
const SUCCESS = { json: { success: true } };

/** The devices of a list, each named by one identifier. One that is not there refuses the call (G-GROUP-MEMBERS). */
function devicesOf(context: Context, account: Account, ids: readonly DeviceId[] = []): Device[] {
  return ids.map((id) => {
    const device = context.find(id);
    if (device === undefined) throw deviceNotFound(idsText([id]));
    if (device.account === account.name) return device;
    throw new CarrierError(
      "INPUT_INVALID.Device.Account.Invalid",
      `Device ${idsText([id])} is not in account ${account.name}`,
    );
  });
}

function groupOfPath(context: Context, params: Record<string, string>): { account: Account; group: Group } {
  const account = context.account(params.accountName);
  return { account, group: context.world.requireGroup(account.name, params.groupName ?? "") };
}

function put(context: Context, devices: readonly Device[], group: Group): void {
  for (const device of devices) context.change(device, { groupId: group.id });
}

/** Renames and describes. The default group keeps its name (G-GROUP-DEFAULT). */
function describe(
  { world }: Context,
  group: Group,
  newName: string | undefined,
  description: string | undefined,
) {
  if (newName !== undefined && newName !== group.name) {
    if (group.isDefault) throw invalidField("DeviceGroup", "The default group cannot be renamed");
    if (world.groupNamed(group.account, newName) !== undefined) {
      throw new CarrierError(
        "REQUEST_FAILED.DeviceGroup.Exists",
        `There is a device group ${newName} already`,
      );
    }
    group.name = newName;
    world.bump();
  }
  if (description !== undefined && description !== group.description) {
    group.description = description;
    world.bump();
  }
}

/** Device groups. Every device is in exactly one; what is taken out of one falls back to the default group. */
export const groupOperations: ThingspaceOperation[] = [
  operation("createGroup", "POST /m2m/v1/groups", {
    writes: true,
    body: z.object({
      accountName: text,
      groupName: name,
      groupDescription: z.string(),
      devicesToAdd: members,
    }),
    handle: (context, { body }) => {
      const account = context.account(body.accountName);
      const devices = devicesOf(context, account, body.devicesToAdd);
      context.addressed(devices.length);
      put(context, devices, context.world.addGroup(account.name, body.groupName, body.groupDescription));
      return SUCCESS;
    },
  }),
  operation("listGroups", "GET /m2m/v1/groups/{accountName}", {
    lists: true,
    handle: (context, { params }) => ({
      json: context.world
        .groupsOf(context.account(params.accountName).name)
        .map(({ name: called, description, isDefault }) => ({
          name: called,
          description,
          isDefaultGroup: isDefault,
          extendedAttributes: [],
        })),
    }),
  }),
  operation("updateGroup", "PUT /m2m/v1/groups/{accountName}/name/{groupName}", {
    writes: true,
    body: z.object({
      newGroupName: name.optional(),
      newGroupDescription: z.string().optional(),
      devicesToAdd: members,
      devicesToRemove: members,
    }),
    handle: (context, { params, body }) => {
      const { account, group } = groupOfPath(context, params);
      const added = devicesOf(context, account, body.devicesToAdd);
      const removed = devicesOf(context, account, body.devicesToRemove);
      context.addressed(added.length + removed.length);
      describe(context, group, body.newGroupName, body.newGroupDescription);
      // One that is in another group stays there (G-GROUP-REMOVE).
      const own = removed.filter(({ groupId }) => groupId === group.id);
      put(context, own, context.world.defaultGroup(account.name));
      put(context, added, group);
      return SUCCESS;
    },
  }),
  operation("getGroup", "GET /m2m/v1/groups/{accountName}/name/{groupName}", {
    lists: true,
    query: nextQuery,
    handle: (context, { params, query }) => {
      const { group } = groupOfPath(context, params);
      const after = positionOf(query.next) ?? 0;
      const page: Device[] = [];
      let more = false;
      for (const device of context.world.inGroup(group.id).from(({ deviceId: id }) => id > after)) {
        more = page.length === PAGE_SIZE;
        if (more) break;
        page.push(device);
      }
      context.addressed(page.length);
      const devices = page.map((device) => ({ deviceIds: idsOf(device) }));
      const json = { name: group.name, description: group.description, devices };
      return pageReply(context, json, more, more ? tokenOf(page.at(-1)?.deviceId ?? 0) : undefined);
    },
  }),
  operation("deleteGroup", "DELETE /m2m/v1/groups/{accountName}/name/{groupName}", {
    writes: true,
    handle: (context, { params }) => {
      const { account, group } = groupOfPath(context, params);
      if (group.isDefault) {
        throw new CarrierError(
          "INPUT_INVALID.DeviceGroup.DeleteDefault",
          "The default group cannot be deleted",
        );
      }
      const devices = context.world.inGroup(group.id).all();
      context.addressed(devices.length);
      put(context, devices, context.world.defaultGroup(account.name));
      context.world.removeGroup(group);
      return SUCCESS;
    },
  }),
];
