/** Property paths as the engine writes them: `lines["304-228-6302"]`, `tags[0].name`. */
import { isBag, isSecret, type Properties, type Value } from "./values";

export type PathSegment = string | number;

const PLAIN = /^[A-Za-z0-9_]*$/;

export function formatPath(path: readonly PathSegment[]): string {
  let text = "";
  for (const [index, segment] of path.entries()) {
    if (typeof segment === "number") text += `[${segment}]`;
    else if (!PLAIN.test(segment)) text += `["${segment.replaceAll('"', '\\"')}"]`;
    else text += index === 0 ? segment : `.${segment}`;
  }
  return text;
}

/** Reads a path; `*` matches every element. Returns undefined when the text is no path. */
export function parsePath(text: string): PathSegment[] | undefined {
  const path: PathSegment[] = [];
  let rest = text;
  while (rest.length > 0) {
    if (rest.startsWith(".")) rest = rest.slice(1);
    const quoted = /^\["((?:\\"|[^"])*)"\]/.exec(rest);
    const indexed = /^\[(\d+|\*)\]/.exec(rest);
    const named = /^[^.[]+/.exec(rest);
    if (quoted !== null) path.push((quoted[1] ?? "").replaceAll('\\"', '"'));
    else if (indexed !== null) path.push(indexed[1] === "*" ? "*" : Number(indexed[1]));
    else if (named !== null) path.push(named[0]);
    else return undefined;
    rest = rest.slice((quoted ?? indexed ?? named)?.[0].length ?? rest.length);
  }
  return path;
}

/** The value at a path, looking through secrets; undefined when there is none. */
export function valueAt(properties: Properties | undefined, path: readonly PathSegment[]): Value | undefined {
  let value: Value | undefined = properties;
  for (const segment of path) {
    if (isSecret(value)) value = value.value;
    if (Array.isArray(value) && typeof segment === "number") value = value[segment];
    else if (isBag(value) && typeof segment === "string") value = value[segment];
    else return undefined;
  }
  return value;
}

/** True when `pattern` names `path` or something above it; `*` matches any segment. */
export function pathContains(pattern: readonly PathSegment[], path: readonly PathSegment[]): boolean {
  if (pattern.length > path.length) return false;
  return pattern.every((segment, index) => segment === "*" || segment === path[index]);
}

/**
 * The new properties with everything under the path taken from the old ones (`ignoreChanges`). Returns undefined when
 * the path runs through an element that was added or removed, so that nothing can be ignored there.
 */
export function resetPath(
  path: readonly PathSegment[],
  old: Properties,
  wanted: Properties,
): Properties | undefined {
  return resetValue(path, old, wanted) as Properties | undefined;
}

function resetValue(path: readonly PathSegment[], old: Value, wanted: Value): Value | undefined {
  const [segment, ...rest] = path;
  if (segment === undefined) return old;
  if (isSecret(old) || isSecret(wanted)) {
    const inner = resetValue(
      path,
      isSecret(old) ? (old.value ?? null) : old,
      isSecret(wanted) ? (wanted.value ?? null) : wanted,
    );
    return inner === undefined || !isSecret(wanted) ? inner : { ...wanted, value: inner };
  }
  if (segment === "*") {
    const keys: PathSegment[] = Array.isArray(wanted)
      ? [...wanted.keys()]
      : isBag(wanted)
        ? [...new Set([...Object.keys(wanted), ...(isBag(old) ? Object.keys(old) : [])])]
        : [];
    let value: Value | undefined = wanted;
    for (const key of keys) if (value !== undefined) value = resetValue([key, ...rest], old, value);
    return value;
  }
  if (typeof segment === "number") {
    if (!Array.isArray(old) || !Array.isArray(wanted))
      return Array.isArray(old) === Array.isArray(wanted) ? wanted : undefined;
    if (segment >= old.length && segment >= wanted.length) return wanted;
    if (segment >= old.length || segment >= wanted.length) return undefined;
    const inner = resetValue(rest, old[segment] ?? null, wanted[segment] ?? null);
    if (inner === undefined) return undefined;
    const next = wanted.slice();
    next[segment] = inner;
    return next;
  }
  if (!isBag(old) || !isBag(wanted)) return isBag(old) === isBag(wanted) ? wanted : undefined;
  const next: { [key: string]: Value } = { ...wanted };
  if (rest.length === 0) {
    if (old[segment] === undefined) delete next[segment];
    else next[segment] = old[segment];
    return next;
  }
  if (old[segment] === undefined && wanted[segment] === undefined) return wanted;
  if (old[segment] === undefined || wanted[segment] === undefined) return undefined;
  const inner = resetValue(rest, old[segment], wanted[segment]);
  if (inner === undefined) return undefined;
  next[segment] = inner;
  return next;
}
