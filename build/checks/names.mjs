// The text of the project names no directory of a machine it was made on, and no package registry.
import { readFileSync } from "node:fs";
import { trackedFiles } from "./tracked-files.mjs";

const FORBIDDEN = [
  ["a directory of a machine", /(?<![\w.:/}-])\/(?:work|opt|root|home|tmp|Users)\/[\w.-]+/],
  ["a directory of a machine", /\b[A-Z]:\\Users\\/],
  [
    "a package registry",
    /\bregistry\.[a-z][\w-]*\.[a-z]|\b(?:npmjs|npmmirror|yarnpkg|verdaccio|artifactory)\b/i,
  ],
];

const SELF = "build/checks/names.mjs";

for (const file of trackedFiles().filter((path) => path !== SELF)) {
  const text = readFileSync(file, "utf8");
  if (text.includes("\0")) continue;
  for (const [index, line] of text.split("\n").entries()) {
    for (const [what, pattern] of FORBIDDEN) {
      const found = pattern.exec(line);
      if (!found) continue;
      console.error(`${file}:${index + 1}: ${what}: ${found[0]}`);
      process.exitCode = 1;
    }
  }
}
