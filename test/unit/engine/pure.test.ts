import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { deletionRounds, dependents } from "../../engine/dependency-graph";
import { formatPath, parsePath, resetPath, valueAt } from "../../engine/property-path";
import { newState, type ResourceState } from "../../engine/resource-state";
import { Crypter } from "../../engine/secrets";
import { diffInputs, inverted, withReplaceOnChanges } from "../../engine/structural-diff";
import { makeUrn, nameOf, parseReference, qualifiedTypeOf, typeOf, urnMatcher } from "../../engine/urn";
import {
  annotateSecrets,
  containsUnknown,
  equal,
  forProvider,
  makeSecret,
  type Properties,
  redacted,
  UNKNOWN,
} from "../../engine/values";

const key = fc.string({ minLength: 1, maxLength: 8 }).filter((text) => !["*", "__proto__"].includes(text));
const json = fc.jsonValue({ maxDepth: 3 }) as fc.Arbitrary<Properties[string]>;
const bag = fc.dictionary(key, json, { maxKeys: 6 }) as fc.Arbitrary<Properties>;

describe("paths", () => {
  test("are written as the engine writes them", () => {
    expect(formatPath(["lines", "304-228-6302"])).toBe('lines["304-228-6302"]');
    expect(formatPath(["tags", 0, "a_b", 'say "x"'])).toBe('tags[0].a_b["say \\"x\\""]');
  });

  test("are read back as they were written", () => {
    const segment = fc.oneof(
      fc.nat(99),
      key.filter((text) => !text.includes("\\")),
    );
    fc.assert(
      fc.property(fc.array(segment, { minLength: 1 }), (path) => {
        expect(parsePath(formatPath(path))).toEqual(path);
      }),
    );
  });

  test("take old values back, and refuse where an element is missing", () => {
    const old = { a: { x: 1, y: 1 }, list: [1, 2] };
    const wanted = { a: { x: 2, y: 2 }, list: [3] };
    expect(resetPath(["a", "x"], old, wanted)).toEqual({ a: { x: 1, y: 2 }, list: [3] });
    expect(resetPath(["a", "*"], old, wanted)).toEqual({ a: { x: 1, y: 1 }, list: [3] });
    expect(resetPath(["list", 1], old, wanted)).toBeUndefined();
    expect(resetPath(["gone", "deep"], old, wanted)).toEqual(wanted);
  });
});

describe("differences of inputs", () => {
  test("are empty exactly when the inputs are equal", () => {
    fc.assert(
      fc.property(bag, bag, (old, wanted) => {
        expect(Object.keys(diffInputs(old, wanted).detailedDiff ?? {}).length === 0).toBe(equal(old, wanted));
        expect(diffInputs(old, structuredClone(old)).changedKeys).toEqual([]);
      }),
    );
  });

  test("name each changed leaf and ignore what is secret", () => {
    const { detailedDiff, changedKeys } = diffInputs(
      { same: 1, gone: 2, pin: makeSecret("x"), deep: { a: [1, 2] } },
      { same: 1, pin: "x", deep: { a: [1, 3, 4] }, more: UNKNOWN },
    );
    expect(changedKeys).toEqual(["deep", "gone", "more"]);
    expect(detailedDiff).toEqual({
      gone: { kind: "delete", inputDiff: true },
      "deep.a[1]": { kind: "update", inputDiff: true },
      "deep.a[2]": { kind: "add", inputDiff: true },
      more: { kind: "add", inputDiff: true },
    });
  });

  test("are turned round for a refresh, and into replacements where the program says so", () => {
    const diff = {
      changes: true,
      replaceKeys: [],
      deleteBeforeReplace: false,
      ...diffInputs({ a: { x: 1 } }, { a: { x: 2 }, b: 1 }),
    };
    expect(inverted(diff).detailedDiff?.b?.kind).toBe("delete");
    expect(withReplaceOnChanges(diff, ["a.x"]).detailedDiff?.["a.x"]?.kind).toBe("update-replace");
    expect(withReplaceOnChanges(diff, ["b"]).replaceKeys).toEqual(["b"]);
  });
});

describe("secrets", () => {
  test("are clear for the provider, hidden for people, and put back on what it returns", () => {
    const inputs: Properties = {
      pin: makeSecret("1234"),
      deep: { pin: makeSecret("5"), open: 1 },
      list: [makeSecret("6")],
    };
    expect(forProvider(inputs)).toEqual({ pin: "1234", deep: { pin: "5", open: 1 }, list: ["6"] });
    expect(redacted(inputs)).toEqual({
      pin: "[secret]",
      deep: { pin: "[secret]", open: 1 },
      list: ["[secret]"],
    });
    const outputs: Properties = { pin: "1234", deep: { pin: "5", open: 1 }, list: ["6"], other: "x" };
    annotateSecrets(outputs, inputs);
    expect(redacted(outputs)).toEqual({
      pin: "[secret]",
      deep: { pin: "[secret]", open: 1 },
      list: "[secret]",
      other: "x",
    });
    expect(containsUnknown({ a: [{ b: UNKNOWN }] })).toBe(true);
  });

  test("come back with the right passphrase only", async () => {
    const crypter = await Crypter.open("correct");
    const sealed = crypter.seal({ pin: makeSecret({ number: "1234" }) });
    expect(JSON.stringify(sealed)).not.toContain("1234");
    const again = await Crypter.open("correct", crypter.state);
    expect(again.unseal(sealed)).toEqual({ pin: makeSecret({ number: "1234" }) });
    await expect(Crypter.open("wrong", crypter.state)).rejects.toThrow("incorrect passphrase");
  });
});

describe("names", () => {
  test("carry the types of parents, and are matched by patterns", () => {
    const parent = makeUrn(
      "dev",
      "p",
      "my:index:Group",
      "g",
      makeUrn("dev", "p", "pulumi:pulumi:Stack", "p-dev", ""),
    );
    const urn = makeUrn("dev", "p", "my:index:Line", "a::b", parent);
    expect(urn).toBe("urn:pulumi:dev::p::my:index:Group$my:index:Line::a::b");
    expect([qualifiedTypeOf(urn), typeOf(urn), nameOf(urn)]).toEqual([
      "my:index:Group$my:index:Line",
      "my:index:Line",
      "a::b",
    ]);
    expect(parseReference(`${urn}::id-1`)).toEqual({ urn, id: "id-1" });
    expect(urnMatcher(["**Line::a*"])(urn)).toBe(false);
    expect(urnMatcher(["**Line::a**"])(urn)).toBe(true);
    expect(urnMatcher([urn])(urn)).toBe(true);
  });
});

describe("deletions", () => {
  const state = (urn: string, needs: string[], more: Partial<ResourceState> = {}): ResourceState =>
    newState({ urn, type: "t", custom: true, dependencies: needs, ...more });

  test("nothing goes before what rests on it, whatever the graph", () => {
    const graph = fc.array(fc.array(fc.nat(20), { maxLength: 4 }), { minLength: 1, maxLength: 20 });
    fc.assert(
      fc.property(graph, (edges) => {
        const states = edges.map((needs, index) =>
          state(
            `r${index}`,
            needs.filter((need) => need < index).map((need) => `r${need}`),
          ),
        );
        const rounds = deletionRounds(states, new Map(states.map((item) => [item, item])));
        expect(rounds.flat()).toHaveLength(states.length);
        const roundOf = new Map(
          rounds.flatMap((round, index) => round.map(({ urn }) => [urn, index] as const)),
        );
        for (const { urn, dependencies } of states) {
          for (const need of dependencies) expect(roundOf.get(urn)).toBeLessThan(roundOf.get(need) as number);
        }
      }),
    );
  });

  test("who rests on a component rests on its children", () => {
    const group = state("g", [], { custom: false });
    const kid = state("kid", [], { parent: "g" });
    const far = state("far", ["g"]);
    const states = [group, kid, far];
    const rounds = deletionRounds(states, new Map(states.map((item) => [item, item.urn])));
    expect(rounds).toEqual([["far"], ["kid"], ["g"]]);
    expect(dependents(states, group, { children: false }).map(({ urn }) => urn)).toEqual(["far"]);
    expect(dependents(states, group, { children: true }).map(({ urn }) => urn)).toEqual(["kid", "far"]);
  });

  test("values are found through secrets", () => {
    expect(valueAt({ a: makeSecret({ b: [1, 2] }) }, ["a", "b", 1])).toBe(2);
  });
});
