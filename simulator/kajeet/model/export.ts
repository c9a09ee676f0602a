import { csvText } from "../../core/csv";
import type { ActivationTransaction } from "./activation";
import type { Line } from "./line";
import { type DeviceView, deviceView } from "./view";
import type { World } from "./world";

type Cell = string | number | null | undefined;

const COMMON: Record<string, (device: DeviceView) => Cell> = {
  IMEI: (device) => device.imei,
  MDN: (device) => device.mdn,
  STATUS: (device) => device.status,
  MEDIA_CENTER_STATUS: (device) => device.mediaCenterStatus,
  DEVICE_NAME: (device) => device.deviceName,
  NICKNAME: (device) => device.nickname,
  FILTER_GROUP: (device) => device.filterGroup,
  SUMMER_STATUS: (device) => device.summerStatus,
  LAST_30_DAYS_USED: (device) => device.last30DaysUsed,
  MONTHLY_LIMIT: (device) => device.monthlyLimit,
  DAILY_LIMIT: (device) => device.dailyLimit,
  MONTHLY_AMOUNT_USED: (device) => device.monthlyAmountUsed,
  DAY_AMOUNT_USED: (device) => device.dayAmountUsed,
  CORP_ID: (device) => device.corpId,
  CORP_DESCRIPTION: (device) => device.corpDescription,
  NOTE: (device) => device.note,
  UICC: (device) => device.uicc,
  NETWORK: (device) => device.network,
  APN: (device) => device.apn,
  // The export writes these two in lower case, where JSON has upper case.
  EFFECTIVE_VPN_STATUS: (device) => device.effectiveVpnStatus.toLowerCase(),
  MDN_CUSTOM_FIELD: (device) => device.mdnCustomField,
  LABELS: (device) => device.labels.map((label) => label.name).join(";"),
  MAC: (device) => device.mac,
  OEM_SERIAL_NUMBER: (device) => device.oemSerialNumber,
  NAME: (device) => device.name,
  DESCRIPTION: (device) => device.description,
  VERIZON_BI_PLAN_ID: (device) => device.verizonBiPlanId,
  SIM_TYPE: (device) => device.simType.toLowerCase(),
  EID: (device) => device.eid,
};

/** Columns of listDevices, in the order of the seed. */
export const LIST_COLUMNS: readonly string[] = Object.keys(COMMON);

/** queryDevices has other names for two columns, and three fewer. */
const RENAMED = new Map([
  ["DEVICE_NAME", "DEVICE"],
  ["CORP_DESCRIPTION", "DEVICE_GROUP"],
]);
const LIST_ONLY = ["EFFECTIVE_VPN_STATUS", "MDN_CUSTOM_FIELD", "VERIZON_BI_PLAN_ID"];

/** Columns of queryDevices, in the order of the seed. */
export const QUERY_COLUMNS: readonly string[] = LIST_COLUMNS.filter(
  (column) => !LIST_ONLY.includes(column),
).map((column) => RENAMED.get(column) ?? column);

const CELLS: Record<string, (device: DeviceView) => Cell> = {
  ...COMMON,
  DEVICE: (device) => device.deviceName,
  DEVICE_GROUP: (device) => device.corpDescription,
};

/** Lines as CSV: a header row of the tokens asked for, in that order; labels joined by `;` (A-LST4). */
export function devicesCsv(world: World, lines: readonly Line[], columns: readonly string[]): string {
  const cells = columns.map((column) => CELLS[column] ?? (() => null));
  return csvText([
    [...columns],
    ...lines.map((line) => {
      const device = deviceView(world, line);
      return cells.map((cell) => cell(device));
    }),
  ]);
}

const TRANSACTION_COLUMNS = [
  "TRANSACTION_ID",
  "IMEI",
  "ICCID",
  "EID",
  "MDN",
  "CARRIER",
  "STATUS",
  "MESSAGE",
  "SUBMITTED_AT",
  "COMPLETED_AT",
];

/** One row for each item of each transaction (A-CSV2). */
export function transactionsCsv(transactions: readonly ActivationTransaction[]): string {
  const rows = transactions.flatMap((transaction) =>
    transaction.items.map((item) => [
      transaction.uniqueTransactionId,
      item.imei,
      item.iccid,
      item.eid,
      item.mdn,
      transaction.carrier,
      item.status,
      item.message,
      new Date(transaction.submittedAt).toISOString(),
      transaction.completedAt === null ? null : new Date(transaction.completedAt).toISOString(),
    ]),
  );
  return csvText([TRANSACTION_COLUMNS, ...rows]);
}
