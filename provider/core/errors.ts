/**
 * The tree of meanings. Every failure that reaches a person is one of these; a carrier's own codes are mapped to
 * them in that carrier's room, so nothing outside it switches on a status or a code.
 */

/** What a failure means, whatever the carrier calls it. */
export type Meaning =
  | "NotFound"
  | "AlreadyExists"
  | "Throttled"
  | "Conflict"
  | "Unauthorized"
  | "Rejected"
  | "Ambiguous"
  | "Unsettled"
  | "Guarded"
  | "Misconfigured";

/** Where and about what a failure happened. Everything in here may be shown to a person, so no secret goes in. */
export interface ErrorFacts {
  /** The carrier, for example `kajeet`. */
  carrier?: string;
  /** The carrier's operation, for example `setLineStatus`. */
  operation?: string;
  /** The carrier's own code, for example `ILLEGAL_STATUS_TRANSITION`. */
  code?: string;
  /** HTTP status, where there was an answer. */
  status?: number;
  /** The carrier's id of the request, where it sends one. */
  requestId?: string;
  /** The line (MDN, else ICCID) or other thing the failure is about. */
  subject?: string;
  /** Seconds the carrier asked to wait. */
  retryAfter?: number;
  /** What the person should do next: a full sentence. */
  next?: string;
  cause?: unknown;
}

/** Base of the tree. `message` is made for a person: subject, what happened, the carrier's code, the next step. */
export abstract class CellularError extends Error {
  abstract readonly meaning: Meaning;
  /** True where the same call may be sent again without harm and with hope. */
  readonly retryable: boolean = false;
  readonly facts: Readonly<ErrorFacts>;

  constructor(
    readonly problem: string,
    facts: ErrorFacts = {},
  ) {
    super(render(problem, facts), facts.cause === undefined ? undefined : { cause: facts.cause });
    this.name = new.target.name;
    this.facts = facts;
    // Thrown in a program, the engine then shows the message, which is made for people, and no stack.
    Object.defineProperty(this, "__pulumiRunError", { value: true });
  }
}

/** The thing is not there: a definite answer, never a guess from a broken connection. */
export class NotFound extends CellularError {
  readonly meaning = "NotFound";
}

/** The thing is there already: usually a race that adoption resolves. */
export class AlreadyExists extends CellularError {
  readonly meaning = "AlreadyExists";
}

/** The carrier asked for fewer calls. */
export class Throttled extends CellularError {
  readonly meaning = "Throttled";
  override readonly retryable = true;
}

/** The present state of the thing does not allow the change. */
export class Conflict extends CellularError {
  readonly meaning = "Conflict";
}

/** Wrong or missing credentials, a missing scope, or somebody else's account. Never repeated. */
export class Unauthorized extends CellularError {
  readonly meaning = "Unauthorized";
}

/** The carrier understood the request and refused it, or answered something that is no answer. */
export class Rejected extends CellularError {
  readonly meaning = "Rejected";
}

/** No answer: the change may or may not have been made. Look before doing it again. */
export class Ambiguous extends CellularError {
  readonly meaning = "Ambiguous";
}

/** Accepted by the carrier and still under way when the deadline came. The next run goes on waiting. */
export class Unsettled extends CellularError {
  readonly meaning = "Unsettled";
}

/** Refused here, by the guard, before anything was sent. */
export class Guarded extends CellularError {
  readonly meaning = "Guarded";
}

/** The program or its configuration is wrong; nothing was sent. */
export class Misconfigured extends CellularError {
  readonly meaning = "Misconfigured";
}

function render(problem: string, facts: ErrorFacts): string {
  const where = facts.subject ? `${facts.subject}: ` : "";
  const source = [
    facts.carrier && facts.operation ? `${facts.carrier} ${facts.operation}` : (facts.operation ?? ""),
    facts.status ? `HTTP ${facts.status}` : "",
    facts.code ?? "",
    facts.requestId ? `request ${facts.requestId}` : "",
  ].filter((part) => part !== "");
  const said = source.length > 0 ? ` (${source.join(", ")})` : "";
  const next = facts.next ? ` ${facts.next}` : "";
  // A list of several things ends on a line of its own; a sentence ends with a full stop.
  const listed = problem.includes("\n");
  if (listed)
    return `${where}${problem.trimEnd()}${said ? `\n${said.trim()}` : ""}${next ? `\n${next.trim()}` : ""}`;
  const end = said === "" && /[.?!…]$/.test(problem) ? "" : ".";
  return `${where}${problem}${said}${end}${next}`;
}
