import { readFileSync, writeFileSync } from "node:fs";
import { Command } from "commander";
import { fileError, jsonObject } from "./inputs";
import { functionNamed } from "./registry";
import type { Terminal } from "./terminal";

interface Options {
  connection?: string;
  file?: Record<string, string>;
  output?: string;
  showSecrets?: boolean;
}

const EXAMPLES = `
Arguments are one JSON object; \`cellular functions <name>\` lists them. The answer
is JSON, or text where it is CSV. The connection comes from the environment:
CELLULAR_KAJEET_USERNAME and CELLULAR_KAJEET_PASSWORD, or CELLULAR_KAJEET_TOKEN;
CELLULAR_KAJEET_URL and CELLULAR_KAJEET_CORP where the defaults are not meant.

Examples:
  $ cellular call kajeet.getDeviceTotals
  $ cellular call kajeet.getDevices '{"limit": 5, "searchValue": "Bus"}'
  $ cellular call kajeet.getDevices '{"export": "CSV"}' --output lines.csv
  $ cellular call kajeet.parseActivationCsv --file csv=new-lines.csv
  $ cellular call kajeet.getEsimQrCode '{"iccid": "89014103211118510720"}' --output code.png
`;

/** `cellular call`: one read-only question to a carrier. */
export function callCommand(terminal: Terminal): Command {
  return new Command("call")
    .description("Ask a carrier something: any function of the provider.")
    .argument("<function>", "its name, such as kajeet.getDevices")
    .argument("[arguments]", "its arguments as one JSON object; - reads them from standard input", "{}")
    .option("--connection <name>", "ask on this connection instead of the carrier's default one")
    .option("--file <name=path>", "give an argument the text of a file; may be repeated", collect)
    .option("--output <file>", "write the answer into a file, a picture as such")
    .option("--show-secrets", "print an answer that is a secret")
    .addHelpText("after", EXAMPLES)
    .action((name: string, given: string, options: Options) => call(name, given, options, terminal));
}

async function call(name: string, given: string, options: Options, terminal: Terminal): Promise<void> {
  const { Misconfigured } = await import("../provider/core/index.js");
  const { declared, ask } = await functionNamed(name);
  if (declared.secret && !options.showSecrets && options.output === undefined) {
    throw new Misconfigured(`the answer of ${name} is a secret; nothing was sent`, {
      next: "Add --output FILE to write it into a file, or --show-secrets to print it.",
    });
  }
  const args = {
    ...(await jsonObject(given === "-" ? terminal.input() : given, `the arguments of ${name}`)),
    ...(await texts(options.file ?? {})),
  };
  const { connection } = options;
  // The environment alone says where to ask: there is no program, hence no stack and no config.
  const config = () => undefined;
  const answer = await ask(args, { config, ...(connection === undefined ? {} : { connection }) });
  if (options.output === undefined) {
    terminal.out(typeof answer === "string" ? answer.trimEnd() : JSON.stringify(answer, null, 2));
    return;
  }
  const content = bytesOf(answer);
  try {
    writeFileSync(options.output, content, declared.secret ? { mode: 0o600 } : {});
  } catch (cause) {
    throw await fileError(options.output, cause);
  }
  terminal.err(`${options.output}: ${content.length} bytes`);
}

/** The texts of files, by argument. */
async function texts(files: Readonly<Record<string, string>>): Promise<Record<string, string>> {
  const read: Record<string, string> = {};
  for (const [name, path] of Object.entries(files)) {
    try {
      read[name] = readFileSync(path, "utf8");
    } catch (cause) {
      throw await fileError(path, cause);
    }
  }
  return read;
}

function collect(text: string, before: Record<string, string> = {}): Record<string, string> {
  const at = text.indexOf("=");
  return { ...before, [text.slice(0, Math.max(at, 0))]: text.slice(at + 1) };
}

const PNG = Buffer.from("\u0089PNG\r\n\u001a\n", "latin1");

/** An answer as a file: pictures, which functions give as base64 text, as pictures. */
function bytesOf(answer: unknown): Buffer {
  if (typeof answer !== "string") return Buffer.from(`${JSON.stringify(answer, null, 2)}\n`);
  const picture = Buffer.from(answer.slice(0, 12), "base64").subarray(0, PNG.length).equals(PNG);
  return Buffer.from(answer, picture ? "base64" : "utf8");
}
