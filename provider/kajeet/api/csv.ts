/** Sentinel API: what comes and goes as CSV (A-LST4, A-CSV1, A-CSV2). */
import { z } from "zod";
import { NoDevicesFound } from "../errors";
import { history } from "./activation-lists";
import { labelFilter, page, searchValue } from "./devices-list";
import { bulkSelection, corpId, PAGE_LIMIT } from "./fields";
import { operation } from "./operation";

/** Columns of an export of lines. */
export const DEVICE_COLUMNS = (
  "IMEI MDN STATUS MEDIA_CENTER_STATUS DEVICE_NAME NICKNAME FILTER_GROUP SUMMER_STATUS LAST_30_DAYS_USED " +
  "MONTHLY_LIMIT DAILY_LIMIT MONTHLY_AMOUNT_USED DAY_AMOUNT_USED CORP_ID CORP_DESCRIPTION NOTE UICC NETWORK APN " +
  "EFFECTIVE_VPN_STATUS MDN_CUSTOM_FIELD LABELS MAC OEM_SERIAL_NUMBER NAME DESCRIPTION VERIZON_BI_PLAN_ID SIM_TYPE EID"
).split(" ");

/** The customized list names two columns otherwise and lacks three. */
export const QUERY_COLUMNS = DEVICE_COLUMNS.filter(
  (name) => !["EFFECTIVE_VPN_STATUS", "MDN_CUSTOM_FIELD", "VERIZON_BI_PLAN_ID"].includes(name),
).map((name) => ({ DEVICE_NAME: "DEVICE", CORP_DESCRIPTION: "DEVICE_GROUP" })[name] ?? name);

/** The page demands offset and limit of an export and ignores them; the defaults fill them in. */
const exported = {
  offset: page.offset.default(0),
  limit: page.limit.default(PAGE_LIMIT),
  sort: page.sort.default("MDN"),
  sortDir: page.sortDir.default("ASC"),
  export: z.literal("CSV").default("CSV"),
};

const columnsOf = (names: readonly string[]) =>
  z
    .array(z.enum(names))
    .min(1)
    .transform((chosen) => chosen.join(","))
    .optional()
    .describe("Columns in the order wanted; all of them where left out.");

const nothingFound = (error: unknown) => (error instanceof NoDevicesFound ? "" : undefined);

const devicesInput = z.strictObject({
  corpId,
  ...exported,
  columns: columnsOf(DEVICE_COLUMNS),
  searchValue: searchValue.optional(),
  labelIds: labelFilter.optional(),
});

/**
 * All lines of a corp as CSV in one answer: the column tokens as header, labels joined by semicolons (A-LST4).
 *
 * Sentinel API: Devices, GET /v1.0/devices/{corpId} with export=CSV. Any token.
 */
export const exportDevices = operation<typeof devicesInput, string>("listDevices", {
  input: devicesInput,
  query: ["offset", "limit", "sort", "sortDir", "export", "columns", "searchValue", "labelIds"],
  answer: "text",
  otherwise: nothingFound,
});

const queryInput = z.strictObject({
  corpId,
  ...exported,
  columns: columnsOf(QUERY_COLUMNS),
  ...bulkSelection.shape,
});

/**
 * The lines that a bulk selection picks, as CSV.
 *
 * Sentinel API: Devices, POST /v1.0/devices/{corpId}/customizedList with export=CSV. Not for scope org_mediacenter.
 */
export const exportQueriedDevices = operation<typeof queryInput, string>("queryDevices", {
  input: queryInput,
  query: ["offset", "limit", "sort", "sortDir", "export", "columns"],
  answer: "text",
  otherwise: nothingFound,
});

const transactionInput = z.strictObject({ uniqueTransactionId: z.string().min(1) });

/**
 * One activation as CSV, one row a device (A-CSV2).
 *
 * Sentinel API: Activation, GET /v1.0/activation/transactions/{uniqueTransactionId}/csv. Scope aux_activation.
 */
export const downloadActivationTransactionCsv = operation<typeof transactionInput, string>(
  "downloadActivationTransactionCsv",
  { input: transactionInput, answer: "text" },
);

const historyInput = z.strictObject({ ...history, export: z.literal("CSV").default("CSV") });

/**
 * The whole history of activations as CSV, one row a device (A-CSV2).
 *
 * Sentinel API: Activation, GET /v2.0/activation/transactions with export=CSV. Scope aux_activation.
 */
export const exportActivationTransactions = operation<typeof historyInput, string>(
  "listActivationTransactionsV2",
  { input: historyInput, query: ["sortDir", "offset", "limit", "export"], answer: "text" },
);

/**
 * Has the carrier check a CSV of IMEI and ICCID pairs, at most 1000 rows (A-CSV1). Activates nothing. The page's example
 * sends JSON, its parameter table a form: the form is what is sent.
 *
 * Sentinel API: Activation, POST /v1.0/activation/uploadCSV. Any token; the corp needs the Activation tab.
 */
export const uploadActivationCsv = operation("uploadActivationCsv", {
  input: z.strictObject({
    csv: z.string().min(1).describe("The CSV: a header IMEI,ICCID and a row for each pair."),
    fileName: z.string().min(1).default("activation.csv"),
  }),
  form: ({ csv, fileName }) => {
    const { FormData } = require("undici") as typeof import("undici");
    const form = new FormData();
    form.append("file", new Blob([csv], { type: "text/csv" }), fileName);
    return form;
  },
  answer: z.looseObject({
    pairs: z.array(
      z.looseObject({
        /** From 1, the header not counted. */
        row: z.number().int(),
        imei: z.string(),
        iccid: z.string(),
        valid: z.boolean(),
        message: z.string().nullish(),
      }),
    ),
    validCount: z.number().int(),
    invalidCount: z.number().int(),
  }),
});
