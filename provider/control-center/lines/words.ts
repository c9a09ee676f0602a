import { isIPv6 } from "node:net";
import { OVERAGE_OVERRIDES, SIM_STATUSES } from "../api/index";

/** `ACTIVATION_READY` as `activationReady`. */
const camel = (word: string) =>
  word.toLowerCase().replace(/_([a-z])/g, (_, letter: string) => letter.toUpperCase());

/** The carrier's words by ours. */
const byOurs = <Word extends string>(words: readonly Word[]) =>
  new Map(words.map((word) => [camel(word), word] as const));

const statuses = byOurs(SIM_STATUSES);
const overrides = byOurs(OVERAGE_OVERRIDES);

/** Statuses as declared. `replaced` is shown by the carrier and cannot be written. */
export const STATUSES = [...statuses.keys()].filter((name) => name !== "replaced") as [string, ...string[]];
export const OVERRIDES = [...overrides.keys()] as [string, ...string[]];

export const BEFORE_ACTIVATION: readonly string[] = ["testReady", "inventory", "activationReady"];

/** A status as the carrier writes it; unknown ones are let through. */
export const statusWord = (name: string) => statuses.get(name) ?? (name as (typeof SIM_STATUSES)[number]);
export const overrideWord = (name: string) =>
  overrides.get(name) ?? (name as (typeof OVERAGE_OVERRIDES)[number]);

/** The carrier's word as we write it. */
export const ourWord = camel;

/** An IPv6 address in its shortest spelling, so that two spellings of one address are no difference. */
export const shortest = (address: string) =>
  isIPv6(address) ? new URL(`http://[${address}]`).hostname.slice(1, -1) : address;
