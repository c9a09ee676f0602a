import { z } from "zod";
import { deviceGroups, lineIdentity, linesNamed, namedLine } from "../device-groups";
import { limitText, percentOf, percentText } from "../numbers";
import { matchesAny, patterns } from "../patterns";
import type { FleetLine } from "../plan/fleet";
import type { Plan } from "../plan/plan";
import { defineRule } from "../rule";
import { lineOf, valueChanges } from "../value-changes";

const ATTRIBUTES = ["filterGroup", "deviceGroup", "labels"] as const;

/** A group that suddenly has hardly anybody in it. */
export const groupLoss = defineRule({
  name: "group-loss",
  describe:
    "No filter group, device group or label loses more than a share, or number, of its lines at once.",
  why: "Lines that fall out of a filter group are filtered otherwise, or not at all; those without their label are missing in reports.",
  severity: "medium",
  level: "advisory",
  sees: "change",
  tags: ["groups", "blast-radius"],
  framework: {
    name: "CIPA",
    reference: "47 CFR 54.520",
    specification: "Devices of students stay behind a measure that filters what they can reach.",
  },
  remediation:
    "Look whether these lines are meant to leave. If they are, raise the limit or name the group under except in the policy file, in the same pull request.",
  options: z.object({
    percent: z
      .number()
      .min(0)
      .max(100)
      .nullable()
      .default(50)
      .describe(
        "Most of a group's lines that may leave it, in per cent; null for any share. Only where the whole stack is seen.",
      ),
    lines: z
      .int()
      .min(0)
      .nullable()
      .default(null)
      .describe("Most lines that may leave a group; null for any number."),
    least: z.int().min(0).default(10).describe("So few lines are never too large a share."),
    attributes: z
      .array(z.enum(ATTRIBUTES))
      .default([...ATTRIBUTES])
      .describe("The kinds of groups that are looked at."),
    except: patterns
      .default([])
      .describe("Groups and labels that may lose lines; `*` stands for any characters."),
  }),
  *check(plan, { percent, lines, least, attributes, except }) {
    for (const { carrier, attribute, name, members, lost } of groupsOf(plan, attributes)) {
      if (lost.size === 0 || matchesAny(except, name)) continue;
      const what = attribute === "labels" ? "label" : attribute;
      const subject = `${carrier} ${what} "${name}"`;
      const found = `${subject}: ${lost.size} of ${members.size} ${members.size === 1 ? "line" : "lines"}`;
      const share = percentOf(lost.size, members.size);
      if (lines !== null && lost.size > lines) {
        yield { subject, message: `${found} would leave it, and at most ${lines} may` };
      } else if (plan.whole && percent !== null && share > percent && lost.size > least) {
        yield {
          subject,
          message: `${found} would leave it, ${percentText(share, percent)}, which is over ${limitText(percent)}`,
        };
      }
    }
  },
});

type Member = FleetLine | string;

interface Group {
  readonly carrier: string;
  readonly attribute: string;
  readonly name: string;
  readonly members: Set<Member>;
  readonly lost: Set<Member>;
}

/** All groups, with those who were in them and those who would leave. */
function groupsOf(plan: Plan, attributes: readonly string[]): Iterable<Group> {
  const groups = new Map<string, Group>();
  const group = (carrier: string, attribute: string, name: string): Group => {
    const key = `${carrier} ${attribute} ${name}`;
    let known = groups.get(key);
    if (!known) {
      known = { carrier, attribute, name, members: new Set(), lost: new Set() };
      groups.set(key, known);
    }
    return known;
  };
  const lose = (attribute: string, line: FleetLine, names: readonly string[]) => {
    for (const name of names) {
      group(line.carrier, attribute, name).lost.add(line);
    }
  };
  for (const line of plan.before.lines) {
    for (const attribute of attributes) {
      for (const name of namesIn(line.values[attribute]))
        group(line.carrier, attribute, name).members.add(line);
    }
  }
  for (const { change, attribute, before } of valueChanges(plan, attributes)) {
    const line = lineOf(plan, change, "before");
    if (!line) continue;
    const after = lineOf(plan, change, "after")?.values[attribute];
    const kept = namesIn(after ?? change.after);
    lose(
      attribute,
      line,
      namesIn(before).filter((name) => !kept.includes(name)),
    );
  }
  for (const change of plan.changes) {
    // Whoever is ended is in no group any more.
    if (change.operation !== "leave" || change.class !== "destructive") continue;
    const line = lineOf(plan, change, "before");
    if (line) for (const attribute of attributes) lose(attribute, line, namesIn(line.values[attribute]));
  }
  if (attributes.includes("deviceGroup")) named(plan, group);
  return groups.values();
}

/** ThingSpace's groups name their lines, and put those that leave into the account's default group. */
function named(plan: Plan, group: (carrier: string, attribute: string, name: string) => Group): void {
  for (const { state, wanted } of deviceGroups(plan)) {
    const before = linesNamed(state);
    if (!before || typeof state?.name !== "string") continue;
    const { members, lost } = group("thingspace", "deviceGroup", state.name);
    for (const line of before) members.add(lineIdentity(plan, "before", line));
    const ended = wanted === undefined && state.onDelete === "remove";
    const stay = ended ? [] : wanted && linesNamed(wanted);
    if (stay === undefined) continue;
    const staying = new Set(stay.map((line) => lineIdentity(plan, "before", line)));
    const name = wanted?.name;
    for (const line of before) {
      const member = lineIdentity(plan, "before", line);
      const declared = namedLine(plan, "after", line)?.values.deviceGroup;
      if (!staying.has(member) && (declared === undefined || declared !== name)) lost.add(member);
    }
  }
}

const namesIn = (value: unknown): string[] =>
  [value].flat().filter((one): one is string => typeof one === "string" && one !== "");
