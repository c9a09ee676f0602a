import { readFileSync } from "node:fs";
import { Command } from "commander";
import { fileError, jsonObject } from "./inputs";
import { type PackedResource, packedResources } from "./packed-resources";
import type { Terminal } from "./terminal";

const EXAMPLES = `
A set of lines keeps what was last seen of its lines packed in one text, which the
engine does not show. This prints it: a row a line; where the program declares
something else, both.

Examples:
  $ pulumi stack export | cellular state -
  $ cellular state stack.json --line 304-228-6302
`;

/** `cellular state`: the rows of line sets and memberships in a stack's state, readable. */
export function stateCommand(terminal: Terminal): Command {
  return new Command("state")
    .description("Print the lines that a `pulumi stack export` holds.")
    .argument("<file>", "what `pulumi stack export` wrote; - reads standard input")
    .option("--line <number>", "print this line only, by MDN or ICCID")
    .addHelpText("after", EXAMPLES)
    .action(async (file: string, { line }: { line?: string }) => {
      const text = file === "-" ? terminal.input() : await content(file);
      const state = await jsonObject(text, `the contents of ${file === "-" ? "standard input" : file}`);
      const sets = await packedResources(state);
      const wanted = line === undefined ? undefined : bare(line);
      const shown = sets.flatMap((set) => {
        const rows = rowsOf(set, wanted);
        return wanted !== undefined && rows.length === 0 ? [] : [heading(set, terminal), ...rows];
      });
      for (const each of shown) terminal.out(each);
      if (shown.length > 0) return;
      terminal.err(
        wanted === undefined ? "No set of lines and no membership in it." : `No line ${line} in it.`,
      );
    });
}

async function content(file: string): Promise<string> {
  try {
    return readFileSync(file, "utf8");
  } catch (cause) {
    throw await fileError(file, cause);
  }
}

function heading({ name, type, account, declared, seen }: PackedResource, { colors }: Terminal): string {
  const count = new Set([...declared.keys(), ...seen.keys()]).size;
  return `${colors.bold(name)}  ${[type, account, `${count} ${count === 1 ? "line" : "lines"}`].join("  ")}`;
}

/** The rows of one resource, of all lines or of one. */
function rowsOf({ declared, seen, numbers, pending }: PackedResource, wanted: string | undefined): string[] {
  const names = [...new Set([...declared.keys(), ...seen.keys()])];
  return names
    .filter((name) => wanted === undefined || [name, numbers[name] ?? ""].some((one) => bare(one) === wanted))
    .flatMap((name) => {
      const [asked, found] = [declared.get(name), seen.get(name)];
      const title = `  ${name}${numbers[name] ? ` (${numbers[name]})` : ""}`;
      const ordered = pending[name] ? `  ordered: ${pending[name]}` : "";
      if (asked === found) return [`${title}  ${found}${ordered}`];
      return [
        `${title}${ordered}`,
        `    declared  ${asked ?? "not any more"}`,
        `    seen      ${found ?? "not yet"}`,
      ];
    });
}

const bare = (name: string) => name.replace(/\D/g, "");
