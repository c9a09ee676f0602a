import * as pulumi from "@pulumi/pulumi";
import { z } from "zod";
import { programClaims } from "../claims";
import { type Context, defineResource, type ResourceClass } from "../resource";
import type { Problem } from "../schema";
import { connectionField, pickArguments } from "../schema";
import { sameValue, type Value, type Values } from "../value";
import { counted } from "../words";
import { type AccountField, accountOf } from "./account";
import { type Attribute, attributeSchema } from "./attribute";
import { declaredClaims } from "./declared";
import { isPlain, listed, rowProblems } from "./line-args";
import type { AnyLineModel } from "./model";
import { narrowed } from "./narrow";
import { observeLines } from "./observe-lines";
import { type Observation, packRows, readRows, unpackRows, writeRows } from "./observed";
import { type Known, reconcile } from "./reconcile";
import type { ReleasePolicy } from "./release";
import { formatRow } from "./row";
import { together } from "./together";

/** What a membership gives back to a line that leaves it under `onDelete: "restore"`. */
export type Restore =
  /** The value the line had before it came in. */
  | { readonly kind: "before" }
  /** The carrier's default, which may have to be asked for. */
  | { readonly kind: "value"; value(session: object, account: string): Promise<Values> };

/** A resource that owns a few attributes of many lines. */
export interface MembershipSpec {
  readonly name: string;
  readonly describe: string;
  /** The attributes of the model it owns; they are its arguments. */
  readonly attributes: readonly string[];
  readonly restore: Restore;
  readonly onDelete: "retain" | "restore";
  /** Set where the attribute can be owned in part: the attribute as this resource sees it. */
  narrow?(attribute: Attribute<unknown>, values: Values): Attribute<unknown>;
  /** What it claims of a line; the attributes themselves where it is left out. */
  claims?(values: Values): string[];
}

export interface MembershipState extends Observation {
  connection?: string;
  account: string;
  before?: Record<string, string>;
  onDelete: "retain" | "restore";
  exclusive: boolean;
  stateVersion: number;
  [attribute: string]: unknown;
}

export type MembershipArgs<V> = {
  /** The lines, by MDN. */
  lines: pulumi.Input<pulumi.Input<string>[]>;
  connection?: pulumi.Input<string>;
  onDelete?: pulumi.Input<"retain" | "restore">;
  /** Also lets go of every other line that has the value now; needs `onDelete: "restore"`. */
  exclusive?: pulumi.Input<boolean>;
} & { [K in keyof V]: pulumi.Input<V[K]> };

/** Declares one value of one attribute for many lines, through the same flow and the same bulk calls as a set of lines. */
export function defineMembership<V, More = unknown>(
  whole: AnyLineModel,
  account: AccountField,
  spec: MembershipSpec,
): ResourceClass<MembershipArgs<V> & More, MembershipState & V> {
  const owned = whole.attributes.filter(({ name }) => spec.attributes.includes(name));
  const attributes = owned as readonly Attribute<never>[];
  const args = z.object({
    connection: connectionField,
    [account.name]: account.schema,
    ...Object.fromEntries(owned.map((one) => [one.name, shape(one as Attribute<never>, owned.length > 1)])),
    lines: z
      .record(z.string(), z.string())
      .describe(
        "The lines by MDN, each with the row of text that says what it shall have; made from a list of MDNs.",
      ),
    onDelete: z
      .enum(["retain", "restore"])
      .default(spec.onDelete)
      .describe(
        "What happens to a line that leaves: it keeps the value (`retain`), or gets back what it had without this resource (`restore`).",
      ),
    exclusive: z
      .boolean()
      .default(false)
      .describe(
        "Also lets go of every other line of the account that has the value; needs `onDelete: restore`.",
      ),
  });

  const valuesOf = (bag: Readonly<Record<string, unknown>>): Values =>
    Object.fromEntries(
      owned.filter(({ name }) => bag[name] !== undefined).map(({ name }) => [name, bag[name]]),
    ) as Record<string, Value>;
  const modelOf = (values: Values): AnyLineModel =>
    narrowed(whole, owned, spec.narrow && ((one) => spec.narrow!(one, values)));
  const claimsOf = (values: Values): string[] => spec.claims?.(values) ?? Object.keys(values);
  const known = (rows: ReadonlyMap<string, Values>): Known => ({ rows, numbers: {}, pending: {} });

  /** Lines that have the value now and are not named: they are let go of where the membership is exclusive. */
  async function strangers(
    context: Context<object>,
    model: AnyLineModel,
    corp: string,
    values: Values,
    named: ReadonlySet<string>,
  ) {
    const others = new Map<string, Values>();
    for (const record of await model.roster(context.session, corp).all()) {
      const name = model.display(record);
      const has = model.attributes.every((one) => {
        const wanted = values[one.name];
        return wanted === undefined || holds(one.observed(record), wanted);
      });
      if (has && !named.has(name)) others.set(name, values);
    }
    return others;
  }

  async function policy(
    context: Context<object>,
    corp: string,
    onDelete: string,
    values: Values,
    before: ReadonlyMap<string, Values>,
  ): Promise<ReleasePolicy> {
    if (onDelete !== "restore") return { kind: "retain" };
    // Whoever declares the whole of an attribute that is owned here in part takes the line over too.
    const claims = claimsOf(values).flatMap((claim) => [claim, claim.split("/")[0]!]);
    if (spec.restore.kind === "before") return { kind: "write", claims, values: (name) => before.get(name) };
    const value = await spec.restore.value(context.session, corp);
    return { kind: "write", claims, values: () => value };
  }

  return defineResource<object, typeof args, MembershipState>({
    carrier: whole.carrier,
    name: spec.name,
    describe: spec.describe,
    args,
    outputs: {
      account: `The ${account.label} the lines belong to.`,
      before: "What the lines had before they came in, kept where `restore` needs it.",
      stateVersion: "Version of this state's form.",
    },
    replaces: [account.name as never, "connection"],
    subject: (some) =>
      `${whole.carrier.name} ${spec.name} of ${counted(Object.keys(some.lines ?? {}).length, "line")}`,
    id: (present) => `${present.account}/${spec.name}`,
    problems: (declared) => [
      ...exclusiveProblems(spec, declared),
      ...rowProblems(whole, declared.lines as Record<string, string>),
    ],

    *declares(declared) {
      const claims = claimsOf(valuesOf(declared));
      for (const [name, values] of readRows(declared.lines as Record<string, string>, attributes)) {
        yield* declaredClaims(whole, name, values, undefined, claims);
      }
    },

    async ensure(context, declared, present) {
      const corp = await accountOf(whole, context.session, account, declared, present);
      const values = valuesOf(declared);
      const model = modelOf(values);
      const wanted = readRows(declared.lines as Record<string, string>, attributes);
      const rows = unpackRows(present, attributes);
      if (declared.exclusive) {
        for (const [name, had] of await strangers(context, model, corp, values, new Set(wanted.keys())))
          rows.set(name, had);
      }
      const before = readRows(present?.before, attributes);
      if (declared.onDelete === "restore" && spec.restore.kind === "before") {
        const fresh = [...wanted].filter(([name]) => !before.has(name) && !rows.has(name));
        const seen = await observeLines(model, context, corp, known(new Map(fresh)));
        for (const [name, had] of seen.rows) before.set(name, had);
      }
      const parting = await policy(context, corp, declared.onDelete as string, values, before);
      const end = await reconcile(model, context, corp, wanted, known(rows), parting);
      for (const name of before.keys()) if (!end.rows.has(name)) before.delete(name);
      const { lines: _, ...settled } = declared as Record<string, unknown>;
      const state = {
        ...settled,
        account: corp,
        ...packRows(end.rows, attributes),
        stateVersion: 1,
      } as MembershipState;
      return {
        state: before.size > 0 ? { ...state, before: writeRows(before, attributes) } : state,
        faults: end.faults,
      };
    },

    async read(context, present) {
      const values = valuesOf(present);
      const model = modelOf(values);
      const now = await observeLines(model, context, present.account, known(unpackRows(present, attributes)));
      if (present.exclusive) {
        const others = await strangers(context, model, present.account, values, new Set(now.rows.keys()));
        for (const [name, has] of others) now.rows.set(name, has);
      }
      return { ...present, ...packRows(now.rows, attributes) };
    },

    inputs: (present) => ({
      ...pickArguments(present, args.shape),
      lines: writeRows(unpackRows(present, attributes), attributes),
    }),

    async remove(context, present) {
      const values = valuesOf(present);
      const before = readRows(present.before, attributes);
      const parting = await policy(context, present.account, present.onDelete, values, before);
      const model = modelOf(values);
      const end = await reconcile(
        model,
        context,
        present.account,
        new Map(),
        known(unpackRows(present, attributes)),
        parting,
      );
      if (end.faults.length > 0) throw together(end.faults);
    },

    program(name, written: Record<string, unknown>) {
      const convert = (bag: Record<string, unknown>) => {
        const rows: Record<string, string> = {};
        const faults: string[] = [];
        const values = valuesOf(bag);
        for (const line of bag.lines as string[]) {
          const key = whole.identify(line);
          if ("problem" in key) faults.push(`line "${line}": ${key.problem}`);
          else rows[whole.canonical(key)] = formatRow(values, attributes);
        }
        if (faults.length > 0) throw listed(`${spec.name} ${name}`, faults);
        const claimed = claimsOf(values);
        for (const line of Object.keys(rows))
          programClaims.claim(`${spec.name} ${name}`, `${whole.carrier.name} line ${line}`, claimed);
        return rows;
      };
      const bag = { lines: written.lines, ...valuesOf(written as never) };
      return { ...written, lines: isPlain(bag) ? convert(bag) : pulumi.output(bag).apply(convert as never) };
    },
  }) as never;
}

function shape(attribute: Attribute<never>, several: boolean): z.ZodType {
  const field = attributeSchema(attribute);
  return (several ? field.optional() : field).describe(attribute.describe);
}

/** Letting go of lines that were never in it is possible only where it is known what they get instead. */
function exclusiveProblems(
  { name, restore }: MembershipSpec,
  { exclusive, onDelete }: { readonly exclusive?: unknown; readonly onDelete?: unknown },
): Problem[] {
  if (exclusive !== true) return [];
  if (restore.kind === "before") {
    const reason = `exclusive is not possible for ${name}: nobody knows what other lines should get instead. Leave it out.`;
    return [{ property: "exclusive", reason }];
  }
  if (onDelete === "restore") return [];
  const reason =
    "exclusive with onDelete retain would leave the other lines as they are. Set onDelete to restore.";
  return [{ property: "exclusive", reason }];
}

/** Has a line what the membership gives? Of a set it must have each member. */
function holds(seen: Value | undefined, wanted: Value): boolean {
  if (Array.isArray(wanted)) return Array.isArray(seen) && wanted.every((one: string) => seen.includes(one));
  return sameValue(seen, wanted);
}
