import type { Corp } from "../model/corps";
import { invalid, type Refused } from "../model/errors";
import { type Line, mdnOf } from "../model/line";
import { type BulkSelection, type Target, targetsOfList, targetsOfSelection } from "../model/selection";
import type { Call, Reply } from "./operation";

/** How one item of a bulk answer ended (A-MUT1). */
export interface ItemResult {
  mdn?: string;
  key?: string;
  imei?: string;
  success: boolean;
  code?: string | null;
  message?: string | null;
}

/** Why a line is not changed while the others of the call are; undefined where it is. */
export type Refusal = Refused | undefined;

interface TargetedBody {
  corpId?: string | undefined;
  mdns?: string[] | undefined;
  bulkSelection?: BulkSelection | undefined;
}

/** The group of the path, which the body may repeat but not contradict (A-TGT2). */
export function pathCorp(call: Call<TargetedBody, unknown>): Corp {
  const corpId = call.params.corpId ?? "";
  const named = call.body?.corpId;
  if (named !== undefined && named !== corpId) throw invalid("corpId", `is not ${corpId}, as in the path`);
  return call.world.corps.reachable(call.user.corpId, corpId);
}

/** The lines of a body's target in a group. No target gives none. */
export function targetsOf(call: Call<TargetedBody, unknown>, corpId: string): Target[] {
  const { mdns, bulkSelection } = call.body;
  const targets =
    mdns !== undefined
      ? targetsOfList(call.world, corpId, mdns)
      : bulkSelection !== undefined
        ? targetsOfSelection(call.world, corpId, bulkSelection)
        : [];
  call.addressed(targets.length);
  return targets;
}

/** Works on each line by itself; one that cannot be changed leaves the others done. */
export function eachTarget(
  call: Call<TargetedBody, unknown>,
  corpId: string,
  work: (line: Line) => Refusal,
): ItemResult[] {
  return targetsOf(call, corpId).map(({ key, line }) => {
    const identity = { mdn: mdnOf(key), key };
    if (line === undefined) {
      return { ...identity, success: false, code: "DEVICE_NOT_FOUND", message: "No devices found" };
    }
    const refused = call.refusal(line) ?? work(line);
    const imei = line.imei === null ? {} : { imei: line.imei };
    if (refused !== undefined) return { ...identity, ...imei, success: false, ...refused };
    return { ...identity, ...imei, success: true, code: null, message: null };
  });
}

/** The answer of a change to many lines: 200 even if some failed (A-MUT1). */
export function bulkReply(results: readonly ItemResult[], more: object = {}): Reply {
  const successCount = results.filter((result) => result.success).length;
  return { json: { successCount, failureCount: results.length - successCount, results, ...more } };
}

/** A setter for many lines of the group in the path: the same patch on each, unless a line may not have it. */
export function setOnEach(
  call: Call<TargetedBody, unknown>,
  patch: Partial<Omit<Line, "key">>,
  mayNot: (line: Line) => Refusal = () => undefined,
): Reply {
  const { corpId } = pathCorp(call);
  return bulkReply(
    eachTarget(call, corpId, (line) => {
      const refused = mayNot(line);
      if (refused === undefined) call.world.change(line, patch, call.lag);
      return refused;
    }),
  );
}
