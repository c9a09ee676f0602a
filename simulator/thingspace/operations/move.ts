import { z } from "zod";
import * as bodies from "../http/bodies";
import { operation, type ThingspaceOperation } from "../http/operation";
import { planOf } from "../http/provisioning";
import { wrongState } from "../model/errors";
import { poolOf } from "../model/lifecycle";
import { noteDone } from "../model/limits";

/** Moves between the accounts of a customer (ThingSpace API: Move Devices Between Accounts). */
export const moveOperations: ThingspaceOperation[] = [
  operation("moveDevices", "PUT /m2m/v1/devices/actions/move", {
    body: z.object({
      accountName: bodies.text,
      devices: bodies.devices.optional(),
      filter: bodies.filter.optional(),
      groupName: bodies.text.optional(),
      customFields: bodies.customFields.optional(),
      carrierIpPoolName: bodies.text.optional(),
      servicePlan: bodies.text.optional(),
    }),
    writes: true,
    startsWork: true,
    handle: (context, { body }) => {
      const target = context.account(body.accountName);
      const { account, ...filter } = body.filter ?? {};
      // groupName and customFields beside the filter pick devices, too: the account of the call is the new one, so
      // that they cannot be of it (G-MOVE1).
      const targets = context.targets(body.devices, {
        ...filter,
        accountName: filter.accountName ?? account,
        groupName: filter.groupName ?? body.groupName,
        customFields: filter.customFields ?? body.customFields,
      });
      if (body.servicePlan !== undefined) planOf(target, body.servicePlan);
      const pool = poolOf(target, body.carrierIpPoolName);
      const group = context.world.defaultGroup(target.name);
      return context.later(
        "CarrierService",
        targets,
        (device) => {
          if (device.state !== "active") throw wrongState(`A device that is ${device.state} cannot be moved`);
          // Without a plan the present one is tried in the new account.
          const servicePlan = planOf(target, body.servicePlan ?? device.servicePlan ?? "");
          if (device.account !== target.name) {
            const home = { account: target.name, groupId: group.id, ipPool: pool.poolName };
            context.change(device, { ...home, servicePlan });
            noteDone(context.world, device, "move", context.user);
          } else context.change(device, { servicePlan });
          const moveDeviceResponse = { accountName: target.name, servicePlan };
          return { message: { deviceResponse: { moveDeviceResponse } } };
        },
        { account: target.name },
      );
    },
  }),
];
