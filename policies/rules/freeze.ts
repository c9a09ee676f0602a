import { z } from "zod";
import { IMPACT_CLASSES } from "../../provider/core/impact";
import type { Change } from "../plan/change";
import { defineRule } from "../rule";
import { dayInPeriod, inPeriod, periodShape } from "../windows";

/** When nothing may change. */
export const freeze = defineRule({
  name: "freeze",
  describe: "In a freeze only harmless changes are made.",
  why: "In the weeks of tests, or while nobody is there to help, a line that stops working stays so.",
  severity: "high",
  level: "mandatory",
  sees: "change",
  tags: ["window", "freeze"],
  framework: {
    name: "SOC 2",
    reference: "CC8.1",
    specification: "When changes are made is laid down, as well as who may make them.",
  },
  remediation:
    "Wait until the freeze is over. A change that cannot wait needs its class under classes of the period, or a shorter period, in the same pull request.",
  options: z.object({
    periods: z
      .array(
        z.strictObject({
          ...periodShape,
          reason: z.string().min(1).describe("Why: it is told to whoever is stopped."),
          classes: z
            .array(z.enum(IMPACT_CLASSES))
            .default(["cosmetic"])
            .describe("Classes of changes that are still made."),
        }),
      )
      .default([])
      .describe("The periods of a freeze. Nothing is judged without it."),
  }),
  *check({ changes, now }, { periods }) {
    for (const { reason, classes, ...period } of periods) {
      const isNow = inPeriod(now, period);
      const worst = new Map<string, Change>();
      for (const change of changes) {
        const frozen = change.on === undefined ? isNow : dayInPeriod(change.on, period);
        if (!frozen || classes.includes(change.class)) continue;
        const key = `${change.resource.urn} ${change.subject}`;
        const known = worst.get(key);
        if (!known || badness(change) > badness(known)) worst.set(key, change);
      }
      for (const change of worst.values()) {
        const { subject, resource, attribute = "it", on } = change;
        const day = on === undefined ? "" : ` on ${on}`;
        const through = classes.length > 0 ? `only ${classes.join(" and ")} changes` : "nothing";
        yield {
          subject,
          urn: resource.urn,
          change,
          message: `${subject}: ${attribute} would change${day} in the freeze from ${period.from} until ${period.until} ${period.zone} (${reason}), which lets ${through} through`,
        };
      }
    }
  },
});

const badness = (change: Change): number => IMPACT_CLASSES.indexOf(change.class);
