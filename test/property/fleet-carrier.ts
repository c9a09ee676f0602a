import type fc from "fast-check";
import type { AnyLineModel } from "../../provider/core/lines/model";
import type { Values } from "../../provider/core/value";
import type { Fault, Simulator } from "../../simulator/index";
import type { Wish } from "./fleet-story";

/** A line as a simulator's control surface shows it. */
export type SimulatedRecord = Readonly<Record<string, unknown>>;

/** A simulated carrier that runs, for one story after the other. */
export interface FleetWorld {
  readonly simulator: Simulator;
  /** Everything as it was at the start; gives the config of the story's deployments. */
  reset(hears: boolean): Promise<Readonly<Record<string, string>>>;
  close(): Promise<void>;
}

/** A resource that owns one attribute of many lines. */
export interface Membership {
  readonly type: string;
  readonly name: string;
  readonly values: Values;
  readonly onDelete: "retain" | "restore";
  /** Whether a line, in the words of a declaration, has what the membership gives. */
  has(truth: Values): boolean;
}

/** All that a story needs to know of a carrier. */
export interface FleetCarrier {
  readonly name: string;
  readonly model: AnyLineModel;
  start(): Promise<FleetWorld>;

  /** What may be declared of a line, set by somebody else, and go wrong. */
  readonly values: fc.Arbitrary<Values>;
  readonly patch: fc.Arbitrary<Values>;
  readonly faults: fc.Arbitrary<Fault>;
  /** At most two: which of them a line is in, a wish says by their index. */
  readonly memberships: readonly Membership[];
  /** What the first lines change once, and where they are found only if somebody says so. */
  readonly journey?: { readonly attribute: string; readonly from: string; readonly to: string };
  /** What it takes to order a line. */
  orderable(index: number): Values & { readonly iccid: string };
  /** The wish without what this carrier cannot do, or one line cannot have together. */
  tamed?(wish: Wish, index: number): Wish;
  /** The same of a change in the portal. */
  tamedPatch?(patch: Values, index: number): Values;

  /** What a line has, in the words of a declaration. */
  truth(record: SimulatedRecord): Values;
  /** Attributes that serve an order and show nowhere, or are told in another way. */
  readonly hidden: readonly string[];
  /** The number of a line as a declaration writes it; undefined where it has none. */
  numberOf(record: SimulatedRecord): string | undefined;
  iccidOf(record: SimulatedRecord): string | undefined;
  /** What the portal is told, in the words of its records. */
  edit(simulator: Simulator, number: string, patch: Values): Promise<void>;
  /** Lines whose story can be told: active, in the account, and free to be changed. */
  usable(record: SimulatedRecord): boolean;
  /** Something to be done before a story begins, to a line that nobody declares. */
  prepare?(simulator: Simulator, bystander: string): Promise<void>;

  /** Time that passes before the last runs, in milliseconds: so much that nothing is under way any more. */
  readonly restMs: number;
  /** How many runs the end may take; one where every answer says what became of it. */
  readonly runsToRecover: number;
  /** Everything that was done twice, or lost for good. */
  misdeeds(simulator: Simulator, edits: readonly PortalEdit[]): Promise<string[]>;
}

/** Somebody's change of a line, after the request of this number in the journal. */
export interface PortalEdit {
  readonly number: string;
  readonly after: number;
}
