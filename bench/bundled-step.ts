/** One operation of the bundled engine in a process of its own, so that it is measured as the command line is. */
import { readFileSync, writeFileSync } from "node:fs";
import { BundledStack, type OperationOptions } from "../test/engine/index";
import type { PreviewExtras } from "./engines";

async function main(args: readonly string[]): Promise<void> {
  const [operation, projectDir = "", stateFile = "", extras = "{}"] = args;
  const { pack, json } = JSON.parse(extras) as PreviewExtras;
  const stack = await BundledStack.open({ projectDir, name: "bench", stateFile });
  const options: OperationOptions = pack
    ? { policyPacks: [{ path: pack.path, config: JSON.parse(readFileSync(pack.config, "utf8")) }] }
    : {};
  const preview = operation === "preview" ? await stack.preview(options) : undefined;
  const result = preview ?? (await stack[operation as "up" | "refresh" | "destroy"](options));
  if (preview && json !== undefined) writeFileSync(json, JSON.stringify(preview.toJson()));
  await stack.close();
  if (result.ok) return;
  for (const { message } of result.diagnostics) console.error(message);
  process.exitCode = 1;
}

void main(process.argv.slice(2));
