// The lock file names the optional packages of every platform. One that was written where some could not be had leaves
// them out, and then `npm ci` fails everywhere.
import { readFileSync } from "node:fs";

const { packages } = JSON.parse(readFileSync("package-lock.json", "utf8"));

for (const [path, { optionalDependencies = {} }] of Object.entries(packages)) {
  for (const name of Object.keys(optionalDependencies)) {
    if (packages[`${path}/node_modules/${name}`] || packages[`node_modules/${name}`]) continue;
    console.error(`package-lock.json lacks ${name}, which ${path} has for another platform`);
    process.exitCode = 1;
  }
}
