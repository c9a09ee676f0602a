import { readFileSync } from "node:fs";
import { join } from "node:path";
import { expect, test } from "vitest";
import { sameValue } from "../../../provider/core/value";
import {
  hasUnknown,
  loaderText,
  ours,
  PROVIDER_KEY,
  plain,
  typeToken,
  UNKNOWN,
} from "../../../provider/core/wire";

test("the loader text never changes: state holds it, and refresh and destroy run the stored one", () => {
  expect(loaderText("kajeet:Line")).toBe(
    'exports.handler=()=>require("pulumi-cellular/provider").serve("kajeet:Line")',
  );
  expect(typeToken("kajeet:Line")).toBe("pulumi-nodejs:dynamic/kajeet:Line");
});

test("what the loader text requires is what the package exports", () => {
  const manifest = JSON.parse(readFileSync(join(__dirname, "../../../package.json"), "utf8"));
  expect(manifest.name).toBe("pulumi-cellular");
  expect(manifest.exports["./provider"].default).toBe("./dist/provider/hooks.js");
});

test("unknown values are seen at any depth", () => {
  expect(hasUnknown({ a: [{ b: UNKNOWN }] })).toBe(true);
  expect(hasUnknown({ a: [{ b: "known" }], c: null })).toBe(false);
});

test("what goes to the engine is JSON and nothing else", () => {
  expect(plain({ a: undefined, b: 10n, c: new Date(0), d: null, e: [1] })).toEqual({
    b: "10",
    c: "1970-01-01T00:00:00.000Z",
    d: null,
    e: [1],
  });
});

test("the engine's own member is not ours", () => {
  expect(ours({ [PROVIDER_KEY]: "x", a: 1 })).toEqual({ a: 1 });
});

test("sets are the same in any order, and nothing else is", () => {
  expect(sameValue(["a", "b"], ["b", "a"])).toBe(true);
  expect(sameValue(["a"], ["a", "a"])).toBe(false);
  expect(sameValue(null, undefined)).toBe(false);
  expect(sameValue("7", 7)).toBe(false);
});
