import { changeCode, codesOf, ON_DAY } from "../../provider/core/change-code";
import { type Impact, impactOf } from "../../provider/core/impact";
import type { LineHolder } from "../../provider/core/lines/holder";
import { factsOf } from "../../provider/core/lines/permit";
import { difference } from "../../provider/core/lines/plan";
import { plannedBy, type ScheduleEntry } from "../../provider/core/lines/schedule/declared";
import { sameValue, type Value, type Values } from "../../provider/core/value";
import type { Change, Operation } from "./change";
import type { Fleet } from "./fleet";
import { LET_BE } from "./impacts";
import { type PlannedResource, termsOf } from "./resource";

/** The lines of a resource on both sides of a plan. */
export interface HeldLines {
  readonly resource: PlannedResource;
  readonly holder: LineHolder;
  readonly before: ReadonlyMap<string, Values>;
  readonly after: ReadonlyMap<string, Values>;
  readonly numbers: Readonly<Record<string, string>>;
}

/** Reads the lines of a resource; nothing for one that holds none. Throws for rows that nobody can have written. */
export function heldLines(resource: PlannedResource): HeldLines | undefined {
  const holder = resource.spec.lines;
  if (!holder) return undefined;
  const { state, wanted } = resource;
  const known = state ? holder.known(state, wanted) : { rows: new Map<string, Values>(), numbers: {} };
  return {
    resource,
    holder,
    before: known.rows,
    after: wanted ? holder.wanted(wanted) : new Map(),
    numbers: known.numbers,
  };
}

/** What happens to the lines of one resource. `after` is the whole fleet as it is wanted: a line that moves does not leave. */
export function* lineChanges(held: HeldLines, after: Fleet): Generator<Change> {
  const { resource, holder, before } = held;
  const drifted = resource.state ? holder.drifted(resource.state) : new Map<string, Values>();
  for (const [name, wanted] of held.after) {
    const row = before.get(name);
    if (row === undefined) yield* entering(held, name, wanted);
    else yield* changing(held, name, row, wanted, drifted.get(name));
  }
  yield* booked(held);
  for (const [name, row] of before) if (!held.after.has(name)) yield* leaving(held, name, row, after);
}

/** A line comes in: what it has at the carrier is not known, so only what would be grave in any case is told apart. */
function* entering(held: HeldLines, name: string, wanted: Values): Generator<Change> {
  const { model, holds, attributes } = held.holder;
  const { impacts } = model;
  for (const { name: attribute, role } of attributes) {
    const value = wanted[attribute];
    if (role !== "setting" || value === undefined) continue;
    const impact = impactOf(impacts, attribute, value);
    if (impact.undo !== "never") continue;
    yield { ...about(held, name, undefined, "change", impact, wanted), attribute, after: value };
  }
  const mayBeOrdered = holds === "lines" && impacts.order !== undefined && canBeOrdered(held, name, wanted);
  const impact: Impact = mayBeOrdered
    ? impacts.order!
    : { class: "cosmetic", undo: "call", operations: [], why: "what differs at the carrier is sent" };
  yield about(held, name, undefined, "enter", impact, wanted);
}

/** Is enough declared for the carrier to bring the line into being, should it not be there? */
function canBeOrdered({ holder: { model }, resource }: HeldLines, name: string, wanted: Values): boolean {
  const key = model.identify(name);
  if ("problem" in key || key.kind === "mdn") return false;
  if (model.orders)
    return model.orders.needs.every((need) => need === key.kind || (wanted[need] ?? null) !== null);
  const account = String(resource.wanted?.[resource.spec.lines!.account.name] ?? "");
  return model.newcomer !== undefined && !("problem" in (model.newcomer(key, wanted, account) as object));
}

function* changing(
  held: HeldLines,
  name: string,
  row: Values,
  wanted: Values,
  undrifted: Values | undefined,
): Generator<Change> {
  const { model, attributes } = held.holder;
  for (const [attribute, after] of Object.entries(difference(row, wanted, attributes))) {
    const impact = impactOf(model.impacts, attribute, after);
    const before = row[attribute];
    const change: Change = {
      ...about(held, name, row, "change", impact, wanted),
      attribute,
      ...(before === undefined ? {} : { before }),
      after,
    };
    const was = undrifted?.[attribute];
    const drifted = undrifted !== undefined && !sameValue(was, before);
    yield drifted
      ? { ...change, drift: { was, code: overwriteCode(held, name, attribute, before, after) } }
      : change;
  }
}

/** Approvals of overwriting name the attribute too: `overwrite` speaks of one value that somebody set. */
function overwriteCode(
  held: HeldLines,
  name: string,
  attribute: string,
  before: Value | undefined,
  after: Value,
) {
  const carrier = held.holder.model.carrier.name;
  return changeCode({
    carrier,
    action: "overwrite",
    name: `${name} ${attribute}`,
    before: before === undefined ? {} : { [attribute]: before },
    after: { [attribute]: after },
  });
}

function* leaving(held: HeldLines, name: string, row: Values, after: Fleet): Generator<Change> {
  const { resource, holder, numbers } = held;
  const { model } = holder;
  const stays = after.find(model.carrier.name, model, [name, numbers[name], row.iccid]);
  if (stays && (holder.holds === "attributes" || stays.held)) {
    const claimed = holder.holds === "lines" || holder.attributes.every((one) => one.name in stays.owners);
    if (claimed) {
      yield about(held, name, row, "move", { class: "cosmetic", undo: "call", operations: [] }, undefined);
      return;
    }
  }
  const terms = termsOf(resource);
  if (resource.forgotten || terms.onDelete === undefined || terms.onDelete === "retain") {
    yield about(held, name, row, "leave", LET_BE, undefined);
  } else if (terms.onDelete === "restore") yield* restoring(held, name, row);
  else {
    const impact = model.impacts.endings[String(terms.onDelete)] ?? LET_BE;
    yield about(held, name, row, "leave", impact, undefined);
  }
}

/** A line leaves a membership, and gets back what it had, or the carrier's default. */
function* restoring(held: HeldLines, name: string, row: Values): Generator<Change> {
  const { model, attributes, restored } = held.holder;
  const had = held.resource.state ? restored?.(held.resource.state).get(name) : undefined;
  for (const { name: attribute } of attributes) {
    const before = row[attribute];
    if (before === undefined) continue;
    const after = had?.[attribute];
    const impact = impactOf(model.impacts, attribute, after);
    yield {
      ...about(held, name, row, "leave", impact, undefined),
      attribute,
      before,
      ...(after === undefined ? {} : { after }),
    };
  }
}

/** Changes for later days: on the day nobody is asked any more. Those that state has already are booked. */
function* booked(held: HeldLines): Generator<Change> {
  const { resource, holder, after } = held;
  const { model } = holder;
  const entries = resource.wanted?.schedule as readonly ScheduleEntry[] | undefined;
  if (!entries || !model.scheduling) return;
  if (JSON.stringify(entries) === JSON.stringify(resource.state?.schedule)) return;
  for (const [name, plans] of plannedBy(model, entries, [...after.keys()])) {
    const row = after.get(name) ?? {};
    for (const { on, values } of plans) {
      for (const [attribute, value] of Object.entries(difference(row, values, holder.attributes))) {
        const impact = impactOf(model.impacts, attribute, value);
        const wanted = { ...row, ...values, [ON_DAY]: on };
        const before = row[attribute];
        yield {
          ...about({ ...held, numbers: {} }, name, row, "book", impact, wanted),
          attribute,
          ...(before === undefined ? {} : { before }),
          after: value,
          on,
        };
      }
    }
  }
}

/** What every change of a line says. `row` is the line as state knows it, `wanted` what is declared of it. */
function about(
  { resource, holder, numbers }: HeldLines,
  name: string,
  row: Values | undefined,
  operation: Operation,
  impact: Impact,
  wanted: Values | undefined,
): Change {
  const carrier = holder.model.carrier.name;
  const number = numbers[name];
  const names = [name, number, row?.iccid, row?.imei, wanted?.iccid, wanted?.imei];
  const identifiers = [...new Set(names.filter((one): one is string => typeof one === "string"))];
  const change = { resource, carrier, operation, line: name, subject: number ?? name, identifiers };
  if (impact.undo !== "never") {
    return {
      ...change,
      class: impact.class,
      undo: impact.undo,
      ...(impact.why === undefined ? {} : { why: impact.why }),
    };
  }
  const { action, loss } = impact;
  const known = { rows: new Map(row ? [[name, row]] : []), numbers };
  const codes = codesOf(factsOf(holder.model, action, name, known, wanted));
  const grave = { action, loss, codes, protected: isProtected(resource, holder) };
  return { ...change, class: impact.class, undo: impact.undo, why: loss, grave };
}

/** Memberships are never allowed to end a line. */
function isProtected(resource: PlannedResource, { holds }: LineHolder): boolean {
  return holds === "attributes" || termsOf(resource).deletionProtection !== false;
}
