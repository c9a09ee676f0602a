import { z } from "zod";
import { standing } from "../../provider/core/approvals";
import { counted } from "../../provider/core/words";
import type { Plan } from "../plan/plan";
import { defineRule } from "../rule";

/** An approval that is over stays in the file until somebody takes it out. */
export const noStaleApprovals = defineRule({
  name: "no-stale-approvals",
  describe: "Each approval in the file names changes of this plan.",
  why: "An approval that is done with holds again, until its day, should the line ever be as it was when it was approved.",
  severity: "low",
  level: "advisory",
  sees: "change",
  tags: ["approval"],
  remediation:
    "Take what is done out of approvals.yaml; what the plan was changed for is approved anew, with its new code.",
  options: z.object({}),
  *check(plan) {
    const { approvals, now } = plan;
    for (const [index, approval] of approvals.entries()) {
      const named = Object.entries(approval.lines);
      const asked = askedFor(plan, approval.action);
      const stale = named.filter(
        ([line, code]) =>
          !asked.some((change) => standing([{ ...approval, lines: { [line]: code } }], change, now).holds),
      );
      if (stale.length === 0) continue;
      const lines = stale.map(([line]) => line);
      const more = lines.length > MOST_NAMED ? ` and ${lines.length - MOST_NAMED} more` : "";
      const subject = `approval ${index + 1}`;
      yield {
        subject,
        message: `${subject} (${approval.action}, by ${approval.by}, until ${approval.until}): ${stale.length} of ${counted(named.length, "line")} ${stale.length === 1 ? "names" : "name"} no change of this plan, or no longer holds: ${lines.slice(0, MOST_NAMED).join(", ")}${more}`,
      };
    }
  },
});

const MOST_NAMED = 5;

/** What of a plan asks for an approval of this action. */
function askedFor({ changes }: Plan, action: string) {
  return changes.flatMap(({ grave, drift, identifiers }) => [
    ...(grave?.action === action ? [{ action, codes: grave.codes, identifiers }] : []),
    ...(drift && action === "overwrite" ? [{ action, codes: [drift.code], identifiers }] : []),
  ]);
}
