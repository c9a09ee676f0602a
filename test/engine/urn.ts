/** Names of resources: `urn:pulumi:<stack>::<project>::<type of parent>$<type>::<name>`. */
export const STACK_TYPE = "pulumi:pulumi:Stack";
const PROVIDER_PREFIX = "pulumi:providers:";

export function makeUrn(stack: string, project: string, type: string, name: string, parent: string): string {
  const parentType = parent === "" ? "" : qualifiedTypeOf(parent);
  const qualified = parentType === "" || parentType === STACK_TYPE ? type : `${parentType}$${type}`;
  return `urn:pulumi:${stack}::${project}::${qualified}::${name}`;
}

const parts = (urn: string): string[] => urn.split("::");

export const qualifiedTypeOf = (urn: string): string => parts(urn)[2] ?? "";
export const nameOf = (urn: string): string => parts(urn).slice(3).join("::");

export function typeOf(urn: string): string {
  const qualified = qualifiedTypeOf(urn);
  return qualified.slice(qualified.lastIndexOf("$") + 1);
}

export const isProviderType = (type: string): boolean => type.startsWith(PROVIDER_PREFIX);
/** `pulumi-nodejs:dynamic/x:Thing` is of the package `pulumi-nodejs`. */
export const packageOf = (type: string): string =>
  (isProviderType(type) ? type.slice(PROVIDER_PREFIX.length) : type).split(":")[0] ?? "";
export const providerTypeOf = (pkg: string): string => `${PROVIDER_PREFIX}${pkg}`;

/** A provider is referred to as `<urn>::<id>`. */
export interface ProviderReference {
  urn: string;
  id: string;
}

export const makeReference = (urn: string, id: string): string => `${urn}::${id}`;

export function parseReference(reference: string): ProviderReference {
  const cut = reference.lastIndexOf("::");
  return { urn: reference.slice(0, cut), id: reference.slice(cut + 2) };
}

/** Default providers are the engine's own affair and are not shown. */
export const isDefaultProvider = (urn: string): boolean =>
  isProviderType(typeOf(urn)) && /^default(_|$)/.test(nameOf(urn));

/** `--target` accepts `*` (no colon) and `**` (anything). */
export function urnMatcher(patterns: readonly string[]): (urn: string) => boolean {
  const literal = new Set(patterns.filter((pattern) => !pattern.includes("*")));
  const globs = patterns
    .filter((pattern) => pattern.includes("*"))
    .map((pattern) => {
      const source = pattern
        .split("**")
        .map((piece) =>
          piece
            .split("*")
            .map((text) => text.replace(/[.+?^${}()|[\]\\]/g, "\\$&"))
            .join("[^:]*"),
        )
        .join(".*");
      return new RegExp(`^${source}$`);
    });
  return (urn) => literal.has(urn) || globs.some((glob) => glob.test(urn));
}
