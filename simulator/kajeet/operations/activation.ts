import * as bodies from "../http/bodies";
import { fatesOf } from "../http/fates";
import { type Call, type KajeetOperation, operation, type Reply } from "../http/operation";
import { type ActivationPlan, type Submission, submit } from "../model/activation";
import { ApiError, invalid } from "../model/errors";
import { CARRIERS, type CarrierInfo, carrierNamed } from "../model/plans";

interface Destination {
  corpId: string;
  ratePlan?: string | undefined;
  filterGroup?: string | undefined;
  deviceGroup?: string | undefined;
}

/** Where the lines go. These three calls know no 404, so that an unknown name is a fault of the request. */
function planOf(call: Call<Destination, unknown>, carrier: CarrierInfo, nickname?: string): ActivationPlan {
  const { world, user, body } = call;
  const corp = world.corps.get(body.corpId);
  if (corp === undefined) throw invalid("corpId", `${body.corpId} is no corp`);
  world.corps.reachable(user.corpId, corp.corpId);
  // The example of the seed has the name of a child group here (A-DG1): a name or a code is taken.
  const group = body.deviceGroup === undefined ? corp : world.corps.named(corp.corpId, body.deviceGroup);
  if (group === undefined) throw invalid("deviceGroup", `${body.deviceGroup} is no group of ${corp.corpId}`);
  if (body.filterGroup !== undefined && !world.filterGroups.has(body.filterGroup)) {
    throw invalid("filterGroup", `${body.filterGroup} is no filter group`);
  }
  const plan = world.plans.get(body.ratePlan ?? carrier.defaultPlan);
  if (plan === undefined) throw invalid("ratePlan", `${body.ratePlan} is no rate plan`);
  if (plan.network !== null && plan.network !== carrier.network) {
    throw new ApiError(
      "NETWORK_NOT_ALLOWED",
      `${plan.ratePlan} is for ${plan.network}, not ${carrier.network}`,
    );
  }
  return {
    corpId: group.corpId,
    carrier,
    filterGroup: body.filterGroup ?? null,
    ratePlan: plan.ratePlan,
    nickname: nickname === undefined || nickname === "" ? null : nickname,
  };
}

function carrierFor(code: string): CarrierInfo {
  const carrier = carrierNamed(code);
  if (carrier === undefined) throw invalid("carrier", `${code} is no carrier`);
  return carrier;
}

function send(
  call: Call<Destination, unknown>,
  type: Submission["type"],
  devices: Submission["devices"],
  plan: ActivationPlan,
): Reply {
  call.addressed(devices.length);
  refuseRepeats(devices);
  const { uniqueTransactionId, status, submittedAt } = submit(call.world, {
    type,
    corpId: call.body.corpId,
    submittedBy: call.user.username,
    devices,
    plan,
    fates: fatesOf(
      call.faults,
      devices.map(({ imei }) => imei),
    ),
  });
  return { json: { uniqueTransactionId, status, submittedAt: new Date(submittedAt).toISOString() } };
}

function refuseRepeats(devices: Submission["devices"]): void {
  for (const field of ["imei", "iccid", "eid"] as const) {
    const values = devices.map((device) => device[field]).filter((value) => value !== null);
    const twice = values.find((value, index) => values.indexOf(value) !== index);
    if (twice !== undefined) throw invalid("devices", `names ${field} ${twice} twice`);
  }
}

export const activationOperations: KajeetOperation[] = [
  operation("A09", "submitActivation", "POST /v1.0/activation/transaction", {
    anyOf: ["aux_activation"],
    body: bodies.activation,
    writes: true,
    startsWork: true,
    handle: (call) => {
      const { imei, iccid, carrier, nickname } = call.body;
      const plan = planOf(call, carrierFor(carrier), nickname);
      return send(call, "STANDARD", [{ imei, iccid, eid: null }], plan);
    },
  }),
  operation("A08", "submitSmartSimActivation", "POST /v1.0/activation/smartsim-transaction", {
    anyOf: ["aux_activation"],
    body: bodies.smartSimActivation,
    writes: true,
    startsWork: true,
    handle: (call) => {
      const { devices, carrier } = call.body;
      const stocked = call.world.stock.get(devices[0]?.iccid ?? "");
      // Without a carrier the SIM picks it (A-ACT5).
      const chosen = carrier ?? stocked?.carrier ?? (CARRIERS[0] as CarrierInfo).code;
      const plan = planOf(call, carrierFor(chosen));
      return send(
        call,
        "SMARTSIM",
        devices.map((device) => ({ ...device, eid: null })),
        plan,
      );
    },
  }),
  operation("A06", "submitEsimActivation", "POST /v1.0/activation/esim-transaction", {
    anyOf: ["aux_activation"],
    body: bodies.esimActivation,
    writes: true,
    startsWork: true,
    handle: (call) => {
      const carrier = carrierFor(call.body.carrier);
      const plan = planOf(call, carrier);
      return send(call, "ESIM", withProfiles(call, carrier, call.body.devices), plan);
    },
  }),
];

/** A profile out of the eSIM stock for each device; none is taken by two transactions (A-ACT5). */
function withProfiles(
  { world }: Call<unknown, unknown>,
  carrier: CarrierInfo,
  devices: readonly { imei: string; eid: string }[],
): Submission["devices"] {
  const reserved = new Set([...world.pending].flatMap(({ items }) => items.map(({ iccid }) => iccid)));
  const free = world.stock
    .of(carrier.name)
    .filter((item) => item.simType === "ESIM" && !reserved.has(item.iccid));
  if (free.length < devices.length) {
    throw new ApiError("CONFLICT", `${free.length} eSIM profiles of ${carrier.name} are left in stock`);
  }
  return devices.map((device, index) => ({ ...device, iccid: free[index]?.iccid ?? null }));
}
