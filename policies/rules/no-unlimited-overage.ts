import { z } from "zod";
import { exceptOption, isExcept } from "../exceptions";
import { withBetterLines } from "../line-remedy";
import { urnOf } from "../plan/fleet";
import { defineRule } from "../rule";

/** Data without an end is a bill without an end. */
export const noUnlimitedOverage = defineRule({
  name: "no-unlimited-overage",
  describe: "No line goes on beyond its data limit without end.",
  why: "A device that was stolen, or that loads without end, is billed for each megabyte until somebody notices.",
  severity: "medium",
  level: "advisory",
  sees: "wanted",
  tags: ["cost", "data"],
  remediation:
    "Control Center: set overageLimitOverride to default, so that the line stops at the limit of its plan. Kajeet: give monthlyLimit a number of megabytes.",
  options: z.object({
    temporary: z
      .boolean()
      .default(false)
      .describe("Objects to temporaryOverride (Control Center), too, which ends with the billing cycle."),
    limit: z
      .number()
      .min(0)
      .nullable()
      .default(null)
      .describe("MB a month that remediation gives a Kajeet line without a limit; null leaves it without."),
    except: exceptOption,
  }),
  *check({ after }, { temporary, except }) {
    for (const line of after.lines) {
      const { carrier, name, values } = line;
      const override = overrideOf(values, temporary);
      const unlimited = carrier === "kajeet" && values.monthlyLimit === null;
      if ((override === undefined && !unlimited) || isExcept(except, line)) continue;
      const [attribute, problem] =
        override === undefined
          ? ["monthlyLimit", "monthlyLimit null lets it use data without end; give it a number of MB"]
          : [
              "overageLimitOverride",
              `overageLimitOverride "${override}" lets it go on beyond its data limit; right is "default"`,
            ];
      yield { subject: name, urn: urnOf(line, attribute), message: `${name}: ${problem}` };
    }
  },
  remedy: (resource, { temporary, limit, except }) =>
    withBetterLines(resource, (values, name) => {
      if (isExcept(except, { name, values })) return undefined;
      if (overrideOf(values, temporary) !== undefined) return { ...values, overageLimitOverride: "default" };
      const unlimited = resource.spec.carrier.name === "kajeet" && values.monthlyLimit === null;
      return unlimited && limit !== null ? { ...values, monthlyLimit: limit } : undefined;
    }),
});

function overrideOf(values: Readonly<Record<string, unknown>>, temporary: boolean): string | undefined {
  const { overageLimitOverride: set } = values;
  return set === "permanentOverride" || (temporary && set === "temporaryOverride") ? set : undefined;
}
