/** Who needs whom among old resources. The list of a state is in order: nothing stands before what it rests on. */
import { dependenciesWithoutParent, type ResourceState } from "./resource-state";

/** Everything that rests on `root`, directly or not, in order. Children count only when asked for. */
export function dependents(
  states: readonly ResourceState[],
  root: ResourceState,
  options: { children: boolean; ignore?: (urn: string) => boolean },
): ResourceState[] {
  const found = new Set([root.urn]);
  const list: ResourceState[] = [];
  for (const state of states.slice(states.indexOf(root) + 1)) {
    if (options.ignore?.(state.urn) === true) continue;
    const needs = dependenciesWithoutParent(state);
    if (options.children && state.parent !== "") needs.add(state.parent);
    if (![...needs].some((urn) => found.has(urn))) continue;
    found.add(state.urn);
    list.push(state);
  }
  return list;
}

/**
 * Cuts deletions into rounds: a resource goes in a later round than everything that rests on it, and each round may
 * run in parallel. Resources that rest on a component rest on its children, too.
 */
export function deletionRounds<T>(
  states: readonly ResourceState[],
  doomed: ReadonlyMap<ResourceState, T>,
): T[][] {
  const byUrn = new Map<string, ResourceState[]>();
  const childrenOf = new Map<string, ResourceState[]>();
  const rounds: T[][] = [];
  /** Round of each doomed resource, counted from its roots: a resource comes after all it rests on. */
  const level = new Map<ResourceState, number>();
  const push = (map: Map<string, ResourceState[]>, key: string, state: ResourceState): void => {
    const list = map.get(key);
    if (list === undefined) map.set(key, [state]);
    else list.push(state);
  };
  for (const state of states) {
    let own = 0;
    const restsOn = (candidate: ResourceState): void => {
      const below = level.get(candidate);
      if (below !== undefined && doomed.has(state)) own = Math.max(own, below + 1);
    };
    if (doomed.has(state)) {
      for (const urn of dependenciesWithoutParent(state)) {
        for (const candidate of byUrn.get(urn) ?? []) {
          restsOn(candidate);
          if (!candidate.custom) for (const child of childrenOf.get(candidate.urn) ?? []) restsOn(child);
        }
      }
      for (const parent of byUrn.get(state.parent) ?? []) restsOn(parent);
      level.set(state, own);
      while (rounds.length <= own) rounds.push([]);
      rounds[own]?.push(doomed.get(state) as T);
    }
    push(byUrn, state.urn, state);
    const ancestors = new Set<string>();
    for (
      let parent = state.parent;
      parent !== "" && !ancestors.has(parent);
      parent = byUrn.get(parent)?.[0]?.parent ?? ""
    ) {
      ancestors.add(parent);
      push(childrenOf, parent, state);
    }
  }
  return rounds.reverse().map((round) => round.reverse());
}
