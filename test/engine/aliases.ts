/** Finding the old state of a resource under its URN, or under a name it had before. */
import type { Deployment } from "./deployment";
import type { AliasSpec, Goal } from "./goal";
import type { ResourceState } from "./resource-state";
import { makeUrn, nameOf, qualifiedTypeOf, STACK_TYPE, typeOf } from "./urn";

export class Aliases {
  /** Old URN to the new one that claimed it. */
  readonly claimed = new Map<string, string>();
  /** New URN to the old one. */
  private readonly former = new Map<string, string>();

  constructor(private readonly deployment: Deployment) {}

  /** The URN under which a step has been taken for this old one. */
  current(urn: string): string {
    return this.claimed.get(urn) ?? urn;
  }

  findOld(
    urn: string,
    goal: Goal,
    seen: ReadonlySet<string>,
  ): { old: ResourceState | undefined; alias: string } {
    const { olds, diagnostics } = this.deployment;
    const claimant = this.claimed.get(urn);
    if (claimant !== undefined)
      diagnostics.bail(
        `Duplicate resource URN '${urn}' conflicting with alias on resource with URN '${claimant}'`,
        urn,
      );
    for (const candidate of [urn, ...this.candidates(goal)]) {
      const old = olds.get(candidate);
      if (old === undefined) continue;
      if (candidate === urn) return { old, alias: "" };
      if (seen.has(candidate) || this.claimed.has(candidate)) {
        diagnostics.bail(
          `Duplicate resource alias '${candidate}' applied to resource with URN '${urn}'`,
          urn,
        );
      }
      this.claimed.set(candidate, urn);
      this.former.set(urn, candidate);
      return { old, alias: candidate };
    }
    return { old: undefined, alias: "" };
  }

  private candidates(goal: Goal): Set<string> {
    const own = goal.aliases.map((alias) => this.collapse(goal, alias));
    const urns = new Set(own);
    const formerParent = goal.parent === "" ? undefined : this.former.get(goal.parent);
    if (formerParent !== undefined) {
      urns.add(this.underParent(goal.type, goal.name, nameOf(goal.parent), formerParent));
      for (const alias of own)
        urns.add(this.underParent(typeOf(alias), nameOf(alias), nameOf(goal.parent), formerParent));
    }
    return urns;
  }

  private collapse(goal: Goal, alias: AliasSpec): string {
    if (alias.urn !== undefined) return alias.urn;
    let parent = alias.parent ?? this.former.get(goal.parent) ?? goal.parent;
    if (alias.noParent === true || (parent !== "" && qualifiedTypeOf(parent) === STACK_TYPE)) parent = "";
    return makeUrn(
      alias.stack ?? this.deployment.stack,
      alias.project ?? this.deployment.project,
      alias.type ?? goal.type,
      alias.name ?? goal.name,
      parent,
    );
  }

  /** A child named after its parent was named after the parent's old name, too. */
  private underParent(type: string, name: string, parentName: string, formerParent: string): string {
    const formerName = name.startsWith(parentName)
      ? nameOf(formerParent) + name.slice(parentName.length)
      : name;
    return makeUrn(this.deployment.stack, this.deployment.project, type, formerName, formerParent);
  }
}

/** References to resources under former names are rewritten when a state is saved. */
export function renameReferences(
  states: Iterable<ResourceState>,
  claimed: ReadonlyMap<string, string>,
): ResourceState[] {
  const renamed: ResourceState[] = [];
  const now = (urn: string): string => claimed.get(urn) ?? urn;
  for (const state of states) {
    const touched =
      [
        state.parent,
        state.deletedWith,
        ...state.dependencies,
        ...Object.values(state.propertyDependencies ?? {}).flat(),
      ].some((urn) => claimed.has(urn)) ||
      claimed.has(state.provider.slice(0, state.provider.lastIndexOf("::")));
    if (!touched) continue;
    state.parent = now(state.parent);
    state.deletedWith = now(state.deletedWith);
    state.dependencies = state.dependencies.map(now);
    if (state.propertyDependencies !== undefined) {
      for (const [key, urns] of Object.entries(state.propertyDependencies))
        state.propertyDependencies[key] = urns.map(now);
    }
    const cut = state.provider.lastIndexOf("::");
    if (cut > 0) state.provider = now(state.provider.slice(0, cut)) + state.provider.slice(cut);
    renamed.push(state);
  }
  return renamed;
}
