import { z } from "zod";

const compiled = new Map<string, RegExp>();

/** Does a text match a pattern, in which `*` stands for any characters, also none? Case counts. */
function matches(pattern: string, text: string): boolean {
  let expression = compiled.get(pattern);
  if (!expression) {
    const parts = pattern.split("*").map((part) => part.replace(/[.+?^${}()|[\]\\]/g, "\\$&"));
    expression = new RegExp(`^${parts.join(".*")}$`);
    compiled.set(pattern, expression);
  }
  return expression.test(text);
}

/** Does a text match any of these patterns? */
export const matchesAny = (patterns: readonly string[], text: string): boolean =>
  patterns.some((pattern) => matches(pattern, text));

/** Does any of these names, as a plan knows a line by them, match? MDNs may be written with hyphens or without. */
export const namesAny = (patterns: readonly string[], names: readonly string[]): boolean =>
  patterns.length > 0 &&
  names.some((name) => matchesAny(patterns, name) || matchesAny(patterns.map(unhyphened), unhyphened(name)));

const unhyphened = (text: string) => text.replaceAll("-", "");

/** A list of patterns. */
export const patterns = z.array(z.string().min(1));
