import { Ambiguous } from "../../core/errors";
import type { LineOutcome } from "../../core/lines/model";
import { sameValue, type Values } from "../../core/value";
import type { LineOutcomes } from "../api/bulk";
import type { Device } from "../api/index";
import { kajeetAttributes } from "../lines/attributes";
import { byMdn, type LineHandle } from "../lines/identity";
import type { KajeetSession } from "../session";

/** Looks whether a change has reached one line: nothing when it has, else what the line shows. */
export type Look = (session: KajeetSession, line: LineHandle) => Promise<string | undefined>;

/**
 * Outcomes in the order of the lines. Where the answer of a bulk call tells nothing of single lines (A-MUT1 may be
 * wrong), each line is looked at.
 */
export async function outcomesOf(
  session: KajeetSession,
  lines: readonly LineHandle[],
  answered: LineOutcomes,
  operation: string,
  look: Look,
): Promise<LineOutcome[]> {
  if (answered !== "unknown") return answered.map(({ error }) => (error ? { error } : {}));
  return Promise.all(lines.map((line) => confirm(session, line, operation, look)));
}

/** Looks at a line after a change whose answer did not show it. */
export async function confirm(
  session: KajeetSession,
  line: LineHandle,
  operation: string,
  look: Look,
): Promise<LineOutcome> {
  const amiss = await look(session, line);
  if (amiss === undefined) return {};
  return {
    error: new Ambiguous(`the carrier took the change, but ${amiss}`, {
      carrier: "kajeet",
      operation,
      subject: line.mdn,
      next: "Run `pulumi refresh` in a few minutes, then `pulumi up`.",
    }),
  };
}

/** A look that reads the line and judges its record. */
export function record(judge: (device: Device) => string | undefined): Look {
  return async (session, { corp, mdn }) => {
    const device = await session.roster(corp).fresh(byMdn(mdn));
    return device ? judge(device) : "the line is not shown";
  };
}

/** A look for these values of attributes. */
export function shows(values: Values): Look {
  return record((device) => {
    const differing = kajeetAttributes.filter(({ name, role, observed }) => {
      const wanted = values[name];
      return role === "setting" && wanted !== undefined && !sameValue(observed(device), wanted);
    });
    if (differing.length === 0) return undefined;
    return `it still shows another ${differing.map(({ name }) => name).join(", ")}`;
  });
}
