/** ThingSpace API: Accounts and leads, service plans. */
import { z } from "zod";
import { keyValues, listOf, maybe, pageEnd, withFrame } from "./answers";
import { accountName } from "./fields";
import { operation } from "./operation";

const servicePlan = z.looseObject({
  name: maybe,
  /** What requests name the plan by. */
  code: z.string(),
  sizeKb: z.number().nullish(),
  carrierServicePlanCode: maybe,
  extendedAttributes: keyValues,
});

/**
 * The service plans of an account.
 *
 * ThingSpace API: Service plans, GET /plans/{accountName}. At once.
 */
export const listServicePlans = operation("listServicePlans", {
  input: z.strictObject({ accountName }),
  answer: listOf(servicePlan),
});

const account = z.looseObject({
  accountName: z.string(),
  accountNumber: maybe,
  organizationName: maybe,
  isProvisioningAllowed: z.boolean().nullish(),
  carriers: listOf(z.string()),
  features: listOf(z.string()),
  iPPools: listOf(z.looseObject({ poolName: maybe, poolType: maybe, isDefaultPool: z.boolean().nullish() })),
  servicePlans: listOf(servicePlan),
});

/**
 * An account: whether it may provision, its IP pools and plans.
 *
 * ThingSpace API: Accounts, GET /accounts/{accountName}. At once.
 * @throws Unauthorized where the account is unknown or somebody else's.
 */
export const getAccount = operation("getAccount", {
  input: z.strictObject({ accountName }),
  answer: account,
});

const lead = z.looseObject({
  leadId: z.string(),
  /** Qualified or Closed - Won. */
  leadState: maybe,
  address: z.looseObject({ addressLine1: maybe, city: maybe, state: maybe, zip: maybe }).nullish(),
});

export type Lead = z.output<typeof lead>;

/**
 * A page of the leads of an account; `listLeadsAll` has all of them.
 *
 * ThingSpace API: Leads, GET /leads/{accountName}. At once.
 */
export const listLeads = operation("listLeads", {
  input: z.strictObject({ accountName, next: z.string().min(1).optional().describe("Token of the page.") }),
  query: ["next"],
  answer: z.looseObject({ leads: listOf(lead), ...pageEnd }),
  complete: withFrame,
});

/**
 * The device SKUs registered for an account, with their status. G-SKU1: the members of the answer are not published.
 *
 * ThingSpace API: Accounts, POST /accounts/{accountName}/sku. At once; a read, although it is a POST.
 */
export const listDeviceSkus = operation("listDeviceSkus", {
  input: z.strictObject({ accountName }),
  answer: z.looseObject({
    accountName: maybe,
    deviceSkus: listOf(z.looseObject({ deviceSku: maybe, status: maybe })),
  }),
});
