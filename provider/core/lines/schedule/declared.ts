import { z } from "zod";
import type { Problem } from "../../schema";
import type { Values } from "../../value";
import { attributeNamed } from "../attribute";
import { checkLine } from "../line-args";
import type { AnyLineModel } from "../model";
import type { Planned } from "./schedule";

/** Changes for a later day, as a resource is given them. */
export interface ScheduleEntry {
  /** The day: `2027-01-15` (UTC), with an offset `2027-01-15+02:00`, or in a place `2027-01-15 Europe/Berlin`. */
  readonly on: string;
  /** What the lines get on that day. */
  readonly set: Readonly<Record<string, unknown>>;
  /** Of a set: the lines it is about, all of them where it is left out. */
  readonly lines?: readonly string[];
}

/** The argument of resources whose carrier takes changes ahead; nothing for the others. */
export function scheduleFields({ scheduling }: AnyLineModel, ofSet: boolean): z.ZodRawShape {
  if (!scheduling) return {};
  const lines = z
    .array(z.string())
    .min(1)
    .optional()
    .describe("The lines it is about; all of the set where they are left out.");
  return {
    schedule: z
      .array(
        z.strictObject({
          on: z.string().describe("The day, such as 2026-12-01."),
          set: z
            .record(z.string(), z.union([z.string(), z.number(), z.boolean(), z.null()]))
            .describe("What the lines get that day: attributes and their values."),
          ...(ofSet ? { lines } : {}),
        }),
      )
      .optional()
      .describe(
        `Changes that the carrier shall make on a later day, at most ${scheduling.mostDaysAhead} days ahead: a list of { on, set${ofSet ? ", lines" : ""} }. What is declared of the lines themselves holds until then.`,
      ),
  };
}

/** What is wrong with a schedule: days, values, lines, and two changes of one attribute for one day. */
export function scheduleProblems(
  model: AnyLineModel,
  entries: readonly ScheduleEntry[] | undefined,
  names: readonly string[],
  now: number,
): Problem[] {
  const problems: Problem[] = [];
  const taken = new Map<string, number>();
  for (const [index, { on, set, lines }] of (entries ?? []).entries()) {
    const at = `schedule[${index}]`;
    const say = (reason: string) => problems.push({ property: at, reason: `${at}: ${reason}` });
    const day = model.scheduling!.read(on);
    if ("problem" in day) say(`on: ${day.problem}`);
    else if (model.scheduling!.place(day.on, now) === "too far") {
      say(
        `on: "${on}" is more than ${model.scheduling!.mostDaysAhead} days ahead, and the carrier takes no more`,
      );
    }
    const { problems: faults } = checkLine(model, set);
    for (const fault of faults) say(fault);
    if (Object.keys(set).length === 0) say("set: nothing is to change; name at least one attribute");
    for (const name of Object.keys(set)) {
      const role = attributeNamed(model.attributes, name)?.role;
      // What only serves an order goes along with a setting: an APN with its address.
      if (role === "fact") say(`${name}: it cannot be changed ahead`);
    }
    for (const line of lines ?? []) {
      if (!names.includes(canonicalOf(model, line))) say(`lines: ${line} is not among the lines of this set`);
    }
    if ("problem" in day) continue;
    for (const line of lines ?? names) {
      for (const name of Object.keys(set)) {
        const key = `${canonicalOf(model, line)} ${name} ${day.at}`;
        const other = taken.get(key);
        if (other === undefined) taken.set(key, index);
        else if (other !== index) say(`${name} of ${line} is changed on that day by schedule[${other}] too`);
      }
    }
  }
  return problems;
}

/** The schedule by line. */
export function plannedBy(
  model: AnyLineModel,
  entries: readonly ScheduleEntry[] | undefined,
  names: Iterable<string>,
): Map<string, Planned[]> {
  const all = [...names];
  const planned = new Map<string, Map<number, Planned>>();
  for (const { on, set, lines } of entries ?? []) {
    const day = model.scheduling!.read(on);
    if ("problem" in day) continue;
    const { values } = checkLine(model, set);
    for (const line of lines?.map((one) => canonicalOf(model, one)) ?? all) {
      const days = planned.get(line) ?? new Map<number, Planned>();
      planned.set(line, days);
      const together: Values = { ...days.get(day.at)?.values, ...values };
      days.set(day.at, { on: day.on, at: day.at, values: together });
    }
  }
  return new Map([...planned].map(([line, days]) => [line, [...days.values()]]));
}

function canonicalOf(model: AnyLineModel, line: string): string {
  const key = model.identify(line);
  return "problem" in key ? line : model.canonical(key);
}
