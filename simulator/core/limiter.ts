/**
 * Counts requests in a sliding second of real time, or a window of another length. Not of the simulator's clock: a client that waits out
 * a Retry-After waits in real time, and would wait forever beside a frozen clock.
 */
export class RateLimiter {
  private readonly recent: number[] = [];

  constructor(
    public perSecond: number | undefined,
    private readonly windowMs = 1000,
  ) {}

  /** Whether one more request is within the limit; counts it if so. */
  admit(now = performance.now()): boolean {
    if (this.perSecond === undefined) return true;
    while (this.recent.length > 0 && now - (this.recent[0] ?? now) >= this.windowMs) this.recent.shift();
    if (this.recent.length >= this.perSecond) return false;
    this.recent.push(now);
    return true;
  }
}
