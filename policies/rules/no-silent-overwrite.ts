import { z } from "zod";
import { approvalText, standing } from "../../provider/core/approvals";
import { IMPACT_CLASSES } from "../../provider/core/impact";
import { shown } from "../../provider/core/issue-text";
import { defineRule } from "../rule";

/** Somebody changed a line in the carrier's portal, and may have had a reason. */
export const noSilentOverwrite = defineRule({
  name: "no-silent-overwrite",
  describe: "A value that somebody changed outside git is not set back without an approval that names it.",
  why: "A line that was suspended in the portal because its device is stolen would be active again after the next deployment.",
  severity: "high",
  level: "mandatory",
  sees: "change",
  tags: ["drift", "approval"],
  framework: {
    name: "SOC 2",
    reference: "CC7.1",
    specification: "Changes of a configuration that were made past its process are found and looked at.",
  },
  remediation:
    "Ask who changed it. To keep the value, declare it. To set it back, add the approval to approvals.yaml in the same pull request.",
  options: z.object({
    classes: z
      .array(z.enum(IMPACT_CLASSES))
      .default(["cosmetic"])
      .describe("Classes of changes that may be overwritten without an approval."),
    attributes: z
      .array(z.string().min(1))
      .default([])
      .describe("Attributes that may be overwritten without an approval, whatever their class."),
  }),
  *check({ changes, approvals, now }, { classes, attributes }) {
    for (const change of changes) {
      const { drift, attribute = "", before, after, subject, identifiers, resource } = change;
      if (!drift || classes.includes(change.class) || attributes.includes(attribute)) continue;
      const approved = standing(approvals, { action: "overwrite", codes: [drift.code], identifiers }, now);
      if (approved.holds) continue;
      const [had, has, gets] = [drift.was, before, after].map(valueText);
      yield {
        subject,
        urn: resource.urn,
        change,
        message: `${subject}: ${attribute} was changed outside git from ${had} to ${has}, and would become ${gets}: ${approved.problem}. Approval: ${approvalText("overwrite", change.line ?? subject, drift.code)}`,
      };
    }
  },
});

const valueText = (value: unknown): string =>
  value === undefined || value === null ? "(none)" : shown(value);
