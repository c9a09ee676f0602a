/**
 * The columns of Sentinel's own CSV export, so that an exported file can be declared as it is.
 *
 * Sentinel API: Devices, GET /v1.0/devices/{corpId} and POST /v1.0/devices/{corpId}/query with export=CSV (A-LST4). The
 * two endpoints do not name all columns alike, so both spellings stand here.
 */

/** Columns that hold something declarable: an attribute of a line, its number, or the corp it is in. */
const holds: Readonly<Record<string, string>> = {
  MDN: "mdn",
  UICC: "iccid",
  IMEI: "imei",
  CORP_ID: "corp",
  STATUS: "status",
  NICKNAME: "nickname",
  NOTE: "note",
  MDN_CUSTOM_FIELD: "customField",
  FILTER_GROUP: "filterGroup",
  LABELS: "labels",
  MONTHLY_LIMIT: "monthlyLimit",
  DAILY_LIMIT: "dailyLimit",
  SUMMER_STATUS: "summerUsage",
  VERIZON_BI_PLAN_ID: "verizonBiPlanId",
  OEM_SERIAL_NUMBER: "oemSerialNumber",
  MAC: "macAddress",
};

/** Columns that only report. Where something declarable is easily mistaken for one of them, the text says which. */
const readOnly: Readonly<Record<string, string>> = {
  // In force on the line: its own setting, else that of the corp. Declaring it would pin the corp's setting to each line.
  EFFECTIVE_VPN_STATUS: "the effective value; the line's own setting is the column vpn",
  // A display name such as "Verizon"; activations want the code of the carrier list.
  NETWORK: "a display name; a line to be ordered names its network in the column carrier",
  // The query endpoint writes the corp's description under this name, which is no corp id.
  DEVICE_GROUP: "a description; the setting is the column deviceGroup, with a corp id",
  CORP_DESCRIPTION: "",
  DEVICE_NAME: "",
  DEVICE: "",
  MEDIA_CENTER_STATUS: "",
  ONLINE_STATUS: "",
  ONLINE: "",
  LAST_30_DAYS_USED: "",
  MONTHLY_AMOUNT_USED: "",
  DAY_AMOUNT_USED: "",
  APN: "",
  ESNHEX: "",
  NAME: "",
  DESCRIPTION: "",
  SIM_TYPE: "",
  EID: "",
};

/**
 * Attributes of which an export reports what happens to be in the field. Managing them unasked would turn a device
 * that was swapped on site back into the old one, so a fleet manages them only where its program says so.
 */
const reported: readonly string[] = ["imei", "oemSerialNumber", "macAddress"];

/** What an inventory file may have for columns beside the names of attributes. */
export const exportColumns = { holds, readOnly, reported } as const;
