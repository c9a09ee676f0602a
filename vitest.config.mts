import { defineConfig } from "vitest/config";
import { BaseSequencer, type TestSpecification } from "vitest/node";

/**
 * What changes the process that it runs in: stands in for modules or for the engine's runtime, or shares a login between
 * all calls with one environment. Each of these files has a process of its own; all others share one, so that modules
 * are loaded once and not for each file. They must leave nothing behind.
 */
const OWN_PROCESS = [
  "test/contract/kajeet/resources-wifi.test.ts",
  "test/unit/cli/call.test.ts",
  "test/unit/core/http-end.test.ts",
  "test/unit/core/http-retry.test.ts",
  "test/unit/fleet/fleet.test.ts",
  "test/unit/kajeet/label-and-others.test.ts",
  "test/unit/thingspace/reset-password.test.ts",
];

/** What takes longest comes first, so that at the end no processor waits for the other. */
const LONG = [
  /\/test\/examples\//,
  /\/test\/contract\/carriers\//,
  /\/counts\.test/,
  /\/test\/(chaos|property|acceptance)\//,
  /\/unit\/engine\//,
];
const rank = ({ moduleId }: TestSpecification) => {
  const at = LONG.findIndex((each) => each.test(moduleId));
  return at < 0 ? LONG.length : at;
};
class LongestFirst extends BaseSequencer {
  override async sort(files: TestSpecification[]): Promise<TestSpecification[]> {
    return (await super.sort(files)).sort((a, b) => rank(a) - rank(b));
  }
}

/** A run of an engine starts processes, hence the limits; what one test puts into the environment must not reach the next. */
const common = { pool: "forks", testTimeout: 30_000, hookTimeout: 30_000, unstubEnvs: true } as const;

export default defineConfig({
  test: {
    // Two cores are what a small CI machine has. One worker more: there is always a test that waits for a process or a carrier.
    maxWorkers: 3,
    sequence: { sequencer: LongestFirst },
    projects: [
      {
        test: {
          ...common,
          name: "shared",
          include: ["test/**/*.test.ts"],
          exclude: OWN_PROCESS,
          isolate: false,
        },
      },
      { test: { ...common, name: "own", include: OWN_PROCESS, sequence: { groupOrder: 1 } } },
    ],
  },
});
