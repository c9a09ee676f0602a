import { z } from "zod";
import { matchesAny, patterns } from "../patterns";
import { resourceName } from "../plan/resource";
import { defineRule } from "../rule";
import { inWindow, timeWindow, windowText } from "../windows";

/** When devices may be rebooted, reset, messaged and swapped. */
export const actionsInWindow = defineRule({
  name: "actions-in-window",
  describe: "Reboots, resets, messages and swaps are done only in their windows.",
  why: "A hotspot that reboots in class cuts off every student behind it, and a message at night wakes people.",
  severity: "medium",
  level: "mandatory",
  sees: "change",
  tags: ["actions", "window"],
  remediation:
    "Deploy in a window, or take the new trigger out until then. The time is that at which the plan is judged: a deployment should follow its gate at once.",
  options: z.object({
    windows: z
      .array(timeWindow)
      .default([])
      .describe("When these actions may be done; in any of them is enough. Nothing is judged without it."),
    actions: patterns
      .default([
        "kajeet:Reboot*",
        "kajeet:Reset*",
        "kajeet:ReplaceDevice",
        "thingspace:SendSms",
        "thingspace:SendNidd",
        "thingspace:SwapEidDevice",
        "thingspace:GoToState",
        "thingspace:ResetPassword",
      ])
      .describe("The actions, by type; `*` stands for any characters."),
  }),
  *check({ changes, now }, { windows, actions }) {
    if (windows.length === 0 || windows.some((window) => inWindow(now, window))) return;
    for (const change of changes) {
      const { operation, resource } = change;
      if (operation !== "act" || !matchesAny(actions, resource.type)) continue;
      const subject = resourceName(resource);
      const when = windows.map(windowText).join("; ");
      yield {
        subject,
        urn: resource.urn,
        change,
        message: `${subject}: it would be done outside of its window; right is ${when}`,
      };
    }
  },
});
