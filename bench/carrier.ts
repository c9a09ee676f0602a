import { type ChildProcess, fork } from "node:child_process";
import { connectSimulator, type KajeetSimulator, startKajeetSimulator } from "../simulator/index";
import { processorSeconds } from "./process-tree";

/** A simulated carrier in a process of its own, so that its time and memory are not those of what is measured. */
export interface Carrier {
  readonly simulator: KajeetSimulator;
  readonly env: Readonly<Record<string, string>>;
  /** Processor seconds of the carrier so far, where that can be told. */
  cpuSeconds(): number | undefined;
  close(): void;
}

/** Starts a carrier that answers at once and has so many lines. */
export async function startCarrier(lines: number): Promise<Carrier> {
  const child = fork(__filename, [String(lines)]);
  const url = await firstMessage(child);
  const simulator = (await connectSimulator(url)) as KajeetSimulator;
  const { pid } = child;
  return {
    simulator,
    env: simulator.env,
    cpuSeconds: () => (pid === undefined ? undefined : processorSeconds(pid)),
    close: () => void child.kill(),
  };
}

function firstMessage(child: ChildProcess): Promise<string> {
  return new Promise((resolve, reject) => {
    child.once("message", (url) => resolve(String(url)));
    child.once("exit", (code) => reject(new Error(`the simulated carrier ended with ${code}`)));
  });
}

// The process that `startCarrier` forks. It ends with the one that started it.
if (require.main === module) {
  process.once("disconnect", () => process.exit());
  void startKajeetSimulator({ lines: Number(process.argv[2]) }).then(({ url }) => process.send?.(url));
}
