import type { Context } from "../http/context";
import { operation, type ThingspaceOperation } from "../http/operation";
import { CarrierError } from "../model/errors";
import { statusOf, type WorkRequest } from "../model/requests";

/** What became of asynchronous requests (ThingSpace API: Get the Status of an Asynchronous Request). */
export const requestOperations: ThingspaceOperation[] = [
  operation("getRequestStatus", "GET /m2m/v1/accounts/{accountName}/requests/{requestId}/status", {
    handle: (context, { params }) => {
      const request = requestOf(context, params, ["single"]);
      return { json: { requestId: request.requestId, status: statusOf(request) } };
    },
  }),
  operation("getGlobalRequestStatus", "GET /m2m/v2/accounts/{accountName}/requests/{requestId}/status", {
    handle: (context, { params }) => {
      const request = requestOf(context, params, ["single", "global"]);
      const { requestId, parts } = request;
      // One identifier or a list of them may stand here (G-REQ2).
      const subrequests = parts.map(({ ids, status }) => ({ ids, status }));
      return { json: { requestId, status: statusOf(request), subrequests } };
    },
  }),
];

/** A request that can be asked after. Bulk requests and most others cannot: they are unknown here (G-REQ1). */
function requestOf(
  context: Context,
  { accountName, requestId = "" }: Record<string, string>,
  pollable: readonly WorkRequest["pollable"][],
): WorkRequest {
  const account = context.account(accountName);
  const request = context.world.requests.get(requestId.toLowerCase());
  if (request === undefined || request.account !== account.name || !pollable.includes(request.pollable)) {
    throw new CarrierError("REQUEST_FAILED.RequestNotFound", `There is no request ${requestId} to ask after`);
  }
  return request;
}
