import { expect, test } from "vitest";
import { unknownName } from "../../../provider/core/nearest";

const plans = ["KJ-1GB", "KJ-5GB", "KJ-UNL", "KJ-VZ-10GB"];

test("a name that is not known is told with the nearest, with all of a short list, or with how many more there are", () => {
  expect(unknownName("rate plan", "KJ-2GB", plans)).toBe(
    'unknown rate plan "KJ-2GB"; did you mean "KJ-1GB" or "KJ-5GB"?',
  );
  expect(unknownName("rate plan", "kj-unl", plans)).toBe(
    'unknown rate plan "kj-unl"; did you mean "KJ-UNL"?',
  );
  expect(unknownName("label", "zzzzzzzz", ["Bus", "Van"])).toBe(
    'unknown label "zzzzzzzz"; known are "Bus", "Van"',
  );
  expect(unknownName("label", "x", [])).toBe('unknown label "x"; the account has none');
  const many = Array.from({ length: 20 }, (_, index) => `Campus ${index}`);
  expect(unknownName("label", "qqqqqqqqqqqqqqqqq", many)).toContain('"Campus 11" and 8 more');
});
