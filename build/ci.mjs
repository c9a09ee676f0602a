// Tests, then checks, each counted as one. The last line says how many passed, failed and were skipped.
import { spawnSync } from "node:child_process";
import { mkdtempSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";

const SKIPPED = 77;

/** What must hold beside the tests. */
const CHECKS = [
  ["types", "npm", "run", "--silent", "types"],
  ["lint and format", "npm", "run", "--silent", "lint"],
  ["imports", "npm", "run", "--silent", "imports"],
  ["dead code", "npm", "run", "--silent", "deadcode"],
  ["docs are fresh", "node", "build/reference.mjs", "--check"],
  ["lock file", "node", "build/checks/lock.mjs"],
  ["file sizes", "node", "build/checks/sizes.mjs"],
  ["assumptions are told", "node", "build/checks/assumptions.mjs"],
  ["no machine, no registry", "node", "build/checks/names.mjs"],
  ["current Node", "node", "build/checks/current-node.mjs"],
];

const total = { passed: 0, failed: 0, skipped: 0 };
const shell = process.platform === "win32";

/** The counts of a run of the tests. A file that does not even load counts as one that failed. */
function test() {
  const folder = mkdtempSync(join(tmpdir(), "ci-"));
  const file = join(folder, "results.json");
  try {
    const args = ["vitest", "run", "--reporter=default", "--reporter=json", `--outputFile.json=${file}`];
    const { status } = spawnSync("npx", args, { stdio: ["ignore", "inherit", "inherit"], shell });
    const results = JSON.parse(readFileSync(file, "utf8"));
    const broken = results.testResults.filter(
      (each) => each.status === "failed" && !each.assertionResults.some((one) => one.status === "failed"),
    );
    total.passed += results.numPassedTests;
    total.failed += results.numFailedTests + broken.length;
    total.skipped += results.numPendingTests + results.numTodoTests;
    // Whatever else made it fail, such as an error that no test was waiting for.
    if (status !== 0 && results.numFailedTests + broken.length === 0) total.failed += 1;
  } catch (error) {
    console.error(`the tests gave no results: ${error.message}`);
    total.failed += 1;
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

function check([name, command, ...args]) {
  const begun = Date.now();
  const { status, stdout, stderr } = spawnSync(command, args, {
    env: { ...process.env, NO_COLOR: "1" },
    encoding: "utf8",
    shell,
    stdio: ["ignore", "pipe", "pipe"],
  });
  const seconds = `${((Date.now() - begun) / 1000).toFixed(1)} s`;
  const outcome = status === 0 ? "passed" : status === SKIPPED ? "skipped" : "failed";
  total[outcome] += 1;
  console.log(`${outcome.padEnd(8)}${name} (${seconds})`);
  if (outcome === "failed") console.log(`${stdout}${stderr}`.trimEnd().replace(/^/gm, "    "));
  if (outcome === "skipped") console.log(`    ${stdout.trim()}`);
}

test();
for (const each of CHECKS) check(each);
if (total.failed > 0) process.exitCode = 1;
const { passed, failed, skipped } = total;
console.log(`${passed} passed, ${failed} failed${skipped > 0 ? `, ${skipped} skipped` : ""}`);
