import { refusedRequest } from "../model/errors";
import type { Line } from "../model/line";
import { noDevice } from "../model/world";
import type { Call } from "./operation";

/** The line of a path without a corp: anywhere in the caller's tree. */
export function lineOfPath(call: Call<unknown, unknown>): Line {
  const line = call.world.require(call.user.corpId, call.params.mdn ?? "");
  return met(call, line);
}

/** The line of a path with a corp: in exactly that group (A-DG1). */
export function lineInCorp(call: Call<unknown, unknown>): Line {
  const { corpId = "", mdn = "" } = call.params;
  call.world.corps.reachable(call.user.corpId, corpId);
  return met(call, call.world.requireIn(corpId, mdn));
}

/** The line of an IMEI in the caller's tree, or in exactly the group given. */
export function lineOfImei(call: Call<unknown, unknown>, imei: string, corpId?: string): Line {
  const line = call.world
    .withImei(imei)
    .find((found) =>
      corpId === undefined
        ? call.world.corps.within(call.user.corpId, found.corpId)
        : found.corpId === corpId,
    );
  if (line === undefined) throw noDevice(imei);
  return met(call, line);
}

/** A call for one line is refused where a bulk call would name it as failed. */
export function met(call: Call<unknown, unknown>, line: Line): Line {
  call.addressed(1);
  const refused = call.refusal(line);
  if (refused !== undefined) throw refusedRequest(refused);
  return line;
}
