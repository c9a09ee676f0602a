import { type CellularError, Conflict, Guarded } from "../errors";
import { listing } from "../words";

/** Several faults as one error: a guarded one if any was refused by the guard, as that is what the person must decide. */
export function together(faults: readonly CellularError[]): CellularError {
  if (faults.length === 1) return faults[0]!;
  const lines = listing(faults.map(({ message }) => message));
  const Kind = faults.some((fault) => fault instanceof Guarded) ? Guarded : Conflict;
  return new Kind(`${faults.length} lines were left as they are:\n${lines}\n`);
}
