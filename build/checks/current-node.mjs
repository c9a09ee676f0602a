// The package on a current Node: it loads, and the tests of the core and of calls over HTTP pass. Node itself comes as a
// package; where it cannot be had, this ends with 77, which means skipped.
import { spawnSync } from "node:child_process";

const CURRENT = 24;
const SKIPPED = 77;
const TESTS = ["test/unit/core", "test/unit/cli/call.test.ts"];

const wanted = `node-${process.platform === "win32" ? "win" : process.platform}-${process.arch}@${CURRENT}`;
const npm = process.platform === "win32" ? "npm.cmd" : "npm";
const found = spawnSync(
  npm,
  ["exec", "--yes", `--package=${wanted}`, "--", "node", "-p", "process.execPath"],
  {
    encoding: "utf8",
    timeout: 180_000,
  },
);
const node = found.stdout?.trim();

/** Runs with the current Node and ends where that fails. */
function run(...args) {
  const { status, stdout, stderr } = spawnSync(node, args, { encoding: "utf8" });
  if (status === 0) return stdout.trim();
  console.error(stdout + stderr);
  process.exit(1);
}

if (found.status !== 0 || !node) {
  console.log(`${wanted} cannot be had`);
  process.exit(SKIPPED);
}
const version = run("-p", "process.version");
run(
  "-e",
  'const { kajeet } = require("pulumi-cellular"); new Function(kajeet.getDevices); require("pulumi-cellular/provider").serve("kajeet:LineSet")',
);
run("node_modules/vitest/vitest.mjs", "run", "--reporter=dot", ...TESTS);
console.log(`on Node ${version}`);
