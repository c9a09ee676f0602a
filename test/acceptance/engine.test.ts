import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { type KajeetSimulator, startKajeetSimulator } from "../../simulator/index";
import { engineOnPath } from "../engine";
import { PASSWORD, type Told, tell } from "./engine-story";

const MINUTES = 60_000;

let simulator: KajeetSimulator;
let told: Told;
beforeAll(async () => {
  simulator = await startKajeetSimulator({ lines: 8, activationStepMs: 20, password: PASSWORD });
});
afterAll(() => simulator.close());

test("a fleet's life on the bundled engine", { timeout: 3 * MINUTES }, async () => {
  told = await tell(simulator, "bundled");
  const outlines = told.chapters.map(({ name, ok, changes, errors, writes }) => {
    return { name, ok, changes, errors, writes };
  });
  expect(outlines).toMatchInlineSnapshot(`
    [
      {
        "changes": [
          "create bus",
          "create fleet",
          "create loaners",
        ],
        "errors": [
          "681-300-0000: The carrier refused the line (NOT_ELIGIBLE) (kajeet setNickname, NOT_ELIGIBLE). * 681-300-0000: The carrier refused the line (NOT_ELIGIBLE) (kajeet setNote, NOT_ELIGIBLE).",
        ],
        "name": "made, but for one line",
        "ok": false,
        "writes": {
          "bulkAssignLabels": 1,
          "setNickname": 1,
          "setNote": 3,
          "submitActivation": 1,
        },
      },
      {
        "changes": [
          "update bus",
          "update fleet",
        ],
        "errors": [],
        "name": "finished, and a limit taken off",
        "ok": true,
        "writes": {
          "setDataLimits": 1,
          "setNickname": 1,
          "setNote": 1,
        },
      },
      {
        "changes": [],
        "errors": [],
        "name": "nothing left to do",
        "ok": true,
        "writes": {},
      },
      {
        "changes": [
          "update fleet",
          "update loaners",
        ],
        "errors": [],
        "name": "read again",
        "ok": true,
        "writes": {},
      },
      {
        "changes": [
          "update fleet",
          "update loaners",
        ],
        "errors": [
          "681-300-0000: not removed: it is protected; its number would be lost for good. To keep it, set onDelete to retain. To go on, set deletionProtection: false, apply, and approve it by name.",
        ],
        "name": "repaired, a protected line dropped",
        "ok": false,
        "writes": {
          "setNickname": 1,
          "updateLineLabels": 1,
        },
      },
      {
        "changes": [
          "delete bus",
          "delete fleet",
          "delete loaners",
        ],
        "errors": [
          "3 lines were left as they are: 720-885-7985: not removed: it is protected; its number would be lost for good. To keep it, set onDelete to retain. To go on, set deletionProtection: false, apply, and approve it by name. 521-267-1508: not removed: it is protected; its number would be lost for good. To keep it, set onDelete to retain. To go on, set deletionProtection: false, apply, and approve it by name. 681-300-0000: not removed: it is protected; its number would be lost for good. To keep it, set onDelete to retain. To go on, set deletionProtection: false, apply, and approve it by name.",
          "304-228-6302: not removed: it is protected; its number would be lost for good. To keep it, set onDelete to retain. To go on, set deletionProtection: false, apply, and approve it by name.",
        ],
        "name": "destroyed in vain",
        "ok": false,
        "writes": {
          "bulkUnassignLabels": 1,
        },
      },
    ]
  `);
});

test("no secret is in state, in what the engine says, or in what the processes print", async () => {
  expect(told.printed).not.toContain(PASSWORD);
  expect(told.printed).not.toMatch(/Bearer|eyJ/);
});

const version = engineOnPath();
const where = version ?? "not on PATH, so this half is skipped";
describe.skipIf(version === undefined)(`on the real command line (pulumi ${where})`, () => {
  test("the same steps, messages, calls and states", { timeout: 5 * MINUTES }, async () => {
    const { chapters, printed } = await tell(simulator, "cli");
    expect(chapters).toEqual(told.chapters);
    expect(printed).not.toContain(PASSWORD);
  });
});
