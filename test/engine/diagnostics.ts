/** Messages of an operation, and the errors that have been reported already. */
import type { Diagnostic, Severity } from "./types";

/** Ends the operation; its message is among the diagnostics already. */
export class BailError extends Error {}

export class Diagnostics {
  readonly list: Diagnostic[] = [];
  /** The engine itself has reported an error; what programs and providers log decides nothing. */
  failed = false;

  constructor(private readonly onDiagnostic: (diagnostic: Diagnostic) => void) {}

  add(severity: Severity, message: string, urn = "", ephemeral = false): void {
    const diagnostic: Diagnostic = { severity, message, urn, ephemeral };
    this.list.push(diagnostic);
    this.onDiagnostic(diagnostic);
  }

  error(message: string, urn = ""): void {
    this.failed = true;
    this.add("error", message, urn);
  }

  bail(message: string, urn = ""): never {
    this.error(message, urn);
    throw new BailError(message);
  }
}
