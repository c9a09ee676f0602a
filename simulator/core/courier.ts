import type { Agenda } from "./agenda";
import type { SimulatorClock } from "./clock";
import { redact } from "./redact";

/** Messages under way at the same time. */
const AT_ONCE = 24;
/** How long a listener may take to answer, in real milliseconds. */
const PATIENCE_MS = 10_000;
/** Deliveries the log keeps. */
const LOG_LIMIT = 100_000;

/** One try to bring a message to its listener. */
export interface DeliveryAttempt {
  /** ISO 8601, UTC, in the simulator's clock. */
  at: string;
  /** HTTP status of the listener; null where nobody answered. */
  status: number | null;
}

/** A message of the carrier to a listener of the customer, and what became of it. */
export interface CallbackDelivery {
  /** 1 for the first message, counting on over a clearing of the log. */
  seq: number;
  account: string;
  service: string;
  requestId: string;
  /** Where it goes; null where nobody has registered for it. */
  url: string | null;
  /** As sent the last time, or as it would be sent; secrets redacted. */
  body: unknown;
  /** `waiting`: not given up yet; `dropped`: no listener, or lost by a fault. */
  state: "waiting" | "delivered" | "given-up" | "dropped";
  attempts: DeliveryAttempt[];
  /** What a fault did to it: lost, late, doubled, reordered, stray. */
  fates: string[];
}

/** A message to be sent. */
export interface Parcel {
  account: string;
  service: string;
  requestId: string;
  url: string | null;
  /** The body of an attempt, counted from 1. */
  body(attempt: number): unknown;
  fates?: readonly string[];
  /** Not sent at all, though it is in the log. */
  lost?: boolean;
}

/** How long and how often a carrier tries. */
export interface Persistence {
  attempts: number;
  /** Milliseconds of the simulator's clock between two attempts. */
  everyMs: number;
}

/** Posts messages to listeners, tries again where they are not taken, and keeps book of all that. */
export class Courier {
  private log: CallbackDelivery[] = [];
  private seq = 0;
  private queue: (() => Promise<void>)[] = [];
  private underWay = 0;
  private idle: (() => void)[] = [];
  private epoch = new AbortController();

  constructor(
    private readonly clock: SimulatorClock,
    private readonly agenda: Agenda,
  ) {}

  /** Takes messages over: at once and in no promised order, or one after the other where order matters. */
  send(parcels: readonly Parcel[], persistence: Persistence, inOrder = false): void {
    const jobs = parcels.map((parcel) => this.job(parcel, persistence)).filter((job) => job !== undefined);
    if (!inOrder) for (const job of jobs) this.queue.push(job);
    else {
      this.queue.push(async () => {
        for (const job of jobs) await job();
      });
    }
    this.pump();
  }

  /** Copies of all deliveries, in the order in which their messages were made. */
  list(): CallbackDelivery[] {
    return this.log.map((delivery) => ({ ...delivery, attempts: [...delivery.attempts] }));
  }

  clear(): void {
    this.log = [];
  }

  /** Resolves when nothing is under way and nothing that is due waits. */
  async settled(): Promise<void> {
    this.agenda.run();
    while (this.underWay + this.queue.length > 0) {
      await new Promise<void>((resolve) => this.idle.push(resolve));
      this.agenda.run();
    }
  }

  /** Lets go of everything under way, and forgets what was. */
  reset(): void {
    this.epoch.abort();
    this.epoch = new AbortController();
    this.queue = [];
    this.clear();
  }

  /** Books a message; answers how to send it, or nothing where it goes nowhere. */
  private job(parcel: Parcel, persistence: Persistence): (() => Promise<void>) | undefined {
    const { account, service, requestId, url, lost = false } = parcel;
    const goes = url !== null && !lost;
    this.seq += 1;
    const delivery: CallbackDelivery = {
      ...{ seq: this.seq, account, service, requestId, url },
      body: redact(parcel.body(1)),
      state: goes ? "waiting" : "dropped",
      attempts: [],
      fates: [...(parcel.fates ?? [])],
    };
    this.log.push(delivery);
    if (this.log.length > LOG_LIMIT * 1.1) this.log = this.log.slice(-LOG_LIMIT);
    if (!goes) return undefined;
    const now = this.clock.now();
    return () => this.attempt(parcel, url, delivery, persistence, now);
  }

  private async attempt(
    parcel: Parcel,
    url: string,
    delivery: CallbackDelivery,
    persistence: Persistence,
    due: number,
  ): Promise<void> {
    const { signal } = this.epoch;
    const body = parcel.body(delivery.attempts.length + 1);
    const status = await post(url, body, signal);
    if (signal.aborted) return;
    delivery.body = redact(body);
    delivery.attempts.push({ at: this.clock.iso(), status });
    if (status !== null && status >= 200 && status < 300) delivery.state = "delivered";
    else if (delivery.attempts.length >= persistence.attempts) delivery.state = "given-up";
    else {
      const next = due + persistence.everyMs;
      this.agenda.at(next, () => {
        this.queue.push(() => this.attempt(parcel, url, delivery, persistence, next));
        this.pump();
      });
    }
  }

  private pump(): void {
    while (this.underWay < AT_ONCE) {
      const next = this.queue.shift();
      if (next === undefined) break;
      this.underWay += 1;
      void next().finally(() => {
        this.underWay -= 1;
        this.pump();
      });
    }
    if (this.underWay === 0) for (const resolve of this.idle.splice(0)) resolve();
  }
}

async function post(url: string, body: unknown, ended: AbortSignal): Promise<number | null> {
  try {
    const response = await fetch(url, {
      method: "POST",
      headers: { "content-type": "application/json" },
      body: JSON.stringify(body),
      signal: AbortSignal.any([ended, AbortSignal.timeout(PATIENCE_MS)]),
    });
    await response.arrayBuffer();
    return response.status;
  } catch {
    return null;
  }
}
