import { defineConfig } from "vitest/config";

/** Two cores are what a small CI machine has. A run of an engine starts processes, hence the generous limit. */
export default defineConfig({
  test: {
    include: ["test/**/*.test.ts"],
    pool: "forks",
    maxWorkers: 2,
    testTimeout: 30_000,
    hookTimeout: 30_000,
    // What one test puts into the environment must not reach the next one.
    unstubEnvs: true,
  },
});
