import { type ControlCenterOperation, lineOf } from "../http/operation";
import { CUSTOM_FIELDS, ownerOf } from "../model/attributes";
import { dateText } from "../model/dates";
import type { Line } from "../model/line";

/** One SIM as it is (Control Center API: Get Device Details). Of what is pending nothing shows (C-ED3). */
export const getDevice: ControlCenterOperation = {
  id: "getDevice",
  operationId: "getDevice",
  method: "GET",
  path: "/devices/{iccid}",
  writes: false,
  lists: false,
  startsWork: false,
  handle: (context) => {
    const line = context.world.seen(lineOf(context));
    return { json: chosen(detailsOf(line, context.user.role === "operator"), context.request.query.fields) };
  },
};

/** The fields that a comma separated list names; all without one, and for `*`. Unknown names are passed over. */
function chosen(details: Record<string, unknown>, fields: string | undefined): Record<string, unknown> {
  const names = (fields ?? "").split(",").filter((name) => name !== "");
  if (names.length === 0 || names.includes("*")) return details;
  return Object.fromEntries(Object.entries(details).filter(([name]) => names.includes(name)));
}

/** Blank custom fields are "", other unset values null. Fields of the operator are for operators only. */
function detailsOf(line: Line, operator: boolean): Record<string, unknown> {
  const custom = CUSTOM_FIELDS.filter((field) => operator || ownerOf(field) !== "operator");
  return {
    iccid: line.iccid,
    imsi: line.imsi,
    msisdn: line.msisdn,
    imei: line.imei,
    status: line.status,
    ratePlan: line.ratePlan,
    communicationPlan: line.communicationPlan,
    customer: line.customer,
    endConsumerId: line.endConsumerId,
    dateActivated: dateText(line.dateActivated),
    dateAdded: dateText(line.dateAdded),
    dateUpdated: dateText(line.dateUpdated),
    dateShipped: dateText(line.dateShipped),
    accountId: line.accountId,
    fixedIPAddress: line.ipv4Address,
    fixedIpv6Address: line.ipv6Address,
    ...Object.fromEntries(custom.map((field) => [field, line[field]])),
    simNotes: line.simNotes,
    deviceID: line.deviceID,
    modemID: line.modemID,
    globalSimType: line.globalSimType,
    eid: line.eid,
    simProfileId: line.simProfileId,
    // Seen in answers, but nobody knows what it is.
    mec: null,
  };
}
