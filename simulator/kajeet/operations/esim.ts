import { qrPng } from "../../core/qr-png";
import { kemp } from "../http/bodies";
import { type Call, type KajeetOperation, operation } from "../http/operation";
import { changeTypeQuery } from "../http/queries";
import { met } from "../http/single";
import { ApiError, invalid } from "../model/errors";
import * as esim from "../model/esim";
import type { Line } from "../model/line";

/** The eSIM of a body, in the group of the path; a device that is named must be the one it is in. */
function esimOf(call: Call<{ iccid: string; imei?: string | undefined }, unknown>): Line {
  const { corpId } = call.world.corps.reachable(call.user.corpId, call.params.corpId ?? "");
  const line = esim.esimLine(call.world, corpId, call.body.iccid);
  if (call.body.imei !== undefined && call.body.imei !== line.imei) {
    throw invalid("imei", `is not the device of ICCID ${call.body.iccid}`);
  }
  return met(call, line);
}

export const esimOperations: KajeetOperation[] = [
  operation("D08", "activateEsimProfile", "POST /v1.0/devices/kemp/corps/{corpId}", {
    body: kemp,
    writes: true,
    handle: (call) => ({ json: esim.activateProfile(call.world, esimOf(call), call.body.profileId) }),
  }),
  operation("D09", "changeEsimProfile", "PUT /v1.0/devices/kemp/corps/{corpId}", {
    query: changeTypeQuery,
    body: kemp,
    writes: true,
    handle: (call) => {
      const { world, body, query } = call;
      const line = esimOf(call);
      const profile =
        query.changeType === "cancel"
          ? esim.cancelProfile(world, line, body.profileId)
          : esim.swapProfile(world, line, body.profileId, body.newProfileId);
      return { json: profile };
    },
  }),
  operation("D10", "listEsimProfiles", "GET /v1.0/devices/kemp/iccids/{iccid}/corps/{corpId}", {
    handle: (call) => {
      const { corpId } = call.world.corps.reachable(call.user.corpId, call.params.corpId ?? "");
      const line = esim.esimLine(call.world, corpId, call.params.iccid ?? "");
      call.addressed(1);
      return { json: esim.profilesOf(call.world, line) };
    },
  }),
  operation("D39", "getEsimActivationCode", "GET /v1.0/devices/{iccid}/activationCode", {
    handle: (call) => {
      const iccid = call.params.iccid ?? "";
      esim.esimLine(call.world, call.user.corpId, iccid);
      call.addressed(1);
      return { json: esim.activationCodeOf(iccid) };
    },
  }),
  operation("D40", "getEsimQrCode", "GET /v1.0/devices/{iccid}/qrCode", {
    handle: (call) => {
      if (call.user.businessType !== "KPW") {
        throw new ApiError("BUSINESS_TYPE_NOT_ALLOWED", "QR codes are for business type KPW");
      }
      const iccid = call.params.iccid ?? "";
      esim.esimLine(call.world, call.user.corpId, iccid);
      call.addressed(1);
      return { png: qrPng(esim.activationCodeOf(iccid).activationCode) };
    },
  }),
];
