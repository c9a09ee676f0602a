import { z } from "zod";
import * as bodies from "../http/bodies";
import type { Context, Target } from "../http/context";
import { changesOf } from "../http/custom-fields";
import { operation, type ThingspaceOperation } from "../http/operation";
import { accountOf } from "../http/provisioning";
import { deviceOf } from "../http/selection";
import { blankDevice, type Device, stateOf } from "../model/device";
import { CarrierError, deviceNotFound, wrongState } from "../model/errors";
import { byKind, type DeviceId, idsText } from "../model/identifiers";

const MOST_ADDED = 200;
const MOST_DELETED = 100;

/** Devices without service: taken into the account, and out of it again (ThingSpace API: Add, Delete). */
export const stockOperations: ThingspaceOperation[] = [
  operation("addDevices", "POST /m2m/v1/devices/actions/add", {
    body: z.object({
      state: z.string(),
      devicesToAdd: bodies.devices.min(1),
      accountName: bodies.text.optional(),
      customFields: bodies.customFields.optional(),
      groupName: bodies.text.optional(),
      skuNumber: bodies.text.optional(),
      smsrOid: bodies.text.optional(),
    }),
    writes: true,
    handle: (context, { body }) => {
      const { world } = context;
      limit(body.devicesToAdd.length, MOST_ADDED);
      if (stateOf(body.state) !== "preactive")
        throw wrongState(`Devices are added as preactive, not ${body.state}`);
      const account = accountOf(context, body.accountName, []);
      const group =
        body.groupName === undefined
          ? world.defaultGroup(account.name)
          : world.requireGroup(account.name, body.groupName);
      const details = {
        ...changesOf(body.customFields ?? []),
        skuNumber: body.skuNumber ?? null,
        smsrOid: body.smsrOid ?? null,
      };
      const results = each(context, body.devicesToAdd, ({ ids }) => {
        const found = byKind(ids);
        if (ids.some((id) => world.find(id) !== undefined)) {
          throw new CarrierError(
            "INPUT_INVALID.Device.Identifier.Invalid",
            `${idsText(ids)} is there already`,
          );
        }
        const blank = blankDevice(world.nextDeviceId, account.name, group.id, world.birth());
        world.add({ ...blank, ...found, ...details });
      });
      return {
        json: results.map(({ ids, refused }) => ({
          deviceIds: ids,
          response: refused === undefined ? "Success" : "Failed",
        })),
      };
    },
  }),
  operation("deleteDevices", "POST /m2m/v1/devices/actions/delete", {
    body: z.object({ devicesToDelete: bodies.devices.min(1), accountName: bodies.text.optional() }),
    writes: true,
    handle: (context, { body }) => {
      limit(body.devicesToDelete.length, MOST_DELETED);
      const account = body.accountName === undefined ? undefined : context.account(body.accountName);
      const results = each(context, body.devicesToDelete, ({ ids, device }) => {
        if (device === undefined || (account !== undefined && device.account !== account.name)) {
          throw deviceNotFound(idsText(ids));
        }
        if (device.state !== "deactive")
          throw wrongState(`A device that is ${device.state} cannot be deleted`);
        context.world.remove(device);
      });
      return {
        json: results.map(({ ids, refused }) => ({
          deviceIds: ids,
          ...(refused === undefined ? { status: "Success" } : { status: "Failed", message: refused }),
        })),
      };
    },
  }),
];

/** Works on each device by itself; one that is refused leaves the others done. */
function each(
  context: Context,
  devices: readonly { deviceIds: DeviceId[] }[],
  work: (target: Target) => void,
): { ids: DeviceId[]; refused: string | undefined }[] {
  context.addressed(devices.length);
  return devices.map(({ deviceIds: ids }) => {
    try {
      const device: Device | undefined = deviceOf(context, ids);
      const fault = context.refusal({ ids, device });
      if (fault !== undefined) throw new CarrierError(fault.code, fault.message);
      work({ ids, device });
      return { ids, refused: undefined };
    } catch (error) {
      if (error instanceof CarrierError) return { ids, refused: `${error.code}: ${error.message}` };
      throw error;
    }
  });
}

function limit(count: number, most: number): void {
  if (count <= most) return;
  throw new CarrierError("INPUT_INVALID.NumberofDevices", `${count} devices, at most ${most} a request`);
}
