type Tree = Map<string, Tree | string>;

/**
 * The payload that a query spells out, as some clients of DELETE calls do: with the root `stop`,
 * `stop[devices][0][deviceIds][0][id]=…` is `{devices: [{deviceIds: [{id: …}]}]}`. Lists are in the order of their
 * numbers, whatever gaps there are. undefined when no name begins with the root.
 */
export function unflatten(query: Readonly<Record<string, string>>, root: string): unknown {
  const tree: Tree = new Map();
  for (const [name, value] of Object.entries(query)) {
    const keys = name.split(/\[|\]\[|\]/).filter((key) => key !== "");
    if (keys.length > 1 && keys[0] === root) grow(tree, keys.slice(1), value);
  }
  return tree.size === 0 ? undefined : grown(tree);
}

function grow(tree: Tree, [key = "", ...deeper]: string[], value: string): void {
  if (deeper.length === 0) {
    tree.set(key, value);
    return;
  }
  let branch = tree.get(key);
  if (!(branch instanceof Map)) {
    branch = new Map();
    tree.set(key, branch);
  }
  grow(branch, deeper, value);
}

function grown(branch: Tree | string): unknown {
  if (typeof branch === "string") return branch;
  const keys = [...branch.keys()];
  if (!keys.every((key) => /^\d+$/.test(key))) {
    return Object.fromEntries(keys.map((key) => [key, grown(branch.get(key) ?? "")]));
  }
  return keys.sort((one, other) => Number(one) - Number(other)).map((key) => grown(branch.get(key) ?? ""));
}
