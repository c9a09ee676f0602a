// The files of the project: those in git, and new ones that are not ignored.
import { execFileSync } from "node:child_process";
import { existsSync } from "node:fs";

export function trackedFiles() {
  const listed = execFileSync("git", ["ls-files", "-z", "--cached", "--others", "--exclude-standard"], {
    encoding: "utf8",
    maxBuffer: 64 * 1024 * 1024,
  });
  // A file that was deleted and not yet committed is still listed.
  return [...new Set(listed.split("\0"))].filter((path) => path !== "" && existsSync(path)).sort();
}
