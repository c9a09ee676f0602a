import DataLoader from "dataloader";

/** Milliseconds without a newcomer after which a batch is sent. */
const IDLE_MS = 12;

/**
 * Merges work that many resources bring one by one into few calls. Items under one key share calls of at most `limit`
 * items; a call leaves when it is full or when nothing more has arrived for a moment. The engine runs only some dozen
 * resources at a time, so a batch must never wait to be full.
 */
export class Coalescer<Item, Result> {
  private readonly loaders = new Map<string, DataLoader<Item, Result>>();

  /** Results come in the order of the items; an item's own error is its result, a call's failure is each item's. */
  async submit(
    key: string,
    limit: number,
    items: readonly Item[],
    send: (items: readonly Item[]) => Promise<readonly (Result | Error)[]>,
  ): Promise<(Result | Error)[]> {
    let loader = this.loaders.get(key);
    if (!loader) {
      loader = new DataLoader<Item, Result>(
        async (batch) => {
          try {
            return await send(batch);
          } catch (error) {
            return batch.map(() => (error instanceof Error ? error : new Error(String(error))));
          }
        },
        { cache: false, maxBatchSize: limit, batchScheduleFn: idle() },
      );
      this.loaders.set(key, loader);
    }
    return loader.loadMany(items);
  }
}

/** A schedule that fires once nothing has been scheduled for `IDLE_MS`. */
function idle(): (fire: () => void) => void {
  let pending: (() => void)[] = [];
  let timer: NodeJS.Timeout | undefined;
  return (fire) => {
    pending.push(fire);
    clearTimeout(timer);
    timer = setTimeout(() => {
      const due = pending;
      pending = [];
      for (const one of due) one();
    }, IDLE_MS);
  };
}
