// Ends with 0 where node_modules holds just what the lock file says. Uses nothing that would have to be installed.
import { readFileSync } from "node:fs";
import { join } from "node:path";

const packages = (path) =>
  JSON.parse(readFileSync(join(import.meta.dirname, "../..", path), "utf8")).packages;

try {
  const [wanted, there] = [packages("package-lock.json"), packages("node_modules/.package-lock.json")];
  // Optional ones may be absent: they are for other platforms.
  const stale = Object.entries(wanted).filter(
    ([path, { version, optional }]) =>
      path !== "" && (there[path] ? there[path].version !== version : !optional),
  );
  process.exitCode = stale.length > 0 ? 1 : 0;
} catch {
  process.exitCode = 1;
}
