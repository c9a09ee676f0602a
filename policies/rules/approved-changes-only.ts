import { z } from "zod";
import { approvalText, standing } from "../../provider/core/approvals";
import { counted } from "../../provider/core/words";
import { defineRule } from "../rule";

/** What the guard refuses, told before anything is sent. */
export const approvedChangesOnly = defineRule({
  name: "approved-changes-only",
  describe:
    "Nothing that cannot be undone happens to a line without an approval of this very change that names it.",
  why: "A removed line loses its number for good, a retired SIM and a cancelled eSIM profile do not come back.",
  severity: "critical",
  level: "mandatory",
  sees: "change",
  tags: ["irreversible", "approval"],
  framework: {
    name: "SOC 2",
    reference: "CC8.1",
    specification: "Changes are authorized, documented and approved before they are made.",
  },
  remediation:
    "To keep the line, take the change back. To go on, set deletionProtection to false, apply that, and add the approval to approvals.yaml in the same pull request.",
  options: z.object({
    budget: z
      .int()
      .min(0)
      .default(10)
      .describe(
        "Irreversible changes that one deployment may make: cellular:irreversibleBudget of the stack.",
      ),
  }),
  *check({ changes, approvals, now }, { budget }) {
    let spent = 0;
    for (const change of changes) {
      const { grave, subject, resource } = change;
      if (!grave) continue;
      const about = { subject, urn: resource.urn, change };
      const { action, codes, loss } = grave;
      if (grave.protected) {
        yield { ...about, message: `${subject}: ${action}: it is protected; ${loss}` };
        continue;
      }
      const approved = standing(approvals, { action, codes, identifiers: change.identifiers }, now);
      if (approved.holds) spent += 1;
      else {
        const approval = approvalText(action, change.line ?? subject, codes[0]);
        yield {
          ...about,
          message: `${subject}: ${action}: ${approved.problem}; ${loss}. Approval: ${approval}`,
        };
      }
    }
    if (spent > budget) {
      yield {
        subject: "the deployment",
        message: `${counted(spent, "approved change")} cannot be undone, and one deployment makes ${budget}: the rest is refused until it runs again, or cellular:irreversibleBudget is raised`,
      };
    }
  },
});
