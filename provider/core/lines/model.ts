import type { ConfigReader } from "../connection";
import type { CellularError } from "../errors";
import type { Carrier } from "../host";
import type { LineImpacts } from "../impact";
import type { Pace } from "../settle";
import type { Value, Values } from "../value";
import { type Attribute, attributeNamed } from "./attribute";
import type { LineKey } from "./line-key";
import type { Orders } from "./orders";
import type { Quota } from "./quota";
import type { Roster } from "./roster";
import type { Day } from "./schedule/schedule";

/** Result of a write for one line: without an error and without a ticket it is done. */
export interface LineOutcome {
  readonly error?: Error;
  /** The carrier took it and does it later: its name for that work. */
  readonly ticket?: string;
  /** Nothing had to be sent: the carrier is at it already, and names no work by which that could be followed. */
  readonly underWay?: boolean;
}

/** A line and what shall become of it. */
export interface Wish {
  /** The line as it was declared. */
  readonly name: string;
  readonly before: Values;
  readonly wanted: Values;
}

/** Why a line's wanted values cannot be. */
export interface Refusal {
  /** The line as it was declared. */
  readonly name: string;
  readonly problem: string;
}

/** One call's worth of work: the same values for some lines. */
export interface Batch<H> {
  readonly lines: readonly H[];
  readonly values: Values;
  /** What the lines had before, by the same index as `lines`; `undefined` where nothing is known. */
  readonly before: readonly Values[];
}

/**
 * One way to write attributes to lines, as a carrier's API offers it: which attributes travel in one call, and how
 * many lines. Lines that want the same values share calls; everything else about batching is the core's.
 */
export interface Writer<S, H> {
  readonly name: string;
  readonly attributes: readonly string[];
  /** Most lines in one call; 1 where the carrier has no bulk form. */
  readonly limit: number;
  /** Lines a second that the carrier takes, where that is little enough to tell the person how long it will take. */
  readonly perSecond?: number;
  /** Later stages run after earlier ones have ended, for what still differs then; 0 where nothing is said. */
  readonly stage?: number;
  /** Set where lines for which this fails, or is not done yet, get nothing else in this run. */
  readonly gate?: boolean;
  /** Attributes whose changes must have gone well for a line, since they cannot be made up for afterwards. */
  readonly waitsFor?: readonly string[];
  /** Set where a call must carry all wanted values of its attributes as soon as one of them differs. */
  readonly whole?: boolean;
  /** Refuses a line's wanted values before anything is sent, for example a rate plan the account does not have. */
  verify?(session: S, wishes: readonly Wish[], account: string): Promise<readonly Refusal[]>;
  /**
   * Splits the change of one line into the values that calls carry. Where it is left out, a line's changed values
   * travel together; labels use it to send one call a label and not one a combination of labels. `wanted` is all that is
   * declared of the line.
   */
  parts?(before: Values, differing: Values, wanted: Values): Values[];
  /** Sends one call. An outcome a line, in order; a throw fails all lines of the batch. */
  send(session: S, batch: Batch<H>): Promise<readonly LineOutcome[]>;
}

/** A change of one line that a carrier took and does later. */
export interface Work<H> {
  /** The line as it was declared. */
  readonly name: string;
  readonly handle: H;
  readonly writer: string;
  readonly values: Values;
  /** The carrier's name for the work; missing where the answer was lost. */
  readonly ticket?: string;
  /** When it was sent, ISO 8601. */
  readonly since: string;
  /** Somebody else set it going, or a run that is forgotten: it is waited for, and not kept. */
  readonly underWay?: boolean;
}

/** What became of it: no error means done. */
export interface WorkEnd {
  readonly error?: CellularError;
  /** It was done, and somebody has changed the line since: what the line has is not what was sent. */
  readonly overtaken?: boolean;
}

/** How one learns what became of work that a carrier does later. */
export interface Following<S, H> {
  pace(session: S): Pace;
  /**
   * The ends known by now, in order; `undefined` where there is none yet. `once`: nobody will look again soon, so that
   * nothing is waited for, and everything is read that can be.
   */
  look(
    session: S,
    account: string,
    work: readonly Work<H>[],
    once?: boolean,
  ): Promise<readonly (WorkEnd | undefined)[]>;
}

/** How a carrier takes changes for a later day. */
export interface Scheduling<S, H> {
  /** Reads a declared day; a `problem` says what is wrong with it and what would be right. */
  read(text: string): Day | { readonly problem: string };
  /** Where a day is, seen from a moment: only the days of the middle two can be asked for. */
  place(on: string, now: number): "past" | "today" | "ahead" | "too far";
  /** The farthest day, in days from today. */
  readonly mostDaysAhead: number;
  /** So long after its beginning a day's changes may take to show. */
  readonly graceMs: number;
  /** Asks for values from a day on. `done`: they hold already; `taken`: the carrier keeps them for the day. */
  send(session: S, handle: H, values: Values, on: string): Promise<"done" | "taken">;
}

/** One of the things that can happen to a line that is no longer declared, by the name that `onDelete` has for it. */
export interface Ending<R> {
  /** What happens, as the second half of "it …". */
  readonly describe: string;
  /** What is written to the line at parting; nothing where it need not. */
  values?(record: R): Values | undefined;
  /** Set where the line is taken off the account afterwards. */
  readonly removes?: boolean;
}

/** A line of which more must be read than lists show. */
export interface Lacking<R> {
  readonly record: R;
  /** Attributes that the record does not carry. */
  readonly names: readonly string[];
}

/** A carrier's lines: how they are identified, listed, read, written, ordered and ended. */
export interface LineModel<S, R, H> {
  readonly carrier: Carrier<S>;
  readonly attributes: readonly Attribute<R>[];
  readonly writers: readonly Writer<S, H>[];
  /** By what lines can be declared; the first that a declaration has is what the line is known by. */
  readonly identifiers: readonly LineKey["kind"][];
  /** Reads a declared identifier; `problem` says what is wrong with it and what would be right. */
  identify(name: string): LineKey | { readonly problem: string };
  /** How a declared identifier is written in rows and messages: `304-228-6302`. */
  canonical(key: LineKey): string;
  /** Every identifier of a record, canonical. */
  keys(record: R): readonly LineKey[];
  /** Lasting facts of a record that are worth keeping as outputs of a single line, such as its network. */
  details(record: R): Readonly<Record<string, string>>;
  /** What these outputs are. */
  readonly detailsDescribed: Readonly<Record<string, string>>;
  /** How people name the line of a record: the form used in messages and as key of a set. */
  display(record: R): string;
  /** The number of a line that has one, as state keeps it for lines declared by another identifier. */
  number(record: R): string | undefined;
  /** List-backed reads of one account. */
  roster(session: S, account: string): Roster<R>;
  /**
   * Reads what lists do not show, for lines of which these attributes are managed; the records as they then are, and
   * nothing for a line that has gone since it was listed. Absent where lists show everything.
   */
  complete?(session: S, account: string, lines: readonly Lacking<R>[]): Promise<readonly (R | undefined)[]>;
  /** What writers need to address a line that exists. */
  handle(record: R, account: string): H;
  /** The same from what state knows, so that a change needs no read; `undefined` where state does not know enough. */
  handleFrom(key: LineKey, values: Values, account: string): H | undefined;
  /** The part of a handle that a bulk call has one of: lines of different scopes never share a call. */
  scope(handle: H): string;
  /** Other accounts in which a line with these values may be found, such as the device group it belongs in. */
  elsewhere?(values: Values): readonly string[];
  /** What to do about a line that is not found: a sentence. */
  readonly whereElse: string;
  /** The account a resource speaks of when it names none. */
  account(session: S, declared: string | undefined): Promise<string>;
  /** Warnings and refusals that need several attributes of a line together. Pure. */
  check?(values: Values): { problems: string[]; warnings: string[] };
  /** How lines that do not exist yet are ordered; absent where the carrier's lines are only adopted. */
  readonly orders?: Orders<S, R>;
  /**
   * How a line that does not exist yet is addressed by writers that bring it into being; absent where lines are ordered
   * or only adopted. `problem` says what its declaration lacks.
   */
  newcomer?(key: LineKey, values: Values, account: string): H | { readonly problem: string };
  /** How work is followed that the carrier does later; absent where every answer says what became of it. */
  readonly following?: Following<S, H>;
  /** How changes are asked for ahead; absent where the carrier knows only "now". */
  readonly scheduling?: Scheduling<S, H>;
  /** How often the carrier lets a line be changed. */
  quotas?(config: ConfigReader): readonly Quota[];
  /** What changes and endings cost to undo; the guard is asked about those that cannot be. */
  readonly impacts: LineImpacts;
  /** What `onDelete` may say beyond `retain`. */
  readonly endings: Readonly<Record<string, Ending<R>>>;
  /** Takes a line off the account for good; absent where none of the endings does. Only called after the guard agreed. */
  remove?(session: S, handle: H): Promise<void>;
  /** After own writes: the record as it now is, so that the listing need not be fetched again. */
  patched(record: R, values: Values): R;
}

/** What a record says about the given attributes: the observed row. Attributes the record lacks are left out. */
export function observe<R>(attributes: readonly Attribute<R>[], record: R, names: Iterable<string>): Values {
  const values: Record<string, Value> = {};
  for (const name of names) {
    const value = attributeNamed(attributes, name)?.observed(record);
    if (value !== undefined) values[name] = value;
  }
  return values;
}

/** A model whose own types do not matter any more: its methods are only ever given what they made themselves. */
export type AnyLineModel = LineModel<object, unknown, unknown>;

/** Checks a carrier's model against its own types, and hands it on without them. */
export function lineModel<S extends object, R, H>(model: LineModel<S, R, H>): AnyLineModel {
  return model as never;
}
