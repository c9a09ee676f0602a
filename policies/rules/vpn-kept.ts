import { z } from "zod";
import { exceptOption } from "../exceptions";
import { namesAny } from "../patterns";
import { defineRule } from "../rule";
import { valueChanges } from "../value-changes";

/** Whether a line's traffic still goes through the network of its owner. */
export const vpnKept = defineRule({
  name: "vpn-kept",
  describe: "The VPN of a line is not switched off.",
  why: "Without it, a line's traffic goes straight to the internet, past the filters and logs of the network it belongs to.",
  severity: "high",
  level: "mandatory",
  sees: "change",
  tags: ["security", "vpn"],
  framework: {
    name: "CIS Controls",
    version: "8",
    reference: "12.7",
    specification: "Devices outside of the building reach resources through the organisation's own VPN.",
  },
  remediation:
    "Keep vpn true, or the line in its VpnStatus. A line that shall lose it is named under except in the policy file.",
  options: z.object({ except: exceptOption }),
  *check(plan, { except }) {
    const told = new Set<string>();
    for (const { change, before, after } of valueChanges(plan, ["vpn"])) {
      const { subject, resource, identifiers, carrier } = change;
      const key = `${carrier} ${subject}`;
      if (before !== true || after === true || told.has(key) || namesAny(except, identifiers)) continue;
      told.add(key);
      const how = after === false ? "vpn becomes false" : "it leaves its VpnStatus, which switches it off";
      yield {
        subject,
        urn: resource.urn,
        change,
        message: `${subject}: its VPN would be switched off: ${how}; right is true`,
      };
    }
  },
});
