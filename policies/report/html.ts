import { factsOf, remarksOf } from "./facts";
import { counted } from "./headline";
import { STYLE } from "./html-style";
import { html, table, typed } from "./html-text";
import { approvalsYaml, approvalText, groupsOf, groupText, type IrreversibleGroup } from "./irreversible";
import type { ChangeRow, IrreversibleChange, Report, RuleFindings } from "./model";
import { cellsOf } from "./words";

/** One page that needs nothing else, neither a script nor a network: everything of the report, and nothing cut. */
export function htmlReport(report: Report): string {
  const { outcome, headline, stack, plan, judgedAt, errors } = report;
  const [first = "", ...rest] = headline.split("; ");
  const others = rest.length === 0 ? "" : `Also: ${rest.join("; ")}.`;
  const facts = factsOf(report).map(({ title, text }) => `<dt>${html(title)}</dt><dd>${html(text)}</dd>`);
  const failed = errors.map((error) => `<li>${html(error)}</li>`).join("");
  const remarks = remarksOf(report).map((remark) => `<p class="soft">${html(remark)}</p>`);
  return `<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="color-scheme" content="light dark">
<title>${html(headline)}</title>
<style>${STYLE}</style>
</head>
<body>
<header class="verdict ${outcome}"><h1>${html(first)}</h1>${others === "" ? "" : `<p>${html(others)}</p>`}</header>
<main>
${irreversibleSummary(report)}
<h2>Numbers</h2>
<dl>${facts.join("\n")}</dl>
${failed === "" ? "" : `<h2>The preview failed</h2>\n<ul>${failed}</ul>`}
${irreversibleLines(report)}
${report.findings.length === 0 ? "" : `<h2>Findings</h2>\n${report.findings.map(findings).join("\n")}`}
${changes(report)}
${remarks.join("\n")}
</main>
<footer>${stack === undefined ? "" : `${html(stack)} · `}plan <code>${plan}</code> · judged <time datetime="${judgedAt}">${judgedAt}</time></footer>
</body>
</html>
`;
}

/** What a reviewer must see first: how many, what is lost, and whether somebody agreed. */
function irreversibleSummary({ irreversible }: Report): string {
  if (irreversible.length === 0) return "";
  const items = groupsOf(irreversible).map((group) => {
    const { done, lost } = groupText(group);
    return `<li>${stateText(group.state)}: <strong>${html(done)}</strong>: ${html(lost)}${html(byWhom(group))}</li>`;
  });
  return `<section class="lost" aria-labelledby="lost"><h2 id="lost">Cannot be undone</h2>\n<ul>${items.join("\n")}</ul></section>`;
}

function byWhom({ state, changes }: IrreversibleGroup): string {
  const people = [...new Set(changes.map(({ approval }) => approval.by))];
  return state === "approved" ? ` (by ${people.join(", ")})` : "";
}

const stateText = (state: string, text = state) =>
  `<span class="state ${state.replace(" ", "-")}">${html(text)}</span>`;

function irreversibleLines({ irreversible, missingApprovals }: Report): string {
  if (irreversible.length === 0) return "";
  const titles = ["Line", "Name", "What is done", "Approval", "Code"];
  const rows = irreversible.map((change) => [
    typed(change.subject),
    html(change.nickname ?? ""),
    done(change),
    stateText(change.approval.state, approvalText(change)),
    typed(change.code),
  ]);
  const yaml = approvalsYaml(missingApprovals);
  const approve =
    yaml === ""
      ? ""
      : `<details><summary>To approve: add this to approvals.yaml in the same pull request</summary><pre tabindex="0">approvals:\n${html(yaml)}</pre></details>`;
  return `<h2>Lines that cannot be brought back</h2>\n${table(counted(rows.length, "change"), titles, rows)}\n${approve}`;
}

function done(change: IrreversibleChange): string {
  const { action, attribute, on } = change;
  const { before, after } = cellsOf({ ...change, operation: "change", class: "destructive", undo: "never" });
  const values = attribute === undefined ? "" : ` (${html(attribute)}: ${typed(before)} → ${typed(after)})`;
  return `${html(action)}${values}${on === undefined ? "" : ` on ${html(on)}`}`;
}

function findings({
  rule,
  level,
  severity,
  why,
  remediation,
  framework,
  findings: all,
}: RuleFindings): string {
  const word = level === "mandatory" ? "must be put right" : "warning";
  const shown = all.filter(({ irreversible }) => !irreversible);
  const above = all.length - shown.length;
  const items = [
    ...(above > 0 ? [`<li>${counted(above, "change")} listed above as one that cannot be undone</li>`] : []),
    ...shown.map(({ message }) => `<li>${html(message)}</li>`),
  ];
  const serves = framework
    ? ` <span class="soft">${html(`${framework.name} ${framework.reference}`)}</span>`
    : "";
  return `<h3>${html(rule)}: ${counted(all.length, "finding")} (${word}, ${severity})${serves}</h3>
<p>${html(why)} <strong>What to do:</strong> ${html(remediation)}</p>
<ul>${items.join("\n")}</ul>`;
}

function changes({ resources }: Report): string {
  if (resources.length === 0) return "";
  const titles = ["Line", "Name", "What", "Before", "After", "Class", "Undone"];
  const each = resources.map(
    ({ resource, step, changes: rows }) =>
      `<details><summary>${html(resource)}: ${counted(rows.length, "change")} (${html(step)})</summary>
${table(resource, titles, rows.map(changeRow))}</details>`,
  );
  return `<h2>All changes</h2>\n${each.join("\n")}`;
}

function changeRow(row: ChangeRow): string[] {
  const { what, before, after, undo } = cellsOf(row);
  return [
    typed(row.subject),
    html(row.nickname ?? ""),
    html(what),
    typed(before),
    typed(after),
    row.class,
    undo,
  ];
}
