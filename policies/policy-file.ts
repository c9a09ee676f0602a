import { z } from "zod";
import { Misconfigured } from "../provider/core/errors";
import { issueText } from "../provider/core/issue-text";
import { unknownName } from "../provider/core/nearest";
import { LEVELS, type Level, type Rule } from "./rule";

/** A rule with the level and options that hold for it. */
export interface Setting {
  readonly rule: Rule;
  readonly level: Level;
  readonly options: Readonly<Record<string, unknown>>;
}

const ENFORCEMENT = "enforcementLevel";
const level = z.enum([...LEVELS, "remediate"]);
const file = z.record(
  z.string(),
  z.union(
    [level, z.looseObject({ [ENFORCEMENT]: level.optional() })],
    `is neither a level (${level.options.join(", ")}) nor an object with such an ${ENFORCEMENT} and options`,
  ),
);

/**
 * The settings of all rules, from the content of a policy file: a level, or options and perhaps a level, by the name of
 * the rule; `all` gives the level of those that are not named. It is the form of the engine's own pack configuration, so
 * one file serves the gate (`--policy`) and the pack (`--policy-pack-config`). Throws `Misconfigured` with every fault.
 */
export function settingsOf(rules: readonly Rule[], content: unknown, source: string): Setting[] {
  const read = file.safeParse(content ?? {});
  if (!read.success) {
    const [issue] = read.error.issues;
    const where = issue?.path.join(".") || "the file";
    throw new Misconfigured(`${source}: ${where}: ${issue ? issueText(issue) : "it is no policy file"}`, {
      next: `Each rule has a level (${LEVELS.join(", ")}), or an object with ${ENFORCEMENT} and options.`,
    });
  }
  const names = rules.map(({ name }) => name);
  const faults = Object.keys(read.data)
    .filter((name) => name !== "all" && !names.includes(name))
    .map((name) => unknownName("rule", name, names));
  const general = levelOf(read.data.all);
  const settings = rules.map((rule): Setting => {
    const given = read.data[rule.name];
    const raw = typeof given === "object" ? { ...given } : {};
    delete raw[ENFORCEMENT];
    const options = rule.options.strict().safeParse(raw);
    if (!options.success) {
      faults.push(
        ...options.error.issues.map(
          (issue) => `${[rule.name, ...issue.path].join(".")}: ${issueText(issue)}`,
        ),
      );
    }
    return { rule, level: levelOf(given) ?? general ?? rule.level, options: options.data ?? {} };
  });
  if (faults.length === 0) return settings;
  throw new Misconfigured(
    `${source}: ${faults.length === 1 ? "a fault" : `${faults.length} faults`}:\n  ${faults.join("\n  ")}\n`,
    {
      next: "The reference of rules has every name and option.",
    },
  );
}

/** Remediation is the pack's; to whoever only judges, such a rule must hold. */
function levelOf(given: z.infer<typeof file>[string] | undefined): Level | undefined {
  const said = typeof given === "object" ? (given[ENFORCEMENT] as z.infer<typeof level> | undefined) : given;
  return said === "remediate" ? "mandatory" : said;
}
