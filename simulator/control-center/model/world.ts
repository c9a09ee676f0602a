import { Echoes, type Lag } from "../../core/echoes";
import { Ordered } from "../../core/ordered";
import { AddressBook } from "./addresses";
import { AuditTrail } from "./audit";
import { Catalog } from "./catalog";
import type { Line } from "./line";

/** When a SIM was changed last; `turn` tells apart what happened in the same millisecond. */
interface Change {
  line: Line;
  at: number;
  turn: number;
}

export type LineFields = Partial<Omit<Line, "iccid" | "accountId" | "dateAdded" | "dateUpdated">>;

/** Other names a SIM is found by. */
const OTHER_IDS = ["msisdn", "imei", "eid", "imsi"] as const;

/**
 * Everything the carrier knows. All changes of lines go through {@link add}, {@link change} and {@link remove}, which
 * keep the indexes true and count what happened.
 */
export class World {
  readonly catalog = new Catalog();
  readonly addresses = new AddressBook();
  readonly audit = new AuditTrail();
  /** Counts every change, so that a caller can tell whether a request had an effect. */
  effects = 0;

  private readonly lines = new Map<string, Line>();
  private readonly others = new Map<string, Line>();
  private readonly changes = new Map<string, Change>();
  private readonly byChange = new Ordered<Change>((one, other) => one.at - other.at || one.turn - other.turn);
  private readonly echoes: Echoes<string, Line>;
  private turn = 0;

  constructor(
    readonly now: () => number,
    /** The account all lines are in. */
    readonly accountId: string,
  ) {
    this.echoes = new Echoes(now);
  }

  get size(): number {
    return this.lines.size;
  }

  /** All lines in the order they were added. */
  all(): IterableIterator<Line> {
    return this.lines.values();
  }

  get(iccid: string): Line | undefined {
    return this.lines.get(iccid);
  }

  /** A line by its ICCID or by another of its identifiers. */
  find(id: string): Line | undefined {
    return this.lines.get(id) ?? this.others.get(id);
  }

  /** The lines changed at or after a moment, oldest change first. */
  *changedSince(since: number): Generator<Line> {
    for (const { line } of this.byChange.from(({ at }) => at >= since)) yield line;
  }

  add(line: Line): Line {
    this.addAll([line]);
    return line;
  }

  /** Many at once: they find their place in the order of change without moving each other. */
  addAll(lines: readonly Line[]): void {
    for (const line of lines) {
      this.lines.set(line.iccid, line);
      this.index(line);
    }
    const inOrder = [...lines].sort((one, other) => one.dateUpdated - other.dateUpdated);
    for (const line of inOrder) this.place(line);
    this.bump();
  }

  remove(line: Line): void {
    if (!this.lines.delete(line.iccid)) return;
    this.unindex(line);
    this.displace(line);
    this.echoes.drop(line.iccid);
    this.audit.drop(line.iccid);
    this.bump();
  }

  /** Edits a line at a moment; it counts as changed even if every value was there before. Answers whether any differs. */
  change(line: Line, fields: LineFields, at: number, lag?: Lag): boolean {
    const differs = Object.entries(fields).some(([name, value]) => line[name as keyof Line] !== value);
    if (lag !== undefined) this.echoes.hold(line.iccid, { ...line }, lag);
    this.displace(line);
    this.unindex(line);
    Object.assign(line, fields, { dateUpdated: at });
    this.index(line);
    this.place(line);
    if (differs) this.bump();
    return differs;
  }

  /** The line as a read shows it now: behind, where a lag was asked for. */
  seen(line: Line): Line {
    return this.echoes.seen(line.iccid, line);
  }

  /** Books a change of something that is no field of a line. */
  bump(): void {
    this.effects += 1;
  }

  private place(line: Line): void {
    this.turn += 1;
    const change = { line, at: line.dateUpdated, turn: this.turn };
    this.changes.set(line.iccid, change);
    this.byChange.add(change);
  }

  private displace({ iccid }: Line): void {
    const change = this.changes.get(iccid);
    if (change === undefined) return;
    this.changes.delete(iccid);
    this.byChange.remove(change);
  }

  private index(line: Line): void {
    this.addresses.add(line);
    for (const kind of OTHER_IDS) {
      const id = line[kind];
      if (id !== null) this.others.set(id, line);
    }
  }

  private unindex(line: Line): void {
    this.addresses.remove(line);
    for (const kind of OTHER_IDS) {
      const id = line[kind];
      if (id !== null && this.others.get(id) === line) this.others.delete(id);
    }
  }
}
