// No source file has more than 300 lines: beyond that it holds more than one idea.
import { readFileSync } from "node:fs";
import { trackedFiles } from "./tracked-files.mjs";

const MOST = 300;

for (const file of trackedFiles().filter((path) => /\.(ts|mts|js|mjs|cjs)$/.test(path))) {
  const lines = readFileSync(file, "utf8").split("\n").length - 1;
  if (lines <= MOST) continue;
  console.error(`${file}: ${lines} lines, at most ${MOST} are allowed`);
  process.exitCode = 1;
}
