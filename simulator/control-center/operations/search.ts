import { faultOf } from "../../core/faults";
import type { Context, ControlCenterOperation } from "../http/operation";
import { pageWish } from "../http/paging";
import { CUSTOM_FIELDS, ownerOf } from "../model/attributes";
import { momentOf } from "../model/dates";
import { refusal } from "../model/errors";
import { pageOf, type Search } from "../model/search";
import { isStatus } from "../model/statuses";

/** SIMs changed since a moment, oldest change first (Control Center API: Search Devices). */
export const searchDevices: ControlCenterOperation = {
  id: "searchDevices",
  operationId: "searchDevices",
  method: "GET",
  path: "/devices",
  writes: false,
  lists: true,
  startsWork: false,
  handle: (context) => {
    const { world, request, faults, addressed } = context;
    const search = searchOf(context);
    const { pageNumber, pageSize } = pageWish(request.query);
    const { lines, lastPage } = pageOf(world, search, pageNumber, pageSize);
    if (lines.length === 0 && faultOf(faults, "empty-list")?.status === 404) throw refusal("20000001");
    addressed(lines.length);
    const devices = lines.map((line) => {
      const { iccid, status, ratePlan, communicationPlan } = world.seen(line);
      return { iccid, status, ratePlan, communicationPlan };
    });
    return { json: { pageNumber, devices, lastPage } };
  },
};

/** What is asked for; an empty parameter counts as none, since public clients send some so. All refusals are 400 (C-SE1). */
function searchOf({ world, user, request }: Context): Search {
  const { modifiedSince = "", modifiedTill = "", accountId = "", status = "" } = request.query;
  if (modifiedSince === "") throw refusal("10000003");
  const since = moment(modifiedSince);
  const till = modifiedTill === "" ? Number.POSITIVE_INFINITY : moment(modifiedTill);
  if (accountId !== "" && accountId !== world.accountId) throw refusal("10000004");
  if (status !== "" && !isStatus(status)) throw refusal("10000005");
  const custom = CUSTOM_FIELDS.flatMap((field) => {
    const value = request.query[field] ?? "";
    if (value === "") return [];
    // Otherwise a filter would tell what the details hide (C-SE2).
    if (ownerOf(field) === "operator" && user.role !== "operator") throw refusal("10000008");
    return [[field, value] as const];
  });
  return { since, till, status: status === "" ? undefined : status, custom };
}

function moment(text: string): number {
  const at = momentOf(text);
  if (at === undefined) throw refusal("10000012");
  return at;
}
