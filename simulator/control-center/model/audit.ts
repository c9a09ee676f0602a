/** A change of one attribute as the audit trail keeps it. The values of its status are a guess (C-AU1). */
export interface AuditRecord {
  field: string;
  priorValue: string | null;
  value: string | null;
  /** When it takes or took effect, milliseconds since 1970. */
  effectiveAt: number;
  status: "Pending" | "Executed" | "Failed";
  userName: string;
}

const DAY = 86_400_000;

/** What happened to each SIM, and what is going to happen. */
export class AuditTrail {
  private readonly records = new Map<string, AuditRecord[]>();

  note(iccid: string, record: AuditRecord): AuditRecord {
    const known = this.records.get(iccid);
    if (known === undefined) this.records.set(iccid, [record]);
    else known.push(record);
    return record;
  }

  /** Takes out what a later call has replaced. */
  forget(iccid: string, record: AuditRecord): void {
    const known = this.records.get(iccid) ?? [];
    const at = known.indexOf(record);
    if (at >= 0) known.splice(at, 1);
  }

  drop(iccid: string): void {
    this.records.delete(iccid);
  }

  /** The records of these last days, newest first; those of days to come are among them. */
  of(iccid: string, days: number, now: number): AuditRecord[] {
    const known = this.records.get(iccid) ?? [];
    return known.filter(({ effectiveAt }) => effectiveAt >= now - days * DAY).reverse();
  }
}
