import { NotFound } from "../../core/errors";
import type { Lacking } from "../../core/lines/model";
import { Progress } from "../../core/lines/progress";
import { getDevice, getDeviceUsage } from "../api/index";
import { callsPerSecond } from "../pace";
import type { ControlCenterSession } from "../session";
import { fromDetails, type Sim, withUsage } from "./sim";

/**
 * Searches show status and plans; everything else is read line by line, and only for lines of which it is managed. Takes a
 * fifth of a second a line, and twice that where overageLimitOverride is managed too.
 */
export async function completeSims(
  { http, host }: ControlCenterSession,
  _account: string,
  lines: readonly Lacking<Sim>[],
): Promise<(Sim | undefined)[]> {
  const progress = new Progress(host.log, host.clock, "control-center");
  const reads = lines.reduce(
    (count, { record, names }) =>
      count + (needsDetails(record, names) ? 1 : 0) + (names.includes(USAGE) ? 1 : 0),
    0,
  );
  const task = progress.task("details that searches do not show", reads, callsPerSecond(host.config));
  const read = async ({ record, names }: Lacking<Sim>): Promise<Sim> => {
    let sim = record;
    if (needsDetails(record, names)) {
      sim = fromDetails(await getDevice(http, { iccid: record.iccid }), sim);
      task.add(1);
    }
    if (names.includes(USAGE)) {
      sim = withUsage(sim, await getDeviceUsage(http, { iccid: record.iccid }));
      task.add(1);
    }
    return sim;
  };
  return Promise.all(lines.map((line) => read(line).catch(gone)));
}

/** Between the search and its turn a line may have left the account, which must not cost all others their reading. */
function gone(error: unknown): undefined {
  if (!(error instanceof NotFound)) throw error;
}

const USAGE = "overageLimitOverride";

const needsDetails = ({ details }: Sim, names: readonly string[]) =>
  details === undefined && names.some((name) => name !== USAGE);
