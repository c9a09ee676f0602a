/** Functions about what can be activated: plans, carriers, SIMs in stock. */
import { z } from "zod";
import { defineFunction } from "../../core/function";
import {
  listBillingPlans,
  listBusinessInternetPlans,
  listCarrierInventory,
  listCarriers,
} from "../api/index";
import { kajeet } from "../session";

export const carrierName = z
  .string()
  .min(1)
  .describe("Name of the carrier as getCarriers gives it, for example AT&T; not its code.");

/**
 * Rate plans that the account may use.
 *
 * Sentinel API: Activation, GET /v1.0/activation/billing-plans. Any token.
 */
export const getBillingPlans = defineFunction({
  carrier: kajeet,
  name: "getBillingPlans",
  describe: "Lists the rate plans of the account.",
  args: z.object({}),
  returns: "A list of ratePlan (its code), ratePlanDescription, network and monthlyLimit (MB).",
  run: ({ http }) => listBillingPlans(http, {}),
});

/**
 * Verizon business internet plans that lines can be moved to.
 *
 * Sentinel API: Activation, GET /v1.0/activation/businessInternetPlans. Any token.
 */
export const getBusinessInternetPlans = defineFunction({
  carrier: kajeet,
  name: "getBusinessInternetPlans",
  describe: "Lists the Verizon business internet plans.",
  args: z.object({}),
  returns: "A list of verizonBiPlanId, name and downloadMbps.",
  run: ({ http }) => listBusinessInternetPlans(http, {}),
});

/**
 * Carriers open for activations.
 *
 * Sentinel API: Activation, GET /v1.0/activation/carriers. Scope aux_activation.
 */
export const getCarriers = defineFunction({
  carrier: kajeet,
  name: "getCarriers",
  describe: "Lists the carriers open for activations.",
  args: z.object({}),
  returns: "A list of name (for stock questions) and code (for activations).",
  run: ({ http }) => listCarriers(http, {}),
});

/**
 * SIMs and devices of a carrier in stock. Those in state AV and PA can be used as a replacement.
 *
 * Sentinel API: Activation, GET /v1.0/activation/inventory. Any token.
 */
export const getCarrierInventory = defineFunction({
  carrier: kajeet,
  name: "getCarrierInventory",
  describe: "Lists the SIMs and devices of a carrier in stock.",
  args: z.object({ carrier: carrierName }),
  returns: "A list of iccid, imei, eid, simType, status and realm.",
  run: ({ http }, asked) => listCarrierInventory(http, asked),
});
