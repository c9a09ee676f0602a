import type { Log } from "../engine-log";
import { sameValue, type Value, type Values } from "../value";
import type { Attribute } from "./attribute";

/**
 * What lines have, with what a carrier has moved on by itself taken for what is declared: it is told, and not fought.
 * `wanted` is what is declared, or what was seen last.
 */
export function movedOn(
  attributes: readonly Attribute<never>[],
  log: Log,
  name: string,
  seen: Values,
  wanted: Values,
): Values {
  const taken: Record<string, Value> = {};
  for (const { name: one, inStep } of attributes) {
    const [now, wish] = [seen[one] ?? null, wanted[one] ?? null];
    if (!inStep || now === null || wish === null || sameValue(now, wish) || !inStep(now, wish)) continue;
    log("warning", `${name}: ${one} has gone on from ${wish} to ${now} by itself, and is left so`);
    taken[one] = wish;
  }
  return Object.keys(taken).length > 0 ? { ...seen, ...taken } : seen;
}
