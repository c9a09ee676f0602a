import type { Lag } from "../../core/echoes";
import { ATTRIBUTES, type Attribute, type Changes } from "./attributes";
import type { AuditRecord } from "./audit";
import { refusal } from "./errors";
import type { Line } from "./line";
import { requireTransition } from "./statuses";
import type { LineFields, World } from "./world";

/** Attributes that are null and not blank while they are unset. */
const NULL_WHEN_BLANK = [
  "ratePlan",
  "communicationPlan",
  "customer",
  "deviceID",
  "modemID",
  "ipv4Address",
  "ipv6Address",
  "apn",
  "pdpId",
] as const;

/** Who edits, when it takes effect, and how long reads lag behind it. */
export interface Circumstances {
  userName: string;
  at: number;
  lag?: Lag | undefined;
}

/** Refuses what the state of the carrier does not allow, in the order of the attributes; nothing is changed. */
export function requireState(world: World, line: Line, changes: Changes): void {
  if (changes.status !== undefined) requireTransition(line.status, changes.status);
  const addresses = [changes.ipv4Address, changes.ipv6Address].filter((address) => address !== undefined);
  if (addresses.length === 0) return;
  // Judged where an address is written; one that a line has stays when its plan changes (C-IP2).
  if (!world.catalog.hasFixedAddresses(changes.communicationPlan ?? line.communicationPlan)) {
    throw refusal("10000014");
  }
  for (const address of addresses) {
    const holder = world.addresses.holder(address);
    if (holder !== undefined && holder !== line) throw refusal("10000517");
  }
}

/** Gives a line its new values, whoever asked for them, and keeps the audit trail. `others` are no attributes. */
export function edit(
  world: World,
  line: Line,
  changes: Changes,
  circumstances: Circumstances,
  others: LineFields = {},
): void {
  const { userName, at, lag } = circumstances;
  for (const attribute of writtenIn(changes)) {
    const written = { field: attribute, priorValue: line[attribute], effectiveAt: at, userName };
    world.audit.note(line.iccid, { ...written, value: changes[attribute] ?? null, status: "Executed" });
  }
  world.change(line, { ...fieldsOf(line, changes, at), ...others }, at, lag);
}

/** The record of a change that is still to come. */
export function pendingRecord(
  line: Line,
  attribute: Attribute,
  value: string,
  { userName, at }: Circumstances,
): AuditRecord {
  const priorValue = line[attribute];
  return { field: attribute, priorValue, value, effectiveAt: at, status: "Pending", userName };
}

/** The attributes that are written, in their order. */
export function writtenIn(changes: Changes): Attribute[] {
  return ATTRIBUTES.filter((attribute) => changes[attribute] !== undefined);
}

/** The fields of a line that follow from changes at a moment. Its first activation is dated. */
export function fieldsOf(line: Line, changes: Changes, at: number): LineFields {
  const fields: Record<string, unknown> = { ...changes };
  for (const name of NULL_WHEN_BLANK) if (fields[name] === "") fields[name] = null;
  if (changes.status === "ACTIVATED" && line.dateActivated === null) fields.dateActivated = at;
  return fields as LineFields;
}
