/** The callback receiver: carriers call it, deployments ask it. `cellular receive` runs one. */

import { carriers as adapters } from "./carriers/index";
import { Routes } from "./http/routes";
import { listen } from "./http/server";
import { LongPolls } from "./long-polls";
import { Metrics } from "./metrics";
import { type ReceiverOptions, settingsOf } from "./options";
import { keepWithin } from "./retention";
import { openStore } from "./store/open";

export type { ReceiverOptions } from "./options";

/** Whose callbacks it takes, as they stand in the address: `/callbacks/<carrier>`. */
export const carriers: readonly string[] = [...adapters.keys()];

/** A receiver that runs. */
export interface Receiver {
  /** Where it listens; carriers call `<url>/callbacks/<carrier>`. */
  readonly url: string;
  readonly port: number;
  /** Answers what waits, puts on disk what came, and ends. */
  close(): Promise<void>;
}

/**
 * Starts a receiver.
 *
 * @throws Misconfigured for options that would not work or not be safe, and for a store that cannot be opened; the
 * system's error (`EADDRINUSE`, …) where the address cannot be listened on.
 */
export async function startReceiver(options: ReceiverOptions): Promise<Receiver> {
  const settings = settingsOf(options);
  const store = await openStore(settings.store);
  const metrics = new Metrics();
  const polls = new LongPolls(store);
  const endRetention = keepWithin(store, settings, metrics);
  const end = async () => {
    await endRetention();
    await store.close();
  };
  try {
    const server = await listen(settings, new Routes(settings, store, polls, metrics));
    return {
      url: server.url,
      port: server.port,
      close: async () => {
        const stopped = server.stop();
        polls.close();
        await stopped;
        await end();
      },
    };
  } catch (error) {
    polls.close();
    await end();
    throw error;
  }
}
