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
): Promise<Sim[]> {
  const progress = new Progress(host.log, host.clock, "control-center");
  const reads = lines.reduce(
    (count, { record, names }) =>
      count + (needsDetails(record, names) ? 1 : 0) + (names.includes(USAGE) ? 1 : 0),
    0,
  );
  const task = progress.task("details that searches do not show", reads, callsPerSecond(host.config));
  return Promise.all(
    lines.map(async ({ record, names }) => {
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
    }),
  );
}

const USAGE = "overageLimitOverride";

const needsDetails = ({ details }: Sim, names: readonly string[]) =>
  details === undefined && names.some((name) => name !== USAGE);
