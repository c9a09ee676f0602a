import { type CellularError, Conflict, Guarded } from "../errors";

const MOST = 25;

/** Several faults as one error: a guarded one if any was refused by the guard, as that is what the person must decide. */
export function together(faults: readonly CellularError[]): CellularError {
  if (faults.length === 1) return faults[0]!;
  const lines = faults.slice(0, MOST).map((fault) => `  ${fault.message}`);
  if (faults.length > MOST) lines.push(`  … and ${faults.length - MOST} more`);
  const Kind = faults.some((fault) => fault instanceof Guarded) ? Guarded : Conflict;
  return new Kind(`${faults.length} lines were left as they are:\n${lines.join("\n")}\n`);
}
