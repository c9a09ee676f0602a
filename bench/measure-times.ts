import type { Carrier } from "./carrier";
import { type Command, measure } from "./measure";
import { machineSeconds } from "./process-tree";
import { median, type StepResult } from "./results";

/** What a command took; the median of each figure where it ran several times. */
export type Taken = Omit<StepResult, "calls" | "runs">;

/** What is done around each run, and not measured. */
export interface Around {
  before?(): Promise<void>;
  after?(): Promise<void>;
}

/** Runs a command some times, with what the simulated carrier and others on this machine did meanwhile. */
export async function measureTimes(
  command: () => Command,
  carrier: Pick<Carrier, "cpuSeconds">,
  times: number,
  timeoutMs: number,
  { before, after }: Around = {},
): Promise<Taken> {
  const runs: Taken[] = [];
  for (let run = 0; run < times; run++) {
    await before?.();
    const carrierCpu = since(carrier.cpuSeconds);
    const machineCpu = since(machineSeconds);
    const own = since(() => process.cpuUsage().user / 1e6 + process.cpuUsage().system / 1e6);
    const measured = await measure(command(), timeoutMs);
    const [carrierCpuSeconds, machine] = [carrierCpu(), machineCpu()];
    const ours = sum([measured.cpuSeconds, carrierCpuSeconds, own()]);
    const others = machine === undefined || ours === undefined ? undefined : Math.max(0, machine - ours);
    const otherCores = others === undefined ? undefined : others / measured.seconds;
    runs.push({ ...measured, carrierCpuSeconds, otherCores });
    await after?.();
  }
  return {
    seconds: median(runs.map(({ seconds }) => seconds)),
    cpuSeconds: medianOf(runs.map(({ cpuSeconds }) => cpuSeconds)),
    carrierCpuSeconds: medianOf(runs.map(({ carrierCpuSeconds }) => carrierCpuSeconds)),
    otherCores: medianOf(runs.map(({ otherCores }) => otherCores)),
    peakBytes: medianOf(runs.map(({ peakBytes }) => peakBytes)),
  };
}

/** How much a counter will have grown from now on. */
function since(read: () => number | undefined): () => number | undefined {
  const before = read();
  return () => {
    const after = read();
    return before === undefined || after === undefined ? undefined : after - before;
  };
}

const sum = (values: readonly (number | undefined)[]): number | undefined =>
  values.reduce((total, one) => (total === undefined || one === undefined ? undefined : total + one), 0);

function medianOf(values: readonly (number | undefined)[]): number | undefined {
  const known = values.filter((value) => value !== undefined);
  return known.length === 0 ? undefined : median(known);
}
