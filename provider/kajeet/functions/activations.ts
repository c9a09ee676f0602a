/** Functions about the history of activations, and the check of a list before one. */
import { z } from "zod";
import { defineFunction } from "../../core/function";
import {
  downloadActivationTransactionCsv,
  exportActivationTransactions,
  listActivationTransactions,
  listActivationTransactionsV2,
  uploadActivationCsv,
} from "../api/index";
import { kajeet } from "../session";
import { type ExportableList, exportField, given, historyPage } from "./args";

type History = Awaited<ReturnType<typeof listActivationTransactionsV2>>;

/**
 * Past activations, however old, a page at a time.
 *
 * Sentinel API: Activation, GET /v1.0/activation/transactions. Scope aux_activation.
 */
export const getActivationTransactions = defineFunction({
  carrier: kajeet,
  name: "getActivationTransactions",
  describe: "Lists past activations, a page at a time.",
  args: z.object({ ...historyPage }),
  returns: "totalCount and transactions, each with its devices.",
  run: ({ http }, asked) => listActivationTransactions(http, asked),
});

const v2Args = z.object({ ...historyPage, export: exportField });

/**
 * Activations of the last 180 days, a page at a time; with `export: "CSV"` the whole history as text, a row a device.
 *
 * Sentinel API: Activation, GET /v2.0/activation/transactions. Scope aux_activation.
 */
export const getActivationTransactionsV2 = defineFunction({
  carrier: kajeet,
  name: "getActivationTransactionsV2",
  describe: "Lists the activations of the last 180 days, a page at a time, or the whole history as CSV.",
  args: v2Args,
  returns: "totalCount and transactions, each with its devices; with export: CSV text.",
  run: async ({ http }, { export: form, ...asked }): Promise<History | string> =>
    form === "CSV"
      ? exportActivationTransactions(http, given(asked))
      : listActivationTransactionsV2(http, asked),
}) as ExportableList<z.input<typeof v2Args>, History>;

/**
 * One activation as CSV text, a row a device (A-CSV2).
 *
 * Sentinel API: Activation, GET /v1.0/activation/transactions/{uniqueTransactionId}/csv. Scope aux_activation.
 */
export const getActivationTransactionCsv = defineFunction({
  carrier: kajeet,
  name: "getActivationTransactionCsv",
  describe: "Gives one activation as CSV, a row a device.",
  args: z.object({
    uniqueTransactionId: z.string().min(1).describe("Id of the activation, such as ACT-2026-0313-001."),
  }),
  returns: "CSV text.",
  run: ({ http }, asked) => downloadActivationTransactionCsv(http, asked),
});

/**
 * Has the carrier check a list of IMEI and ICCID pairs before they are activated, at most 1000 (A-CSV1). Activates nothing.
 *
 * Sentinel API: Activation, POST /v1.0/activation/uploadCSV. Any token; the corp needs the Activation tab.
 */
export const parseActivationCsv = defineFunction({
  carrier: kajeet,
  name: "parseActivationCsv",
  describe: "Has the carrier check a CSV of IMEI and ICCID pairs; activates nothing.",
  args: z.object({
    csv: z
      .string()
      .min(1)
      .describe("The CSV text: a header IMEI,ICCID and a row for each pair, at most 1000."),
  }),
  returns: "pairs, each with row, imei, iccid, valid and message; validCount and invalidCount.",
  run: ({ http }, asked) => uploadActivationCsv(http, asked),
});
