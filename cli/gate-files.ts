import { existsSync, readFileSync, writeFileSync } from "node:fs";
import { join, resolve } from "node:path";
import { parse } from "yaml";
import { projectAbove } from "../policies/project";
import { fileError } from "./inputs";
import type { Terminal } from "./terminal";

/** Policy files that are found without being named, beside Pulumi.yaml. */
const POLICY_FILES = ["cellular-policy.json", "cellular-policy.yaml", "cellular-policy.yml"];

/** The directory of Pulumi.yaml, here or above; here, where there is none. */
export const projectDirectory = (start: string): string => projectAbove(start)?.directory ?? resolve(start);

/** The policy file that is named, or the one beside Pulumi.yaml; nothing where there is none. */
export async function policyFile(named: string | undefined, project: string) {
  const found = POLICY_FILES.map((name) => join(project, name)).find((path) => existsSync(path));
  const path = named ?? found;
  if (path === undefined) return undefined;
  const text = await contentOf(path);
  try {
    // JSON is YAML, too.
    return { content: parse(text) as unknown, source: path };
  } catch (cause) {
    const { Misconfigured } = await import("../provider/core/index.js");
    throw new Misconfigured(`${path} is neither JSON nor YAML: ${(cause as Error).message}`, {
      next: "Each rule has a level, or an object with enforcementLevel and options.",
      cause,
    });
  }
}

export async function contentOf(path: string): Promise<string> {
  try {
    return readFileSync(path, "utf8");
  } catch (cause) {
    throw await fileError(path, cause);
  }
}

/** Writes a report to a file; `-` is standard output. */
export async function write(path: string, text: string, terminal: Terminal): Promise<void> {
  if (path === "-") {
    terminal.out(text.trimEnd());
    return;
  }
  try {
    writeFileSync(path, text);
  } catch (cause) {
    throw await fileError(path, cause);
  }
}
