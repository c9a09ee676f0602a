import { z } from "zod";
import { IMPACT_CLASSES, UNDOS, type Undo } from "../../provider/core/impact";
import { groupByOption, groupOf, groupText } from "../groups";
import { limitText, percentOf, percentText } from "../numbers";
import type { Change } from "../plan/change";
import type { FleetLine } from "../plan/fleet";
import type { Plan } from "../plan/plan";
import { defineRule, type Finding } from "../rule";
import { lineOf } from "../value-changes";

const limits = (what: string, lines: number | null, percent: number | null, weight: number | null) =>
  z
    .strictObject({
      lines: z
        .int()
        .min(0)
        .nullable()
        .default(lines)
        .describe(`Most lines that change; null for any number.`),
      percent: z
        .number()
        .min(0)
        .max(100)
        .nullable()
        .default(percent)
        .describe(
          "Most of its lines that change, in per cent; null for any share. Only where the whole stack is seen.",
        ),
      weight: z
        .number()
        .min(0)
        .nullable()
        .default(weight)
        .describe("Most that its changes weigh together (see weights); null for any weight."),
    })
    .prefault({})
    .describe(`Limits of ${what}.`);

/** How many lines one deployment may touch, and how badly. */
export const blastRadius = defineRule({
  name: "blast-radius",
  describe: "One deployment changes no more lines than somebody has said, nor a larger share of them.",
  why: "A wrong filter or a lost file may change every line of a district at once; a limit turns that into a question.",
  severity: "critical",
  level: "mandatory",
  sees: "change",
  tags: ["blast-radius"],
  framework: {
    name: "SOC 2",
    reference: "CC8.1",
    specification: "Changes are tested and released so that a mistake reaches only a part of a service.",
  },
  remediation:
    "Look whether all these lines are meant. If they are, divide the change into several deployments, or raise the limit in the policy file in the same pull request.",
  options: z.object({
    deployment: limits("the whole deployment", 500, 25, 1000),
    carrier: limits("each carrier", null, null, null),
    group: limits("each group of lines", null, null, null),
    groupBy: groupByOption,
    classes: z
      .array(z.enum(IMPACT_CLASSES))
      .default(["cost", "connectivity", "identity", "destructive"])
      .describe("Classes of changes that count."),
    operations: z
      .array(z.enum(["enter", "change", "book", "leave", "move"]))
      .default(["change", "book", "leave"])
      .describe("What counts: a line that comes in, changes, is booked to change, leaves, or only moves."),
    weights: z
      .strictObject({
        call: z.number().min(0).default(1).describe("A line whose change is undone by a call."),
        delay: z.number().min(0).default(3).describe("One whose change is undone with delay or a fee."),
        never: z.number().min(0).default(10).describe("One whose change cannot be undone."),
      } satisfies Record<Undo, z.ZodType>)
      .prefault({})
      .describe("What each line weighs, by the worst of its changes."),
    least: z
      .int()
      .min(0)
      .default(10)
      .describe("So few lines are never too large a share: in a small group every change is."),
  }),
  *check(plan, { deployment, carrier, group, groupBy, ...options }) {
    const scopes = new Map<string, Scope>();
    const scopesOf = (line: FleetLine): Scope[] => {
      const name = groupOf(line, groupBy);
      const inGroup = name === undefined ? [] : [`${line.carrier} ${groupText(groupBy, name)}`];
      const names: [string, Limits][] = [
        ["the deployment", deployment],
        [line.carrier, carrier],
      ];
      for (const one of inGroup) names.push([one, group]);
      return names.map(([subject, limit]) => {
        const known = scopes.get(subject) ?? { subject, limits: limit, lines: 0, touched: 0, weight: 0 };
        scopes.set(subject, known);
        return known;
      });
    };
    const touched = touchedLines(plan, options);
    for (const line of new Set([...plan.before.lines, ...touched.keys()])) {
      const undo = touched.get(line);
      for (const scope of scopesOf(line)) {
        scope.lines += 1;
        if (undo === undefined) continue;
        scope.touched += 1;
        scope.weight += options.weights[undo];
      }
    }
    for (const scope of scopes.values()) yield* excesses(scope, plan.whole, options.least);
  },
});

interface Limits {
  readonly lines: number | null;
  readonly percent: number | null;
  readonly weight: number | null;
}

interface Scope {
  readonly subject: string;
  readonly limits: Limits;
  lines: number;
  touched: number;
  weight: number;
}

/** The lines that a plan touches, each with the worst way back of its changes. */
function touchedLines(
  plan: Plan,
  { classes, operations }: { readonly classes: readonly string[]; readonly operations: readonly string[] },
): Map<FleetLine, Undo> {
  const touched = new Map<FleetLine, Undo>();
  for (const change of plan.changes) {
    if (!operations.includes(change.operation) || !classes.includes(change.class)) continue;
    const line = anyLineOf(plan, change);
    if (!line) continue;
    const known = touched.get(line);
    if (known === undefined || UNDOS.indexOf(change.undo) > UNDOS.indexOf(known))
      touched.set(line, change.undo);
  }
  return touched;
}

const anyLineOf = (plan: Plan, change: Change): FleetLine | undefined =>
  lineOf(plan, change, "before") ?? lineOf(plan, change, "after");

function* excesses(
  { subject, limits: most, lines, touched, weight }: Scope,
  whole: boolean,
  least: number,
): Generator<Finding> {
  const found = `${subject}: ${touched} of ${lines} ${lines === 1 ? "line" : "lines"}`;
  if (most.lines !== null && touched > most.lines) {
    yield { subject, message: `${found} would change, and at most ${most.lines} may` };
  }
  const share = percentOf(touched, lines);
  if (whole && most.percent !== null && share > most.percent && touched > least) {
    yield {
      subject,
      message: `${found}, ${percentText(share, most.percent)}, are over ${limitText(most.percent)}`,
    };
  }
  if (most.weight !== null && weight > most.weight) {
    yield {
      subject,
      message: `${found} would change with a weight of ${weight}, and at most ${most.weight} may`,
    };
  }
}
