import type * as pulumi from "@pulumi/pulumi";
import type { Values } from "../value";
import type { Attribute } from "./attribute";
import type { DriftState } from "./drift";
import type { Observation } from "./observed";
import type { OpenState } from "./open";

/** What a membership gives back to a line that leaves it under `onDelete: "restore"`. */
export type Restore =
  /** The value the line had before it came in. */
  | { readonly kind: "before" }
  /** The carrier's default, which may have to be asked for. */
  | { readonly kind: "value"; value(session: object, account: string): Promise<Values> };

/** A resource that owns a few attributes of many lines. */
export interface MembershipSpec {
  readonly name: string;
  readonly describe: string;
  /** The attributes of the model it owns; they are its arguments. */
  readonly attributes: readonly string[];
  /** Those of them that may be left out. */
  readonly optional?: readonly string[];
  readonly restore: Restore;
  readonly onDelete: "retain" | "restore";
  /** Set where the attribute can be owned in part: the attribute as this resource sees it. */
  narrow?(attribute: Attribute<unknown>, values: Values): Attribute<unknown>;
  /** What it claims of a line; the attributes themselves where it is left out. */
  claims?(values: Values): string[];
}

/** What state holds of a membership, beside its attributes. */
export interface MembershipState extends Observation, OpenState, DriftState {
  connection?: string;
  account: string;
  before?: Record<string, string>;
  onDelete: "retain" | "restore";
  exclusive: boolean;
  stateVersion: number;
  [attribute: string]: unknown;
}

/** Arguments as a program writes them. */
export type MembershipArgs<V> = {
  /** The lines, by MDN or another identifier under which the carrier's lines can be declared. */
  lines: pulumi.Input<pulumi.Input<string>[]>;
  connection?: pulumi.Input<string>;
  onDelete?: pulumi.Input<"retain" | "restore">;
  /** Also lets go of every other line that has the value now; needs `onDelete: "restore"`. */
  exclusive?: pulumi.Input<boolean>;
  /** Seconds to wait for work that the carrier does later; the rest is left to the next run. */
  deadlineSeconds?: pulumi.Input<number>;
} & { [K in keyof V]: pulumi.Input<V[K]> };
