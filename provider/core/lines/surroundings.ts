import type { Guard } from "../guard";
import type { Hosted } from "../host";
import type { Tally } from "./quota";

/** What work on a group of lines gets to work with. */
export interface Surroundings<S> {
  readonly session: S;
  readonly host: Hosted;
  readonly guard: Guard;
  /** What the messages call the whole. */
  readonly subject: string;
  /** How long to wait for work that the carrier does later, where the declaration says so. */
  readonly deadlineMs?: number;
  /** What lines have had of the carrier's quotas, where it has any. */
  readonly tally?: Tally;
}

/** The same, with the waiting time that a declaration asks for. */
export function patient<S, A extends Surroundings<S>>(
  around: A,
  declared: Readonly<Record<string, unknown>> | { readonly deadlineSeconds?: number },
): A {
  const { deadlineSeconds } = declared;
  return typeof deadlineSeconds === "number" ? { ...around, deadlineMs: deadlineSeconds * 1000 } : around;
}
