import * as bodies from "../http/bodies";
import { bulkReply, type ItemResult, type Refusal } from "../http/bulk";
import { type Call, type KajeetOperation, MANAGERS, operation } from "../http/operation";
import { lineOfImei, lineOfPath } from "../http/single";
import { ApiError, invalid, refusedRequest } from "../model/errors";
import { isCradlepoint, isSmartSpot, keyOf, type Line, mdnOf, networkCodeOf } from "../model/line";
import type { StockItem } from "../model/stock";
import { freshView } from "../model/view";

type Action = "reboot" | "reset";

function at(call: Call<unknown, unknown>): string {
  return new Date(call.world.now()).toISOString();
}

/** Books a one-shot action on a line; a reset takes a SmartSpot back to its first settings. */
function act(call: Call<unknown, unknown>, line: Line, action: Action): void {
  const { operationId } = call.request.operation;
  call.world.change(line, {
    lastAction: { operation: operationId, at: at(call) },
    ...(action === "reset" ? { smartSpot: null, wifi: null } : {}),
  });
  // The same action twice in one moment leaves the same mark, but it was carried out twice.
  call.world.bump("actions");
}

function accepted(call: Call<unknown, unknown>, line: Line) {
  const imei = line.imei === null ? {} : { imei: line.imei };
  return { json: { accepted: true, mdn: mdnOf(line.key), ...imei, requestedAt: at(call) } };
}

function notSmartSpot(line: Line): Refusal {
  return isSmartSpot(line)
    ? undefined
    : { code: "NOT_ELIGIBLE", message: `${line.deviceName} is not a SmartSpot` };
}

function actOnMany(call: Call<{ corpId?: string | undefined; imeis: string[] }, unknown>, action: Action) {
  const { corpId, imeis } = call.body;
  if (corpId !== undefined) call.world.corps.reachable(call.user.corpId, corpId);
  const distinct = [...new Set(imeis)];
  call.addressed(distinct.length);
  return bulkReply(distinct.map((imei) => actOnOne(call, imei, corpId, action)));
}

function actOnOne(
  call: Call<unknown, unknown>,
  imei: string,
  corpId: string | undefined,
  action: Action,
): ItemResult {
  const line = call.world
    .withImei(imei)
    .find(
      (found) =>
        call.world.corps.within(call.user.corpId, found.corpId) &&
        (corpId === undefined || found.corpId === corpId),
    );
  if (line === undefined) {
    return { imei, success: false, code: "DEVICE_NOT_FOUND", message: "No devices found" };
  }
  const identity = { mdn: mdnOf(line.key), key: line.key, imei };
  const refused = call.refusal(line) ?? notSmartSpot(line);
  if (refused !== undefined) return { ...identity, success: false, ...refused };
  act(call, line, action);
  return { ...identity, success: true, code: null, message: null };
}

function actOnSmartSpot(call: Call<unknown, unknown>, action: Action) {
  const line = lineOfImei(call, call.params.imei ?? "");
  const refused = notSmartSpot(line);
  if (refused !== undefined) throw refusedRequest(refused);
  act(call, line, action);
  return accepted(call, line);
}

/** The stocked device that may replace the one of a line (conditions of the seed). */
function replacementFor(
  call: Call<unknown, unknown>,
  line: Line,
  imei: string,
  iccid: string | undefined,
): StockItem {
  if (networkCodeOf(line.network) !== "SPPCS") {
    throw new ApiError("NETWORK_NOT_ALLOWED", `Network of the line must be SPPCS, is ${line.network}`);
  }
  const item = call.world.stock.withImei(imei);
  if (item === undefined || (iccid !== undefined && iccid !== item.iccid)) {
    throw new ApiError("NOT_ELIGIBLE", `The new device ${imei} is not in stock with status AV or PA`);
  }
  if (item.realm !== line.dataMethod) {
    throw new ApiError("NOT_ELIGIBLE", `Realm ${item.realm} does not fit data method ${line.dataMethod}`);
  }
  return item;
}

export const hardwareOperations: KajeetOperation[] = [
  operation("D14", "rebootSmartSpots", "PUT /v1.0/devices/smartspot-reboot-multi", {
    body: bodies.devices,
    writes: true,
    handle: (call) => actOnMany(call, "reboot"),
  }),
  operation("D15", "resetSmartSpots", "PUT /v1.0/devices/smartspot-reset-multi", {
    body: bodies.devices,
    writes: true,
    handle: (call) => actOnMany(call, "reset"),
  }),
  operation("D41", "setHardwareDetails", "PUT /v1.0/devices/{imei}/deviceDetails", {
    anyOf: MANAGERS,
    body: bodies.hardware,
    writes: true,
    handle: (call) => {
      const line = lineOfImei(call, call.params.imei ?? "");
      const { oemSerialNumber, macAddress } = call.body;
      const serial = oemSerialNumber === undefined ? {} : { oemSerialNumber };
      const mac = macAddress === undefined ? {} : { mac: macAddress };
      call.world.change(line, { ...serial, ...mac }, call.lag);
      return { json: freshView(call.world, line) };
    },
  }),
  operation("D42", "rebootSmartSpot", "PUT /v1.0/devices/{imei}/rebootSmartSpot", {
    writes: true,
    handle: (call) => actOnSmartSpot(call, "reboot"),
  }),
  operation("D43", "resetSmartSpot", "PUT /v1.0/devices/{imei}/resetSmartSpot", {
    writes: true,
    handle: (call) => actOnSmartSpot(call, "reset"),
  }),
  operation("D44", "removeLine", "DELETE /v1.0/devices/{mdn}", {
    anyOf: ["org_super"],
    writes: true,
    handle: (call) => {
      if (call.user.businessType === "PRIVATELTE") {
        throw new ApiError("BUSINESS_TYPE_NOT_ALLOWED", "Lines of PRIVATELTE accounts cannot be removed");
      }
      if (keyOf(call.params.mdn ?? "") === undefined) throw invalid("mdn", "is not a line number");
      const line = lineOfPath(call);
      call.world.remove(line.key);
      return accepted(call, line);
    },
  }),
  operation("D50", "rebootCradlepoint", "POST /v1.0/devices/{mdn}/reboot", {
    writes: true,
    handle: (call) => {
      if (call.user.businessType !== "WBU") {
        throw new ApiError("BUSINESS_TYPE_NOT_ALLOWED", "Only business type WBU may reboot a Cradlepoint");
      }
      const line = lineOfPath(call);
      if (!isCradlepoint(line)) throw new ApiError("NOT_ELIGIBLE", `${line.deviceName} is not a Cradlepoint`);
      act(call, line, "reboot");
      return accepted(call, line);
    },
  }),
  operation("D51", "replaceDevice", "PUT /v1.0/devices/{mdn}/replace", {
    anyOf: MANAGERS,
    body: bodies.replacement,
    writes: true,
    handle: (call) => {
      const line = lineOfPath(call);
      const item = replacementFor(call, line, call.body.imei, call.body.iccid);
      call.world.stock.take(item.iccid);
      call.world.change(line, { imei: item.imei, uicc: item.iccid, simType: item.simType }, call.lag);
      return { json: freshView(call.world, line) };
    },
  }),
];
