import { Command } from "commander";
import { fieldsOf } from "./fields";
import { type Declared, functionNamed } from "./registry";
import type { Terminal } from "./terminal";

const EXAMPLES = `
Examples:
  $ cellular functions
  $ cellular functions kajeet.getDevices
`;

/** `cellular functions`: what can be asked, and with which arguments. */
export function functionsCommand(terminal: Terminal): Command {
  return new Command("functions")
    .description("List what `cellular call` can ask, or the arguments of one function.")
    .argument("[function]", "its name, such as kajeet.getDevices")
    .addHelpText("after", EXAMPLES)
    .action(async (name: string | undefined) => {
      for (const line of name === undefined ? await list(terminal) : await describe(name, terminal))
        terminal.out(line);
    });
}

async function list({ colors }: Terminal): Promise<string[]> {
  const { functions } = await import("../provider/index.js");
  return columns(
    [...functions].map(([name, { describe: text }]) => [name, text]),
    colors.bold,
  );
}

async function describe(name: string, { colors }: Terminal): Promise<string[]> {
  const { declared } = await functionNamed(name);
  const args = columns(argumentsOf(declared), colors.bold).map((line) => `  ${line}`);
  const secret = declared.secret ? [`The answer is a secret.`] : [];
  return [
    declared.describe,
    "",
    ...args,
    ...(args.length > 0 ? [""] : []),
    `Answer: ${declared.returns}`,
    ...secret,
  ];
}

/** Name, type and meaning of each argument. */
function argumentsOf({ args }: Declared): [string, string][] {
  return fieldsOf(args).map(({ name, type, required, default: fallback, description, values }) => {
    const facts = [type, ...(required ? ["required"] : []), ...(fallback ? [`default ${fallback}`] : [])];
    const list = values ? ` One of ${values.join(", ")}.` : "";
    return [name, `${description}${list} (${facts.join(", ")})`.trim()];
  });
}

/** Two columns, the first as wide as it must be. */
function columns(rows: readonly (readonly [string, string])[], paint: (text: string) => string): string[] {
  const width = Math.max(0, ...rows.map(([name]) => name.length));
  return rows.map(([name, text]) => `${paint(name)}${" ".repeat(width - name.length + 2)}${text}`.trimEnd());
}
