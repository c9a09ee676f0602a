import type { BookedFault } from "./faults";
import type { Routed } from "./router";

/** An operation of a carrier, as far as the carrier-neutral part needs to know it. */
export interface Operation extends Routed {
  /** Id in the API reference, for example D33. */
  id: string;
  /** Name in the API reference, for example setLineStatus. */
  operationId: string;
  /** Whether it changes data at the carrier. */
  writes: boolean;
  /** Whether it answers a list that may be empty. */
  lists: boolean;
  /** Whether it starts work that is done later. */
  startsWork: boolean;
}

/** A file of a multipart form. */
export interface UploadedFile {
  name: string;
  text: string;
}

/** A request after routing and reading of its body, before any judgement of the carrier. */
export interface CarrierRequest<Op extends Operation = Operation> {
  operation: Op;
  method: string;
  /** Below the base path. */
  path: string;
  params: Record<string, string>;
  query: Record<string, string>;
  /** The Authorization header. */
  authorization: string | undefined;
  /** All headers, names in lower case. */
  headers: Readonly<Record<string, string>>;
  /** Parsed JSON; undefined without a body, or with one that is not JSON (then `bodyText` has it). */
  body: unknown;
  bodyText: string;
  files: Record<string, UploadedFile>;
}

/** What a carrier answers, and what the journal should know about it. */
export interface CarrierAnswer {
  status: number;
  contentType: string;
  body: string | Uint8Array;
  headers?: Record<string, string>;
  user: string | null;
  /** Whether anything at the carrier is different now. */
  effect: boolean;
  /** Lines addressed. */
  lines: number;
}

/** Which lines a request speaks of, before it is carried out. */
export interface AddressedLines {
  /** Identifiers found in path and body, digits only. */
  lines: string[];
  /** Whether lines are picked by a rule. */
  selects: boolean;
}

/** An error the server makes up itself: a fault, a rate limit, a URL that is none. */
export interface PlainError {
  status: number;
  code?: string | undefined;
  message?: string | undefined;
  retryAfter?: number | undefined;
}

/** One carrier behind the server: its surface over HTTP, and the handles to steer what is behind it. */
export interface SimulatedCarrier<Line = unknown, State = unknown> {
  name: string;
  /** Path in front of every path of the reference, without a slash at its end. */
  basePath: string;
  /** Whether an answer of 429 leaves out when to come again. */
  readonly silentLimits?: boolean;
  match(method: string, path: string): { operation: Operation; params: Record<string, string> } | undefined;
  addressed(request: CarrierRequest): AddressedLines;
  /** Carries the request out: authentication, validation, effect, answer. `faults` are those the model plays. */
  execute(request: CarrierRequest, faults: readonly BookedFault[]): CarrierAnswer;
  /** An error in this carrier's own form. */
  error(path: string, error: PlainError): CarrierAnswer;

  lines(): Line[];
  /** How many lines there are. */
  count(): number;
  line(id: string): Line | undefined;
  /** Changes a line behind the API's back; undefined where there is none. Bad values throw SteeringError. */
  editLine(id: string, patch: Record<string, unknown>): Line | undefined;
  addLine(fields: Record<string, unknown>): Line;
  /** Whether there was such a line. */
  removeLine(id: string): boolean;
  state(): State;
  /** Every token, or those of one kind where the carrier has several. */
  expireTokens(kind?: string): void;
  /** Back to the start data. */
  reset(): void;
}
