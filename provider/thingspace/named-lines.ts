/** Lines as resources name them that are about lines and are none themselves: groups, labels, monitors. */
import { z } from "zod";
import { programClaims } from "../core/claims";
import { isPlain } from "../core/lines/line-args";
import type { LineKey } from "../core/lines/line-key";
import type { DeviceId } from "./api/index";
import { canonical, identify } from "./lines/identity";

const line = z.string().transform((name, issue) => {
  const key = identify(name);
  if (!("problem" in key)) return canonical(key);
  issue.addIssue({ code: "custom", message: key.problem });
  return z.NEVER;
});

/** A list of lines, each once, in an order of its own: so that the same lines are the same value. */
export const namedLines = z.array(line).transform(inOrder);

/** The same lines, each once, in the order in which state has them. */
export function inOrder(lines: Iterable<string>): string[] {
  return [...new Set(lines)].sort();
}

/** What a line of such a list is identified by. Only for names that were checked. */
export function keyOf(name: string): LineKey {
  const key = identify(name);
  if ("problem" in key) throw new TypeError(key.problem);
  return key;
}

/** A line as calls name it. */
export function idOf(name: string): DeviceId {
  const { kind, key } = keyOf(name);
  return { id: key, kind: kind as DeviceId["kind"] };
}

/** Lines as calls name many: `[{deviceIds: [{id, kind}]}]`. */
export const devicesOfNames = (names: readonly string[]): { deviceIds: DeviceId[] }[] =>
  names.map((name) => ({ deviceIds: [idOf(name)] }));

/**
 * Claims something of each line that a program names, so that two resources that manage the same are told apart while the
 * program runs. What is only known later is claimed by nobody.
 *
 * @throws Misconfigured with both names.
 */
export function claimLines(owner: string, lines: unknown, claims: readonly string[]): void {
  if (!Array.isArray(lines) || !isPlain(lines)) return;
  for (const name of lines) {
    const key = typeof name === "string" ? identify(name) : undefined;
    if (key && !("problem" in key)) {
      programClaims.claim(owner, `thingspace line ${canonical(key)}`, claims);
    }
  }
}
