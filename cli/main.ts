#!/usr/bin/env node
import { run } from "./program";
import { processTerminal } from "./terminal";

// The code is set and not forced: what is still being written to a pipe gets there first.
const terminal = processTerminal();
void run(process.argv.slice(2), terminal).then(() => {
  process.exitCode = terminal.exitCode;
});
