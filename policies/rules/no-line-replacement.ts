import { z } from "zod";
import { counted } from "../../provider/core/words";
import type { PlannedResource } from "../plan/resource";
import { resourceName } from "../plan/resource";
import { defineRule } from "../rule";

/** A replacement lets go of every line before, or after, it is taken anew. */
export const noLineReplacement = defineRule({
  name: "no-line-replacement",
  describe: "No line, set of lines or membership is replaced by another one.",
  why: "The engine ends the old resource as onDelete says, with all its lines; another account or connection does not have them.",
  severity: "critical",
  level: "mandatory",
  sees: "change",
  tags: ["irreversible", "replacement"],
  framework: {
    name: "SOC 2",
    reference: "CC8.1",
    specification: "Changes that would end a service are recognised before they are made.",
  },
  remediation:
    "Keep the account and the connection of the resource. To move lines to another account, declare a second resource there, and let the first one go in a later deployment with onDelete: retain.",
  options: z.object({}),
  *check({ resources }) {
    for (const resource of resources) {
      const { spec, state, step, urn } = resource;
      if (step !== "replace" || !state || !spec.lines) continue;
      const subject = resourceName(resource);
      const lines = spec.lines.known(state).rows.size;
      const reasons = reasonsOf(resource);
      const because = reasons.length > 0 ? `, because ${reasons.join(" and ")}` : "";
      yield {
        subject,
        urn,
        message: `${subject}: it would be replaced${because}: ${counted(lines, "line")} would be let go and taken anew`,
      };
    }
  },
});

/** The arguments that make another resource of it. */
function reasonsOf({ spec, state, declared, wanted }: PlannedResource): string[] {
  const names: readonly string[] = spec.replaces ?? [];
  return names.flatMap((name) => {
    const [before, after] = [declared?.[name] ?? state?.[name], wanted?.[name]];
    return before === after ? [] : [`${name} ${shownOr(before)} becomes ${shownOr(after)}`];
  });
}

const shownOr = (value: unknown): string => (value === undefined ? "(none)" : JSON.stringify(value));
