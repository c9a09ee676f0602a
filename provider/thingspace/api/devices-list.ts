/** ThingSpace API: Device management, the list. */
import { z } from "zod";
import { withFrame } from "./answers";
import { DEVICE_KINDS, deviceId } from "./device-ids";
import { deviceList } from "./device-schema";
import { accountName, customFields, groupName, moment, servicePlan } from "./fields";
import { operation } from "./operation";

/** Devices on one page: what the guide promises. Other pages say 500 or 100; a carrier that cuts shorter is followed. */
export const PAGE_LIMIT = 2_000;

/** What a list can be restricted to. */
const listFilter = {
  filter: z
    .strictObject({
      deviceIdentifierFilters: z.array(
        z.strictObject({
          kind: z.enum(DEVICE_KINDS),
          contains: z.string().min(1).optional(),
          startswith: z.string().min(1).optional(),
          endswith: z.string().min(1).optional(),
        }),
      ),
    })
    .optional()
    .describe("Parts of identifiers."),
  currentState: z.string().min(1).optional().describe("preactive, active, suspend, deactive."),
  customFields: customFields.optional(),
  groupName: groupName.optional(),
  servicePlan: servicePlan.optional(),
};

/**
 * One page of the lines of an account, or one line by `deviceId`. For all of them use `listAllDevices`.
 *
 * `earliest` and `latest` are about the day on which a line was added. With `largestDeviceIdSeen` the page begins after
 * that device and is sorted by the carrier's own number, else by the day.
 *
 * ThingSpace API: Device management, POST /devices/actions/list. At once; at most 2,000 devices an answer.
 * @throws NotFound where there is no such device, Unauthorized where the account is somebody else's.
 */
export const listDevices = operation("listDevices", {
  input: z.strictObject({
    accountName: accountName.optional(),
    deviceId: deviceId.optional(),
    ...listFilter,
    earliest: moment.optional(),
    latest: moment.optional(),
    maxNumberOfDevices: z.number().int().min(1).max(PAGE_LIMIT).optional().describe("Page size."),
    largestDeviceIdSeen: z.number().int().min(0).optional(),
  }),
  answer: deviceList,
  complete: withFrame,
});
