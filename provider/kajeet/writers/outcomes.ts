import { Ambiguous } from "../../core/errors";
import type { LineOutcome } from "../../core/lines/model";
import { sameValue, type Value, type Values } from "../../core/value";
import type { LineOutcomes } from "../api/bulk";
import { kajeetAttributes } from "../lines/attributes";
import type { LineHandle } from "../lines/identity";
import type { KajeetSession } from "../session";

/**
 * Outcomes in the order of the lines. Where the answer of a bulk call tells nothing of single lines (A-MUT1 may be
 * wrong), each line is read again and compared.
 */
export async function outcomesOf(
  session: KajeetSession,
  lines: readonly LineHandle[],
  values: Values,
  answered: LineOutcomes,
  operation: string,
): Promise<LineOutcome[]> {
  if (answered !== "unknown") return answered.map(({ error }) => (error ? { error } : {}));
  return Promise.all(lines.map((line) => confirm(session, line, values, operation)));
}

/** Reads a line and says whether it has the values now. */
export async function confirm(
  session: KajeetSession,
  line: LineHandle,
  values: Values,
  operation: string,
): Promise<LineOutcome> {
  const record = await session.roster(line.corp).fresh({ kind: "mdn", key: line.mdn.replaceAll("-", "") });
  const differing = kajeetAttributes.filter((attribute) => {
    const wanted = values[attribute.name];
    const seen: Value | undefined = record && attribute.observed(record);
    return attribute.role === "setting" && wanted !== undefined && !sameValue(seen, wanted);
  });
  if (record && differing.length === 0) return {};
  const what = record
    ? `it still shows another ${differing.map(({ name }) => name).join(", ")}`
    : "the line is not shown";
  return {
    error: new Ambiguous(`the carrier took the change, but ${what}`, {
      carrier: "kajeet",
      operation,
      subject: line.mdn,
      next: "Run `pulumi refresh` in a few minutes, then `pulumi up`.",
    }),
  };
}
