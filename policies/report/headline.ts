import type { Count, Report, ReportOutcome } from "./model";

/** `1 line`, `10,000 lines`. */
export const counted = (count: number, word: string): string =>
  `${count.toLocaleString("en-US")} ${word}${count === 1 ? "" : "s"}`;

/** The verdict in a word, in whatever form it is told. */
const VERDICT_WORDS: Readonly<Record<ReportOutcome, string>> = {
  pass: "Passed",
  warn: "Passed with warnings",
  block: "Blocked",
  unjudged: "Not judged",
};

type Known = Pick<Report, "outcome" | "irreversible" | "findings" | "errors">;

/** The verdict in a sentence: first what cannot be undone, since nothing else is as bad. */
export function headlineOf({ outcome, irreversible, findings, errors }: Known): string {
  const parts: string[] = [];
  if (errors.length > 0) parts.push("the preview failed, so this is not the whole plan");
  const refused = irreversible.filter(({ approval }) => approval.state !== "approved").length;
  const approved = irreversible.length - refused;
  if (refused > 0) parts.push(`${counted(refused, "change")} cannot be undone and may not be made`);
  if (approved > 0) parts.push(`${counted(approved, "approved change")} cannot be undone`);
  const of = (level: string) =>
    findings
      .filter((rule) => rule.level === level)
      .reduce((sum, { findings: all }) => sum + all.filter((one) => !one.irreversible).length, 0);
  const [blocking, warnings] = [of("mandatory"), of("advisory")];
  if (blocking > 0) {
    const finding = refused > 0 ? "other finding" : "finding";
    parts.push(`${counted(blocking, finding)} must be put right`);
  }
  if (warnings > 0) parts.push(counted(warnings, "warning"));
  if (parts.length === 0) parts.push("nothing stands in the way");
  return `${VERDICT_WORDS[outcome]}: ${parts.join("; ")}`;
}

/** `120 lines`, `2 lines and 1 resource`, `none`. */
export function thingsText({ lines, resources }: Pick<Count, "lines" | "resources">): string {
  const parts = [
    ...(lines > 0 ? [counted(lines, "line")] : []),
    ...(resources > 0 ? [counted(resources, "other resource")] : []),
  ];
  return parts.join(" and ") || "none";
}
