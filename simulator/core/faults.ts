import { randomStream } from "./random";
import { SteeringError } from "./steering-error";

interface FaultTarget {
  /** Id or name of an operation, or several; every operation if left out. */
  operation?: string | readonly string[];
  /** Only calls that name one of these lines (MDN, IMEI or ICCID; hyphens do not count). */
  lines?: readonly string[];
  /** How many matching calls it is played on; without end if left out. */
  count?: number;
  /** How many matching calls pass before it begins. */
  skip?: number;
  /** 0 to 1: the share of matching calls it is played on. */
  probability?: number;
}

/** `before`: the carrier has done nothing. `after`: it has done the work, and the client cannot know. */
type When = { when?: "before" | "after" };

/** A fault to be played, in the words of whoever steers the simulator. */
export type Fault = FaultTarget &
  (
    | { kind: "latency"; ms: number }
    | ({ kind: "status"; status: number; code?: string; message?: string; retryAfter?: number } & When)
    | ({ kind: "reset" } & When)
    | ({ kind: "empty"; status?: number } & When)
    | ({ kind: "not-json"; status?: number } & When)
    /** The named lines fail inside a bulk call; a call for a single line is refused. */
    | { kind: "partial"; code: string; message?: string }
    /** After a setter the old values are read on, for so many milliseconds or so many reads of each line. */
    | { kind: "lag"; ms?: number; reads?: number }
    /** Asynchronous work fails, takes longer or never ends: for the named lines, or a share of the items. */
    | { kind: "work"; share?: number; code?: string; message?: string; stuck?: boolean; delayMs?: number }
    /** What becomes of the messages that report asynchronous work, of all its lines or of those named. */
    | { kind: "callback"; fate: CallbackFate; ms?: number; share?: number }
    /** How a list with nothing in it is answered. */
    | { kind: "empty-list"; status: 200 | 404 }
  );

/**
 * `lost`: never sent. `late`: `ms` later (default five minutes). `doubled`: sent twice. `reordered`: held back until
 * the last line of the request is done, then sent last first. `stray`: one more message before it, for a request
 * that nobody made.
 */
export type CallbackFate = "lost" | "late" | "doubled" | "reordered" | "stray";

export type FaultKind = Fault["kind"];
export type FaultOf<Kind extends FaultKind> = Extract<Fault, { kind: Kind }>;

const KINDS: readonly string[] = [
  "latency",
  "status",
  "reset",
  "empty",
  "not-json",
  "partial",
  "lag",
  "work",
  "callback",
  "empty-list",
] satisfies FaultKind[];

/** A fault in the book: what was asked for, its id, and how often it was met and played. */
export type BookedFault = Fault & { id: string; matched: number; played: number };

/** The call a fault is looked up for. */
export interface FaultCall {
  operation: string;
  operationId: string;
  /** Identifiers of lines that the call names, digits only. */
  lines: readonly string[];
  /** Whether the call picks its lines by a rule instead of naming them. */
  selects: boolean;
  /** What the operation does; some kinds of fault are for some operations only. */
  does: { write: boolean; list: boolean; startWork: boolean };
}

/** The faults in force. Chance is repeatable: the same seed and calls give the same faults. */
export class FaultBook {
  private faults: BookedFault[] = [];
  private counter = 0;
  private readonly random: () => number;

  constructor(seed = 1) {
    this.random = randomStream(seed);
  }

  /** Books a fault and answers its id. Throws {@link SteeringError} for a kind that there is not. */
  add(fault: Fault): string {
    if (!KINDS.includes(fault.kind)) throw new SteeringError(`There is no fault of kind "${fault.kind}"`);
    this.counter += 1;
    const id = `F${this.counter}`;
    this.faults.push({ ...fault, id, matched: 0, played: 0 });
    return id;
  }

  list(): BookedFault[] {
    return this.faults.map((fault) => ({ ...fault }));
  }

  /** Whether a fault with this id was there. */
  remove(id: string): boolean {
    const before = this.faults.length;
    this.faults = this.faults.filter((fault) => fault.id !== id);
    return this.faults.length < before;
  }

  clear(): void {
    this.faults = [];
  }

  /** The faults to play on this call; counts them as played. */
  take(call: FaultCall): BookedFault[] {
    if (this.faults.length === 0) return [];
    return this.faults.filter((fault) => this.plays(fault, call));
  }

  private plays(fault: BookedFault, call: FaultCall): boolean {
    if (!aims(fault, call)) return false;
    fault.matched += 1;
    if (fault.matched <= (fault.skip ?? 0)) return false;
    if (fault.count !== undefined && fault.played >= fault.count) return false;
    if (fault.probability !== undefined && this.random() >= fault.probability) return false;
    fault.played += 1;
    return true;
  }
}

/** The first fault of a kind among those taken for a call. */
export function faultOf<Kind extends FaultKind>(
  taken: readonly BookedFault[],
  kind: Kind,
): (FaultOf<Kind> & BookedFault) | undefined {
  return taken.find((fault): fault is FaultOf<Kind> & BookedFault => fault.kind === kind);
}

/** The digits of an MDN, IMEI or ICCID, for comparing them in whatever form they were written. */
export function digitsOf(identifier: string): string {
  return identifier.replaceAll(/\D/g, "");
}

function aims(fault: Fault, call: FaultCall): boolean {
  if ((fault.kind === "partial" || fault.kind === "lag") && !call.does.write) return false;
  if ((fault.kind === "work" || fault.kind === "callback") && !call.does.startWork) return false;
  if (fault.kind === "empty-list" && !call.does.list) return false;
  if (fault.operation !== undefined) {
    const wanted = [fault.operation].flat();
    if (!wanted.includes(call.operation) && !wanted.includes(call.operationId)) return false;
  }
  if (fault.lines === undefined) return true;
  // A call that picks its lines by a rule may reach any of them; the model looks again line by line.
  if (call.selects && ["partial", "work", "callback"].includes(fault.kind)) return true;
  return fault.lines.some((line) => call.lines.includes(digitsOf(line)));
}
