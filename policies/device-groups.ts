import { identify } from "../provider/thingspace/lines/identity";
import type { FleetLine } from "./plan/fleet";
import type { Plan } from "./plan/plan";
import type { Bag, PlannedResource } from "./plan/resource";

/** ThingSpace's device groups: they name lines that other resources may hold, and are no holders of lines themselves. */
export const deviceGroups = (plan: Plan): PlannedResource[] =>
  plan.resources.filter(({ type }) => type === "thingspace:DeviceGroup");

/** The lines that one side of a device group names; nothing where it manages none. */
export function linesNamed(side: Bag | undefined): readonly string[] | undefined {
  const lines = side?.lines;
  return Array.isArray(lines) ? lines.map(String) : undefined;
}

/** The line of a name, where a resource of the plan holds it. */
export const namedLine = (plan: Plan, side: "before" | "after", name: string): FleetLine | undefined =>
  plan[side].find("thingspace", { identify }, [name]);

/** What tells a line from others, held or not. */
export function lineIdentity(plan: Plan, side: "before" | "after", name: string): FleetLine | string {
  const held = namedLine(plan, side, name);
  if (held) return held;
  const key = identify(name);
  return "problem" in key ? name : `${key.kind} ${key.key}`;
}
