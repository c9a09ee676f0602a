import * as bodies from "../http/bodies";
import { bulkReply, eachTarget, setOnEach } from "../http/bulk";
import { type KajeetOperation, MANAGERS, operation } from "../http/operation";
import { lineOfPath } from "../http/single";
import { allowedStatuses } from "../http/statuses";
import { ApiError, invalid } from "../model/errors";
import { networkCodeOf, refusedTransition } from "../model/line";
import { BUSINESS_INTERNET_PLANS } from "../model/plans";
import { freshView } from "../model/view";

/** null and "" clear a text alike (A-TXT1). */
function cleared(text: string | null): string | null {
  return text === "" ? null : text;
}

export const setterOperations: KajeetOperation[] = [
  operation("D17", "setVpnStatus", "PUT /v1.0/devices/vpnStatus", {
    anyOf: ["org_super"],
    body: bodies.setVpn,
    writes: true,
    handle: (call) => {
      const { world, body } = call;
      const corp = world.corps.reachable(call.user.corpId, body.corpId);
      if (!corp.nni) throw new ApiError("NOT_ELIGIBLE", `NNI is not enabled for ${corp.corpId}`);
      const { vpnStatus } = body;
      return bulkReply(
        eachTarget(call, corp.corpId, (line) => void world.change(line, { vpnStatus }, call.lag)),
      );
    },
  }),
  operation("D21", "setDataLimits", "PUT /v1.0/devices/{corpId}/dataLimits", {
    anyOf: ["org_super", "org_tech"],
    body: bodies.setLimits,
    writes: true,
    handle: (call) => {
      const { monthlyLimit, dailyLimit } = call.body;
      // Absent keeps, null removes (A-DL1).
      return setOnEach(call, {
        ...(monthlyLimit === undefined ? {} : { monthlyLimit }),
        ...(dailyLimit === undefined ? {} : { dailyLimit }),
      });
    },
  }),
  operation("D22", "setDeviceGroup", "PUT /v1.0/devices/{corpId}/deviceGroup", {
    anyOf: MANAGERS,
    body: bodies.setGroup,
    writes: true,
    handle: (call) => {
      const { corpId } = call.world.corps.reachable(call.user.corpId, call.body.deviceGroup);
      return setOnEach(call, { corpId });
    },
  }),
  operation("D23", "setFilterGroup", "PUT /v1.0/devices/{corpId}/filterGroup", {
    anyOf: MANAGERS,
    body: bodies.setFilterGroup,
    writes: true,
    handle: (call) => {
      const { filterGroup } = call.body;
      if (!call.world.filterGroups.has(filterGroup)) throw invalid("filterGroup", "is no filter group");
      return setOnEach(call, { filterGroup });
    },
  }),
  operation("D24", "setImei", "PUT /v1.0/devices/{corpId}/imei", {
    anyOf: MANAGERS,
    body: bodies.setImei,
    writes: true,
    handle: (call) => {
      const { imei } = call.body;
      return setOnEach(call, { imei }, (line) => {
        if (networkCodeOf(line.network) !== "ARCNT") {
          return {
            code: "NETWORK_NOT_ALLOWED",
            message: `Network of the line must be ARCNT, is ${line.network}`,
          };
        }
        const taken = call.world.withImei(imei).some((other) => other.key !== line.key);
        return taken ? { code: "CONFLICT", message: `IMEI ${imei} is on another line` } : undefined;
      });
    },
  }),
  operation("D26", "setMdnCustomField", "PUT /v1.0/devices/{corpId}/mdnCustomField", {
    body: bodies.setCustomField,
    writes: true,
    handle: (call) => setOnEach(call, { mdnCustomField: cleared(call.body.mdnCustomField) }),
  }),
  operation("D27", "setNickname", "PUT /v1.0/devices/{corpId}/nickname", {
    anyOf: MANAGERS,
    body: bodies.setNickname,
    writes: true,
    handle: (call) => setOnEach(call, { nickname: cleared(call.body.nickname) }),
  }),
  operation("D28", "setNote", "PUT /v1.0/devices/{corpId}/note", {
    anyOf: MANAGERS,
    body: bodies.setNote,
    writes: true,
    handle: (call) => setOnEach(call, { note: cleared(call.body.note) }),
  }),
  operation("D32", "listAllowedStatuses", "GET /v1.0/devices/{corpId}/status", {
    anyOf: MANAGERS,
    handle: (call) => {
      call.world.corps.reachable(call.user.corpId, call.params.corpId ?? "");
      const { businessType } = call.user;
      const statuses = allowedStatuses(businessType).map((status) => status.toUpperCase());
      return { json: { businessType, statuses } };
    },
  }),
  operation("D33", "setLineStatus", "PUT /v1.0/devices/{corpId}/status", {
    anyOf: MANAGERS,
    body: bodies.setStatus,
    writes: true,
    handle: (call) => {
      const { status } = call.body;
      const { businessType } = call.user;
      if (!allowedStatuses(businessType).includes(status)) {
        throw new ApiError("BUSINESS_TYPE_NOT_ALLOWED", `${businessType} has no status ${status}`);
      }
      return setOnEach(call, { status }, (line) => {
        const code = refusedTransition(line.status, status);
        return code === undefined
          ? undefined
          : { code, message: `From ${line.status} to ${status} is not allowed` };
      });
    },
  }),
  operation("D34", "setSummerUsage", "PUT /v1.0/devices/{corpId}/summerUsage", {
    anyOf: ["org_super", "org_tech"],
    body: bodies.setSummer,
    writes: true,
    handle: (call) => {
      if (call.user.businessType !== "KAJEET_CHOICE") {
        throw new ApiError("BUSINESS_TYPE_NOT_ALLOWED", 'The account is not of the kind "Kajeet Choice"');
      }
      return setOnEach(call, { summerUsage: call.body.summerUsage });
    },
  }),
  operation("D48", "setRatePlan", "PUT /v1.0/devices/{mdn}/ratePlan", {
    anyOf: MANAGERS,
    body: bodies.ratePlan,
    writes: true,
    handle: (call) => {
      const { world, body } = call;
      const plan = world.plans.get(body.ratePlan);
      if (plan === undefined) throw invalid("ratePlan", `${body.ratePlan} is no rate plan`);
      const { verizonBiPlanId } = body;
      const known = BUSINESS_INTERNET_PLANS.some(
        (candidate) => candidate.verizonBiPlanId === verizonBiPlanId,
      );
      if (typeof verizonBiPlanId === "string" && !known) {
        throw invalid("verizonBiPlanId", `${verizonBiPlanId} is no business internet plan`);
      }
      const line = lineOfPath(call);
      const network = plan.network ?? (typeof verizonBiPlanId === "string" ? "Verizon" : line.network);
      if (network !== line.network) {
        throw new ApiError("NETWORK_NOT_ALLOWED", `${plan.ratePlan} is for ${network}, not ${line.network}`);
      }
      const business = verizonBiPlanId === undefined ? {} : { verizonBiPlanId };
      world.change(line, { ratePlan: plan.ratePlan, ...business }, call.lag);
      return { json: freshView(world, line) };
    },
  }),
];
