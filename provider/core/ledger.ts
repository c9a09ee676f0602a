import { randomUUID } from "node:crypto";
import {
  closeSync,
  fsyncSync,
  mkdirSync,
  openSync,
  readFileSync,
  renameSync,
  statSync,
  writeFileSync,
  writeSync,
} from "node:fs";
import { dirname } from "node:path";
import type { Clock } from "./clock";
import { Misconfigured } from "./errors";

/** Work about to be handed to a carrier: the same change of some lines, in one call. */
export interface Submission {
  readonly carrier: string;
  readonly account: string;
  readonly writer: string;
  readonly values: Readonly<Record<string, unknown>>;
  /** Canonical identifiers of the lines. */
  readonly lines: readonly string[];
}

/** A submission as it was noted. */
export interface Noted extends Submission {
  readonly id: string;
  /** When it was sent, ISO 8601. */
  readonly since: string;
  /** The carrier's name for the work, once it has answered. */
  readonly ticket?: string;
}

type Entry =
  | Noted
  | { readonly id: string; readonly ticket: string }
  | { readonly id: string; readonly over: readonly string[] };

/** So long a carrier may take at the very most, and so long a lost run may lie. */
const KEPT_MS = 30 * 24 * 3600 * 1000;

/** A file that is worth shortening, and so long nobody must have written to it. */
const LONG_BYTES = 1 << 20;
const QUIET_MS = 3600 * 1000;

/**
 * What was handed to carriers whose work ends later, noted on disk before it is sent. The engine writes its state only
 * when a change is over, so a process that is killed while it waits leaves no other trace of what the carrier is doing;
 * the next run finds it here and follows it instead of sending it again.
 */
export class Ledger {
  private entries: Map<string, Noted> | undefined;
  private byLine = new Map<string, Set<string>>();
  private file: number | undefined;

  /** `path` undefined keeps the notes in memory only. */
  constructor(
    private readonly path: string | undefined,
    private readonly clock: Clock,
  ) {}

  /** Notes work that is about to be sent; on disk when this returns. */
  intend(submission: Submission): Noted {
    const noted = { ...submission, id: randomUUID(), since: new Date(this.clock.now()).toISOString() };
    this.load();
    this.append(noted);
    this.take(noted);
    return noted;
  }

  /** The carrier took it. */
  accepted(id: string, ticket: string): void {
    this.append({ id, ticket });
    this.take({ id, ticket });
  }

  /** It is over for these lines: refused, failed, or told by state from now on. */
  over(id: string, lines: readonly string[]): void {
    if (lines.length === 0) return;
    this.append({ id, over: lines });
    this.take({ id, over: lines });
  }

  /** The same, of what was sent for one line at a moment. */
  dismiss(carrier: string, account: string, line: string, since: string): void {
    for (const noted of this.of(carrier, account, line, "")) {
      if (noted.since === since) this.over(noted.id, [line]);
    }
  }

  /** What was sent for a line after a moment (ISO 8601), oldest first. */
  of(carrier: string, account: string, line: string, after: string): Noted[] {
    const entries = this.load();
    const ids = this.byLine.get(lineKey({ carrier, account }, line)) ?? [];
    return [...ids].map((id) => entries.get(id)!).filter(({ since }) => since > after);
  }

  /** All values of an attribute that were sent for a line, be it over or not, oldest first; a line goes by several names. */
  history(carrier: string, account: string, lines: readonly string[], attribute: string): unknown[] {
    const keys = new Set(lines.map((line) => lineKey({ carrier, account }, line)));
    return [...this.load().values()]
      .filter((one) => one.lines.some((line) => keys.has(lineKey(one, line))))
      .flatMap(({ values }) => (values[attribute] === undefined ? [] : [values[attribute]]));
  }

  private load(): Map<string, Noted> {
    if (this.entries) return this.entries;
    this.entries = new Map();
    for (const line of this.read().split("\n")) {
      const entry = parsed(line);
      if (entry) this.take(entry);
    }
    return this.entries;
  }

  private take(entry: Entry): void {
    const entries = this.entries!;
    if ("lines" in entry) {
      if (this.clock.now() - Date.parse(entry.since) > KEPT_MS) return;
      entries.set(entry.id, entry);
      for (const line of entry.lines) {
        const key = lineKey(entry, line);
        const ids = this.byLine.get(key) ?? new Set();
        this.byLine.set(key, ids.add(entry.id));
      }
      return;
    }
    const noted = entries.get(entry.id);
    if (!noted) return;
    if ("ticket" in entry) entries.set(entry.id, { ...noted, ticket: entry.ticket });
    else for (const line of entry.over) this.byLine.get(lineKey(noted, line))?.delete(entry.id);
  }

  private read(): string {
    if (this.path === undefined) return "";
    try {
      return readFileSync(this.path, "utf8");
    } catch (error) {
      if ((error as NodeJS.ErrnoException).code === "ENOENT") return "";
      throw this.unusable(error);
    }
  }

  private append(entry: Entry): void {
    if (this.path === undefined) return;
    try {
      if (this.file === undefined) {
        mkdirSync(dirname(this.path), { recursive: true });
        this.shorten(this.path);
        this.file = openSync(this.path, "a", 0o600);
        // A killed run may have left half a line: what follows starts on a line of its own.
        writeSync(this.file, "\n");
      }
      writeSync(this.file, `${JSON.stringify(entry)}\n`);
      fsyncSync(this.file);
    } catch (error) {
      throw this.unusable(error);
    }
  }

  /**
   * Once most of the file is over, the rest is written anew; not while another run may be writing to it. The new file takes
   * the place of the old one in one step.
   */
  private shorten(path: string): void {
    const before = statSync(path, { throwIfNoEntry: false });
    if (!before || before.size < LONG_BYTES || this.clock.now() - before.mtimeMs < QUIET_MS) return;
    const kept = [...this.load().values()].flatMap((noted) => {
      const lines = noted.lines.filter((line) => this.byLine.get(lineKey(noted, line))?.has(noted.id));
      return lines.length > 0 ? [`${JSON.stringify({ ...noted, lines })}\n`] : [];
    });
    const text = kept.join("");
    if (text.length * 2 > before.size) return;
    writeFileSync(`${path}.new`, text, { mode: 0o600 });
    renameSync(`${path}.new`, path);
  }

  close(): void {
    if (this.file !== undefined) closeSync(this.file);
    this.file = undefined;
  }

  private unusable(cause: unknown): Misconfigured {
    return new Misconfigured(`the ledger ${this.path} cannot be used: ${(cause as Error).message}`, {
      next: "Nothing was sent. Make the file writable, or name another one with cellular:ledger or CELLULAR_LEDGER.",
      cause,
    });
  }
}

const lineKey = ({ carrier, account }: Pick<Submission, "carrier" | "account">, line: string) =>
  `${carrier} ${account} ${line}`;

/** A line of the file; the last one may be cut off where a process was killed, and what is left of it be anything. */
function parsed(line: string): Entry | undefined {
  try {
    const entry: unknown = line === "" ? undefined : JSON.parse(line);
    return isEntry(entry) ? entry : undefined;
  } catch {
    return undefined;
  }
}

function isEntry(value: unknown): value is Entry {
  if (typeof value !== "object" || value === null) return false;
  const { id, lines, since, ticket, over } = value as Record<string, unknown>;
  const says = Array.isArray(lines)
    ? typeof since === "string"
    : typeof ticket === "string" || Array.isArray(over);
  return typeof id === "string" && says;
}
