import type { LineOutcome } from "../../core/lines/model";
import type { Values } from "../../core/value";
import { BULK_LIMIT, bulkAssignLabels, bulkUnassignLabels, updateLineLabels } from "../api/index";
import type { LineHandle } from "../lines/identity";
import type { KajeetSession } from "../session";
import { type Look, outcomesOf, record } from "./outcomes";
import type { KajeetWriter } from "./setters";
import { verifyLabels } from "./verify";

// How one call's share of a label change is written: a label to put on, or one to take off.
const ADD = "labels+";
const TAKE = "labels-";

/**
 * Labels, one call a label: a set of thousands of lines has few labels and many combinations of them. Whether
 * a label comes before or after the one of its category goes makes no difference: it replaces it anyway (A-L1).
 */
export const labelsWriter: KajeetWriter = {
  name: "labels",
  attributes: ["labels"],
  limit: BULK_LIMIT,
  verify: verifyLabels,

  parts(before: Values, wanted: Values): Values[] {
    const had = new Set((before.labels as readonly string[] | null | undefined) ?? []);
    const wish = new Set(wanted.labels as readonly string[]);
    return [
      ...[...had].filter((label) => !wish.has(label)).map((label) => ({ [TAKE]: [label] })),
      ...[...wish].filter((label) => !had.has(label)).map((label) => ({ [ADD]: [label] })),
    ];
  },

  async send(session, { lines, values }): Promise<LineOutcome[]> {
    const adding = ADD in values;
    const [name] = values[adding ? ADD : TAKE] as readonly [string];
    const known = await session.references.labels([name]);
    const labelId = known.get(name)?.labelId;
    // A label that is gone from the account is on no line, so there is nothing to take off.
    if (labelId === undefined) return lines.map(() => ({}));
    return lines.length === 1
      ? one(session, lines[0]!, labelId, adding)
      : many(session, lines, labelId, adding);
  },
};

async function one(
  session: KajeetSession,
  line: LineHandle,
  labelId: number,
  adding: boolean,
): Promise<LineOutcome[]> {
  await updateLineLabels(session.http, {
    corpId: line.corp,
    mdn: line.mdn,
    ...(adding ? { assign: [labelId] } : { delete: [labelId] }),
  });
  return [{}];
}

async function many(
  session: KajeetSession,
  lines: readonly LineHandle[],
  labelId: number,
  adding: boolean,
): Promise<LineOutcome[]> {
  const body = { corpId: lines[0]!.corp, labelIds: [labelId], mdns: lines.map(({ mdn }) => mdn) };
  const call = adding ? bulkAssignLabels : bulkUnassignLabels;
  const { outcomes } = await call(session.http, body);
  return outcomesOf(
    session,
    lines,
    outcomes,
    adding ? "bulkAssignLabels" : "bulkUnassignLabels",
    carries(labelId, adding),
  );
}

const carries = (labelId: number, wanted: boolean): Look =>
  record(({ labels }) => {
    const has = (labels ?? []).some((label) => label.labelId === labelId);
    return has === wanted ? undefined : `it ${has ? "still carries" : "does not carry"} label ${labelId}`;
  });
