/**
 * The end of a process that is logged in somewhere. The engine ends a provider with an interrupt and kills it five seconds
 * later; a program ends when nothing is left to do. Both are taken as the occasion to sign out. A process that is killed
 * outright cannot: its login then ends at the carrier by itself.
 */

import { setTimeout as sleep } from "node:timers/promises";

/** What is closed at the end. */
interface Closing {
  close(): Promise<void>;
}

/** In milliseconds; the engine waits five seconds before it kills. */
const PATIENCE_MS = 3_000;

const SIGNALS = ["SIGINT", "SIGTERM"] as const;

const open = new Set<Closing>();

/** Closes this when the process ends, unless it is closed before. Costs nothing until the first one is logged in. */
export function closeAtEnd(client: Closing): void {
  if (open.size === 0) listen();
  open.add(client);
}

/** This one has been closed. */
export function closed(client: Closing): void {
  if (open.delete(client) && open.size === 0) unlisten();
}

function listen(): void {
  for (const signal of SIGNALS) process.once(signal, onSignal);
  process.once("beforeExit", onExit);
}

function unlisten(): void {
  for (const signal of SIGNALS) process.removeListener(signal, onSignal);
  process.removeListener("beforeExit", onExit);
}

function onExit(): void {
  void closeAll();
}

function onSignal(signal: NodeJS.Signals): void {
  // Whoever listens too decides what the signal means; else it means what it always does, a moment later.
  const alone = process.listenerCount(signal) === 0;
  void closeAll().then(() => {
    if (alone) process.kill(process.pid, signal);
  });
}

/** Closes what is open, or gives up: calls under way must not keep a process alive that was told to end. */
async function closeAll(): Promise<void> {
  const all = Promise.allSettled([...open].map((client) => client.close()));
  await Promise.race([all, sleep(PATIENCE_MS, undefined, { ref: false })]);
}
