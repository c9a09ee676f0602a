/** Functions about what an account has: plans, groups, leads, SKUs, services, triggers. All are answered at once. */
import { z } from "zod";
import { defineFunction } from "../../core/function";
import {
  getAccount as account,
  listDeviceSkus,
  listGroups,
  listLeads,
  listLeadsAll,
  listServicePlans,
  listStatesAndServices,
  listTriggers,
} from "../api/index";
import { thingspace } from "../session";
import { accountName, limit } from "./args";
import { atMost } from "./pages";

const args = z.object({ accountName });

/**
 * An account: whether it may provision, its IP pools and plans.
 *
 * ThingSpace API: Accounts, GET /accounts/{accountName}. `Unauthorized` where it is unknown or somebody else's.
 */
export const getAccount = defineFunction({
  carrier: thingspace,
  name: "getAccount",
  describe:
    "Tells about a billing account: whether it may provision, its carriers, features, IP pools and plans.",
  args,
  returns:
    "accountName, organizationName, isProvisioningAllowed, carriers, features, iPPools and servicePlans.",
  run: (session, { accountName: declared }) =>
    account(session.http, { accountName: session.account(declared) }),
});

/**
 * The service plans of an account; lines name a plan by its code.
 *
 * ThingSpace API: Service plans, GET /plans/{accountName}.
 */
export const getServicePlans = defineFunction({
  carrier: thingspace,
  name: "getServicePlans",
  describe: "Lists the service plans of an account.",
  args,
  returns: "A list of code (what ratePlan of a line is set to), name, sizeKb and carrierServicePlanCode.",
  run: (session, { accountName: declared }) =>
    listServicePlans(session.http, { accountName: session.account(declared) }),
});

/**
 * The device groups of an account, without their members. Lines that are in no other group are in the default one.
 *
 * ThingSpace API: Device groups, GET /groups/{accountName}.
 */
export const getDeviceGroups = defineFunction({
  carrier: thingspace,
  name: "getDeviceGroups",
  describe: "Lists the device groups of an account.",
  args,
  returns: "A list of name, description, isDefaultGroup and extendedAttributes.",
  run: (session, { accountName: declared }) =>
    listGroups(session.http, { accountName: session.account(declared) }),
});

/**
 * Leads of an account: what activations can be counted to.
 *
 * ThingSpace API: Leads, GET /leads/{accountName}.
 */
export const getLeads = defineFunction({
  carrier: thingspace,
  name: "getLeads",
  describe: "Lists the leads of an account.",
  args: z.object({ accountName, limit }),
  returns: "A list of leadId, leadState (Qualified or Closed - Won) and address.",
  run: (session, { accountName: declared, limit: most }) => {
    const name = session.account(declared);
    return atMost(
      most,
      async () => {
        const { leads: items, hasMoreData } = await listLeads(session.http, { accountName: name });
        return { items, hasMoreData };
      },
      () => listLeadsAll(session.http, name),
    );
  },
});

/**
 * Device SKUs registered for an account (G-SKU1).
 *
 * ThingSpace API: Accounts, POST /accounts/{accountName}/sku. A read, although it is a POST.
 */
export const getDeviceSkus = defineFunction({
  carrier: thingspace,
  name: "getDeviceSkus",
  describe: "Lists the device SKUs of an account, with their status.",
  args,
  returns: "deviceSkus, each with deviceSku and status.",
  run: (session, { accountName: declared }) =>
    listDeviceSkus(session.http, { accountName: session.account(declared) }),
});

/**
 * Services and states that the customer has defined, to which GoToState can bring lines.
 *
 * ThingSpace API: Device management, GET /accounts/{accountName}/statesandservices.
 */
export const getStatesAndServices = defineFunction({
  carrier: thingspace,
  name: "getStatesAndServices",
  describe: "Lists the services and states of an account, to which GoToState can bring lines.",
  args,
  returns: "engagement, each with its services, and these with states and the service plans of each.",
  run: (session, { accountName: declared }) =>
    listStatesAndServices(session.http, { accountName: session.account(declared) }),
});

/**
 * The triggers of the user.
 *
 * ThingSpace API: Callbacks, GET /triggers. The carrier's own list leaves it out (G-TRIGGER1).
 */
export const getTriggers = defineFunction({
  carrier: thingspace,
  name: "getTriggers",
  describe: "Lists the triggers: rules by which the carrier alerts on usage.",
  args: z.object({}),
  returns: "A list of triggerId, name or triggerName, triggerCategory and active.",
  run: ({ http }) => listTriggers(http, {}),
});
