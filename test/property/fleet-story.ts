import fc from "fast-check";
import type { Values } from "../../provider/core/value";
import type { Fault } from "../../simulator/index";
import type { Death } from "../support/deployment";
import type { FleetCarrier } from "./fleet-carrier";

/** How many of the simulated lines a story may declare, and how many it may order. */
export const EXISTING = 6;
const NEW = 2;
/** The first lines change their place once, where a carrier has such; the others never do. */
export const MOVING = 2;

/** Where a line is declared: in a set, as a line of its own, or nowhere. */
export type Owner = "east" | "west" | "line" | "none";

/** One line in one version of the program. */
export interface Wish {
  readonly owner: Owner;
  readonly values: Values;
  /** Declared by the number that the carrier gave it, once it has one. */
  readonly byNumber: boolean;
  /** Whether it is in each of the carrier's memberships. */
  readonly member: readonly [boolean, boolean];
}

/** One version of the program: a wish for each line, the existing ones first. */
export type Program = readonly Wish[];

export type Move =
  | { readonly kind: "up"; readonly edits: Edits; readonly faults: readonly Fault[]; readonly death?: Death }
  | { readonly kind: "refresh"; readonly death?: Death }
  /** Somebody changes a line in the carrier's portal. */
  | { readonly kind: "portal"; readonly line: number; readonly patch: Values };

export type Edits = readonly { readonly line: number; readonly wish: Wish }[];

/** A story: the first program, what happens then, and when the moving lines go. */
export interface Story {
  readonly program: Program;
  readonly moves: readonly Move[];
  /** For each moving line: with which `up` it goes where it is found only if somebody says so. */
  readonly journeys: readonly number[];
  /** Whether a callback receiver listens, where the carrier has callbacks. */
  readonly hears: boolean;
}

const OUTSIDE: Wish["member"] = [false, false];
const maybe = <T>(values: fc.Arbitrary<T>) => fc.option(values, { nil: undefined });
const when = fc.constantFrom("before" as const, "after" as const);
const target = fc.record({
  count: fc.integer({ min: 1, max: 3 }),
  skip: fc.integer({ min: 0, max: 8 }),
});
const death: fc.Arbitrary<Death> = fc.record({ call: fc.integer({ min: 1, max: 20 }), when });

/** What may go wrong with a call of any carrier. */
export const wireFaults = fc.oneof(
  fc.record({ kind: fc.constant("status" as const), status: fc.constantFrom(429, 500, 503), when }),
  fc.record({ kind: fc.constant("reset" as const), when }),
  fc.record({ kind: fc.constant("not-json" as const) }),
  fc.record({ kind: fc.constant("empty" as const) }),
);

/** Values of which any may be left out. */
export function some(values: Readonly<Record<string, fc.Arbitrary<unknown>>>): fc.Arbitrary<Values> {
  const optional = Object.entries(values).map(([name, value]) => [name, maybe(value)] as const);
  return fc
    .record(Object.fromEntries(optional))
    .map(
      (all) => Object.fromEntries(Object.entries(all).filter(([, value]) => value !== undefined)) as Values,
    );
}

/** Stories of one carrier. */
export function storiesOf(carrier: FleetCarrier): fc.Arbitrary<Story> {
  const wish: fc.Arbitrary<Wish> = fc.record({
    owner: fc.constantFrom("east" as const, "west" as const, "line" as const, "none" as const),
    values: carrier.values,
    byNumber: fc.boolean(),
    member: fc.tuple(fc.boolean(), fc.boolean()),
  });
  const fault = fc.tuple(target, carrier.faults).map(([where, what]) => ({ ...where, ...what }) as Fault);
  const line = fc.integer({ min: 0, max: EXISTING + NEW - 1 });
  const edits: fc.Arbitrary<Edits> = fc.array(fc.record({ line, wish }), { maxLength: 4 });
  const up = fc
    .record({
      kind: fc.constant("up" as const),
      edits,
      faults: fc.array(fault, { maxLength: 2 }),
      death: maybe(death),
    })
    .map(({ death, ...rest }) => (death ? { ...rest, death } : rest));
  const refresh = maybe(death).map((death) => ({ kind: "refresh" as const, ...(death ? { death } : {}) }));
  const portal = fc
    .record({ kind: fc.constant("portal" as const), line, patch: carrier.patch })
    .map((move) => ({ ...move, patch: carrier.tamedPatch?.(move.patch, move.line) ?? move.patch }));
  const move: fc.Arbitrary<Move> = fc.oneof(
    { weight: 5, arbitrary: up },
    { weight: 1, arbitrary: refresh },
    { weight: 2, arbitrary: portal },
  );
  return fc
    .record({
      program: fc.array(wish, { minLength: EXISTING + NEW, maxLength: EXISTING + NEW }),
      moves: fc.array(move, { minLength: 1, maxLength: 5 }),
      journeys: fc.array(fc.integer({ min: 0, max: 4 }), { minLength: MOVING, maxLength: MOVING }),
      hears: fc.boolean(),
    })
    .map(({ program, ...rest }) => ({ ...rest, program: edited(carrier, program, []) }));
}

/** The program after some edits. Moving lines keep their owner: nobody could say where one that left both is. */
export function edited(carrier: FleetCarrier, program: Program, edits: Edits): Program {
  const next = [...program];
  for (const { line, wish } of edits) next[line] = wish;
  const tamed = (wish: Wish, index: number) => carrier.tamed?.(wish, index) ?? wish;
  return next.map((one, index) => {
    if (carrier.journey && index < MOVING)
      return tamed({ ...one, owner: index === 0 ? "east" : "line", member: OUTSIDE }, index);
    if (index < EXISTING) return withoutRivals(carrier, tamed(one, index));
    // A line that was ordered stays declared, or a crash could leave one that nobody asked for any more.
    const owner = one.owner === "none" ? "west" : one.owner;
    const ordered = { ...one.values, ...carrier.orderable(index) };
    return tamed({ ...one, owner, member: OUTSIDE, values: ordered }, index);
  });
}

/** What a membership owns of a line, its own declaration leaves alone. */
function withoutRivals({ memberships }: FleetCarrier, wish: Wish): Wish {
  const owned = memberships.flatMap(({ values }, at) => (wish.member[at] ? Object.keys(values) : []));
  const values = Object.entries(wish.values).filter(([name]) => !owned.includes(name));
  return { ...wish, values: Object.fromEntries(values) };
}
