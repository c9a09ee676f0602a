import { describe, expect, test } from "vitest";
import type { Change } from "../../../policies/plan/change";
import { held, plan, single } from "../../support/plans";

const BUS = "304-228-6302";
const OFFICE = "304-201-3111";
const SIM = "89012604706900592925";

/** A change in a few words. */
const told = ({ operation, subject, attribute, before, after, class: kind, undo, grave }: Change) =>
  [operation, subject, attribute, attribute && `${before ?? "?"} -> ${after}`, kind, undo, grave?.action]
    .filter((part) => part !== undefined)
    .join(" | ");

const set = (before: object | undefined, after: object | undefined, terms: object = {}) =>
  held(
    "kajeet:LineSet",
    "fleet",
    before && { lines: before as never, ...terms },
    after && { lines: after as never, ...terms },
  );
const changes = (...resources: Parameters<typeof plan>[0]) => plan(resources).changes.map(told);
const REMOVES = { onDelete: "remove", deletionProtection: false };

describe("lines of a set", () => {
  test("that stay as they are do not change", () => {
    expect(changes(set({ [BUS]: { status: "active" } }, { [BUS]: { status: "active" } }))).toEqual([]);
  });

  test("change attribute by attribute, each with its class", () => {
    const before = { [BUS]: { status: "active", ratePlan: "A", note: "n", deviceGroup: "G1" } };
    const after = { [BUS]: { status: "suspended", ratePlan: "B", note: "m", deviceGroup: "G2" } };
    expect(changes(set(before, after))).toEqual([
      `change | ${BUS} | status | active -> suspended | connectivity | call`,
      `change | ${BUS} | ratePlan | A -> B | cost | call`,
      `change | ${BUS} | deviceGroup | G1 -> G2 | identity | call`,
      `change | ${BUS} | note | n -> m | cosmetic | call`,
    ]);
  });

  test("leave as onDelete says", () => {
    const leave = (onDelete: string) => changes(set({ [BUS]: {} }, {}, { onDelete }));
    expect(leave("retain")).toEqual([`leave | ${BUS} | cosmetic | call`]);
    expect(leave("suspend")).toEqual([`leave | ${BUS} | connectivity | call`]);
    expect(leave("remove")).toEqual([`leave | ${BUS} | destructive | never | remove`]);
  });

  test("leave as state says where the whole set goes", () => {
    expect(changes(set({ [BUS]: {}, [OFFICE]: {} }, undefined, REMOVES))).toEqual([
      `leave | ${BUS} | destructive | never | remove`,
      `leave | ${OFFICE} | destructive | never | remove`,
    ]);
  });

  test("only move where another resource declares them, by whatever identifier", () => {
    const one = single("kajeet:Line", "bus", undefined, { mdn: BUS, note: "n" });
    expect(changes(set({ [BUS]: { note: "n" } }, {}, REMOVES), one)).toEqual([
      `move | ${BUS} | cosmetic | call`,
      `enter | ${BUS} | cosmetic | call`,
    ]);
    const other = held("kajeet:LineSet", "other", undefined, { lines: { [SIM]: { note: "n" } } });
    expect(changes(set({ [BUS]: { iccid: SIM } }, {}, REMOVES), other)[0]).toBe(
      `move | ${BUS} | cosmetic | call`,
    );
  });

  test("come in, and are ordered where enough is declared for that", () => {
    expect(changes(set(undefined, { [BUS]: { status: "active" } }))).toEqual([
      `enter | ${BUS} | cosmetic | call`,
    ]);
    const order = { imei: "352099001761481", carrier: "VERIZON" };
    expect(changes(set(undefined, { [SIM]: order }))).toEqual([`enter | ${SIM} | cost | delay`]);
  });
});

describe("what cannot be undone", () => {
  const thingspace = (before: object, after: object | undefined, terms: object = {}) =>
    held(
      "thingspace:LineSet",
      "meters",
      { lines: before as never, ...terms },
      after && { lines: after as never, ...terms },
    );

  test("has a code that is the change's own", () => {
    const code = (before: object, after: object) =>
      plan([thingspace({ [SIM]: before }, { [SIM]: after })]).changes[0]!.grave!.codes[0];
    const own = code({ status: "active" }, { status: "deactive" });
    expect(own).toMatch(/^[a-z]{5}-[a-z]{5}$/);
    expect(code({ status: "active", costCenter: "a" }, { status: "deactive", costCenter: "a" })).toBe(own);
    expect(code({ status: "suspend" }, { status: "deactive" })).not.toBe(own);
  });

  test("is protected until that is switched off, and then says so", () => {
    const grave = (terms: object) =>
      plan([thingspace({ [SIM]: { status: "active" } }, { [SIM]: { status: "deactive" } }, terms)])
        .changes[0]!.grave;
    expect(grave({})!.protected).toBe(true);
    expect(grave({ deletionProtection: false })!.protected).toBe(false);
  });

  test("is found at a line whose state nobody knows yet", () => {
    const fresh = held("control-center:LineSet", "sims", undefined, {
      lines: { [SIM]: { status: "retired" } },
    });
    expect(changes(fresh)).toEqual([
      `change | ${SIM} | status | ? -> retired | destructive | never | retire`,
      `enter | ${SIM} | cosmetic | call`,
    ]);
  });
});

describe("the plan's hash", () => {
  test("is that of its changes, in any order", () => {
    const [a, b] = [
      set({ [BUS]: { note: "a" } }, { [BUS]: { note: "b" } }),
      single("kajeet:Line", "o", { mdn: OFFICE }, undefined),
    ];
    expect(plan([a, b]).hash).toBe(plan([b, a]).hash);
    expect(plan([a]).hash).not.toBe(plan([a, b]).hash);
  });
});
