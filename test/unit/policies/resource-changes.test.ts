import { describe, expect, test } from "vitest";
import { changeCode } from "../../../provider/core/change-code";
import { plan, resource } from "../../support/plans";

const SIM = "89012604706900592925";
const EID = "89049032000001000000128255000123";
const changes = (type: string, sides: Parameters<typeof resource>[2], more: object = {}) =>
  plan([{ ...resource(type, "it", sides), ...more }]).changes;
const brief = (...given: Parameters<typeof changes>) =>
  changes(...given).map(({ operation, subject, class: kind, undo, attribute, before, after }) => ({
    is: `${operation} ${subject} ${kind} ${undo}`,
    ...(attribute === undefined ? {} : { attribute, before, after }),
  }));

describe("a resource without lines", () => {
  const label = { name: "Spare", onDelete: "retain" };

  test("is made, and that stays as it is does nothing", () => {
    expect(brief("kajeet:Label", { wanted: label })).toEqual([{ is: "make Label it cosmetic call" }]);
    const other = { ...label, name: "Other" };
    expect(brief("kajeet:Label", { state: label, wanted: label })).toEqual([]);
    expect(brief("kajeet:Label", { state: label, wanted: other, step: "same" })).toEqual([]);
    expect(changes("kajeet:Label", { wanted: label })[0]).not.toHaveProperty("why");
  });

  test("ends as onDelete says, as it says to retain, or says nothing", () => {
    const ends = (state: object) => changes("kajeet:Label", { state: state as never })[0];
    expect(ends({ ...label, onDelete: "remove" })).toMatchObject({
      operation: "end",
      undo: "delay",
      why: "it is taken off every line, and nothing remembers which lines had it",
    });
    for (const kept of [label, { name: "Spare" }, { ...label, onDelete: "other" }]) {
      expect(ends(kept)).toMatchObject({ operation: "end", class: "cosmetic", undo: "call" });
    }
    expect(ends({ ...label, onDelete: "other" })!.why).toBe("it stays as it is");
  });

  test("of which no table knows what it does is taken for one that connects", () => {
    const ended = changes("kajeet:Label", { state: label }, { type: "kajeet:Satellite" });
    expect(ended).toMatchObject([{ operation: "end", class: "connectivity", undo: "call" }]);
  });

  test("that the engine only forgets stays as it is", () => {
    const state = { ...label, onDelete: "remove" };
    expect(changes("kajeet:Label", { state }, { forgotten: true })).toMatchObject([
      { operation: "end", class: "cosmetic", undo: "call", why: "it stays as it is", identifiers: [] },
    ]);
  });

  test("that is replaced ends and is made", () => {
    const sides = { state: label, wanted: { ...label, name: "Other" }, step: "replace" } as const;
    expect(brief("kajeet:Label", sides).map(({ is }) => is)).toEqual([
      "end Label it cosmetic call",
      "make Label it cosmetic call",
    ]);
  });

  test("changes argument by argument, from what was declared before what the carrier told", () => {
    const before = { name: "g", filter: null, onDelete: "retain" };
    const wanted = { ...before, description: "d" };
    expect(brief("thingspace:DeviceGroup", { state: before, wanted })).toEqual([
      { is: "adjust DeviceGroup it cosmetic call", attribute: "description", before: undefined, after: "d" },
    ]);
    const declared = { ...before, description: "c" };
    const state = { ...before, description: "b" };
    expect(brief("thingspace:DeviceGroup", { state, declared, wanted })[0]).toMatchObject({ before: "c" });
    expect(brief("thingspace:DeviceGroup", { state, declared: before, wanted })[0]).toMatchObject({
      before: "b",
    });
    expect(brief("thingspace:DeviceGroup", { state, declared, wanted: declared })).toEqual([]);
    const alone = changes("thingspace:DeviceGroup", { state, wanted }, { declared: undefined });
    expect(alone).toMatchObject([{ attribute: "description", before: "b", after: "d" }]);
  });

  test("keeps what is no longer declared, and tells none from nothing said", () => {
    const [some, none] = [
      { name: "g", description: "b" },
      { name: "g", description: null },
    ];
    expect(brief("thingspace:DeviceGroup", { state: some, wanted: { name: "g" } })).toEqual([]);
    expect(brief("thingspace:DeviceGroup", { state: { name: "g" }, wanted: none })).toEqual([]);
    expect(brief("thingspace:DeviceGroup", { state: some, wanted: none })[0]).toMatchObject({ after: null });
    expect(brief("thingspace:DeviceGroup", { state: none, wanted: some })[0]).toMatchObject({ before: null });
  });

  test("shows lists of text as they are, and what is deeper as text", () => {
    const lists = { state: { name: "g", lines: ["a"] }, wanted: { name: "g", lines: ["a", "b"] } };
    expect(brief("thingspace:DeviceGroup", lists)[0]).toMatchObject({ before: ["a"], after: ["a", "b"] });
    const deep = { state: { name: "g", lines: ["a", 1] }, wanted: { name: "g", lines: { a: true } } };
    expect(brief("thingspace:DeviceGroup", deep)[0]).toMatchObject({
      before: '["a",1]',
      after: '{"a":true}',
    });
    const plain = { state: { name: "g", description: 1 }, wanted: { name: "g", description: false } };
    expect(brief("thingspace:DeviceGroup", plain)[0]).toMatchObject({ before: 1, after: false });
  });
});

describe("an action", () => {
  const wanted = { trigger: "2", mdn: "304-228-6302" };

  test("is done once for each trigger", () => {
    expect(brief("kajeet:RebootSmartSpot", { wanted }).map(({ is }) => is)).toEqual([
      "act RebootSmartSpot it connectivity delay",
    ]);
    expect(brief("kajeet:RebootSmartSpot", { state: { ...wanted, ranFor: "1" }, wanted })).toHaveLength(1);
    expect(brief("kajeet:RebootSmartSpot", { state: { ...wanted, ranFor: "2" }, wanted })).toEqual([]);
    expect(brief("kajeet:RebootSmartSpot", { state: { ...wanted, ranFor: "2" } })).toEqual([]);
  });
});

describe("an eSIM profile that cannot come back", () => {
  const kajeet = {
    iccid: SIM,
    profileId: "P1",
    mdn: "304-228-6302",
    imei: "352099001761481",
    onDelete: "cancel",
    deletionProtection: false,
  };

  test("of Kajeet is cancelled under its facts, and named by any of its numbers", () => {
    const code = changeCode({
      carrier: "kajeet",
      action: "cancel",
      name: SIM,
      before: { profileId: "P1" },
    });
    expect(changes("kajeet:EsimProfile", { state: kajeet })).toMatchObject([
      {
        operation: "end",
        subject: SIM,
        identifiers: ["P1", SIM, "304-228-6302", "352099001761481"],
        undo: "never",
        grave: { action: "cancel", codes: [code], protected: false },
      },
    ]);
  });

  test("of Kajeet is swapped under the old profile and the new one", () => {
    const code = changeCode({
      carrier: "kajeet",
      action: "swap",
      name: SIM,
      before: { profileId: "P1" },
      after: { profileId: "P2" },
    });
    const swapped = changes("kajeet:EsimProfile", { state: kajeet, wanted: { ...kajeet, profileId: "P2" } });
    expect(swapped).toMatchObject([
      {
        operation: "adjust",
        attribute: "profileId",
        before: "P1",
        after: "P2",
        identifiers: ["P1", SIM, "304-228-6302", "352099001761481"],
      },
    ]);
    expect(swapped[0]!.grave).toMatchObject({ action: "swap", codes: [code] });
  });

  test("of ThingSpace ends under its EID, and is protected unless that is switched off", () => {
    const state = { iccid: SIM, eid: EID, mdn: "", onDelete: "deactivate" };
    const [change] = changes("thingspace:EsimProfile", { state });
    const [numbered] = changes("thingspace:EsimProfile", { state: { ...state, mdn: "304-228-6303" } });
    expect(numbered!.identifiers).toEqual([SIM, EID, "304-228-6303"]);
    expect(change).toMatchObject({
      subject: SIM,
      identifiers: [SIM, EID],
      why: change!.grave!.loss,
    });
    expect(change!.grave).toMatchObject({
      action: "deactivate",
      protected: true,
      codes: [changeCode({ carrier: "thingspace", action: "deactivate", name: SIM, before: { eid: EID } })],
    });
  });

  test("and a device that is taken out for another one are told with what comes in", () => {
    const wanted = {
      eid: EID,
      newEid: "E2",
      newImei: "352099001761481",
      trigger: "1",
      deletionProtection: false,
    };
    const code = (after: object) =>
      changeCode({ carrier: "thingspace", action: "swap", name: EID, before: {}, after: { ...after } });
    const of = (more: object) => changes("thingspace:SwapEidDevice", { wanted: { ...wanted, ...more } })[0]!;
    expect(of({})).toMatchObject({ operation: "act", subject: EID, identifiers: [EID] });
    expect(of({}).grave!.codes).toEqual([code({ newEid: "E2", newImei: "352099001761481", trigger: "1" })]);
    expect(of({ newImei: undefined }).grave!.codes).toEqual([
      code({ newEid: "E2", newImei: "", trigger: "1" }),
    ]);
  });
});
