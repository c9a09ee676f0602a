import { type Call, type KajeetOperation, operation } from "../http/operation";
import { historyQuery, historyQueryV2 } from "../http/queries";
import { activationPairs } from "../http/upload";
import type { ActivationTransaction } from "../model/activation";
import { ApiError } from "../model/errors";
import { transactionsCsv } from "../model/export";

const DAYS_180 = 180 * 86_400_000;

function iso(moment: number | null): string | null {
  return moment === null ? null : new Date(moment).toISOString();
}

/** A transaction as answered. */
export function transactionView(transaction: ActivationTransaction) {
  const { plan: _, submittedAt, completedAt, items, ...rest } = transaction;
  return {
    ...rest,
    submittedAt: iso(submittedAt),
    completedAt: iso(completedAt),
    items: items.map(({ fate, ...item }) => item),
  };
}

/** Transactions of the caller's tree in the order they were submitted. */
function visible(call: Call<unknown, unknown>): ActivationTransaction[] {
  const { world, user } = call;
  return [...world.transactions.values()].filter(({ corpId }) => world.corps.within(user.corpId, corpId));
}

function pageOf(
  transactions: ActivationTransaction[],
  { sortDir, offset, limit }: { sortDir: "ASC" | "DESC"; offset: number; limit: number },
) {
  const ordered = sortDir === "ASC" ? transactions : [...transactions].reverse();
  const page = ordered.slice(offset, offset + limit);
  return { json: { totalCount: transactions.length, transactions: page.map(transactionView) } };
}

function ofPath(call: Call<unknown, unknown>): ActivationTransaction {
  const id = call.params.uniqueTransactionId ?? "";
  const transaction = call.world.transactions.get(id);
  const foreign = !call.world.corps.within(call.user.corpId, transaction?.corpId ?? "");
  if (transaction === undefined || foreign)
    throw new ApiError("TRANSACTION_NOT_FOUND", `Transaction ${id} not found`);
  call.addressed(transaction.items.length);
  return transaction;
}

export const historyOperations: KajeetOperation[] = [
  operation("A10", "listActivationTransactions", "GET /v1.0/activation/transactions", {
    anyOf: ["aux_activation"],
    query: historyQuery,
    handle: (call) => pageOf(visible(call), call.query),
  }),
  operation("A11", "getActivationTransaction", "GET /v1.0/activation/transactions/{uniqueTransactionId}", {
    anyOf: ["aux_activation"],
    handle: (call) => ({ json: transactionView(ofPath(call)) }),
  }),
  operation(
    "A12",
    "downloadActivationTransactionCsv",
    "GET /v1.0/activation/transactions/{uniqueTransactionId}/csv",
    {
      anyOf: ["aux_activation"],
      handle: (call) => ({ csv: transactionsCsv([ofPath(call)]) }),
    },
  ),
  operation("A13", "uploadActivationCsv", "POST /v1.0/activation/uploadCSV", {
    handle: (call) => {
      const { world, user, request } = call;
      if (world.corps.get(user.corpId)?.activationTab !== true) {
        throw new ApiError("FORBIDDEN_SCOPE", `Corp ${user.corpId} has no Activation tab`);
      }
      const pairs = activationPairs(world, request.files.file);
      const validCount = pairs.filter((pair) => pair.valid).length;
      call.addressed(pairs.length);
      return { json: { pairs, validCount, invalidCount: pairs.length - validCount } };
    },
  }),
  operation("A14", "listActivationTransactionsV2", "GET /v2.0/activation/transactions", {
    anyOf: ["aux_activation"],
    query: historyQueryV2,
    handle: (call) => {
      const all = visible(call);
      // As CSV the whole history, as JSON the last 180 days (S).
      if (call.query.export === "CSV") {
        return { csv: transactionsCsv(call.query.sortDir === "ASC" ? all : all.reverse()) };
      }
      const oldest = call.world.now() - DAYS_180;
      return pageOf(
        all.filter(({ submittedAt }) => submittedAt >= oldest),
        call.query,
      );
    },
  }),
];
