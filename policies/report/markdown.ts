import { factsOf, remarksOf } from "./facts";
import { counted } from "./headline";
import { approvalsYaml, approvalText, groupsOf, groupText } from "./irreversible";
import { asHtml, code, escaped, tableHead, tableRow } from "./markdown-text";
import type {
  ChangeRow,
  IrreversibleChange,
  Report,
  ReportOutcome,
  ResourceRows,
  RuleFindings,
} from "./model";
import { cellsOf, numberText } from "./words";

/** GitHub takes comments of 65,536 characters; a wrapper of the bot's own must still fit. */
const MOST_CHARACTERS = 64_000;

/** Kept free while the irreversible changes are listed, for the findings and the way to approve. */
const RESERVE = 14_000;

const ICONS: Readonly<Record<ReportOutcome, string>> = { pass: "✅", warn: "⚠️", block: "⛔", unjudged: "❔" };

/** By this comment, which nobody sees, a bot finds its earlier report of the same stack and replaces it. */
const markerOf = ({ stack = "" }: Pick<Report, "stack">): string =>
  `<!-- cellular-gate ${stack.replace(/[^\w./-]/g, "")} -->`;

/**
 * The report for a pull request: the verdict, the numbers, what cannot be undone, findings, and the lines in folded tables.
 * Where it would be too long for a comment, tables are cut and say how much is left out, those of lines first.
 */
export function markdownReport(report: Report, most = MOST_CHARACTERS): string {
  const { outcome, headline, errors, plan, judgedAt, stack } = report;
  const end = `\n<sub>${stack === undefined ? "" : `${escaped(stack)} · `}plan ${plan} · judged ${judgedAt}</sub>\n${markerOf(report)}\n`;
  const page = new Page(most - end.length);
  const [first = "", ...rest] = headline.split("; ");
  page.add(`## ${ICONS[outcome]} ${escaped(first)}\n\n`);
  if (rest.length > 0) page.add(`Also: ${escaped(rest.join("; "))}.\n\n`);
  const [lost, ...facts] = factsOf(report);
  page.add(tableHead([lost!.title, escaped(lost!.text)]));
  for (const { title, text } of facts) page.add(tableRow([title, escaped(text)]));
  if (errors.length > 0) {
    page.add("\n### The preview failed\n\n");
    page.list(
      errors.map((error) => `- ${escaped(error)}\n`),
      RESERVE,
    );
  }
  irreversibles(page, report);
  for (const rule of report.findings) findings(page, rule);
  if (report.resources.length > 0) page.add("\n### All changes\n");
  for (const resource of report.resources) changes(page, resource);
  page.add(
    `\n${remarksOf(report)
      .map((remark) => `- ${escaped(remark)}\n`)
      .join("")}`,
  );
  return page.text + end;
}

/** Text up to a number of characters. */
class Page {
  text = "";

  constructor(private readonly most: number) {}

  /** Adds a text whole, or not at all. */
  add(text: string, reserve = 0): boolean {
    if (this.text.length + text.length + reserve > this.most) return false;
    this.text += text;
    return true;
  }

  /** Adds as many rows as there is room for, and says how many there are more. */
  list(rows: readonly string[], reserve: number): void {
    const told = rows.findIndex((row) => !this.add(row, reserve + 100));
    if (told >= 0)
      this.add(`\n… and ${numberText(rows.length - told)} more, in the JSON and HTML reports.\n`);
  }
}

function irreversibles(page: Page, { irreversible, missingApprovals }: Report): void {
  if (irreversible.length === 0) return;
  page.add("\n### ⚠️ Cannot be undone\n\n");
  for (const group of groupsOf(irreversible)) {
    const { done, lost } = groupText(group);
    page.add(`- **${group.state}: ${escaped(done)}**: ${escaped(lost)}\n`);
  }
  page.add(`\n${tableHead(["Line", "What is done", "Approval", "Code"])}`);
  page.list(irreversible.map(irreversibleRow), RESERVE);
  const yaml = approvalsYaml(missingApprovals);
  if (yaml === "") return;
  const fence = (text: string) =>
    `\n<details><summary>To approve: add this to approvals.yaml in this pull request</summary>\n\n\`\`\`yaml\napprovals:\n${text}\n\`\`\`\n\n</details>\n`;
  if (page.add(fence(yaml), RESERVE / 2)) return;
  page.add(fence(`${approvalsYaml(missingApprovals, 50)}\n# … and more: the JSON report has all of them`));
}

function irreversibleRow(change: IrreversibleChange): string {
  const { action, attribute, on } = change;
  const cells = cellsOf({ ...change, operation: "change", class: "destructive", undo: "never" });
  const values =
    attribute === undefined ? "" : ` (${attribute}: ${code(`${cells.before} → ${cells.after}`)})`;
  const day = on === undefined ? "" : ` on ${on}`;
  return tableRow([
    named(change),
    `${escaped(action)}${values}${day}`,
    escaped(approvalText(change)),
    code(change.code),
  ]);
}

const named = ({ subject, nickname }: Pick<ChangeRow, "subject" | "nickname">): string =>
  `${code(subject)}${nickname === undefined ? "" : ` ${escaped(nickname)}`}`;

function findings(
  page: Page,
  { rule, level, severity, why, remediation, findings: all }: RuleFindings,
): void {
  const shown = all.filter(({ irreversible }) => !irreversible);
  const above = all.length - shown.length;
  const word = level === "mandatory" ? "must be put right" : "warning";
  page.add(`\n### ${rule}: ${counted(all.length, "finding")} (${word}, ${severity})\n\n`);
  page.add(`${escaped(why)} **What to do:** ${escaped(remediation)}\n\n`);
  if (above > 0) page.add(`- ${counted(above, "change")} listed above under “Cannot be undone”\n`);
  page.list(
    shown.map(({ message }) => `- ${escaped(message)}\n`),
    2_000,
  );
}

function changes(page: Page, { resource, step, changes: rows }: ResourceRows): void {
  const head = `\n<details><summary>${asHtml(resource)}: ${counted(rows.length, "change")} (${step})</summary>\n\n`;
  const end = "\n</details>\n";
  const columns = tableHead(["Line", "What", "Before", "After", "Class", "Undone"]);
  if (!page.add(head + columns, end.length + 600)) {
    page.add(`\n${escaped(resource)}: ${counted(rows.length, "change")}, in the JSON and HTML reports.\n`);
    return;
  }
  page.list(rows.map(changeRow), end.length + 500);
  page.add(end);
}

function changeRow(row: ChangeRow): string {
  const { what, before, after, undo } = cellsOf(row);
  return tableRow([named(row), escaped(what), code(before), code(after), row.class, undo]);
}
