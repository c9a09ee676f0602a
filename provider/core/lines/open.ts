import type { Values } from "../value";

/**
 * A change that a carrier took and does later: nobody has seen yet what became of it. It is kept in state, and followed by
 * the next run instead of being sent again.
 */
export interface OpenChange {
  /** The writer that sent it. */
  readonly writer: string;
  readonly values: Values;
  /** The carrier's name for the work; missing where the answer was lost, so that nobody knows whether it arrived. */
  readonly ticket?: string;
  /** When it was sent, ISO 8601. */
  readonly since: string;
}

/** Open changes by declared line. */
export type OpenChanges = Readonly<Record<string, readonly OpenChange[]>>;

/**
 * The part of a state that tells of them. `__asOf` is when state last told the whole truth: what the ledger knows from
 * before is over. `__spent` is what lines have had of their quotas. Two underscores keep both out of the engine's display.
 */
export interface OpenState {
  open?: OpenChanges;
  __asOf?: string;
  __spent?: string;
}

/** What a group knows of work that was sent: what is open, since when that is known, and what it took of the quotas. */
interface Sent {
  readonly open: OpenChanges;
  readonly asOf?: string;
  readonly spent?: string;
}

export function openState({ open, asOf, spent }: Sent): OpenState {
  const some = Object.entries(open).filter(([, changes]) => changes.length > 0);
  return {
    ...(some.length > 0 ? { open: Object.fromEntries(some) } : {}),
    ...(asOf === undefined ? {} : { __asOf: asOf }),
    ...(spent === undefined ? {} : { __spent: spent }),
  };
}

/** The same, read back. */
export function openOf(state: OpenState | undefined): Sent {
  return {
    open: state?.open ?? {},
    ...(state?.__asOf === undefined ? {} : { asOf: state.__asOf }),
    ...(state?.__spent === undefined ? {} : { spent: state.__spent }),
  };
}

/** What it is, for the reference. */
export const OPEN_DESCRIBED =
  "Changes that the carrier took and does later, by line: the next run follows them and sends nothing twice.";
