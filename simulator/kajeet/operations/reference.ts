import { type KajeetOperation, operation } from "../http/operation";
import { carrierQuery } from "../http/queries";
import { ApiError, invalid } from "../model/errors";
import { BUSINESS_INTERNET_PLANS, CARRIERS, type CarrierInfo, carrierNamed } from "../model/plans";

const NAMES = CARRIERS.map(({ name, code }) => ({ name, code }));

function requireCarrier(nameOrCode: string): CarrierInfo {
  const carrier = carrierNamed(nameOrCode);
  if (carrier === undefined) throw invalid("carrier", `${nameOrCode} is no carrier`);
  return carrier;
}

/** Reference lists: bare arrays (A-REF1). */
export const referenceOperations: KajeetOperation[] = [
  operation("A01", "listBillingPlans", "GET /v1.0/activation/billing-plans", {
    handle: ({ world }) => ({ json: [...world.plans.values()] }),
  }),
  operation("A02", "listBusinessInternetPlans", "GET /v1.0/activation/businessInternetPlans", {
    handle: () => ({ json: BUSINESS_INTERNET_PLANS }),
  }),
  operation("A03", "listCarriers", "GET /v1.0/activation/carriers", {
    anyOf: ["aux_activation"],
    handle: () => ({ json: NAMES }),
  }),
  operation("A04", "listEsimCarriers", "GET /v1.0/activation/eSim/carriers", {
    anyOf: ["aux_kemp_user"],
    handle: ({ world, user }) => {
      if (world.corps.get(user.corpId)?.kemp !== true) {
        throw new ApiError("FORBIDDEN_SCOPE", `Corp ${user.corpId} has no access to KEMP and eSIM`);
      }
      return { json: NAMES };
    },
  }),
  operation("A05", "getEsimInventoryCount", "GET /v1.0/activation/eSimInventoryCount/{corpId}", {
    query: carrierQuery,
    handle: (call) => {
      const { corpId } = call.world.corps.reachable(call.user.corpId, call.params.corpId ?? "");
      const { name } = requireCarrier(call.query.carrier);
      const count = call.world.stock.of(name).filter((item) => item.simType === "ESIM").length;
      return { json: { corpId, carrier: name, count } };
    },
  }),
  operation("A07", "listCarrierInventory", "GET /v1.0/activation/inventory", {
    query: carrierQuery,
    handle: (call) => ({ json: call.world.stock.of(requireCarrier(call.query.carrier).name) }),
  }),
];
