import { Agenda } from "./agenda";
import type { SimulatedCarrier } from "./carrier";
import { SimulatorClock } from "./clock";
import { Courier } from "./courier";
import { FaultBook } from "./faults";
import { Journal } from "./journal";
import { RateLimiter } from "./limiter";
import { Turnstile } from "./turnstile";

/** Everything that belongs to one running simulator, whoever steers it. */
export interface Station<Line = unknown, State = unknown> {
  carrier: SimulatedCarrier<Line, State>;
  clock: SimulatorClock;
  /** What the carrier does later. */
  agenda: Agenda;
  /** What it tells listeners. */
  courier: Courier;
  faults: FaultBook;
  journal: Journal;
  limiter: RateLimiter;
  /** Lets one call pass at a time, where the carrier takes no more. */
  turnstile: Turnstile;
  env: Record<string, string>;
}

export interface StationOptions {
  /** Calls a second before 429; no limit if left out. */
  requestsPerSecond?: number | undefined;
  /** Milliseconds that count as a second for that limit. Default 1000. */
  rateWindowMs?: number | undefined;
  /** Whether a call that comes while another one is under way is answered 429. */
  oneAtATime?: boolean | undefined;
  /** Seed of everything left to chance. */
  seed?: number | undefined;
  /** Requests the journal keeps. */
  journalLimit?: number | undefined;
}

export function createStation<Line, State>(
  build: (clock: SimulatorClock, agenda: Agenda, courier: Courier) => SimulatedCarrier<Line, State>,
  options: StationOptions,
): Station<Line, State> {
  const clock = new SimulatorClock();
  const agenda = new Agenda(clock);
  const courier = new Courier(clock, agenda);
  return {
    carrier: build(clock, agenda, courier),
    clock,
    agenda,
    courier,
    faults: new FaultBook(options.seed),
    journal: new Journal(options.journalLimit),
    limiter: new RateLimiter(options.requestsPerSecond, options.rateWindowMs),
    turnstile: new Turnstile(options.oneAtATime),
    env: {},
  };
}

/** Everything as it was at the start, except the rate limit, which is a setting and not an event. */
export function resetStation(station: Station): void {
  station.agenda.clear();
  station.courier.reset();
  station.clock.reset();
  station.faults.clear();
  station.journal.clear();
  station.carrier.reset();
}

/** Ends what the station does on its own. */
export function closeStation({ agenda, courier }: Pick<Station, "agenda" | "courier">): void {
  agenda.close();
  courier.reset();
}
