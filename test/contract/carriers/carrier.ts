import type { AnyLineModel } from "../../../provider/core/lines/model";
import type { Value, Values } from "../../../provider/core/value";
import type { Fault, JournalEntry, Simulator } from "../../../simulator/index";
import type cases from "./cases.json";

type Groups = typeof cases;

/** The name of a case: a key of `cases.json`. */
export type CaseName = { [Group in keyof Groups]: keyof Groups[Group] }[keyof Groups];

/** What sort of value an attribute has, as far as the cases tell sorts apart. */
export type Sort = "text" | "number" | "flag" | "set" | "choice" | "name";

/** An attribute of a line with two values that the first sample line can have, one after the other. */
export interface Sample {
  readonly attribute: string;
  readonly sort: Sort;
  readonly values: readonly [Value, Value];
  /** Whether null clears it. */
  readonly clearable?: boolean;
  /** What must be declared beside it. */
  readonly beside?: Values;
}

/** Lines by the identifier under which they are declared. */
export type Lines = Readonly<Record<string, Values>>;

/** A simulated carrier that runs, with whatever a deployment needs besides. */
export interface Theatre {
  readonly simulator: Simulator;
  /** Config of deployments, over what points them at the simulator. */
  readonly settings?: Readonly<Record<string, string>>;
  /** Makes everything as it was at the start. */
  reset(): Promise<void>;
  close(): Promise<void>;
}

/** All that the cases need to know of a carrier. Whatever speaks of a line does it by its declared identifier. */
export interface CarrierUnderTest {
  readonly name: string;
  readonly model: AnyLineModel;
  /** A simulator with the lines below, that gives out and takes the secrets below. */
  start(): Promise<Theatre>;

  /** Three lines that are there from the start, active, and free to be changed. */
  readonly lines: readonly [string, string, string];
  /** A line that is not, well-formed, and cannot be ordered by that identifier alone. */
  readonly noLine: string;
  /** How a line of its own is identified among its arguments. */
  identified(line: string): Values;
  /** The other identifiers of one of the three lines, by which it may be declared and calls may name it, if it has any. */
  otherNames(simulator: Simulator, line: string): Promise<readonly string[]>;
  /** Lines that can be ordered, with what it takes; absent where lines are only adopted. */
  readonly newLines?: readonly [OrderSample, OrderSample];

  /** Every attribute that can be set. */
  readonly attributes: readonly Sample[];
  /** Attributes that can be set and are not sampled, each with the reason. */
  readonly unsampled?: Readonly<Record<string, string>>;
  /** A clearable text that any line can have at any time. */
  readonly plain: string;
  /** A change of several attributes of the sample lines at once. */
  readonly change: { readonly before: Lines; readonly after: Lines };
  readonly membership?: { readonly type: string; readonly values: Values };

  /** The status of the lines above. */
  readonly inUse: string;
  /** What `onDelete` can say: what takes a line out of use, and what ends it for good, as told of a line that was not. */
  readonly endings: {
    readonly parks: string;
    readonly ends: { readonly name: string; readonly done: string };
  };

  /** What the carrier has, in the words of a declaration, from its own records; undefined for a line that is not there. */
  readBack(simulator: Simulator, line: string): Promise<Values | undefined>;
  /** Somebody changes a line elsewhere, in the words of a declaration. */
  edit(simulator: Simulator, line: string, values: Values): Promise<void>;
  /** The line disappears at the carrier. */
  drop(simulator: Simulator, line: string): Promise<void>;
  /** Whether the line is out of use and can be taken into use again. */
  parked(simulator: Simulator, line: string): Promise<boolean>;
  /** Lines that were ended for good. */
  removals(simulator: Simulator): Promise<string[]>;
  /** The lines that a call tried to order, by identifier; none where it is no order. */
  ordersIn(entry: JournalEntry): readonly string[];
  /** Makes the carrier refuse whatever is asked for these lines and no others. */
  refusal(lines: readonly string[]): Fault;
  /** Makes the carrier refuse every order. */
  readonly orderRefusal?: Fault;
  /** The operations that place orders. */
  readonly orderOperation?: string;
  /**
   * How many runs it may take to go on after a process was lost or an answer did not come; one where nothing is said.
   * Two where the carrier cannot be asked whether a call has arrived: the first then waits, tells, and sends nothing.
   */
  readonly runsToRecover?: number;
  /**
   * Operations that log in: they are no business of the cases, but for the one about a wrong password. None where each
   * call brings the credentials.
   */
  readonly logins: readonly string[];

  readonly wrongLogin: {
    readonly config: Readonly<Record<string, string>>;
    readonly guess: string;
    /** Logins that may be tried. */
    readonly most: number;
  };
  /** What must not be told: values, and how tokens look. */
  readonly secrets: { readonly values: readonly string[]; readonly tokens: RegExp };
  readonly bad: {
    readonly identifiers: readonly string[];
    /** A value outside the list of an attribute, and one of the list. */
    readonly outside: { readonly attribute: string; readonly value: string; readonly allowed: string };
    /** A value that the account does not have, and the nearest that it has; absent where nothing tells what it has. */
    readonly misspelt?: { readonly attribute: string; readonly value: string; readonly nearest: string };
  };

  /** Why a case does not take part, in words for the capability table; every other case runs. */
  readonly skips: Readonly<Partial<Record<CaseName, string>>>;
}

/** A line that can be ordered. */
export interface OrderSample {
  readonly line: string;
  readonly values: Values;
}
