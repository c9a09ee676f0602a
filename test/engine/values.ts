/**
 * Property values in memory: plain JSON, in which a secret, an output or a resource reference is an object that
 * carries a signature, exactly as on the wire. An unknown value of a preview is one well-known string.
 */
export type Value = null | boolean | number | string | Value[] | { [key: string]: Value };
export type Properties = Record<string, Value>;
type Bag = { [key: string]: Value };

export const SIGNATURE = "4dabf18193072939515e22adb298388d";
export const SECRET = "1b47061264138c4ac30d75fd1eb44270";
const OUTPUT = "d0e6a833031e9bbcd3f4e8bde6ca49a4";
const RESOURCE = "5cf8f73096256a8f31e491e813e4eb8e";
/** Stands for any value that is not known before the update has run, whatever its type. */
export const UNKNOWN = "04da6b54-80e4-46f7-96ec-b56ff0331ba9";

export function isBag(value: Value | undefined): value is Bag {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}

const hasSignature = (value: Value | undefined, signature: string): value is Bag =>
  isBag(value) && value[SIGNATURE] === signature;

type Envelope = Bag & { readonly [SIGNATURE]: typeof SECRET };

export const isSecret = (value: Value | undefined): value is Envelope => hasSignature(value, SECRET);

export function makeSecret(value: Value): Value {
  return isSecret(value) ? value : { [SIGNATURE]: SECRET, value };
}

/** Rebuilds a value bottom up; returns the very same object where nothing changed, so that large maps stay shared. */
function rewrite(value: Value, change: (value: Bag) => Value | undefined): Value {
  if (Array.isArray(value)) {
    let copy: Value[] | undefined;
    for (let index = 0; index < value.length; index++) {
      const next = rewrite(value[index] ?? null, change);
      if (next !== value[index]) {
        copy ??= value.slice();
        copy[index] = next;
      }
    }
    return copy ?? value;
  }
  if (!isBag(value)) return value;
  const replaced = value[SIGNATURE] === undefined ? undefined : change(value);
  if (replaced !== undefined) return replaced;
  let copy: Bag | undefined;
  for (const key in value) {
    const old = value[key] as Value;
    const next = rewrite(old, change);
    if (next !== old) {
      copy ??= { ...value };
      copy[key] = next;
    }
  }
  return copy ?? value;
}

/** Takes secrets off, at any depth, and keeps what they hide. */
export function withoutSecrets(properties: Properties): Properties {
  const strip = (value: Bag): Value | undefined =>
    value[SIGNATURE] === SECRET ? rewrite(value.value ?? null, strip) : undefined;
  return rewrite(properties, strip) as Properties;
}

/** What a provider sees that accepts neither secrets nor resource references: clear values and identifiers. */
export function forProvider(properties: Properties): Properties {
  const strip = (value: Bag): Value | undefined => {
    if (value[SIGNATURE] === SECRET) return rewrite(value.value ?? null, strip);
    if (value[SIGNATURE] === RESOURCE) return value.id === undefined ? (value.urn ?? null) : value.id;
    return undefined;
  };
  return rewrite(properties, strip) as Properties;
}

/** Outputs that a program sends with their dependencies become plain values, secrets or unknowns. */
export function withoutOutputs(properties: Properties): Properties {
  const strip = (value: Bag): Value | undefined => {
    if (value[SIGNATURE] !== OUTPUT) return undefined;
    const inner = value.value === undefined ? UNKNOWN : rewrite(value.value, strip);
    return value.secret === true ? makeSecret(inner) : inner;
  };
  return rewrite(properties, strip) as Properties;
}

/** For display and previews: no secret is ever shown. */
export function redacted(properties: Properties): Properties {
  return rewrite(properties, (value) => (value[SIGNATURE] === SECRET ? "[secret]" : undefined)) as Properties;
}

function some(value: Value | undefined, test: (value: Value) => boolean): boolean {
  if (value === undefined) return false;
  if (test(value)) return true;
  if (Array.isArray(value)) return value.some((item) => some(item, test));
  if (isBag(value)) {
    for (const key in value) if (some(value[key], test)) return true;
  }
  return false;
}

export const containsSecret = (value: Value | undefined): boolean => some(value, isSecret);
export const containsUnknown = (value: Value | undefined): boolean => some(value, (item) => item === UNKNOWN);

/**
 * A provider that cannot take secrets gives values back in clear. Whatever was secret under the same key becomes
 * secret again: objects one level deeper, anything else as a whole. Works in place.
 */
export function annotateSecrets(outs: Properties | undefined, ins: Properties): void {
  if (outs === undefined) return;
  for (const key in ins) {
    const wanted = ins[key] as Value;
    const got = outs[key];
    if (got === undefined || !Object.hasOwn(outs, key)) continue;
    if (isBag(got) && isBag(wanted) && !isSecret(got) && !isSecret(wanted)) annotateSecrets(got, wanted);
    else if (!isSecret(got) && containsSecret(wanted)) outs[key] = makeSecret(got);
  }
}

/** Deep equality in which a missing property is the same as null. */
export function equal(left: Value | undefined, right: Value | undefined): boolean {
  if (left === right) return true;
  if (left === undefined || left === null) return right === undefined || right === null;
  if (Array.isArray(left)) {
    if (!Array.isArray(right) || left.length !== right.length) return false;
    return left.every((item, index) => equal(item, right[index]));
  }
  if (!isBag(left) || !isBag(right)) return false;
  for (const key in left) if (!equal(left[key], right[key])) return false;
  for (const key in right) if (!(key in left) && right[key] !== null) return false;
  return true;
}
