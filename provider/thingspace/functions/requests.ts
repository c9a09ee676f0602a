/** Functions about how far asynchronous requests are. */
import { z } from "zod";
import { defineFunction } from "../../core/function";
import {
  getGlobalRequestStatus as globalRequestStatus,
  getRequestStatus as requestStatus,
} from "../api/index";
import { thingspace } from "../session";
import { accountName } from "./args";

const args = z.object({
  accountName,
  requestId: z.string().min(1).describe("Id of the request, as the change was answered with."),
});

/**
 * How far a request is: only for activate, suspend, restore and deactivate of exactly one line. For everything else read
 * the line.
 *
 * ThingSpace API: Device management, GET /accounts/{accountName}/requests/{requestId}/status. At once; `NotFound` for
 * requests of several lines and for old ones.
 */
export const getRequestStatus = defineFunction({
  carrier: thingspace,
  name: "getRequestStatus",
  describe: "Tells how far a request of one line is: activation, suspension, restoral or deactivation.",
  args,
  returns: "requestId, status and outcome (pending, succeeded, failed or unknown).",
  run: (session, { accountName: declared, requestId }) =>
    requestStatus(session.http, { accountName: session.account(declared), requestId }),
});

/**
 * How far a request of the eUICC calls is, device by device.
 *
 * ThingSpace API: eUICC devices, GET /v2/accounts/{accountName}/requests/{requestId}/status. At once; `NotFound` where the
 * request is unknown.
 */
export const getGlobalRequestStatus = defineFunction({
  carrier: thingspace,
  name: "getGlobalRequestStatus",
  describe: "Tells how far a request about eSIM profiles is, device by device.",
  args,
  returns: "requestId, status, and subrequests, each with the ids of a device and its status.",
  run: (session, { accountName: declared, requestId }) =>
    globalRequestStatus(session.http, { accountName: session.account(declared), requestId }),
});
