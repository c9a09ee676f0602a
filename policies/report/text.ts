import { MOST_TOLD } from "../../provider/core/words";
import { factsOf, remarksOf } from "./facts";
import { counted } from "./headline";
import { approvalText, groupsOf, groupText } from "./irreversible";
import type { Report } from "./model";

/** Marks of a terminal; texts are also complete without them. */
export interface Marks {
  bold(text: string): string;
  dim(text: string): string;
  red(text: string): string;
  yellow(text: string): string;
}

/** The report for a terminal, as lines: the verdict, the numbers, what cannot be undone, and the findings. */
export function textReport(report: Report, { bold, dim, red, yellow }: Marks): string[] {
  const { outcome, headline, errors, irreversible, findings, plan, judgedAt } = report;
  const paint = outcome === "pass" ? bold : outcome === "warn" ? yellow : red;
  const facts = factsOf(report);
  const width = Math.max(...facts.map(({ title }) => title.length));
  const lines = [paint(shown(headline)), ""];
  for (const { title, text } of facts) lines.push(`  ${title.padEnd(width)}  ${shown(text)}`);
  if (errors.length > 0) {
    lines.push("", red("The preview failed:"), ...listed(errors));
  }
  if (irreversible.length > 0) lines.push("", red("Cannot be undone:"));
  for (const group of groupsOf(irreversible)) {
    const { done, lost } = groupText(group);
    lines.push(`  ${group.state}: ${shown(done)}: ${shown(lost)}`);
    const rows = group.changes.map((change) => {
      const name = change.nickname === undefined ? "" : ` “${change.nickname}”`;
      return `${change.subject}${name}: ${approvalText(change)} [${change.code}]`;
    });
    lines.push(...listed(rows, "    "));
  }
  for (const { rule, level, why, remediation, findings: all } of findings) {
    const word = level === "mandatory" ? red("must be put right:") : yellow("warning:");
    lines.push("", `${word} ${bold(rule)}, ${counted(all.length, "finding")}`);
    const others = all.filter((finding) => !finding.irreversible).map(({ message }) => message);
    if (others.length < all.length) {
      lines.push(`  ${counted(all.length - others.length, "change")} listed above`);
    }
    lines.push(...listed(others), dim(`  ${shown(why)} ${shown(remediation)}`));
  }
  const remarks = remarksOf(report);
  if (remarks.length > 0) lines.push("", ...remarks.map((remark) => dim(shown(remark))));
  return [...lines, "", dim(`plan ${plan}, judged ${judgedAt}`)];
}

function listed(texts: readonly string[], indent = "  "): string[] {
  const told = texts.slice(0, MOST_TOLD).map((text) => `${indent}${shown(text)}`);
  if (texts.length > MOST_TOLD) told.push(`${indent}… and ${texts.length - MOST_TOLD} more`);
  return told;
}

/** What a fleet says must not steer a terminal. */
const shown = (text: string): string => text.replace(/\p{Cc}+/gu, " ");
