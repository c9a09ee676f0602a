/** The exact difference of two property bags, key by key: what the engine computes when a provider's diff is "unknown". */
import { formatPath, type PathSegment, parsePath, pathContains } from "./property-path";
import { equal, isBag, type Properties, type Value, withoutSecrets } from "./values";

export type ChangeKind = "add" | "delete" | "update";
export type DiffKind = ChangeKind | `${ChangeKind}-replace`;

/** One changed property. `inputDiff` says that old and new are both inputs. */
export interface PropertyDiff {
  kind: DiffKind;
  inputDiff: boolean;
}

export type DetailedDiff = Record<string, PropertyDiff>;

/** What is known about a change of one resource. Keys are top-level property names; paths are full. */
export interface ResourceDiff {
  changes: boolean;
  replaceKeys: string[];
  changedKeys?: string[];
  detailedDiff?: DetailedDiff;
  deleteBeforeReplace: boolean;
}

/** Compares inputs, ignoring what is secret and what is not. */
export function diffInputs(
  old: Properties,
  wanted: Properties,
): Pick<ResourceDiff, "changedKeys" | "detailedDiff"> {
  const detailedDiff: DetailedDiff = {};
  diffBags(withoutSecrets(old), withoutSecrets(wanted), [], detailedDiff);
  const changedKeys = new Set<string>();
  for (const path in detailedDiff) changedKeys.add(String(parsePath(path)?.[0] ?? path));
  return { changedKeys: [...changedKeys].sort(), detailedDiff };
}

const hasValue = (value: Value | undefined): boolean => value !== undefined && value !== null;

function record(into: DetailedDiff, path: readonly PathSegment[], kind: ChangeKind): void {
  into[formatPath(path)] = { kind, inputDiff: true };
}

function diffBags(
  old: Properties,
  wanted: Properties,
  path: readonly PathSegment[],
  into: DetailedDiff,
): void {
  for (const key in old) {
    const before = old[key] as Value;
    const after = wanted[key];
    if (before === after) continue;
    if (hasValue(before) && hasValue(after)) diffValues(before, after as Value, [...path, key], into);
    else if (hasValue(before)) record(into, [...path, key], "delete");
    else if (hasValue(after)) record(into, [...path, key], "add");
  }
  for (const key in wanted) {
    if (!(key in old) && hasValue(wanted[key])) record(into, [...path, key], "add");
  }
}

function diffValues(old: Value, wanted: Value, path: readonly PathSegment[], into: DetailedDiff): void {
  if (Array.isArray(old) && Array.isArray(wanted)) {
    const common = Math.min(old.length, wanted.length);
    for (let index = 0; index < common; index++) {
      diffValues(old[index] ?? null, wanted[index] ?? null, [...path, index], into);
    }
    for (let index = common; index < wanted.length; index++) record(into, [...path, index], "add");
    for (let index = common; index < old.length; index++) record(into, [...path, index], "delete");
    return;
  }
  if (isBag(old) && isBag(wanted)) {
    diffBags(old, wanted, path, into);
    return;
  }
  if (equal(old, wanted)) return;
  record(into, path, hasValue(old) ? (hasValue(wanted) ? "update" : "delete") : "add");
}

/** The diff that would undo this one: refresh shows what the world did, not what the program would do. */
export function inverted(diff: ResourceDiff): ResourceDiff {
  if (diff.detailedDiff === undefined) return diff;
  const detailedDiff: DetailedDiff = {};
  for (const [path, { kind, inputDiff }] of Object.entries(diff.detailedDiff)) {
    const opposite = kind.startsWith("add")
      ? kind.replace("add", "delete")
      : kind.startsWith("delete")
        ? kind.replace("delete", "add")
        : kind;
    detailedDiff[path] = { kind: opposite as DiffKind, inputDiff };
  }
  return { ...diff, detailedDiff };
}

export function isReplacement(diff: ResourceDiff): boolean {
  return (
    diff.replaceKeys.length > 0 ||
    Object.values(diff.detailedDiff ?? {}).some(({ kind }) => kind.endsWith("-replace"))
  );
}

/** Turns changes under the given paths into replacements (`replaceOnChanges`). */
export function withReplaceOnChanges(diff: ResourceDiff, paths: readonly string[]): ResourceDiff {
  const patterns = paths.flatMap((text) => {
    const path = parsePath(text);
    return path === undefined ? [] : [path];
  });
  if (!diff.changes || patterns.length === 0) return diff;
  const hit = (path: string): boolean =>
    patterns.some((pattern) => pathContains(pattern, parsePath(path) ?? []));
  const detailedDiff: DetailedDiff = {};
  for (const [path, change] of Object.entries(diff.detailedDiff ?? {})) {
    const replaces = hit(path) && !change.kind.endsWith("-replace");
    detailedDiff[path] = replaces ? { ...change, kind: `${change.kind as ChangeKind}-replace` } : change;
  }
  const replaceKeys = new Set([...diff.replaceKeys, ...(diff.changedKeys ?? []).filter(hit)]);
  return {
    ...diff,
    replaceKeys: [...replaceKeys],
    ...(diff.detailedDiff === undefined ? {} : { detailedDiff }),
  };
}
