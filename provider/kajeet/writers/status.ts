import { NotFound } from "../../core/errors";
import { getDeviceIfStatus, setLineStatus } from "../api/index";
import { STATUSES } from "../lines/attributes";
import type { Look } from "./outcomes";
import { bulk } from "./setters";
import { verifyStatuses } from "./verify";

/** The status of lines, with a reason for the carrier's records. */
export const statusWriter = bulk(
  "setLineStatus",
  ["status", "statusReason"],
  ({ http }, target, { status, statusReason }) =>
    setLineStatus(http, {
      ...target,
      status: STATUSES[status as keyof typeof STATUSES],
      ...(statusReason ? { reason: String(statusReason) } : {}),
    }),
  { verify: verifyStatuses, look: ({ status }) => hasStatus(String(status)) },
);

/** The carrier answers this read only for a line that has the status, so it says in one call whether the change took. */
function hasStatus(wanted: string): Look {
  const status = STATUSES[wanted as keyof typeof STATUSES].toLowerCase() as Lowercase<
    (typeof STATUSES)[keyof typeof STATUSES]
  >;
  return async ({ http }, { corp, mdn }) => {
    try {
      await getDeviceIfStatus(http, { corpId: corp, mdn, status });
      return undefined;
    } catch (error) {
      if (error instanceof NotFound) return `it does not have status ${wanted}`; // A-ST3
      throw error;
    }
  };
}
