/** What is known about an operation before it is called. */
import { type ApiFacts, homeOf } from "../../core/api-operation";
import type { Method } from "../../core/http-types";

/** Scopes of an API user of Sentinel that the pages name. */
export type Scope =
  | "org_super"
  | "org_tech"
  | "org_kajeetmanaged"
  | "org_managerplus"
  | "org_mediacenter"
  | "readonly"
  | "aux_activation"
  | "aux_kemp_user";

/** Who may call: one of the named scopes, anybody but the named ones, or (neither) any token. */
export type ScopeRule = { anyOf: readonly Scope[] } | { not: readonly Scope[] } | { any: true };

/** What calling it does: nothing, a change, or a change that hurts. */
export type Safety = "read-only" | "changes-data" | "destructive";

/** The facts about one operation. */
export interface OperationFacts extends ApiFacts {
  /** D01 to D51 (devices), A01 to A14 (activation), T00 (token): the number used in docs and tests. */
  id: string;
  scopes: ScopeRule;
  /** The carrier's own tag on its page. */
  tag: Safety;
  /** What it does in truth: two calls tagged as changes only count, one tagged destructive does too. */
  safety: Safety;
}

const READS: Safety = "read-only";
const CHANGES: Safety = "changes-data";
const DESTROYS: Safety = "destructive";

/** What an operation's row says beside address and home. */
type Traits = Pick<OperationFacts, "tag" | "safety" | "repeatable">;

/** Reads. */
export const reads: Traits = { tag: READS, safety: READS, repeatable: true };
/** Tagged as a change on its page, but only counts or asks. */
export const asks: Traits = { tag: CHANGES, safety: READS, repeatable: true };
/** Tagged destructive on its page, but only counts. */
export const counts: Traits = { tag: DESTROYS, safety: READS, repeatable: true };
/** Sets a value; setting it twice is setting it once. */
export const sets: Traits = { tag: CHANGES, safety: CHANGES, repeatable: true };
/** Sets values and takes some away; doing it twice is doing it once. */
export const takes: Traits = { tag: DESTROYS, safety: DESTROYS, repeatable: true };
/** Begins something that must not begin twice. */
export const begins: Traits = { tag: CHANGES, safety: CHANGES, repeatable: false };
/** Interrupts or ends something; never done twice on a guess. */
export const ends: Traits = { tag: DESTROYS, safety: DESTROYS, repeatable: false };

/** Any token will do. */
const anyToken: ScopeRule = { any: true };
/** Whoever manages lines. */
export const managers: ScopeRule = {
  anyOf: ["org_super", "org_tech", "org_kajeetmanaged", "org_managerplus"],
};
export const superOrTech: ScopeRule = { anyOf: ["org_super", "org_tech"] };
export const superOnly: ScopeRule = { anyOf: ["org_super"] };
export const activators: ScopeRule = { anyOf: ["aux_activation"] };
export const kempUsers: ScopeRule = { anyOf: ["aux_kemp_user"] };
export const notMediaCenter: ScopeRule = { not: ["org_mediacenter"] };
export const notReaders: ScopeRule = { not: ["org_mediacenter", "readonly"] };

/**
 * One row of the table. The home is written short, see `homeOf`.
 */
export function op(
  id: string,
  address: string,
  home: string,
  traits: Traits,
  scopes = anyToken,
): OperationFacts {
  const [method, path] = address.split(" ") as [Method, string];
  return { id, method, path, home: homeOf(home), scopes, ...traits };
}

/** A row whose path is below `/v1.0/devices`. */
export function device(id: string, address: string, home: string, traits: Traits, scopes = anyToken) {
  return op(id, address.replace(" ", " /v1.0/devices"), home, traits, scopes);
}

/** A row whose path is below `/v1.0/activation`. */
export function activation(id: string, address: string, home: string, traits: Traits, scopes = anyToken) {
  return op(id, address.replace(" ", " /v1.0/activation"), home, traits, scopes);
}
