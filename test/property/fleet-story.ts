import fc from "fast-check";
import type { LineArgs } from "../../provider/kajeet/index";
import type { Fault } from "../../simulator/index";
import type { Death } from "../support/deployment";
import { orderable } from "../support/numbers";

export const ROOT = "NORTHSTAR-ISD";
export const CHILD = "Transportation";

/** How many of the simulated lines a story may declare, and how many it may order. */
export const EXISTING = 6;
const NEW = 2;
/** The first lines change their device group once; the others never do. */
export const MOVING = 2;

/** Where a line is declared: in a set, as a line of its own, or nowhere. */
export type Owner = "east" | "west" | "line" | "none";

/** One line in one version of the program. */
export interface Wish {
  readonly owner: Owner;
  readonly values: LineArgs;
  /** Declared by the number that the carrier gave it, once it has one. */
  readonly byNumber: boolean;
  readonly labelled: boolean;
  readonly filtered: boolean;
}

/** One version of the program: a wish for each line, the existing ones first. */
export type Program = readonly Wish[];

export type Move =
  | { readonly kind: "up"; readonly edits: Edits; readonly faults: readonly Fault[]; readonly death?: Death }
  | { readonly kind: "refresh"; readonly death?: Death }
  /** Somebody changes a line in the carrier's portal. */
  | { readonly kind: "portal"; readonly line: number; readonly patch: Readonly<Record<string, unknown>> };

export type Edits = readonly { readonly line: number; readonly wish: Wish }[];

/** A story: the first program, what happens then, and when the moving lines go. */
export interface Story {
  readonly program: Program;
  readonly moves: readonly Move[];
  /** For each moving line: with which `up` it goes to the child group, where it is found only if somebody says so. */
  readonly journeys: readonly number[];
}

const maybe = <T>(values: fc.Arbitrary<T>) => fc.option(values, { nil: undefined });
const labels = fc.subarray(["E-Rate", "Campus: Northstar High", "Loaner 2026"]);

const values: fc.Arbitrary<LineArgs> = fc
  .record({
    status: maybe(fc.constantFrom("active" as const, "suspended" as const)),
    ratePlan: maybe(fc.constantFrom("KJ-1GB", "KJ-5GB")),
    filterGroup: maybe(fc.constantFrom("Staff", "Facilities")),
    monthlyLimit: maybe(fc.constantFrom(null, 100, 2048)),
    dailyLimit: maybe(fc.constantFrom(null, 10)),
    nickname: maybe(fc.constantFrom(null, "Bus #1", "a; b, c = \\d", "(none)", " x ")),
    note: maybe(fc.constantFrom(null, "line one\nline two", "n")),
    customField: maybe(fc.constantFrom(null, "ASSET-1")),
    summerUsage: maybe(fc.boolean()),
    labels: maybe(labels),
  })
  .map((all) => Object.fromEntries(Object.entries(all).filter(([, value]) => value !== undefined)));

const wish: fc.Arbitrary<Wish> = fc.record({
  owner: fc.constantFrom("east" as const, "west" as const, "line" as const, "none" as const),
  values,
  byNumber: fc.boolean(),
  labelled: fc.boolean(),
  filtered: fc.boolean(),
});

const when = fc.constantFrom("before" as const, "after" as const);
const target = fc.record({
  count: fc.integer({ min: 1, max: 3 }),
  skip: fc.integer({ min: 0, max: 8 }),
});
const fault: fc.Arbitrary<Fault> = fc
  .tuple(
    target,
    fc.oneof(
      fc.record({ kind: fc.constant("status" as const), status: fc.constantFrom(429, 500, 503), when }),
      fc.record({ kind: fc.constant("reset" as const), when }),
      fc.record({ kind: fc.constant("not-json" as const) }),
      fc.record({ kind: fc.constant("empty" as const) }),
      fc.record({
        kind: fc.constant("partial" as const),
        code: fc.constantFrom("INTERNAL_ERROR", "CONFLICT"),
      }),
    ),
  )
  .map(([where, what]) => ({ ...where, ...what }) as Fault);
const death: fc.Arbitrary<Death> = fc.record({ call: fc.integer({ min: 1, max: 20 }), when });

const patch = fc
  .record({
    status: maybe(fc.constantFrom("active", "suspended")),
    ratePlan: maybe(fc.constantFrom("KJ-1GB", "KJ-UNL")),
    filterGroup: maybe(fc.constantFrom("Staff", "Student_K8")),
    nickname: maybe(fc.constantFrom(null, "from the portal")),
    monthlyLimit: maybe(fc.constantFrom(null, 7)),
    labels: maybe(labels),
  })
  .map((all) => Object.fromEntries(Object.entries(all).filter(([, value]) => value !== undefined)));

const line = fc.integer({ min: 0, max: EXISTING + NEW - 1 });
const edits: fc.Arbitrary<Edits> = fc.array(fc.record({ line, wish }), { maxLength: 4 });

const move: fc.Arbitrary<Move> = fc.oneof(
  {
    weight: 5,
    arbitrary: fc
      .record({
        kind: fc.constant("up" as const),
        edits,
        faults: fc.array(fault, { maxLength: 2 }),
        death: maybe(death),
      })
      .map(({ death, ...rest }) => (death ? { ...rest, death } : rest)),
  },
  {
    weight: 1,
    arbitrary: maybe(death).map((death) => ({ kind: "refresh" as const, ...(death ? { death } : {}) })),
  },
  { weight: 2, arbitrary: fc.record({ kind: fc.constant("portal" as const), line, patch }) },
);

export const stories: fc.Arbitrary<Story> = fc
  .record({
    program: fc.array(wish, { minLength: EXISTING + NEW, maxLength: EXISTING + NEW }),
    moves: fc.array(move, { minLength: 1, maxLength: 5 }),
    journeys: fc.array(fc.integer({ min: 0, max: 4 }), { minLength: MOVING, maxLength: MOVING }),
  })
  .map(({ program, ...rest }) => ({ ...rest, program: edited(program, []) }));

/** The program after some edits. Moving lines keep their owner: nobody could say where one that left both is. */
export function edited(program: Program, edits: Edits): Program {
  const next = [...program];
  for (const { line, wish } of edits) next[line] = wish;
  return next.map((one, index) => {
    if (index < MOVING)
      return { ...one, owner: index === 0 ? "east" : "line", labelled: false, filtered: false };
    if (index < EXISTING) return withoutRivals(one);
    // A line that was ordered stays declared, or a crash could leave one that nobody asked for any more.
    const owner = one.owner === "none" ? "west" : one.owner;
    const ordered = { ...one.values, ...orderable(index) };
    return { ...one, owner, labelled: false, filtered: false, values: ordered };
  });
}

/** What a membership owns of a line, its own declaration leaves alone. */
function withoutRivals(wish: Wish): Wish {
  const { labels, filterGroup, ...rest } = wish.values;
  return {
    ...wish,
    values: {
      ...rest,
      ...(labels && !wish.labelled ? { labels } : {}),
      ...(filterGroup && !wish.filtered ? { filterGroup } : {}),
    },
  };
}
