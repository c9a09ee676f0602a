import { operation, type ThingspaceOperation } from "../http/operation";
import { nextQuery, PAGE_SIZE, pageReply, positionOf, tokenOf } from "../http/paging";
import type { Account, ServicePlan } from "../model/account";
import { DEVICE_SKUS } from "../model/skus";

function planView(plan: ServicePlan) {
  return { ...plan, extendedAttributes: [] };
}

function engagementOf({ name, services }: Account) {
  return {
    engagementId: `E-${name}`,
    chargingGroup: "Standard",
    services: services.map((service) => ({
      name: service.name,
      description: service.description,
      states: service.states.map(({ deviceState: _, ...state }) => state),
    })),
  };
}

/** What an account has: plans, pools, leads, SKUs, states. */
export const accountOperations: ThingspaceOperation[] = [
  operation("getAccount", "GET /m2m/v1/accounts/{accountName}", {
    handle: (context, { params }) => {
      const account = context.account(params.accountName);
      const { name, number, organization, isProvisioningAllowed, carriers, features } = account;
      return {
        json: {
          ...{ accountName: name, accountNumber: number, organizationName: organization },
          ...{ isProvisioningAllowed, carriers, features },
          // The carrier spells this member so.
          iPPools: account.ipPools,
          servicePlans: account.servicePlans.map(planView),
        },
      };
    },
  }),
  operation("listServicePlans", "GET /m2m/v1/plans/{accountName}", {
    lists: true,
    handle: (context, { params }) => ({
      json: context.account(params.accountName).servicePlans.map(planView),
    }),
  }),
  operation("listLeads", "GET /m2m/v1/leads/{accountName}", {
    lists: true,
    query: nextQuery,
    handle: (context, { params, query }) => {
      const { leads } = context.account(params.accountName);
      const from = positionOf(query.next) ?? 0;
      const to = from + PAGE_SIZE;
      const more = to < leads.length;
      return pageReply(context, { leads: leads.slice(from, to) }, more, more ? tokenOf(to) : undefined);
    },
  }),
  operation("listDeviceSkus", "POST /m2m/v1/accounts/{accountName}/sku", {
    lists: true,
    handle: (context, { params }) => ({
      json: { accountName: context.account(params.accountName).name, deviceSkus: DEVICE_SKUS },
    }),
  }),
  operation("listStatesAndServices", "GET /m2m/v1/accounts/{accountName}/statesandservices", {
    lists: true,
    aliases: ["/m2m/v1/accounts/{accountName}/stateandservices"],
    handle: (context, { params }) => ({
      json: { engagement: [engagementOf(context.account(params.accountName))] },
    }),
  }),
];
