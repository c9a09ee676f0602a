import type { Page, Query, Store } from "./store/store";

/** Questions that wait until something comes for one of their requests. */
export class LongPolls {
  readonly #waiting = new Map<string, Set<() => void>>();
  readonly #forget: () => void;
  #closed = false;
  #count = 0;

  constructor(private readonly store: Store) {
    this.#forget = store.onNew((requestIds) => {
      for (const id of requestIds) this.#wake(id);
    });
  }

  /** How many wait now. */
  get count(): number {
    return this.#count;
  }

  /**
   * What there is; where that is nothing, what comes within `waitMs`, or nothing. Ends at once when the signal is aborted
   * (whoever asked has gone) or the polls are closed.
   */
  async ask(query: Query, waitMs: number, gone: AbortSignal): Promise<Page> {
    const end = Date.now() + waitMs;
    this.#count += 1;
    try {
      for (;;) {
        const bell = new Bell();
        // Listening begins before reading: what comes between the two rings.
        const stop = this.#listen(query.after.keys(), bell, gone);
        try {
          const page = await this.store.read(query);
          const left = end - Date.now();
          if (page.messages.length > 0 || left <= 0 || gone.aborted || this.#closed) return page;
          await bell.rung(left);
        } finally {
          stop();
        }
      }
    } finally {
      this.#count -= 1;
    }
  }

  /** Answers everybody who waits with what there is. */
  close(): void {
    this.#closed = true;
    this.#forget();
    for (const id of [...this.#waiting.keys()]) this.#wake(id);
  }

  #listen(requestIds: Iterable<string>, bell: Bell, gone: AbortSignal): () => void {
    const ids = [...requestIds];
    for (const id of ids) {
      const bells = this.#waiting.get(id) ?? new Set();
      this.#waiting.set(id, bells.add(bell.ring));
    }
    gone.addEventListener("abort", bell.ring);
    return () => {
      gone.removeEventListener("abort", bell.ring);
      for (const id of ids) {
        const bells = this.#waiting.get(id);
        bells?.delete(bell.ring);
        if (bells?.size === 0) this.#waiting.delete(id);
      }
    };
  }

  #wake(requestId: string): void {
    for (const ring of this.#waiting.get(requestId) ?? []) ring();
  }
}

/** Rings once; whoever waits for it afterwards finds that it has rung. */
class Bell {
  #rung: () => void = () => {};
  readonly #ringing = new Promise<void>((resolve) => {
    this.#rung = resolve;
  });

  readonly ring = (): void => this.#rung();

  async rung(ms: number): Promise<void> {
    let timer: NodeJS.Timeout | undefined;
    const late = new Promise<void>((resolve) => {
      timer = setTimeout(resolve, ms);
    });
    await Promise.race([this.#ringing, late]);
    clearTimeout(timer);
  }
}
