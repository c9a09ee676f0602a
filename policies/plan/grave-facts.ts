import type { ChangeFacts } from "../../provider/core/change-code";
import type { Bag, PlannedResource } from "./resource";

/**
 * The facts of a change of an eSIM profile or device that cannot be undone, as the guard has them when it is asked; lines
 * have theirs in `line-changes.ts`.
 */
export function graveFacts(
  { type, state, wanted }: PlannedResource,
  action: string,
): ChangeFacts & { readonly identifiers: readonly string[] } {
  const [carrier = ""] = type.split(":");
  const bag: Bag = wanted ?? state ?? {};
  const text = (name: string, from: Bag = bag) => String(from[name] ?? "");
  const named = (...names: string[]) =>
    names.flatMap((name) => {
      const value = state?.[name] ?? bag[name];
      return typeof value === "string" && value !== "" ? [value] : [];
    });
  switch (type) {
    case "kajeet:EsimProfile": {
      const after = action === "swap" ? { after: { profileId: text("profileId") } } : {};
      const before = { profileId: text("profileId", state ?? bag) };
      return {
        carrier,
        action,
        name: text("iccid"),
        before,
        ...after,
        identifiers: named("profileId", "iccid", "mdn", "imei"),
      };
    }
    case "thingspace:EsimProfile":
      return {
        carrier,
        action,
        name: text("iccid"),
        before: { eid: text("eid") },
        identifiers: named("iccid", "eid", "mdn"),
      };
    default: {
      const after = { newEid: text("newEid"), newImei: text("newImei"), trigger: text("trigger") };
      return { carrier, action, name: text("eid"), before: {}, after, identifiers: named("eid") };
    }
  }
}
