/** What the control surface shows of the clock. */
export interface ClockState {
  /** ISO 8601, UTC. */
  now: string;
  frozen: boolean;
}

/**
 * The time the simulated carrier lives in: the real time, an offset of it, or a moment that stands still
 * until it is advanced. Everything the carrier dates or does later (tokens, activations) reads it.
 */
export class SimulatorClock {
  private offset = 0;
  private frozenAt: number | undefined;
  /** Told after each steering of the clock. */
  changed: () => void = () => {};

  /** Milliseconds since 1970, UTC. */
  now(): number {
    return this.frozenAt ?? Date.now() + this.offset;
  }

  /** ISO 8601, UTC. */
  iso(): string {
    return new Date(this.now()).toISOString();
  }

  /** Stops the clock, at the moment given or at the present one. */
  freeze(at?: number): void {
    this.frozenAt = at ?? this.now();
    this.changed();
  }

  /** Moves the clock by this many milliseconds, whether it runs or stands still. */
  advance(ms: number): void {
    if (this.frozenAt === undefined) this.offset += ms;
    else this.frozenAt += ms;
    this.changed();
  }

  /** Lets a frozen clock run on from where it stands. */
  resume(): void {
    if (this.frozenAt === undefined) return;
    this.offset = this.frozenAt - Date.now();
    this.frozenAt = undefined;
    this.changed();
  }

  /** Back to the real time. */
  reset(): void {
    this.offset = 0;
    this.frozenAt = undefined;
  }

  state(): ClockState {
    return { now: this.iso(), frozen: this.frozenAt !== undefined };
  }
}
