import { existsSync, readFileSync } from "node:fs";
import { resolve } from "node:path";
import { parse } from "yaml";
import { z } from "zod";
import { Misconfigured } from "./errors";
import { issueText } from "./issue-text";

const isDay = (text: string) => /^\d{4}-\d{2}-\d{2}(T.+)?$/.test(text) && !Number.isNaN(Date.parse(text));

const approval = z.strictObject({
  action: z.string().describe("What is approved: remove, deactivate, retire, purge, delete, cancel, swap."),
  lines: z.array(z.string()).min(1).describe("The lines, each by MDN, ICCID, IMEI or profile id."),
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

/** Does the approval name this thing and action, and does it still hold? */
export function approves(
  given: Approval,
  what: { action: string; identifiers: readonly string[] },
  now: number,
): boolean {
  if (given.action !== what.action || now > lastMoment(given.until)) return false;
  const names = new Set(what.identifiers.map(bare));
  return given.lines.some((line) => names.has(bare(line)));
}

/** A day holds until it is over everywhere that counts in UTC; a time holds until that time. */
const lastMoment = (until: string) => Date.parse(until.length === 10 ? `${until}T23:59:59.999Z` : until);

const bare = (identifier: string) => identifier.replace(/[\s-]/g, "").toLowerCase();
