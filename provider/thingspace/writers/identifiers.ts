import type { Values } from "../../core/value";
import type { DeviceId } from "../api/device-ids";
import { changeDeviceIdentifier } from "../api/index";
import { requested } from "./request";
import { verifyIdentifiers } from "./verify";

/**
 * Gives a line another SIM or another device. The line keeps its number, so this is an update and never a replacement. One
 * line a call, as the carrier has it.
 */
export const identifierWriter = requested(
  "changeDeviceIdentifier",
  ["iccid", "imei"],
  ({ http }, lines, values) => {
    const [line] = lines as readonly [(typeof lines)[number]];
    const changed = (["imei", "iccid"] as const).filter((kind) => typeof values[kind] === "string");
    const to = changed.map((kind): DeviceId => ({ kind, id: String(values[kind]) }));
    return changeDeviceIdentifier(http, {
      change4gOption:
        changed.length === 2 ? "ChangeIMEIandICCID" : changed[0] === "imei" ? "ChangeIMEI" : "ChangeICCID",
      deviceIds: [line.ids.find(({ kind }) => kind === "mdn") ?? line.ids[0]!],
      deviceIdsTo: to,
    });
  },
  {
    stage: 1,
    limit: 1,
    verify: verifyIdentifiers,
    // What the carrier does not show is no reason to change it: the declaration then only says what is there.
    parts(before: Values, differing: Values): Values[] {
      const known = Object.entries(differing).filter(([name]) => typeof before[name] === "string");
      return known.length > 0 ? [Object.fromEntries(known)] : [];
    },
  },
);
