/** What is known about an operation before it is called. */
import { type ApiFacts, homeOf } from "../../core/api-operation";
import type { Method } from "../../core/http-types";

/** The facts about one operation. */
export interface OperationFacts extends ApiFacts {
  /** C01 to C06: the number used in docs and tests. */
  id: string;
}

/** The one version of the API there is. It stands in the path; any other is refused with 10000024. */
const API_VERSION = 1;

/** One row of the table: a path below `/rws/api/v1`. The home is written short, see `homeOf`. */
export function op(
  id: string,
  address: string,
  home: string,
  traits: Pick<OperationFacts, "repeatable">,
): OperationFacts {
  const [method, path = ""] = address.split(" ") as [Method, string];
  return { id, method, path: `/rws/api/v${API_VERSION}${path}`, home: homeOf(home), ...traits };
}

/** Reads. */
export const reads = { repeatable: true } as const;

/**
 * Changes a line. Setting a value twice is setting it once, but for one: ACTIVATED written to an activated SIM is refused.
 * So after a fault or a silence one looks first; only a call that was throttled is sent again unseen.
 */
export const edits = { repeatable: false } as const;
