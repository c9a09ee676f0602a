/** Sentinel API: Devices, the lists. */
import { z } from "zod";
import { NotFound } from "../../core/errors";
import { NoDevicesFound } from "../errors";
import { type DeviceList, deviceList } from "./device-schema";
import { bulkSelection, corpId, imei } from "./fields";
import { operation } from "./operation";

/** Columns by which lists can be sorted. */
const SORT_COLUMNS = [
  "MDN",
  "STATUS",
  "MEDIA_CENTER_STATUS",
  "ESNHEX",
  "UICC",
  "DEVICE_NAME",
  "MONTHLY_LIMIT",
  "MONTHLY_AMOUNT_USED",
  "DAY_AMOUNT_USED",
  "LAST_30_DAYS_USED",
  "DAILY_LIMIT",
  "FILTER_GROUP",
] as const;

/** Which page of a list, in which order. The carrier demands all four. */
export const page = {
  offset: z.number().int().min(0).describe("Position of the first line, from 0."),
  limit: z.number().int().min(1).describe("Lines wanted; the carrier gives at most 100 (A-LST1)."),
  sort: z.enum(SORT_COLUMNS),
  sortDir: z.enum(["ASC", "DESC"]),
};

/** Label ids as the query takes them: lines that carry any of them (A-LST2). */
export const labelFilter = z
  .array(z.number().int())
  .transform((ids) => (ids.length === 0 ? undefined : ids.join(",")))
  .describe("Lines that carry any of these labels.");

export const searchValue = z
  .string()
  .describe("Part of ESN, MDN, nickname, IMEI, ICCID, IMSI, MSISDN, MAC, serial number or EID.");

/** A-LST3: nothing found is an empty list, whether the carrier calls it a success or not. */
function emptyList(error: unknown): DeviceList | undefined {
  return error instanceof NoDevicesFound ? { totalCount: 0, devices: [] } : undefined;
}

/**
 * One page of the lines of a corp. For all of them use `listAllDevices`.
 *
 * Sentinel API: Devices, GET /v1.0/devices/{corpId}. Any token.
 * @throws NotFound where the corp is unknown, Unauthorized where it is somebody else's.
 */
export const listDevices = operation("listDevices", {
  input: z.strictObject({
    corpId,
    ...page,
    searchValue: searchValue.optional(),
    labelIds: labelFilter.optional(),
  }),
  query: ["offset", "limit", "sort", "sortDir", "searchValue", "labelIds"],
  answer: deviceList,
  otherwise: emptyList,
});

/**
 * One page of the lines that a bulk selection picks. The selection is the whole body; `searchValue` and `labelIds` are
 * members of it here, not of the query.
 *
 * Sentinel API: Devices, POST /v1.0/devices/{corpId}/customizedList. Not for scope org_mediacenter.
 * @throws Rejected where the selection picks by nothing.
 */
export const queryDevices = operation("queryDevices", {
  input: z.strictObject({ corpId, ...page, ...bulkSelection.shape }),
  query: ["offset", "limit", "sort", "sortDir"],
  answer: deviceList,
  otherwise: emptyList,
});

/**
 * The lines of a corp whose device has this IMEI: none, one, or several where a device was moved between lines. This is
 * how the MDN of a new line is found after an activation.
 *
 * Sentinel API: Devices, GET /v1.0/devices/{corpId}/imei/{imei}. Any token.
 */
export const listDevicesByImei = operation("listDevicesByImei", {
  input: z.strictObject({ corpId, imei }),
  answer: deviceList,
  otherwise: (error) => {
    // Here "device not found" and "no devices found" say the same; an unknown corp stays an error.
    const none = error instanceof NotFound && error.facts.code === "DEVICE_NOT_FOUND";
    return none ? { totalCount: 0, devices: [] } : emptyList(error);
  },
});

/**
 * How many lines are active, suspended (lost and stolen ones among them) and there at all.
 *
 * Sentinel API: Devices, GET /v1.0/devices/{corpId}/totals. Any token.
 */
export const getDeviceTotals = operation("getDeviceTotals", {
  input: z.strictObject({ corpId, searchValue: searchValue.optional() }),
  query: ["searchValue"],
  answer: z.looseObject({
    active: z.number().int(),
    suspended: z.number().int(),
    total: z.number().int(),
  }),
});
