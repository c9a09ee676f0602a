import type { ResourceSpec } from "../../provider/core/resource";

export type Bag = Readonly<Record<string, unknown>>;

/** What the engine does to a resource. */
export type Step = "create" | "update" | "replace" | "delete" | "same";

/** One of our resources as a plan shows it: what state has, and what the program wants. */
export interface PlannedResource {
  readonly urn: string;
  /** The program's name of it. */
  readonly name: string;
  /** As users see it: `kajeet:LineSet`. */
  readonly type: string;
  readonly spec: ResourceSpec<never, never, never>;
  readonly step: Step;
  /** The outputs that state has; absent where it is new. */
  readonly state?: Bag;
  /** The arguments that state has. */
  readonly declared?: Bag;
  /** The arguments that are wanted; absent where it goes. */
  readonly wanted?: Bag;
  /** The engine only forgets it (`retainOnDelete`): the provider is not asked to do anything. */
  readonly forgotten: boolean;
}

/** Something in a plan that cannot be judged, and why. */
export interface Unreadable {
  readonly urn: string;
  readonly name: string;
  readonly reason: string;
}

/** How people name a resource: its type and the program's name. */
export const resourceName = ({ type, name }: Pick<PlannedResource, "type" | "name">): string =>
  `${type} ${name}`;

/** The arguments by which it ends, and lets lines go: the new ones where it changes, those in state where it goes. */
export const termsOf = ({ step, wanted, state }: PlannedResource): Bag =>
  (step === "replace" ? state : (wanted ?? state)) ?? {};

/** The type of a resource of ours as users see it; nothing for any other resource. */
export function typeOf(token: string): string | undefined {
  return token.startsWith(PREFIX) ? token.slice(PREFIX.length) : undefined;
}

/** The last part of a URN: the name that the program gave. */
export const nameOf = (urn: string): string => urn.slice(urn.lastIndexOf("::") + 2);

const PREFIX = "pulumi-nodejs:dynamic/";
