import type { CellularError } from "../errors";
import type { Values } from "../value";
import type { OpenChange, OpenChanges } from "./open";
import type { ReleasePolicy } from "./release";

/**
 * What state knows of a group of lines: their values when last seen, numbers given to ordered lines, orders that are
 * open, and changes that are.
 */
export interface Known {
  readonly rows: ReadonlyMap<string, Values>;
  readonly numbers: Readonly<Record<string, string>>;
  readonly pending: Readonly<Record<string, string>>;
  readonly open: OpenChanges;
  /** When state was last written after a change, ISO 8601: what the ledger knows from before is over. */
  readonly asOf?: string;
  /** What lines have had of their quotas, packed. */
  readonly spent?: string;
}

/** The group as it is afterwards, and what could not be done, a fault a line. */
export interface Reconciled {
  readonly rows: Map<string, Values>;
  readonly numbers: Record<string, string>;
  readonly pending: Record<string, string>;
  readonly open: Record<string, readonly OpenChange[]>;
  readonly asOf?: string;
  readonly spent?: string;
  readonly faults: CellularError[];
}

/** What a declaration says beyond its lines. */
export interface Terms {
  readonly release: ReleasePolicy;
  /** Refuses whatever cannot be undone. */
  readonly deletionProtection: boolean;
}
