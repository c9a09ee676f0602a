import { createHash } from "node:crypto";
import type { Severity } from "../rule";
import { counted } from "./headline";
import { groupsOf, groupText } from "./irreversible";
import type { Report, RuleFindings } from "./model";

/** A form shows a few messages of each rule; the report has all of them. */
const MOST_MESSAGES = 5;

/**
 * Workflow commands of GitHub Actions, to be printed in a step: one for the verdict and one a rule, since a step shows ten
 * of each kind.
 */
export function githubAnnotations({ outcome, headline, findings, errors, irreversible }: Report): string[] {
  const verdict = outcome === "pass" ? "notice" : outcome === "warn" ? "warning" : "error";
  const lost = groupsOf(irreversible.filter(({ approval }) => approval.state !== "approved")).map((group) => {
    const { done, lost: what } = groupText(group);
    return `${group.state}: ${done}: ${what}`;
  });
  return [
    command(verdict, "cellular gate", [headline, ...lost, ...errors.slice(0, MOST_MESSAGES)].join("\n")),
    ...findings.map((rule) =>
      command(rule.level === "mandatory" ? "error" : "warning", rule.rule, messageOf(rule)),
    ),
  ];
}

/** A message may have several lines; what would end the command or its title is encoded. */
function command(kind: "error" | "warning" | "notice", title: string, message: string): string {
  const data = (text: string) => text.replaceAll("%", "%25").replaceAll("\r", "%0D").replaceAll("\n", "%0A");
  const property = (text: string) => data(text).replaceAll(":", "%3A").replaceAll(",", "%2C");
  return `::${kind} title=${property(title)}::${data(message)}`;
}

const GITLAB_SEVERITY: Readonly<Record<Severity, string>> = {
  low: "minor",
  medium: "major",
  high: "critical",
  critical: "blocker",
};

/**
 * A Code Quality report of GitLab: one entry a finding. It wants a file and a line for each; `path` is the one to look at,
 * such as the program's. Equal findings of two runs have the same fingerprint, so the forge shows what is new.
 */
export function gitlabAnnotations({ findings, errors }: Report, path: string): string {
  const location = { path, lines: { begin: 1 } };
  const entry = (check: string, severity: string, description: string, about: string) => ({
    description,
    check_name: check,
    fingerprint: createHash("sha256").update(`${check}\n${about}`).digest("hex"),
    severity,
    location,
  });
  const entries = [
    ...errors.map((error) => entry("preview", "blocker", error, error)),
    ...findings.flatMap((rule) =>
      rule.findings.map(({ message, urn = "" }) => {
        const severity = rule.level === "advisory" ? "info" : GITLAB_SEVERITY[rule.severity];
        return entry(rule.rule, severity, message, `${urn}\n${message}`);
      }),
    ),
  ];
  return `${JSON.stringify(entries, undefined, 2)}\n`;
}

/** The findings of a rule, and what to do; what cannot be undone is told once, with the verdict. */
function messageOf({ findings, remediation }: RuleFindings): string {
  const others = findings.filter(({ irreversible }) => !irreversible).map(({ message }) => message);
  const told = others.slice(0, MOST_MESSAGES);
  if (others.length > told.length) told.push(`… and ${counted(others.length - told.length, "more finding")}`);
  const above = findings.length - others.length;
  if (above > 0) told.unshift(`${counted(above, "change")} that cannot be undone`);
  return [...told, remediation].join("\n");
}
