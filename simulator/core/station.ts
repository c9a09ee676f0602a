import type { SimulatedCarrier } from "./carrier";
import { SimulatorClock } from "./clock";
import { FaultBook } from "./faults";
import { Journal } from "./journal";
import { RateLimiter } from "./limiter";

/** Everything that belongs to one running simulator, whoever steers it. */
export interface Station<Line = unknown, State = unknown> {
  carrier: SimulatedCarrier<Line, State>;
  clock: SimulatorClock;
  faults: FaultBook;
  journal: Journal;
  limiter: RateLimiter;
  env: Record<string, string>;
}

export interface StationOptions {
  /** Calls a second before 429; no limit if left out. */
  requestsPerSecond?: number | undefined;
  /** Seed of everything left to chance. */
  seed?: number | undefined;
  /** Requests the journal keeps. */
  journalLimit?: number | undefined;
}

export function createStation<Line, State>(
  build: (clock: SimulatorClock) => SimulatedCarrier<Line, State>,
  options: StationOptions,
): Station<Line, State> {
  const clock = new SimulatorClock();
  return {
    carrier: build(clock),
    clock,
    faults: new FaultBook(options.seed),
    journal: new Journal(options.journalLimit),
    limiter: new RateLimiter(options.requestsPerSecond),
    env: {},
  };
}

/** Everything as it was at the start, except the rate limit, which is a setting and not an event. */
export function resetStation(station: Station): void {
  station.clock.reset();
  station.faults.clear();
  station.journal.clear();
  station.carrier.reset();
}
