import type { Value, Values } from "../../core/value";
import {
  changeContactInfo,
  changeCostCenter,
  changeCustomFields,
  changeServicePlan,
  moveDevices,
} from "../api/index";
import { CUSTOM_FIELD_NAMES, customFieldKey } from "../lines/attributes";
import { PLACE_NAMES, placeOf } from "../lines/place";
import { devicesOf, requested } from "./request";
import { verifyMoves, verifyRatePlans } from "./verify";

const pool = (value: Value | undefined) => (typeof value === "string" ? { carrierIpPoolName: value } : {});

/** The service plan of lines. */
export const ratePlanWriter = requested(
  "changeServicePlan",
  ["ratePlan", "ipPool"],
  ({ http }, lines, { ratePlan, ipPool }) =>
    changeServicePlan(http, { devices: devicesOf(lines), servicePlan: String(ratePlan), ...pool(ipPool) }),
  { stage: 1, verify: verifyRatePlans },
);

/** Custom fields, as many as change together. G-CLEAR1: an empty value clears a field. */
export const customFieldsWriter = requested(
  "changeCustomFields",
  CUSTOM_FIELD_NAMES,
  ({ http }, lines, values: Values) =>
    changeCustomFields(http, {
      devices: devicesOf(lines),
      customFieldsToUpdate: Object.entries(values).map(([name, value]) => ({
        key: customFieldKey(name) as "CustomField1",
        value: value === null ? "" : String(value),
      })),
    }),
  { stage: 1 },
);

export const costCenterWriter = requested(
  "changeCostCenter",
  ["costCenter"],
  ({ http }, lines, { costCenter }) =>
    changeCostCenter(http, {
      devices: devicesOf(lines),
      ...(costCenter === null ? { removeCostCenter: true } : { costCenter: String(costCenter) }),
    }),
  { stage: 1 },
);

/** The primary place of use, always whole. */
export const placeWriter = requested(
  "changeContactInfo",
  PLACE_NAMES,
  ({ http }, lines, values, account) =>
    changeContactInfo(http, {
      accountName: account,
      devices: devicesOf(lines),
      primaryPlaceOfUse: placeOf(values)!,
    }),
  { stage: 1, whole: true },
);

/** Moves active lines to another billing account. Last, because it changes where a line is found. */
export const accountWriter = requested(
  "moveDevices",
  ["account", "ipPool"],
  ({ http }, lines, { account, ipPool }) =>
    moveDevices(http, { devices: devicesOf(lines), accountName: String(account), ...pool(ipPool) }),
  { stage: 3, verify: verifyMoves },
);
