import { describe, expect, test } from "vitest";
import { plannedStack, type Registered, type Stored, storedResources } from "../../../policies/plan/stack";
import { held, resource } from "../../support/plans";

const BUS = "304-228-6302";
const TOKEN = "pulumi-nodejs:dynamic/kajeet:LineSet";
const urnOf = (name: string) => `urn:pulumi:test::fleet::${TOKEN}::${name}`;
const { state, declared, wanted } = held(
  "kajeet:LineSet",
  "fleet",
  { lines: { [BUS]: { note: "a" } }, corp: "1" },
  { lines: { [BUS]: { note: "b" } }, corp: "1" },
);
const stored: Stored = { urn: urnOf("fleet"), type: TOKEN, inputs: declared!, outputs: state! };
const registered = (props: object, more: Partial<Registered> = {}): Registered => ({
  urn: urnOf("fleet"),
  type: TOKEN,
  props: props as Registered["props"],
  ...more,
});
const steps = (before: readonly Stored[], now: readonly Registered[]) =>
  plannedStack(before, now).resources.map(({ name, step }) => `${step} ${name}`);

describe("a state", () => {
  test("has the resources of its deployment, and none where there is nothing yet", () => {
    expect(storedResources({ version: 3, deployment: { resources: [stored] } })).toEqual([stored]);
    for (const empty of [{}, { deployment: null }, { deployment: {} }])
      expect(storedResources(empty)).toEqual([]);
  });

  test("leaves out what the engine is about to delete in the place of another one", () => {
    const resources = [
      { ...stored, delete: true },
      { ...stored, delete: false },
    ];
    expect(storedResources({ deployment: { resources } })).toEqual([resources[1]]);
  });

  test.each([[[]], ["text"], [undefined], [{ deployment: { resources: [{ urn: "a" }] } }]])(
    "%j is none, and the way to one is told",
    (content) => {
      expect(() => storedResources(content)).toThrow(
        "this is no state of a stack. Make it with `pulumi stack export`.",
      );
    },
  );
});

describe("the plan of a stack", () => {
  test("has what comes, goes, changes and stays, and is whole", () => {
    const other = { ...stored, urn: urnOf("other") };
    const planned = plannedStack(
      [stored, other],
      [registered(wanted!), registered(wanted!, { urn: urnOf("new") })],
    );
    expect(planned.resources.map(({ name, step }) => `${step} ${name}`)).toEqual([
      "update fleet",
      "delete other",
      "create new",
    ]);
    expect(planned).toMatchObject({ whole: true, unreadable: [] });
    expect(planned.resources[0]).toEqual({
      ...held("kajeet:LineSet", "fleet", undefined, undefined),
      urn: urnOf("fleet"),
      step: "update",
      state,
      declared,
      wanted,
    });
    expect(planned.resources[1]).not.toHaveProperty("wanted");
    expect(planned.resources[2]).not.toHaveProperty("state");
    expect(steps([stored], [registered(declared!)])).toEqual(["same fleet"]);
  });

  test("goes by values: order, none, and what is the engine's own make no change", () => {
    const turned = Object.fromEntries(Object.entries(declared!).reverse());
    const same = { ...turned, __provider: "x", corp: "1", account: null };
    expect(steps([stored], [registered(same)])).toEqual(["same fleet"]);
    const nested = (lines: object) => ({ ...stored, inputs: { ...declared, lines } });
    expect(
      steps([nested({ a: "1", b: "2" })], [registered({ ...declared, lines: { b: "2", a: "1" } })]),
    ).toEqual(["same fleet"]);
    expect(steps([nested({ a: "1", b: "2" })], [registered({ ...declared, lines: { a: "1" } })])).toEqual([
      "update fleet",
    ]);
    expect(steps([stored], [registered({ ...declared, labels: ["b", "a"] })])).toEqual(["update fleet"]);
    expect(steps([{ ...stored, inputs: { ...declared, gone: true } }], [registered(declared!)])).toEqual([
      "update fleet",
    ]);
  });

  test("has a replacement where an argument that makes another resource differs from what state has", () => {
    expect(steps([stored], [registered({ ...wanted, corp: "2" })])).toEqual(["replace fleet"]);
    expect(steps([stored], [registered({ ...wanted, corp: undefined })])).toEqual(["update fleet"]);
    const { corp: _, ...unsaid } = state!;
    expect(steps([{ ...stored, outputs: unsaid }], [registered({ ...wanted, corp: "2" })])).toEqual([
      "update fleet",
    ]);
    const { outputs: __, ...without } = stored;
    expect(steps([without], [registered(wanted!)])).toEqual(["update fleet"]);
  });

  test("reads the arguments of one that stays the same from state, which is all that a preview shows of it", () => {
    const [same] = plannedStack([stored], [registered(state!)]).resources;
    expect(same).toMatchObject({ step: "same", wanted: declared });
  });

  test("finds a resource under an alias, unless it is registered under its own name, too", () => {
    const renamed = registered(wanted!, { urn: urnOf("renamed"), aliases: [urnOf("older"), urnOf("fleet")] });
    expect(steps([stored], [renamed])).toEqual(["update renamed"]);
    expect(steps([stored], [registered(wanted!), renamed])).toEqual(["update fleet", "create renamed"]);
  });

  test("knows one that the engine only forgets", () => {
    const forgotten = (more: object) => plannedStack([{ ...stored, ...more }], []).resources[0]!.forgotten;
    expect([forgotten({}), forgotten({ retainOnDelete: true })]).toEqual([false, true]);
  });

  test("passes over what is not ours, and tells what of ours it cannot read", () => {
    const bucket = { urn: "urn:pulumi:test::fleet::aws:s3/bucket:Bucket::b", type: "aws:s3/bucket:Bucket" };
    expect(plannedStack([bucket], [{ ...bucket, props: {} }])).toEqual({
      resources: [],
      unreadable: [],
      whole: true,
    });
    const later = { urn: urnOf("s"), type: TOKEN.replace("LineSet", "Satellite") };
    const unreadable = (before: readonly Stored[], now: readonly Registered[]) =>
      plannedStack(before, now).unreadable!.map(({ name, reason }) => `${name}: ${reason}`);
    expect(unreadable([later], [])).toEqual(["s: kajeet:Satellite is no type that this version knows"]);
    expect(unreadable([], [registered(state!)])).toEqual([
      "fleet: the engine has it in state, and the state that was read has not: it is older, or another one",
    ]);
    expect(unreadable([stored], [registered({ ...wanted, corp: "[secret]" })])).toEqual([
      "fleet: corp is a secret, so it cannot be judged",
    ]);
  });

  test("takes an action, of which nothing makes another one, as it is", () => {
    const { urn } = resource("kajeet:RebootSmartSpot", "r", {});
    const type = TOKEN.replace("LineSet", "RebootSmartSpot");
    const before = { urn, type, inputs: { trigger: "1" }, outputs: { trigger: "1", ranFor: "1" } };
    expect(steps([before], [{ urn, type, props: { trigger: "2" } }])).toEqual(["update r"]);
  });
});
