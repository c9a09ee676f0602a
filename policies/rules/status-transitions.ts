import { z } from "zod";
import type { Value } from "../../provider/core/value";
import { impactTables } from "../plan/impacts";
import { defineRule } from "../rule";
import { type ValueChange, valueChanges } from "../value-changes";

/** Which way the carrier lets a line go. */
export const statusTransitions = defineRule({
  name: "status-transitions",
  describe: "A line gets only a status that its carrier allows after the one it has.",
  why: "The carrier refuses the others, in the middle of a deployment, when other lines are changed already.",
  severity: "high",
  level: "mandatory",
  sees: "change",
  tags: ["status"],
  remediation:
    "Take the line through the status that lies between in a deployment of its own: a Kajeet line that is lost or stolen becomes active before it is suspended.",
  options: z.object({}),
  *check(plan) {
    const latest = new Map<string, Value>();
    const changes = [...valueChanges(plan, ["status"])].sort((a, b) => dayOf(a).localeCompare(dayOf(b)));
    for (const { change, before, after } of changes) {
      const { carrier, subject, resource } = change;
      // What is booked for a later day starts from what is booked for an earlier one.
      const key = `${resource.urn} ${subject}`;
      const from = latest.get(key) ?? before;
      if (after === undefined) continue;
      latest.set(key, after);
      const allowed = impactTables[carrier]?.lines.transitions[String(from)];
      if (allowed === undefined || from === after) continue;
      if (allowed.includes(String(after))) continue;
      const ways = allowed.length > 0 ? `only to ${allowed.join(" or ")}` : "nowhere any more";
      const when = change.on === undefined ? "" : ` on ${change.on}`;
      yield {
        subject,
        urn: resource.urn,
        change,
        message: `${subject}: status ${from} cannot become ${after}${when}; from ${from} the carrier takes it ${ways}`,
      };
    }
  },
});

/** What is made at once comes before what is booked. */
const dayOf = ({ change: { on = "" } }: ValueChange): string => on;
