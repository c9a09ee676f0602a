import { existsSync, readFileSync } from "node:fs";
import { resolve } from "node:path";
import { parse } from "yaml";
import { z } from "zod";
import { bare } from "./change-code";
import { Misconfigured } from "./errors";
import { issueText } from "./issue-text";

/** A time without a zone would end at another moment on each machine. */
const isDay = (text: string) =>
  /^\d{4}-\d{2}-\d{2}(T.+(Z|[+-]\d{2}:\d{2}))?$/.test(text) && !Number.isNaN(Date.parse(text));

const CODE = /^[a-z]{5}-[a-z]{5}$/;
const BOUND = "each line is named with the code of its change, as `304-228-6302: kfbqm-tdcrv`";

const approval = z.strictObject({
  action: z
    .string()
    .describe(
      "What is approved: remove, deactivate, retire, purge, delete, cancel, swap; overwrite for a change that was made outside git.",
    ),
  lines: z
    .record(z.string(), z.string().regex(CODE, "a code is written as kfbqm-tdcrv"), BOUND)
    .refine((lines) => Object.keys(lines).length > 0, "name at least one line")
    .describe(
      "The lines, each by MDN, ICCID, IMEI, EID or profile id, with the code of its change, as the gate and the refusal print it.",
    ),
  by: z.string().min(1).describe("Who approved it."),
  reason: z.string().min(1).describe("Why."),
  until: z
    .string()
    .refine(isDay, "write a day as 2026-12-31, or an exact time with zone as 2026-12-31T18:00:00Z")
    .describe("Last day (UTC) on which it holds, as 2026-12-31, or an exact time with zone."),
});

const file = z.strictObject({ approvals: z.array(approval) });

/** One approval as it stands in the reviewed change. */
export type Approval = z.infer<typeof approval>;

/** Where approvals stand when nothing else is configured: beside Pulumi.yaml. */
const APPROVALS_FILE = "approvals.yaml";

/** Reads the approvals file; no file means no approvals. Throws `Misconfigured` for a file that is not as it must be. */
export function readApprovals(configured: string | undefined, directory: string): Approval[] {
  const path = resolve(directory, configured ?? APPROVALS_FILE);
  if (!existsSync(path)) {
    if (configured === undefined) return [];
    throw new Misconfigured(`the approvals file ${configured} does not exist`, {
      next: "Correct cellular:approvals, or create the file with `approvals: []`.",
    });
  }
  let content: unknown;
  try {
    content = parse(readFileSync(path, "utf8"));
  } catch (cause) {
    throw new Misconfigured(`${path} is no YAML: ${cause instanceof Error ? cause.message : cause}`, {
      cause,
    });
  }
  const read = file.safeParse(content ?? { approvals: [] });
  if (!read.success) {
    const issues = read.error.issues.map((issue) => `${pathOf(issue)}: ${issueText(issue)}`).join("; ");
    throw new Misconfigured(`${path}: ${issues}`, {
      next: "Each approval has action, lines, by, reason and until.",
    });
  }
  return read.data.approvals;
}

/** Where in the file, as a person counts: `approval 1, lines`. */
function pathOf({ path: [list, index, ...rest] }: { path: PropertyKey[] }): string {
  if (typeof index !== "number") return String(list ?? "the file");
  return [`approval ${index + 1}`, ...rest.map(String)].join(", ");
}

/** A thing and what would be done to it, as approvals speak of it. */
export interface Approvable {
  readonly action: string;
  readonly identifiers: readonly string[];
  /** The codes under which the change may have been approved (`codesOf`). */
  readonly codes: readonly string[];
}

/** What approvals say of a change: one holds, or what is wrong with those that name it; nothing where none does. */
export type Standing =
  | { readonly holds: true; readonly by: Approval }
  | { readonly holds: false; readonly problem: string };

/** Looks whether a change is approved: by an approval that names it, for this very change, and on this day. */
export function standing(
  approvals: readonly Approval[],
  { action, identifiers, codes }: Approvable,
  now: number,
): Standing {
  const names = new Set(identifiers.map(bare));
  let problem = "no approval names it";
  for (const given of approvals) {
    if (given.action !== action) continue;
    const named = Object.entries(given.lines).filter(([line]) => names.has(bare(line)));
    if (named.length === 0) continue;
    if (!named.some(([, code]) => codes.includes(code))) {
      problem = `what ${given.by} approved is another change than this one: it has changed since, or it is done`;
    } else if (now > lastMoment(given.until)) {
      problem = `its approval by ${given.by} ended on ${given.until}`;
    } else return { holds: true, by: given };
  }
  return { holds: false, problem };
}

/** An approval to be put into the file, once somebody has filled in who, why and until when. */
export const approvalText = (action: string, name: string, code: string): string =>
  `{ action: ${action}, lines: { "${name}": ${code} }, by: …, reason: …, until: … }`;

/** A day holds until it is over everywhere that counts in UTC; a time holds until that time. */
const lastMoment = (until: string) => Date.parse(until.length === 10 ? `${until}T23:59:59.999Z` : until);
