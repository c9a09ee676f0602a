import { resolve } from "node:path";
import { Command, InvalidArgumentError, Option } from "commander";
import type { Report, ReportOutcome } from "../policies/report/model";
import { contentOf, policyFile, projectDirectory, write } from "./gate-files";
import { EXIT, type Terminal } from "./terminal";

const MORE = `
Reads what \`pulumi preview --json --show-sames\` or \`pulumi destroy --preview-only
--json\` printed, judges it by the rules, and says what would be lost. Nothing is
sent anywhere.

Exit codes:
  0  passed, also with warnings
  1  blocked; with --warnings-fail also where there are warnings
  2  it could not be judged: the preview failed, or a file cannot be read

Examples:
  $ pulumi preview --json --show-sames | cellular gate
  $ cellular gate plan.json --markdown report.md --html report.html
  $ cellular gate plan.json --policy strict.yaml --annotations github
`;

const GITLAB_FILE = "gl-code-quality-report.json";

interface Options {
  policy?: string;
  approvals?: string;
  project?: string;
  markdown?: string;
  json?: string;
  html?: string;
  annotations: "github" | "gitlab" | "none";
  annotationsFile: string;
  warningsFail?: boolean;
  now?: number;
}

/** `cellular gate`: may this plan be deployed? */
export function gateCommand(terminal: Terminal): Command {
  return new Command("gate")
    .description("Judge a plan by the rules, and report what it would do.")
    .argument("[plan]", "what `pulumi preview --json` wrote; - reads standard input", "-")
    .option(
      "--policy <file>",
      "levels and options of rules (default: cellular-policy.json or .yaml beside Pulumi.yaml)",
    )
    .option(
      "--approvals <file>",
      "approvals (default: cellular:approvals of the stack, or approvals.yaml beside Pulumi.yaml)",
    )
    .option("--project <directory>", "where Pulumi.yaml is (default: here, or the next directory above)")
    .option("--markdown <file>", "write the report for a pull request; - is standard output")
    .option("--json <file>", "write the report for machines; - is standard output")
    .option("--html <file>", "write the report as one page; - is standard output")
    .addOption(
      new Option("--annotations <forge>", "mark findings in the pull request")
        .choices(["github", "gitlab", "none"])
        .default("none"),
    )
    .option("--annotations-file <file>", "where GitLab's code quality report goes", GITLAB_FILE)
    .option("--warnings-fail", "end with 1 for warnings, too")
    .option("--now <time>", "judge approvals and windows as of this moment, ISO 8601", moment)
    .addHelpText("after", MORE)
    .action(async (plan: string, options: Options) => {
      const project = projectDirectory(options.project ?? ".");
      const source = plan === "-" ? "standard input" : plan;
      const text = plan === "-" ? terminal.input() : await contentOf(plan);
      const policy = await policyFile(options.policy, project);
      const { gate } = await import("../policies/gate.js");
      const { now = Date.now() } = options;
      const approvals = options.approvals === undefined ? undefined : resolve(options.approvals);
      const report = gate({ plan: { text, source }, policy, approvals, project, now });
      await tell(report, options, terminal);
      terminal.exitCode = exitCodeOf(report.outcome, options.warningsFail === true);
    });
}

/** Writes every form that was asked for; the terminal's own unless another one goes there. */
async function tell(report: Report, options: Options, terminal: Terminal): Promise<void> {
  const { markdown, json, html, annotations, annotationsFile } = options;
  const forms = await import("../policies/report/index.js");
  if (![markdown, json, html].includes("-")) {
    for (const line of forms.textReport(report, terminal.colors)) terminal.out(line);
  }
  if (markdown !== undefined) await write(markdown, forms.markdownReport(report), terminal);
  if (json !== undefined) await write(json, forms.jsonReport(report), terminal);
  if (html !== undefined) await write(html, forms.htmlReport(report), terminal);
  if (annotations === "github") for (const line of forms.githubAnnotations(report)) terminal.out(line);
  if (annotations === "gitlab") {
    await write(annotationsFile, forms.gitlabAnnotations(report, "Pulumi.yaml"), terminal);
  }
}

function exitCodeOf(outcome: ReportOutcome, warningsFail: boolean): number {
  if (outcome === "unjudged") return EXIT.unable;
  return outcome === "block" || (outcome === "warn" && warningsFail) ? EXIT.no : EXIT.done;
}

function moment(text: string): number {
  const time = Date.parse(text);
  if (/^\d{4}-\d{2}-\d{2}/.test(text) && !Number.isNaN(time)) return time;
  throw new InvalidArgumentError("Expected a time as 2026-12-31T18:00:00Z.");
}
