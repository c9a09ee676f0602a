import type { Value, Values } from "../../provider/core/value";
import { type PlannedResource, resourceName } from "./resource";

/** One line of the fleet, with what all resources together say of it. */
export interface FleetLine {
  readonly carrier: string;
  /** As it is declared. */
  readonly name: string;
  readonly values: Readonly<Record<string, Value>>;
  /** Set where a `Line` or `LineSet` holds the line itself, and not only memberships. */
  readonly held: boolean;
  /** Which resources manage each attribute. */
  readonly owners: Readonly<Record<string, readonly string[]>>;
  /** The same for whoever compares them. */
  readonly claims: Readonly<Record<string, readonly Claim[]>>;
  /** The account it is declared in, as far as the plan shows it. */
  readonly account: string | undefined;
  /** The resource that holds it, or the first that speaks of it. */
  readonly urn: string;
}

/** What a resource manages of an attribute: all of it, or the parts that it names. */
export interface Claim {
  readonly urn: string;
  readonly owner: string;
  readonly parts?: readonly string[];
}

/** The resource that says what an attribute of a line is, or else the one that holds the line. */
export const urnOf = ({ claims, urn }: FleetLine, attribute: string): string =>
  claims[attribute]?.at(-1)?.urn ?? urn;

/** Lines as one side of a plan has them, by carrier and identity. */
export class Fleet {
  private readonly byKey = new Map<string, Mutable>();
  readonly lines: FleetLine[] = [];

  /** Adds what a resource says of its lines. */
  add(
    resource: PlannedResource,
    rows: ReadonlyMap<string, Values>,
    numbers: Readonly<Record<string, string>>,
  ) {
    const { carrier, lines: holder } = resource.spec;
    if (!holder) return;
    const settings = new Set(
      holder.model.attributes.filter(({ role }) => role === "setting").map(({ name }) => name),
    );
    const owner = resourceName(resource);
    const { urn } = resource;
    const whole: Claim = { urn, owner };
    const account = accountOf(resource, holder.account.name);
    for (const [name, values] of rows) {
      const keys = keysOf(carrier.name, holder.model, [name, numbers[name], values.iccid]);
      let line = keys.map((key) => this.byKey.get(key)).find((found) => found !== undefined);
      if (!line) {
        line = { carrier: carrier.name, name, values: {}, held: false, owners: {}, claims: {}, account, urn };
        this.lines.push(line);
      }
      for (const key of keys) this.byKey.set(key, line);
      if (holder.holds === "lines" && !line.held) {
        line.held = true;
        line.urn = urn;
      }
      line.account ??= account;
      for (const [attribute, value] of Object.entries(values)) {
        line.values[attribute] =
          holder.inPart && Array.isArray(value) && Array.isArray(line.values[attribute])
            ? [...new Set([...(line.values[attribute] as string[]), ...value])].sort()
            : value;
        if (!settings.has(attribute)) continue;
        line.owners[attribute] ??= [];
        // What is owned in part has as many owners as it has parts.
        line.owners[attribute].push(holder.inPart ? `${owner} (${[value].flat().join(", ")})` : owner);
        line.claims[attribute] ??= [];
        line.claims[attribute].push(holder.inPart ? { ...whole, parts: [value].flat().map(String) } : whole);
      }
    }
  }

  /** The line under any of these identifiers. */
  find(
    carrier: string,
    model: Identifying,
    identifiers: readonly (Value | undefined)[],
  ): FleetLine | undefined {
    return keysOf(carrier, model, identifiers)
      .map((key) => this.byKey.get(key))
      .find((found) => found !== undefined);
  }
}

interface Mutable {
  carrier: string;
  name: string;
  values: Record<string, Value>;
  held: boolean;
  owners: Record<string, string[]>;
  claims: Record<string, Claim[]>;
  account: string | undefined;
  urn: string;
}

/** The account that a resource's lines are in: as the carrier told it, or as it is declared. */
function accountOf({ state, wanted }: PlannedResource, argument: string): string | undefined {
  const known = [state?.declaredIn, state?.account, wanted?.[argument]];
  return known.find((one): one is string => typeof one === "string");
}

interface Identifying {
  identify(name: string): { kind: string; key: string } | { readonly problem: string };
}

function keysOf(carrier: string, model: Identifying, identifiers: readonly (Value | undefined)[]): string[] {
  return identifiers.flatMap((identifier) => {
    if (typeof identifier !== "string") return [];
    const key = model.identify(identifier);
    return "problem" in key ? [] : [`${carrier} ${key.kind} ${key.key}`];
  });
}
