import { paceOf } from "./carrier-pace";

/** Calls of one kind. */
export interface CallEffort {
  /** The carrier's operation, as far as it is known before the deployment. */
  readonly call: string;
  readonly calls: number;
  /** Lines in them. */
  readonly lines: number;
}

/** What a plan asks of one carrier. */
export interface CarrierEffort {
  readonly carrier: string;
  /** Calls that change something; reads, and looks at what became of them, come on top. */
  readonly calls: number;
  /** Time that the carrier's limits make of it; absent where no limit slows it. */
  readonly minutes?: number;
  /** The most calls first. */
  readonly byCall: readonly CallEffort[];
  /** What the numbers leave out. */
  readonly notes: readonly string[];
}

/** How a call takes lines: at most so many, and at most so many a second. */
export interface Load {
  readonly limit: number;
  readonly perSecond?: number | undefined;
}

/** Counts the calls for one carrier. */
export class CallTally {
  /** Lines that nobody knows enough of to say what will be sent. */
  reads = 0;
  private seconds = 0;
  private readonly counts = new Map<string, { calls: number; lines: number }>();
  private readonly shared = new Map<string, { call: string; load: Load; lines: number }>();

  constructor(private readonly carrier: string) {}

  /** So many lines that go together, in as many calls as that takes; a call about no line is one call. */
  add(call: string, lines: number, { limit, perSecond }: Load = { limit: 1 }): void {
    const calls = Math.max(1, Math.ceil(lines / limit));
    const known = this.counts.get(call) ?? { calls: 0, lines: 0 };
    this.counts.set(call, { calls: known.calls + calls, lines: known.lines + lines });
    if (perSecond !== undefined) this.seconds += lines / perSecond;
  }

  /** One more line for a call that all lines of the same scope share. */
  share(call: string, scope: string, load: Load): void {
    const known = this.shared.get(`${call} ${scope}`);
    if (known) known.lines += 1;
    else this.shared.set(`${call} ${scope}`, { call, load, lines: 1 });
  }

  /** What it comes to. */
  effort(): CarrierEffort {
    for (const { call, lines, load } of this.shared.values()) this.add(call, lines, load);
    this.shared.clear();
    const byCall = [...this.counts]
      .map(([call, count]) => ({ call, ...count }))
      .sort((a, b) => b.calls - a.calls);
    const { seconds, notes } = paceOf(this.carrier, byCall);
    const all = this.seconds + seconds;
    const read = `${this.reads} of its lines are read first, and get what differs at the carrier: these calls are not counted`;
    return {
      carrier: this.carrier,
      calls: byCall.reduce((sum, { calls }) => sum + calls, 0),
      ...(all > 0 ? { minutes: Math.max(1, Math.round(all / 60)) } : {}),
      byCall,
      notes: [...(this.reads > 0 ? [read] : []), ...notes],
    };
  }
}
