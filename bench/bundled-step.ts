/** One operation of the bundled engine in a process of its own, so that it is measured as the command line is. */
import { BundledStack } from "../test/engine/index";

async function main([operation, projectDir = "", stateFile = ""]: readonly string[]): Promise<void> {
  const stack = await BundledStack.open({ projectDir, name: "bench", stateFile });
  const result = await stack[operation as "preview" | "up" | "refresh" | "destroy"]();
  await stack.close();
  if (result.ok) return;
  for (const { message } of result.diagnostics) console.error(message);
  process.exitCode = 1;
}

void main(process.argv.slice(2));
