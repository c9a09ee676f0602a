#!/usr/bin/env node
import { run } from "./program";
import { processTerminal } from "./terminal";

// A reader such as `head` may have read enough: that is its right, and no fault of ours.
process.stdout.on("error", (error: NodeJS.ErrnoException) => {
  if (error.code !== "EPIPE") throw error;
  process.exit();
});

// The code is set and not forced: what is still being written to a pipe gets there first.
const terminal = processTerminal();
void run(process.argv.slice(2), terminal).then(() => {
  process.exitCode = terminal.exitCode;
});
