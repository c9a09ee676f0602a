import * as pulumi from "@pulumi/pulumi";
import { z } from "zod";
import { programClaims } from "../claims";
import { type Context, defineResource, type ResourceClass } from "../resource";
import { connectionField, type Problem, pickArguments } from "../schema";
import type { Value, Values } from "../value";
import { counted } from "../words";
import { type AccountField, accountOf } from "./account";
import { type Attribute, attributeSchema } from "./attribute";
import { declaredClaims } from "./declared";
import { driftOf, driftState } from "./drift";
import { waitingFields } from "./ending";
import { exclusiveProblems, strangers } from "./exclusive";
import { foreseeing } from "./foresee";
import type { Known, Terms } from "./group";
import { isPlain, listed, rowProblems } from "./line-args";
import type { MembershipArgs, MembershipSpec, MembershipState } from "./membership-spec";
import type { AnyLineModel } from "./model";
import { narrowed } from "./narrow";
import { observeLines } from "./observe-lines";
import { packRows, readRows, unpackRows, writeRows } from "./observed";
import { OPEN_DESCRIBED, openOf, openState } from "./open";
import { reconcile } from "./reconcile";
import type { ReleasePolicy } from "./release";
import { formatRow } from "./row";
import { patient } from "./surroundings";
import { together } from "./together";

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
    ...Object.fromEntries(owned.map((one) => [one.name, shape(one as Attribute<never>, spec)])),
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
    ...waitingFields(whole),
  });

  const valuesOf = (bag: Readonly<Record<string, unknown>>): Values =>
    Object.fromEntries(
      owned.filter(({ name }) => bag[name] !== undefined).map(({ name }) => [name, bag[name]]),
    ) as Record<string, Value>;
  const modelOf = (values: Values): AnyLineModel =>
    narrowed(whole, owned, spec.narrow && ((one) => spec.narrow!(one, values)));
  const claimsOf = (values: Values): string[] => spec.claims?.(values) ?? Object.keys(values);
  const known = (rows: ReadonlyMap<string, Values>, present?: MembershipState): Known => ({
    rows,
    numbers: {},
    pending: {},
    ...openOf(present),
  });
  const terms = (release: ReleasePolicy): Terms => ({ release, deletionProtection: true });

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
    if (spec.restore.kind === "before") return { kind: "part", claims, values: (name) => before.get(name) };
    const value = await spec.restore.value(context.session, corp);
    return { kind: "part", claims, values: () => value };
  }

  return defineResource<object, typeof args, MembershipState>({
    carrier: whole.carrier,
    name: spec.name,
    describe: spec.describe,
    args,
    outputs: {
      account: `The ${account.label} the lines belong to.`,
      before: "What the lines had before they came in, kept where `restore` needs it.",
      ...(whole.following ? { open: OPEN_DESCRIBED } : {}),
      stateVersion: "Version of this state's form.",
    },
    replaces: [account.name as never, "connection"],
    subject: (some) =>
      `${whole.carrier.name} ${spec.name} of ${counted(Object.keys(some.lines ?? {}).length, "line")}`,
    id: (present) => `${present.account}/${spec.name}`,
    lines: {
      model: whole,
      account,
      holds: "attributes",
      attributes,
      ...(spec.narrow ? { inPart: true } : {}),
      wanted: (bag) => readRows(bag.lines as Record<string, string>, attributes),
      known: (present) => known(unpackRows(present as never, attributes)),
      drifted: (present) => driftOf(present, attributes),
      restored: ({ before }) => readRows(before as Record<string, string> | undefined, attributes),
    },
    problems: (declared) => [
      ...emptyProblems(spec, valuesOf(declared)),
      ...exclusiveProblems(spec, declared),
      ...rowProblems(whole, declared.lines as Record<string, string>),
    ],

    *declares(declared) {
      const claims = claimsOf(valuesOf(declared));
      for (const [name, values] of readRows(declared.lines as Record<string, string>, attributes)) {
        yield* declaredClaims(whole, name, values, undefined, claims);
      }
    },

    ...foreseeing(whole, (declared, present) => ({
      before: unpackRows(present as never, attributes),
      wanted: readRows(declared.lines as Record<string, string>, attributes),
    })),

    async ensure(context, declared, present) {
      const corp = await accountOf(whole, context.session, account, declared, present);
      const values = valuesOf(declared);
      const model = modelOf(values);
      const wanted = readRows(declared.lines as Record<string, string>, attributes);
      const rows = unpackRows(present, attributes);
      if (declared.exclusive) {
        const others = await strangers(model, context.session, corp, values, wanted);
        for (const [name, had] of others) rows.set(name, had);
        const lose = `${counted(others.size, "other line")} of the account ${others.size === 1 ? "has" : "have"} it and will lose it`;
        if (others.size > 0) context.host.log("info", `${context.subject}: ${lose}`);
      }
      const before = readRows(present?.before, attributes);
      if (declared.onDelete === "restore" && spec.restore.kind === "before") {
        const fresh = [...wanted].filter(([name]) => !before.has(name) && !rows.has(name));
        const seen = await observeLines(model, context, corp, known(new Map(fresh)));
        for (const [name, had] of seen.rows) before.set(name, had);
      }
      const parting = await policy(context, corp, declared.onDelete as string, values, before);
      const around = patient(context, declared);
      const end = await reconcile(model, around, corp, wanted, known(rows, present), terms(parting));
      for (const name of before.keys()) if (!end.rows.has(name)) before.delete(name);
      const { lines: _, ...settled } = declared as Record<string, unknown>;
      const state = {
        ...settled,
        account: corp,
        ...packRows(end.rows, attributes),
        ...openState(end),
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
      const rows = unpackRows(present, attributes);
      const now = await observeLines(model, context, present.account, known(rows, present));
      if (present.exclusive) {
        const others = await strangers(model, context.session, present.account, values, now.rows);
        for (const [name, has] of others) now.rows.set(name, has);
      }
      const { open: _open, __drift: _drift, ...rest } = present;
      const drift = driftState(present, rows, now.rows, attributes);
      return { ...rest, ...packRows(now.rows, attributes), ...openState(now), ...drift } as MembershipState;
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
        patient(context, present),
        present.account,
        new Map(),
        known(unpackRows(present, attributes), present),
        terms(parting),
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

function shape(attribute: Attribute<never>, { optional = [] }: MembershipSpec): z.ZodType {
  const field = attributeSchema(attribute);
  return (optional.includes(attribute.name) ? field.optional() : field).describe(attribute.describe);
}

function emptyProblems({ attributes }: MembershipSpec, values: Values): Problem[] {
  if (Object.keys(values).length > 0) return [];
  return [{ property: "", reason: `nothing is declared for its lines: give ${attributes.join(" or ")}` }];
}
