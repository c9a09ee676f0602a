import { z } from "zod";
import * as bodies from "../http/bodies";
import type { Context } from "../http/context";
import { operation, type ThingspaceOperation } from "../http/operation";
import { homeOf, planOf } from "../http/provisioning";
import { type Device, idsOf } from "../model/device";
import { CarrierError, invalidField, unexpected, wrongState } from "../model/errors";
import { byKind, type IdKind } from "../model/identifiers";
import { numbered } from "../model/lifecycle";
import { noteDone } from "../model/limits";

const OPTIONS = [
  "ChangeICCID",
  "ChangeIMEI",
  "ChangeIMEIandICCID",
  "ChangeMSISDN",
  "3Gto4G",
  "4Gto3G",
  "ChangeIMEIandEID",
] as const;
type Option = (typeof OPTIONS)[number];
type Identifiers = Partial<Record<IdKind, string>>;

/** Identifiers that must come with an option; of those in a list one is enough. */
const NEEDED: Record<Option, readonly (readonly IdKind[])[]> = {
  ChangeICCID: [["iccid"]],
  ChangeIMEI: [["imei"]],
  ChangeIMEIandICCID: [["imei"], ["iccid"]],
  ChangeMSISDN: [],
  "3Gto4G": [["imei"], ["iccid"]],
  "4Gto3G": [["esn", "meid"]],
  ChangeIMEIandEID: [["imei"], ["eid"]],
};
/** Identifiers that are gone with an option. */
const DROPPED: Partial<Record<Option, readonly IdKind[]>> = {
  "3Gto4G": ["esn", "meid"],
  "4Gto3G": ["imei", "iccid"],
};

const changeBody = z.object({
  deviceIds: bodies.deviceIds,
  deviceIdsTo: bodies.deviceIds.optional(),
  change4gOption: z.enum(OPTIONS).optional(),
  assignNonGeoMdn: z.boolean().optional(),
  npaNxx: z
    .string()
    .regex(/^\d{6}$/, "must be six digits")
    .optional(),
  zipCode: z.string().optional(),
  servicePlan: bodies.text.optional(),
  smsrOid: bodies.text.optional(),
});
type ChangeBody = z.output<typeof changeBody>;

/** Other hardware or another number for a line (ThingSpace API: Change Device Identifiers). */
export const identifierOperations: ThingspaceOperation[] = [
  operation("changeDeviceIdentifier", "PUT /m2m/v1/devices/{serviceType}/actions/deviceId", {
    body: changeBody,
    writes: true,
    startsWork: true,
    handle: (context, { params, body }) => {
      // Values of the service type are guesses (G-SERVICE1).
      if (!["3g", "4g"].includes((params.serviceType ?? "").toLowerCase())) {
        throw invalidField("ServiceType", `"${params.serviceType}" is no service type: 3G, 4G`);
      }
      const to = byKind(body.deviceIdsTo ?? []);
      const option = body.change4gOption;
      refuseIncomplete(body, option, to);
      const targets = context.targets([{ deviceIds: body.deviceIds }]);
      return context.later("CarrierService", targets, (device) => {
        if (device.state !== "active") {
          throw wrongState(`The identifiers of a device that is ${device.state} stay as they are`);
        }
        context.change(device, changesOf(context, device, body, option, to));
        noteDone(context.world, device, "identifier", context.user);
        const changeIdentifierResponse = { deviceIds: idsOf(device), servicePlan: device.servicePlan ?? "" };
        return { message: { deviceResponse: { changeIdentifierResponse } } };
      });
    },
  }),
];

/** An option names what has to come with it; without one the new identifier of a 3G device is enough. */
function refuseIncomplete({ smsrOid }: ChangeBody, option: Option | undefined, to: Identifiers): void {
  const needed = option === undefined ? [["esn", "meid"] as const] : NEEDED[option];
  const missing = needed.find((kinds) => kinds.every((kind) => to[kind] === undefined));
  if (missing !== undefined) {
    throw new CarrierError(
      "INPUT_INVALID.Device.Identifier.Invalid",
      `deviceIdsTo lacks ${missing.join(" or ")}`,
    );
  }
  if (option === "ChangeIMEIandEID" && smsrOid === undefined) throw unexpected("smsrOid is missing");
}

function changesOf(
  context: Context,
  device: Device,
  { npaNxx, zipCode, servicePlan, smsrOid, assignNonGeoMdn }: ChangeBody,
  option: Option | undefined,
  to: Identifiers,
): Partial<Device> {
  const { world } = context;
  const plan = servicePlan === undefined ? {} : { servicePlan: planOf(homeOf(context, device), servicePlan) };
  if (option === "ChangeMSISDN") {
    if (device.mdn !== null) world.numbers.retire(device.mdn);
    // Numbers that belong to no area begin with 908 here.
    const prefix = assignNonGeoMdn === true ? "908500" : npaNxx;
    return { ...plan, ...numbered(world, device.imsi, world.numbers.mdn(zipCode ?? device.zipCode, prefix)) };
  }
  const kinds = (option === undefined ? [["esn", "meid"] as const] : NEEDED[option]).flat();
  const fresh = Object.fromEntries(
    kinds.filter((kind) => to[kind] !== undefined).map((kind) => [kind, to[kind]]),
  );
  for (const [kind, id] of Object.entries(fresh)) {
    const holder = world.withId(kind as IdKind, String(id));
    if (holder !== undefined && holder !== device) {
      throw new CarrierError(
        "INPUT_INVALID.Device.Identifier.Invalid",
        `${kind} ${id} belongs to another device`,
      );
    }
  }
  const gone = Object.fromEntries((DROPPED[option as Option] ?? []).map((kind) => [kind, null]));
  const before = fresh.imei === undefined ? {} : { preImei: device.imei, preSku: device.skuNumber };
  const ota = fresh.iccid === undefined ? {} : { simOtaDate: world.now() };
  return { ...gone, ...fresh, ...before, ...ota, ...plan, ...(smsrOid === undefined ? {} : { smsrOid }) };
}
