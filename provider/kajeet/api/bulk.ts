/** Answers to changes of many lines, read line by line (A-MUT1). */
import { z } from "zod";
import { Ambiguous, type CellularError } from "../../core/errors";
import { formatMdn, mdnKey } from "../../core/identifiers";
import { kajeetItemError } from "../errors";
import { type Label, label } from "./label-schema";
import type { OperationId } from "./operations";

/** What became of one line: done, or the error that says why not. */
export interface LineOutcome {
  mdn: string;
  error?: CellularError;
}

/** What became of one device. */
export interface DeviceOutcome {
  imei: string;
  error?: CellularError;
}

/** One outcome a line in the order asked for; "unknown" where the answer tells nothing and lines must be read again. */
export type LineOutcomes = readonly LineOutcome[] | "unknown";
export type DeviceOutcomes = readonly DeviceOutcome[] | "unknown";

/** Outcomes of a change of labels, and the labels that it touched or created. */
export interface LabelOutcomes {
  outcomes: LineOutcomes;
  labels: readonly Label[];
}

/** A-MUT1: one item a line, with the code of the failure where there is one. */
const item = z.looseObject({
  mdn: z.string().nullish(),
  key: z.string().nullish(),
  imei: z.string().nullish(),
  success: z.boolean(),
  code: z.string().nullish(),
  message: z.string().nullish(),
});

const result = z.looseObject({ results: z.array(item), labels: z.array(label).nullish() });

type Item = z.output<typeof item>;

/** Reads the answer to a change of lines by MDN. Takes any answer: what cannot be read is "unknown", never a failure. */
export function lineOutcomes(operation: OperationId, mdns: readonly string[] | undefined) {
  return z.unknown().transform((body): LineOutcomes => readLines(operation, mdns, body));
}

/** Reads the answer to a change of labels. */
export function labelOutcomes(operation: OperationId, mdns: readonly string[] | undefined) {
  return z.unknown().transform((body): LabelOutcomes => {
    const parsed = result.safeParse(body);
    return {
      outcomes: readLines(operation, mdns, body),
      labels: parsed.success ? (parsed.data.labels ?? []) : [],
    };
  });
}

/** Reads the answer to a change of devices by IMEI. */
export function deviceOutcomes(operation: OperationId, imeis: readonly string[]) {
  return z.unknown().transform((body): DeviceOutcomes => {
    const found = readItems(operation, imeis, body, (each) => each.imei ?? undefined);
    return found === "unknown" ? found : found.map(({ name, ...rest }) => ({ imei: name, ...rest }));
  });
}

function readLines(operation: OperationId, mdns: readonly string[] | undefined, body: unknown): LineOutcomes {
  const keyOf = (each: Item) => {
    const number = each.key ?? each.mdn;
    return number === null || number === undefined ? undefined : mdnKey(number);
  };
  const found = readItems(operation, mdns?.map(mdnKey), body, keyOf);
  return found === "unknown" ? found : found.map(({ name, ...rest }) => ({ mdn: formatMdn(name), ...rest }));
}

function readItems(
  operation: OperationId,
  asked: readonly string[] | undefined,
  body: unknown,
  nameOf: (each: Item) => string | undefined,
): { name: string; error?: CellularError }[] | "unknown" {
  const parsed = result.safeParse(body);
  if (!parsed.success) return "unknown";
  const byName = new Map<string, Item>();
  for (const each of parsed.data.results) {
    const name = nameOf(each);
    // Should a line stand there twice, the failure counts.
    if (name !== undefined && byName.get(name)?.success !== false) byName.set(name, each);
  }
  if (byName.size === 0 && (asked?.length ?? 0) > 0) return "unknown";
  return (asked ?? [...byName.keys()]).map((name) => {
    const each = byName.get(name);
    if (each?.success) return { name };
    const shown = formatMdn(name);
    return { name, error: each ? kajeetItemError(operation, shown, each) : unmentioned(operation, shown) };
  });
}

function unmentioned(operation: OperationId, subject: string): CellularError {
  return new Ambiguous("the answer tells nothing about it, so it may or may not be changed", {
    carrier: "kajeet",
    operation,
    subject,
    next: "Read the line again.",
  });
}
