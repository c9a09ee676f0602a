import type { z } from "zod";

/** Most characters of a wrong value that a message shows. */
const MOST = 40;

const KINDS: Record<string, string> = {
  array: "a list",
  boolean: "true or false",
  int: "a whole number",
  number: "a number",
  object: "an object",
  record: "an object",
  string: "text",
};

/** How messages of zod's own begin. */
const FOREIGN = /^(Too small|Too big|Invalid input|Invalid option|Unrecognized key)/;

/** What is wrong with a value, in the words of whoever wrote it; messages of our own stay as they are. */
export function issueText(issue: z.core.$ZodIssue): string {
  if (!FOREIGN.test(issue.message)) return issue.message;
  if (issue.message.endsWith("received undefined")) return "is missing";
  switch (issue.code) {
    case "invalid_type":
      return `must be ${KINDS[issue.expected] ?? issue.expected}`;
    case "invalid_value":
      return `must be ${either(issue.values.map(String))}`;
    case "too_small":
      return `must be ${bound("at least", issue.minimum, issue.origin)}`;
    case "too_big":
      return `must be ${bound("at most", issue.maximum, issue.origin)}`;
    case "unrecognized_keys":
      return `has no ${either(issue.keys.map((key) => `"${key}"`))}`;
    default:
      return issue.message;
  }
}

/** A value as messages show it: short, and as it would be written. */
export function shown(value: unknown): string {
  const text = JSON.stringify(value) ?? "undefined";
  return text.length > MOST ? `${text.slice(0, MOST)}…` : text;
}

function bound(word: string, limit: number | bigint, origin: string): string {
  const unit = origin === "string" ? " characters long" : origin === "array" ? " long" : "";
  if (word === "at least" && Number(limit) === 1 && unit !== "") return "not empty";
  return `${word} ${limit}${unit}`;
}

function either(choices: readonly string[]): string {
  return choices.length < 2 ? choices.join("") : `${choices.slice(0, -1).join(", ")} or ${choices.at(-1)}`;
}
