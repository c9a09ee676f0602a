import { expect, it } from "vitest";
import { Latest } from "../../../receiver/store/latest";

it("knows only what it was told", () => {
  const latest = new Latest();
  expect(latest.knowsOfNothingAbove("a", 5)).toBe(false);
  latest.nothingAbove("a", 5);
  expect([latest.knowsOfNothingAbove("a", 5), latest.knowsOfNothingAbove("a", 4)]).toEqual([true, false]);
  latest.stored("a", 9);
  expect([latest.knowsOfNothingAbove("a", 8), latest.knowsOfNothingAbove("a", 9)]).toEqual([false, true]);
  // A look that had begun before that message was stored.
  latest.nothingAbove("a", 5);
  expect(latest.knowsOfNothingAbove("a", 5)).toBe(false);
});

it("forgets the request that has not been heard of for the longest time", () => {
  const latest = new Latest(2);
  latest.stored("a", 1);
  latest.stored("b", 2);
  latest.stored("a", 3);
  latest.stored("c", 4);
  expect(["a", "b", "c"].map((id) => latest.knowsOfNothingAbove(id, 9))).toEqual([true, false, true]);
});
