/** What each operation is called with in the contract tests: every member at least once. */
import { CUSTOM_FIELDS, type controlCenterApi, type OperationId } from "../../../provider/control-center/api";

export type Inputs = { [Id in OperationId]: Parameters<(typeof controlCenterApi)[Id]>[1][] };

export const ICCID = "8988216716970004975";

const customs = Object.fromEntries(
  CUSTOM_FIELDS.map((name, index) => [name, index === 0 ? "" : `v ${name}`]),
);

/** All 32 members. */
export const wholeEdit = {
  iccid: ICCID,
  effectiveDate: "2027-01-15T00:00:00+00:00",
  status: "DEACTIVATED",
  ratePlan: "Plan B / é",
  communicationPlan: "Fixed",
  customer: "North",
  deviceID: "bus-7",
  modemID: "m-7",
  overageLimitOverride: "TEMPORARY_OVERRIDE",
  ipv4Address: "10.0.0.8",
  ipv6Address: "2003:2002:1001:114a::",
  apn: "awt-v6-s1",
  pdpId: "2098",
  ...customs,
} as const;

const since = "2026-03-01T01:30:00.250+01:30";

export const samples: Inputs = {
  editDevice: [{ iccid: ICCID, status: "DEACTIVATED" }, { iccid: ICCID, customerCustom1: "" }, wholeEdit],
  getDevice: [
    { iccid: ICCID },
    { iccid: ICCID, fields: "*" },
    { iccid: ICCID, fields: ["ratePlan", "fixedIPAddress"] },
  ],
  searchDevices: [
    { modifiedSince: since },
    {
      modifiedSince: since,
      modifiedTill: "2026-04-01T00:00:00Z",
      accountId: "100000",
      status: "ACTIVATED",
      pageSize: 50,
      pageNumber: 2,
      ...customs,
    },
  ],
  getDeviceUsage: [{ iccid: ICCID }],
  getDeviceAuditTrails: [{ iccid: ICCID }, { iccid: ICCID, daysOfHistory: 365, pageSize: 1, pageNumber: 3 }],
  echo: [{ param: "hello" }, { param: "a/b é" }],
};
