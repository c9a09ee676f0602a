import { expect, test } from "vitest";
import { listing } from "../../../provider/core/words";

test("a list is told whole while a person would read it, and counted beyond that", () => {
  const lines = (count: number) => Array.from({ length: count }, (_, index) => `line ${index + 1}`);
  expect(listing(lines(2))).toBe("  line 1\n  line 2");
  expect(listing(lines(25)).split("\n")).toHaveLength(25);
  expect(listing(lines(10_000)).split("\n").slice(-2)).toEqual(["  line 25", "  … and 9975 more"]);
});
