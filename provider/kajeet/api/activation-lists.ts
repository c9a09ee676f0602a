/** Sentinel API: Activation, what there is: plans, carriers, stock (A-REF1), past activations. */
import { z } from "zod";
import { activationTransaction } from "./activation";
import { corpId } from "./fields";
import { operation } from "./operation";

const nothing = z.strictObject({});
const text = z.string().nullish();

/** Which part of the history, in which order. */
export const history = {
  sortDir: z.enum(["ASC", "DESC"]).optional(),
  offset: z.number().int().min(0).optional().describe("Position of the first transaction, from 0."),
  limit: z.number().int().min(1).optional(),
};

const transactions = z.looseObject({
  totalCount: z.number().int(),
  transactions: z.array(activationTransaction),
});

/** The name of a carrier goes into queries, its code into activations. */
const carriers = z.array(z.looseObject({ name: z.string(), code: z.string() }));

const carrierName = z
  .string()
  .min(1)
  .describe("Name of the carrier as listCarriers gives it, for example AT&T.");

/**
 * Rate plans that the device group of the token may bill.
 *
 * Sentinel API: Activation, GET /v1.0/activation/billing-plans. Any token.
 */
export const listBillingPlans = operation("listBillingPlans", {
  input: nothing,
  answer: z.array(
    z.looseObject({
      ratePlan: z.string(),
      ratePlanDescription: z.string(),
      network: text,
      /** MB a month. */
      monthlyLimit: z.number().nullish(),
    }),
  ),
});

/**
 * Verizon business internet plans that lines can be moved to.
 *
 * Sentinel API: Activation, GET /v1.0/activation/businessInternetPlans. Any token.
 */
export const listBusinessInternetPlans = operation("listBusinessInternetPlans", {
  input: nothing,
  answer: z.array(
    z.looseObject({ verizonBiPlanId: z.string(), name: z.string(), downloadMbps: z.number().nullish() }),
  ),
});

/**
 * Carriers open for activations.
 *
 * Sentinel API: Activation, GET /v1.0/activation/carriers. Scope aux_activation.
 */
export const listCarriers = operation("listCarriers", { input: nothing, answer: carriers });

/**
 * Carriers open for activations of eSIMs.
 *
 * Sentinel API: Activation, GET /v1.0/activation/eSim/carriers. Scope aux_kemp_user; the corp needs KEMP and eSIM access.
 */
export const listEsimCarriers = operation("listEsimCarriers", { input: nothing, answer: carriers });

/**
 * How many eSIM profiles of a carrier are in stock.
 *
 * Sentinel API: Activation, GET /v1.0/activation/eSimInventoryCount/{corpId}. Any token.
 */
export const getEsimInventoryCount = operation("getEsimInventoryCount", {
  input: z.strictObject({ corpId, carrier: carrierName }),
  query: ["carrier"],
  answer: z.looseObject({ corpId: text, carrier: text, count: z.number().int() }),
});

/**
 * SIMs of a carrier in stock. AV and PA are the states in which one can be used as a replacement.
 *
 * Sentinel API: Activation, GET /v1.0/activation/inventory. Any token.
 */
export const listCarrierInventory = operation("listCarrierInventory", {
  input: z.strictObject({ carrier: carrierName }),
  query: ["carrier"],
  answer: z.array(
    z.looseObject({
      iccid: z.string(),
      imei: text,
      eid: text,
      carrier: z.string(),
      simType: text,
      status: z.string(),
      realm: text,
    }),
  ),
});

/**
 * Past activations, all of them.
 *
 * Sentinel API: Activation, GET /v1.0/activation/transactions. Scope aux_activation.
 */
export const listActivationTransactions = operation("listActivationTransactions", {
  input: z.strictObject(history),
  query: ["sortDir", "offset", "limit"],
  answer: transactions,
});

/**
 * Activations of the last 180 days. For the whole history see `exportActivationTransactions`.
 *
 * Sentinel API: Activation, GET /v2.0/activation/transactions. Scope aux_activation.
 */
export const listActivationTransactionsV2 = operation("listActivationTransactionsV2", {
  input: z.strictObject(history),
  query: ["sortDir", "offset", "limit"],
  answer: transactions,
});
