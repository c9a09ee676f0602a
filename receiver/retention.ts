import type { Metrics } from "./metrics";
import type { Store } from "./store/store";

const HOUR = 3600 * 1000;

/** Removes what is too old or too much: now, and each hour. Gives the way to stop, which waits for a removal under way. */
export function keepWithin(
  store: Store,
  limits: { retentionMs: number; mostBytes: number },
  metrics: Metrics,
): () => Promise<void> {
  let running: Promise<void> | undefined;
  const prune = async () => {
    try {
      const gone = await store.prune(Date.now() - limits.retentionMs, limits.mostBytes);
      metrics.expired += gone.expired;
      metrics.crowdedOut += gone.crowdedOut;
    } catch {
      // The next hour tries again; a store that cannot be written to shows in /health.
    } finally {
      running = undefined;
    }
  };
  const start = () => {
    running ??= prune();
  };
  start();
  const timer = setInterval(start, HOUR);
  timer.unref();
  return async () => {
    clearInterval(timer);
    await running;
  };
}
