import type { ClockState } from "./clock";
import type { CallbackDelivery } from "./courier";
import type { BookedFault, Fault } from "./faults";
import type { JournalEntry, JournalFilter } from "./journal";

/** Health of a running simulator. */
export interface Health {
  status: "ok";
  carrier: string;
  lines: number;
  requests: number;
}

/** Faults on demand. */
export interface FaultControls {
  /** Books a fault; answers its id. */
  add(fault: Fault): Promise<string>;
  list(): Promise<BookedFault[]>;
  /** Whether a fault with this id was there. */
  remove(id: string): Promise<boolean>;
  clear(): Promise<void>;
}

/** The time the carrier lives in. */
export interface ClockControls {
  state(): Promise<ClockState>;
  /** Stops the clock, at the moment given (ISO 8601) or where it is. */
  freeze(at?: string): Promise<ClockState>;
  /** Moves the clock by milliseconds. */
  advance(ms: number): Promise<ClockState>;
  /** Lets a frozen clock run on. */
  resume(): Promise<ClockState>;
}

/**
 * A simulated carrier that is running, in this process or behind a URL: the same handles for both.
 * Nothing done through it appears in the journal; the journal is of the carrier's own API alone.
 */
export interface Simulator<Line = Record<string, unknown>, State = Record<string, unknown>> {
  carrier: string;
  /** Address of the server, without a path: the control surface is at `<url>/_simulator/`. */
  url: string;
  port: number;
  /** Variables that point a client of the carrier at this simulator. */
  env: Record<string, string>;
  health(): Promise<Health>;
  journal(filter?: JournalFilter): Promise<JournalEntry[]>;
  clearJournal(): Promise<void>;
  /** Every line with all its fields, also those the carrier's API does not show. */
  lines(): Promise<Line[]>;
  line(id: string): Promise<Line | undefined>;
  /** "Somebody changed it in the portal": any field, effective at once. */
  editLine(id: string, patch: Record<string, unknown>): Promise<Line>;
  addLine(fields: Record<string, unknown>): Promise<Line>;
  /** Whether there was such a line. */
  removeLine(id: string): Promise<boolean>;
  state(): Promise<State>;
  faults: FaultControls;
  clock: ClockControls;
  /** Calls a second before 429; undefined lifts the limit. */
  limitRate(perSecond: number | undefined): Promise<void>;
  /** Makes every token given out so far an expired one, or those of one kind where the carrier has several. */
  expireTokens(kind?: string): Promise<void>;
  /** The messages of the carrier to listeners, and what became of each. */
  callbacks(): Promise<CallbackDelivery[]>;
  clearCallbacks(): Promise<void>;
  /** Resolves when all work that is due is done, and no message is under way. What is due later is not waited for. */
  settle(): Promise<void>;
  /** Everything as it was at the start: data, journal, faults, clock, tokens. */
  reset(): Promise<void>;
  /** Stops the server, or for a connected client lets go of it. */
  close(): Promise<void>;
}

/** What `cellular simulate` prints for other programs. */
export interface CommandDescription {
  carrier: string;
  url: string;
  env: Record<string, string>;
}

/** Where a simulator is and how a client is pointed at it, as plain JSON. */
export function describeForCommand(
  simulator: Pick<Simulator, "carrier" | "url" | "env">,
): CommandDescription {
  return { carrier: simulator.carrier, url: simulator.url, env: { ...simulator.env } };
}
