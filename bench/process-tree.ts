import { readdirSync, readFileSync } from "node:fs";

/** Clock ticks a second in /proc, the same on every Linux. */
const TICKS = 100;

/** A process and all it has started, as it is now. Linux only: elsewhere there is no /proc to ask. */
export function processTree(root: number): number[] {
  const found = [root];
  for (let i = 0; i < found.length; i++) found.push(...childrenOf(found[i]!));
  return found;
}

/** Resident memory in bytes; 0 for a process that has ended. */
export function residentBytes(pid: number): number {
  const size = /^VmRSS:\s+(\d+) kB$/m.exec(readText(`/proc/${pid}/status`));
  return size === null ? 0 : Number(size[1]) * 1024;
}

/** Processor seconds used so far; undefined for a process that has ended. */
export function processorSeconds(pid: number): number | undefined {
  const stat = readText(`/proc/${pid}/stat`);
  if (stat === "") return undefined;
  // The second field is a name in parentheses that may hold anything; the fields after it are counted from its end.
  const fields = stat.slice(stat.lastIndexOf(")") + 2).split(" ");
  return (Number(fields[11]) + Number(fields[12])) / TICKS;
}

/** Processor seconds that the whole machine has worked so far; undefined where that cannot be told. */
export function machineSeconds(): number | undefined {
  const fields = /^cpu +(.*)$/m.exec(readText("/proc/stat"))?.[1]?.split(" ").map(Number);
  if (fields === undefined) return undefined;
  // user, nice and system; then idle and waiting, which is no work; then interrupts and what a host took away.
  const [user = 0, nice = 0, system = 0, , , irq = 0, softirq = 0, steal = 0] = fields;
  return (user + nice + system + irq + softirq + steal) / TICKS;
}

/** Children are listed by the thread that started them. */
function childrenOf(pid: number): number[] {
  try {
    return readdirSync(`/proc/${pid}/task`).flatMap((thread) =>
      readText(`/proc/${pid}/task/${thread}/children`).split(" ").filter(Boolean).map(Number),
    );
  } catch {
    return []; // it has just ended
  }
}

function readText(path: string): string {
  try {
    return readFileSync(path, "utf8");
  } catch {
    return "";
  }
}
