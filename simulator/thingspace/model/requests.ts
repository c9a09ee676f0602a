import type { DeviceId } from "./identifiers";
import type { CallbackService } from "./listeners";

/** What a request does to one device. */
export interface WorkPart {
  ids: DeviceId[];
  status: "Pending" | "Success" | "Failed";
}

/** An asynchronous request: answered at once with its id, done device by device later. */
export interface WorkRequest {
  readonly requestId: string;
  readonly operationId: string;
  readonly account: string;
  readonly service: CallbackService;
  /**
   * Which status call knows it. `single`: activate, deactivate, suspend and restore of one device (both versions);
   * `global`: the eUICC calls (version 2); `none`: all others and everything in bulk.
   */
  readonly pollable: "single" | "global" | "none";
  readonly acceptedAt: number;
  readonly parts: WorkPart[];
}

/** A request as a whole: pending until its last device is done, and failed if any device did. */
export function statusOf({ parts }: WorkRequest): "Pending" | "Success" | "Failure" {
  if (parts.some(({ status }) => status === "Pending")) return "Pending";
  return parts.some(({ status }) => status === "Failed") ? "Failure" : "Success";
}
