import type { ImpactClass, Undo } from "../../../provider/core/impact";
import type { Value } from "../../../provider/core/value";

export type CarrierName = "kajeet" | "thingspace" | "control-center";
export type Grain = "set" | "line" | "membership";

type Values = Readonly<Record<string, Value>>;

/** How a change is approved, or what is wrong with its approval. */
export type Approved = "yes" | "expired" | "another line" | "another action" | "another change";

/** What an approval of a case says beside lines and code. */
export interface Terms {
  readonly onDelete?: string;
  readonly deletionProtection?: boolean;
}

/** One change of one line, and what every ring must say of it. */
export interface Case {
  readonly carrier: CarrierName;
  readonly grain: Grain;
  readonly what: string;
  readonly terms?: Terms;
  /** The membership's type, where it is one. */
  readonly type?: string;
  readonly before: Values;
  /** Nothing where the line is no longer declared. */
  readonly after?: Values;
  /** It is declared by another resource from then on. */
  readonly moves?: boolean;
  /** The set goes as a whole, and not only its line. */
  readonly whole?: boolean;
  readonly approved?: Approved;
  readonly class: ImpactClass;
  readonly undo: Undo;
  /** Must it be refused? */
  readonly blocked: boolean;
}

/** A case on a line of its own. */
export interface Placed extends Case {
  /** As reports call it: `kajeet set: a note`. */
  readonly title: string;
  /** The resource's name in the program. */
  readonly resource: string;
  readonly line: string;
  /** A line of nobody's, for approvals that name another one. */
  readonly stranger: string;
}
