/** Requests remembered; beyond that the one not heard of for the longest time is forgotten. */
const MOST = 50_000;

/**
 * The number of the newest message of each request, as far as remembered: whoever waits for many requests asks again each
 * time one of them gets something, and most of them need no look into the store then.
 */
export class Latest {
  readonly #numbers = new Map<string, number>();

  constructor(private readonly most = MOST) {}

  /** A message of this request was stored. */
  stored(requestId: string, seq: number): void {
    this.#numbers.delete(requestId);
    this.#remember(requestId, seq);
  }

  /** A look found nothing above this number. What was stored during the look counts more. */
  nothingAbove(requestId: string, seq: number): void {
    if (!this.#numbers.has(requestId)) this.#remember(requestId, seq);
  }

  /** True where there is certainly nothing above this number. */
  knowsOfNothingAbove(requestId: string, seq: number): boolean {
    const newest = this.#numbers.get(requestId);
    return newest !== undefined && newest <= seq;
  }

  #remember(requestId: string, seq: number): void {
    this.#numbers.set(requestId, seq);
    if (this.#numbers.size <= this.most) return;
    const [oldest] = this.#numbers.keys();
    if (oldest !== undefined) this.#numbers.delete(oldest);
  }
}
