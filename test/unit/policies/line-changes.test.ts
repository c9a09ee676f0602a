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

describe("a line says", () => {
  test("every number by which it is known, and is called by the one it has", () => {
    const terms = { numbers: { [SIM]: BUS } };
    const [change] = plan([
      held(
        "kajeet:LineSet",
        "fleet",
        { lines: { [SIM]: { imei: "352099001761481", note: "a" } }, ...terms },
        { lines: { [SIM]: { imei: "352099001761499", note: "b" } }, ...terms },
      ),
    ]).changes;
    expect(change).toMatchObject({ line: SIM, subject: BUS, carrier: "kajeet" });
    expect(change!.identifiers).toEqual([SIM, BUS, "352099001761481", "352099001761499"]);
  });

  test("what a new value takes the place of, where state has one", () => {
    const [fresh] = plan([set({ [BUS]: {} }, { [BUS]: { note: "a" } })]).changes;
    expect(fresh).toMatchObject({ attribute: "note", after: "a" });
    expect(fresh).not.toHaveProperty("before");
    const [known] = plan([set({ [BUS]: { note: "a" } }, { [BUS]: { note: "b" } })]).changes;
    expect(known).toMatchObject({ before: "a", after: "b" });
    expect(known).not.toHaveProperty("drift");
  });

  test("why it stays, what differs, or what is lost", () => {
    const why = (...given: Parameters<typeof plan>[0]) => plan(given).changes.map((change) => change.why);
    expect(why(set({ [BUS]: {} }, {}))).toEqual(["it stays as it is"]);
    expect(why(set(undefined, { [BUS]: {} }))).toEqual(["what differs at the carrier is sent"]);
    expect(why(set({ [BUS]: {} }, {}, REMOVES))).toEqual(["its number would be lost for good"]);
    const [plain] = plan([set({ [BUS]: { note: "a" } }, { [BUS]: { note: "b" } })]).changes;
    expect(plain).not.toHaveProperty("why");
  });
});

describe("a line that leaves", () => {
  const vpn = (before: object, after: object | undefined, onDelete = "restore", more: object = {}) =>
    held(
      "kajeet:VpnStatus",
      "vpn",
      { lines: before as never, onDelete, ...more },
      after && { lines: after as never, onDelete },
    );

  test("a membership gets back what it had, or what the carrier gives", () => {
    expect(changes(vpn({ [BUS]: { vpn: true } }, {}))).toEqual([
      `leave | ${BUS} | vpn | true -> undefined | connectivity | call`,
    ]);
    expect(plan([vpn({ [BUS]: { vpn: true } }, {})]).changes[0]).not.toHaveProperty("after");
    const had = vpn({ [BUS]: { vpn: true } }, {}, "restore", { before: { [BUS]: "vpn=false" } });
    expect(changes(had)).toEqual([`leave | ${BUS} | vpn | true -> false | connectivity | call`]);
    expect(changes(vpn({ [BUS]: {} }, {}))).toEqual([]);
  });

  test("a membership that retains stays as it is, as does one that the engine only forgets", () => {
    expect(changes(vpn({ [BUS]: { vpn: true } }, {}, "retain"))).toEqual([
      `leave | ${BUS} | cosmetic | call`,
    ]);
    const forgotten = { ...set({ [BUS]: {} }, undefined, REMOVES), forgotten: true };
    expect(changes(forgotten)).toEqual([`leave | ${BUS} | cosmetic | call`]);
    expect(changes(set({ [BUS]: {} }, {}, { onDelete: undefined }))).toEqual([
      `leave | ${BUS} | cosmetic | call`,
    ]);
  });

  test("for another membership moves, and does not for one of another attribute", () => {
    const [left, other] = [vpn({ [BUS]: { vpn: true } }, {}), { [BUS]: { vpn: true } }];
    const joined = held("kajeet:VpnStatus", "other", undefined, { lines: other });
    expect(changes(left, joined)[0]).toBe(`move | ${BUS} | cosmetic | call`);
    const parked = held("kajeet:LineStatus", "parked", undefined, {
      lines: { [BUS]: { status: "suspended" } },
    });
    expect(changes(left, parked)[0]).toBe(`leave | ${BUS} | vpn | true -> undefined | connectivity | call`);
  });

  test("does not move to a resource that wants only some of what it had", () => {
    const limits = { [BUS]: { monthlyLimit: 500, dailyLimit: 50 } };
    const left = held("kajeet:DataLimit", "d", { lines: limits, onDelete: "retain" }, { lines: {} });
    const kept = (values: object) => changes(left, set(undefined, { [BUS]: values }))[0];
    expect(plan([left, set(undefined, { [BUS]: { monthlyLimit: 500 } })]).changes[0]!.operation).toBe(
      "leave",
    );
    expect(kept({ monthlyLimit: 500, dailyLimit: 50 })).toBe(`move | ${BUS} | cosmetic | call`);
  });

  test("a set is not kept by a membership alone", () => {
    const joined = held("kajeet:VpnStatus", "other", undefined, { lines: { [BUS]: { vpn: true } } });
    expect(changes(set({ [BUS]: { vpn: true } }, {}, REMOVES), joined)[0]).toBe(
      `leave | ${BUS} | destructive | never | remove`,
    );
  });

  test("a set that is replaced goes as the old arguments say", () => {
    const [before, after] = [
      { lines: { [BUS]: {} }, onDelete: "suspend" },
      { lines: {}, onDelete: "remove", deletionProtection: false },
    ];
    expect(changes(held("kajeet:LineSet", "fleet", before, after, "replace"))).toEqual([
      `leave | ${BUS} | connectivity | call`,
    ]);
    expect(changes(held("kajeet:LineSet", "fleet", before, after))).toEqual([
      `leave | ${BUS} | destructive | never | remove`,
    ]);
  });
});

describe("changes for later days", () => {
  const sims = (schedule: object[] | undefined, booked?: object[]) =>
    held(
      "control-center:LineSet",
      "sims",
      { lines: { [SIM]: { status: "activated" } }, ...(booked && { schedule: booked }) },
      {
        lines: { [SIM]: { status: "activated" } },
        deletionProtection: false,
        ...(schedule && { schedule }),
      },
    );
  const retire = [{ on: "2026-12-24", set: { status: "retired" } }];

  test("are told with their day, and asked about now", () => {
    const { changes: found } = plan([sims(retire)]);
    expect(found.map(told)).toEqual([
      `book | ${SIM} | status | activated -> retired | destructive | never | retire`,
    ]);
    expect(found[0]).toMatchObject({ on: "2026-12-24+00:00", grave: { protected: false } });
    const [unknown] = plan([sims([{ on: "2026-12-24", set: { ratePlan: "B" } }])]).changes;
    expect(unknown).not.toHaveProperty("before");
    const fresh = held("control-center:LineSet", "sims", undefined, {
      lines: { [SIM]: { status: "activated" } },
      schedule: retire,
    });
    expect(changes(fresh)).toContain(
      `book | ${SIM} | status | activated -> retired | destructive | never | retire`,
    );
    const later = plan([sims([{ ...retire[0], on: "2026-12-25" }])]).changes[0]!.grave!.codes;
    expect(later).not.toEqual(found[0]!.grave!.codes);
  });

  test("are nothing new where state has them, and where there are none", () => {
    expect(changes(sims(retire, retire))).toEqual([]);
    expect(changes(sims(undefined, retire))).toEqual([]);
    expect(changes(sims([{ on: "2026-12-24", set: { status: "activated" } }]))).toEqual([]);
  });
});

describe("a line that comes in", () => {
  test("is not ordered by a membership, nor where something that the order needs is missing", () => {
    const order = { imei: "352099001761481", carrier: "VERIZON" };
    expect(changes(set(undefined, { [SIM]: { carrier: "VERIZON" } }))).toEqual([
      `enter | ${SIM} | cosmetic | call`,
    ]);
    for (const name of [BUS, "??"]) {
      const entering = set(undefined, { [name]: { ...order, iccid: SIM } });
      expect(changes(entering)).toEqual([`enter | ${name} | cosmetic | call`]);
    }
    const member = held("kajeet:VpnStatus", "vpn", undefined, { lines: { [SIM]: { vpn: true } } });
    expect(changes(member)).toEqual([`enter | ${SIM} | cosmetic | call`]);
  });

  test("at ThingSpace is brought in by SIM and device, with a status, and never by its number", () => {
    const [fee] = changes(
      held("thingspace:LineSet", "m", undefined, {
        lines: { [SIM]: { imei: "352099001761481", status: "active" } },
      }),
    );
    expect(fee).toMatch(/^enter \| 89012604706900592925 \| cost /);
    const whole = { imei: "352099001761481", iccid: SIM, status: "active" };
    const entering = (name: string, values: object) =>
      changes(held("thingspace:LineSet", "m", undefined, { lines: { [name]: values as never } }));
    for (const [name, values] of [
      [BUS, whole],
      [SIM, { ...whole, status: "suspend" }],
      [SIM, { status: "active" }],
    ] as const) {
      expect(entering(name, values)).toEqual([`enter | ${name} | cosmetic | call`]);
    }
  });

  test("under a name that is none is let through here", () => {
    expect(changes(set(undefined, { "??": {} }))).toEqual(["enter | ?? | cosmetic | call"]);
  });
});
