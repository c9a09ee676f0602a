import { z } from "zod";
import { defineRule } from "../rule";

/** What nobody can read, nobody can allow. */
export const judgeable = defineRule({
  name: "judgeable",
  describe: "Everything that a plan does to lines can be read and judged.",
  why: "A value that is a secret, or known only after the deployment, may stand for a change that cannot be undone.",
  severity: "critical",
  level: "mandatory",
  sees: "change",
  tags: ["plan"],
  framework: {
    name: "SOC 2",
    reference: "CC8.1",
    specification: "A change is looked at as a whole before it is approved and made.",
  },
  remediation:
    "Give lines, their attributes, onDelete and deletionProtection as plain values, not as secrets or outputs of other resources. Where a state cannot be read, deploy once with the version that wrote it.",
  options: z.object({}),
  *check({ unreadable }) {
    for (const { urn, name, reason } of unreadable) {
      yield { subject: name, urn, message: `${name}: ${reason}` };
    }
  },
});
