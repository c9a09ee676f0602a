import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { stringify } from "yaml";
import type { Approval } from "../../provider/core/approvals";

/** What a refusal tells to approve: a line, and the code of its change. */
export interface Asked {
  readonly action: string;
  readonly name: string;
  readonly code: string;
}

const ASKED = /\{ action: (\w+), lines: \{ "([^"]+)": ([a-z]{5}-[a-z]{5}) \}, by: …/g;

/** Everything that refusals tell to approve, in the order told, each once. Engines wrap long messages. */
export function askedIn(errors: readonly string[]): Asked[] {
  const found = [...errors.join("\n").replace(/\s+/g, " ").matchAll(ASKED)];
  const asked = found.map(([, action, name, code]) => ({ action: action!, name: name!, code: code! }));
  return [...new Map(asked.map((one) => [JSON.stringify(one), one])).values()];
}

/** What an approval says where a test does not care. */
type Said = Partial<Omit<Approval, "lines">>;

/** One approval for each action among these, as somebody writes them who agrees to all that was asked. */
export function approvalsOf(asked: readonly Asked[], said: Said = {}): Approval[] {
  return [...new Set(asked.map(({ action }) => action))].map((action) => ({
    action,
    lines: Object.fromEntries(
      asked.filter((one) => one.action === action).map(({ name, code }) => [name, code]),
    ),
    by: "A. Admin",
    reason: "sold",
    until: "2026-12-31",
    ...said,
  }));
}

/** An approvals file in a directory of its own, empty at first. */
export class ApprovalsFile {
  private readonly directory = mkdtempSync(join(tmpdir(), "approvals-"));
  readonly path = join(this.directory, "approvals.yaml");
  /** The setting of deployments that read it. */
  readonly config = { "cellular:approvals": this.path };

  constructor() {
    this.write([]);
  }

  /** Replaces what it says. */
  write(approvals: readonly Approval[]): void {
    this.writeText(stringify({ approvals }));
  }

  /** The same, whether it is an approvals file or not. */
  writeText(text: string): void {
    writeFileSync(this.path, text);
  }

  /** Agrees to what was asked, and to nothing else from now on. */
  approve(asked: readonly Asked[], said: Said = {}): void {
    this.write(approvalsOf(asked, said));
  }

  remove(): void {
    rmSync(this.directory, { recursive: true, force: true });
  }
}
