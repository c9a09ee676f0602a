import type { Agenda } from "../../core/agenda";
import type { Attribute, Changes } from "./attributes";
import type { AuditRecord } from "./audit";
import { fieldsOf, pendingRecord, requireState, writtenIn } from "./editing";
import { Refusal, refusal } from "./errors";
import type { Line } from "./line";
import type { World } from "./world";

/** When a scheduled change is due: the text of the call, and the moment it means. */
export interface EffectiveDay {
  text: string;
  at: number;
}

/** How a change is disturbed on its day: it fails, comes later, or never comes. */
export interface Disturbance {
  code?: string | undefined;
  stuck?: boolean | undefined;
  delayMs?: number | undefined;
}

/** A change that is taken but not done. The API shows it in the audit trail alone (C-ED3). */
export interface PendingChange {
  iccid: string;
  attribute: Attribute;
  value: string;
  /** As the call wrote it. */
  effectiveDate: string;
  /** ISO 8601, UTC. */
  due: string;
  submittedAt: string;
  userName: string;
}

/** A change that failed on its day. */
export interface FailedChange extends PendingChange {
  code: string;
}

interface ScheduledCall {
  line: Line;
  day: EffectiveDay;
  submittedAt: number;
  userName: string;
  changes: Map<Attribute, { value: string; record: AuditRecord }>;
}

/** Changes for later days. Each call is carried out as a whole, on its day and in order of days (C-ED3). */
export class Schedule {
  private readonly calls = new Map<string, ScheduledCall[]>();
  private readonly failures: FailedChange[] = [];

  constructor(
    private readonly world: World,
    private readonly agenda: Agenda,
  ) {}

  /** Keeps a call for its day. What an earlier call wanted of the same attributes on the same day is replaced. */
  book(line: Line, changes: Changes, day: EffectiveDay, userName: string, disturbed: Disturbance): void {
    for (const earlier of this.of(line.iccid)) {
      if (earlier.day.at === day.at) this.replace(earlier, writtenIn(changes));
    }
    const call: ScheduledCall = {
      line,
      day,
      submittedAt: this.world.now(),
      userName,
      changes: new Map(),
    };
    for (const attribute of writtenIn(changes)) {
      const value = changes[attribute] as string;
      const record = pendingRecord(line, attribute, value, { userName, at: day.at });
      call.changes.set(attribute, { value, record: this.world.audit.note(line.iccid, record) });
    }
    this.calls.set(line.iccid, [...this.of(line.iccid), call]);
    this.world.bump();
    if (disturbed.stuck === true) return;
    this.agenda.at(day.at + (disturbed.delayMs ?? 0), (due) => this.run(call, due, disturbed.code));
  }

  /** All that is to come, in order of days. */
  pending(): PendingChange[] {
    const calls = [...this.calls.values()].flat().sort((one, other) => one.day.at - other.day.at);
    return calls.flatMap((call) => shown(call));
  }

  /** All that failed on its day. */
  failed(): FailedChange[] {
    return this.failures.map((failure) => ({ ...failure }));
  }

  /** Forgets what was to come for a line that is gone. */
  drop(iccid: string): void {
    this.calls.delete(iccid);
  }

  private of(iccid: string): readonly ScheduledCall[] {
    return this.calls.get(iccid) ?? [];
  }

  private replace(earlier: ScheduledCall, attributes: readonly Attribute[]): void {
    const { iccid } = earlier.line;
    for (const attribute of attributes) {
      const replaced = earlier.changes.get(attribute);
      if (replaced === undefined) continue;
      earlier.changes.delete(attribute);
      // No status is known for what never comes; it leaves the trail (C-AU2).
      this.world.audit.forget(iccid, replaced.record);
    }
    if (earlier.changes.size === 0) this.takeOut(earlier);
  }

  private takeOut(call: ScheduledCall): void {
    const { iccid } = call.line;
    const left = this.of(iccid).filter((other) => other !== call);
    if (left.length === 0) this.calls.delete(iccid);
    else this.calls.set(iccid, left);
  }

  private run(call: ScheduledCall, due: number, code: string | undefined): void {
    const { line, changes } = call;
    // Replaced by a later call, or the line is gone.
    if (!this.of(line.iccid).includes(call)) return;
    this.takeOut(call);
    const wanted: Changes = Object.fromEntries([...changes].map(([name, { value }]) => [name, value]));
    const failure = code === undefined ? refusalOf(this.world, line, wanted) : refusal(code);
    for (const [attribute, { record }] of changes) {
      record.priorValue = line[attribute];
      record.effectiveAt = due;
      record.status = failure === undefined ? "Executed" : "Failed";
    }
    if (failure === undefined) this.world.change(line, fieldsOf(line, wanted, due), due);
    else this.failures.push(...shown(call).map((change) => ({ ...change, code: failure.code ?? "" })));
  }
}

/** Why the state of the carrier does not allow a change on its day, if it does not. */
function refusalOf(world: World, line: Line, changes: Changes): Refusal | undefined {
  try {
    requireState(world, line, changes);
    return undefined;
  } catch (error) {
    if (error instanceof Refusal) return error;
    throw error;
  }
}

function shown({ line, day, submittedAt, userName, changes }: ScheduledCall): PendingChange[] {
  return [...changes].map(([attribute, { value }]) => ({
    iccid: line.iccid,
    attribute,
    value,
    effectiveDate: day.text,
    due: new Date(day.at).toISOString(),
    submittedAt: new Date(submittedAt).toISOString(),
    userName,
  }));
}
