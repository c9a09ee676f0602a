/**
 * What a change would cost to undo. The gate, the policy pack and the guard read it from one table a carrier
 * (`impacts.ts` in its room), so that they cannot disagree about what is dangerous.
 */

/** What a change touches, from harmless to worst. */
export const IMPACT_CLASSES = ["cosmetic", "cost", "connectivity", "identity", "destructive"] as const;
export type ImpactClass = (typeof IMPACT_CLASSES)[number];

/** How it is undone: by a call; with delay or a fee (or not wholly); or not at all. */
export const UNDOS = ["call", "delay", "never"] as const;
export type Undo = (typeof UNDOS)[number];

interface Sourced {
  /** The carrier's operations that make the change, by their ids in the API reference; none where nothing is sent. */
  readonly operations: readonly string[];
}

/** A change that can be taken back. */
export interface Reversible extends Sourced {
  readonly class: Exclude<ImpactClass, "destructive">;
  readonly undo: "call" | "delay";
  /** What stands in the way of undoing it, or what it touches, where the class alone does not say it. */
  readonly why?: string;
}

/** A change that cannot: the guard is asked before it is made. */
export interface Irreversible extends Sourced {
  readonly class: "destructive";
  readonly undo: "never";
  /** What is done, as approvals name it. */
  readonly action: string;
  /** What is lost: the second half of a sentence. */
  readonly loss: string;
}

export type Impact = Reversible | Irreversible;

/** The impact of a change of one attribute; where a value is worse than others, by the value that is wanted. */
export type AttributeImpact = Reversible & { readonly values?: Readonly<Record<string, Impact>> };

/** What can happen to a carrier's lines. */
export interface LineImpacts {
  /** By attribute. */
  readonly attributes: Readonly<Record<string, AttributeImpact>>;
  /** A line that the carrier does not have yet is ordered, or brought in. */
  readonly order?: Reversible;
  /** A line that is no longer declared, by what `onDelete` says. */
  readonly endings: Readonly<Record<string, Impact>>;
  /**
   * Where the carrier takes a line from each status; one that is not named here is not known, and let through. A status may
   * always be left as it is.
   */
  readonly transitions: Readonly<Record<string, readonly string[]>>;
}

/** What can happen with another resource. */
export interface ResourceImpacts {
  /** It is made, or an action is done. */
  readonly create: Impact;
  /** By argument; one that is not named is as harmless as `create`. */
  readonly arguments?: Readonly<Record<string, Impact>>;
  /** It is no longer declared: by what `onDelete` says, or always. */
  readonly remove: Impact | Readonly<Record<string, Impact>>;
}

/** Everything that can happen at a carrier. */
export interface CarrierImpacts {
  readonly lines: LineImpacts;
  /** By the name of the declaration, `Callback`; lines, sets and memberships are lines. */
  readonly resources: Readonly<Record<string, ResourceImpacts>>;
}

/** What no table names is treated as something that connects. */
export const UNNAMED: Reversible = { class: "connectivity", undo: "call", operations: [] };

/** The impact of giving an attribute a value. */
export function impactOf(lines: LineImpacts, attribute: string, value: unknown): Impact {
  const impact = lines.attributes[attribute];
  if (impact === undefined) return UNNAMED;
  return impact.values?.[String(value)] ?? impact;
}
