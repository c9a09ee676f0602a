/**
 * Thousands of meters on ThingSpace, on the engines: how many calls each change takes. `LINES=10000` tells the story at full
 * size; in the suite it is one line more than a page and a group's change hold, and the small engine has the ten thousand.
 */
import { describe, expect, test } from "vitest";
import { startThingspaceSimulator } from "../../simulator/index";
import { type EngineName, engineOnPath, type OperationResult } from "../engine";
import { iccid, imei } from "../support/numbers";
import { changesOf, errorsOf, openFleet } from "../support/stack";

const MINUTES = 60_000;
const COUNT = Number(process.env.LINES ?? 2_001);
const SIGN_IN = {
  key: "key-of-this-test",
  secret: "secret-of-this-test",
  password: "Tr0ub4dor-and-3",
};

/** What an operation did to the engine and to the carrier. */
interface Chapter {
  readonly name: string;
  readonly ok: boolean;
  readonly changes: readonly string[];
  readonly errors: readonly string[];
  readonly writes: Readonly<Record<string, number>>;
  /** Calls that read lines one by one. */
  readonly singleReads: number;
}

const METERS = Array.from({ length: COUNT }, (_, index) => ({ sim: iccid(index), device: imei(index) }));
const meters = (values: (index: number) => object) =>
  Object.fromEntries(METERS.map(({ sim, device }, index) => [sim, { imei: device, ...values(index) }]));
const program = (values: (index: number) => object) => [
  { type: "thingspace:LineSet", name: "meters", args: { lines: meters(values) } },
];

async function tell(engine: EngineName): Promise<{ chapters: Chapter[]; printed: string }> {
  const simulator = await startThingspaceSimulator({ lines: 0, requestDelayMs: 20, ...SIGN_IN });
  const fleet = await openFleet(simulator, engine);
  const chapters: Chapter[] = [];
  let printed = "";
  const chapter = async (name: string, operate: () => Promise<OperationResult>) => {
    await simulator.clearJournal();
    const result = await operate();
    const journal = await simulator.journal();
    const writes: Record<string, number> = {};
    for (const { operationId, writes: changes } of journal) {
      const login = operationId === "loginSession" || operationId === "logoutSession";
      if (changes && !login) writes[operationId!] = (writes[operationId!] ?? 0) + 1;
    }
    const singleReads = journal.filter(
      ({ operationId, body }) => operationId === "listDevices" && "deviceId" in (body as object),
    ).length;
    printed += JSON.stringify([result.diagnostics, await fleet.stack.exportState()]);
    chapters.push({
      name,
      ok: result.ok,
      changes: changesOf(result),
      errors: errorsOf(result),
      writes,
      singleReads,
    });
  };
  const first = { status: "active", ratePlan: "LTE2GB", zipCode: "78701" };
  try {
    fleet.declare(program(() => first));
    await chapter("activated", () => fleet.stack.up());
    const regrouped = { ...first, ratePlan: "NB50KB", deviceGroup: "Buses" };
    const kinds = (index: number) => ({ customField1: index % 2 === 0 ? "even" : "odd" });
    fleet.declare(program((index) => ({ ...regrouped, ...kinds(index), status: "suspend" })));
    await chapter("on another plan, in a group, in two kinds, and suspended", () => fleet.stack.up());
    fleet.declare(program(() => regrouped));
    await chapter("restored", () => fleet.stack.up());
    const states = new Set((await simulator.lines()).map(({ status, ratePlan }) => `${status} ${ratePlan}`));
    expect([...states]).toEqual(["active NB50KB"]);
    return { chapters, printed };
  } finally {
    await fleet.close();
    await simulator.close();
  }
}

const EXPECTED: readonly Chapter[] = [
  { name: "activated", changes: ["create meters"], writes: { activateDevices: 1 } },
  {
    name: "on another plan, in a group, in two kinds, and suspended",
    changes: ["update meters"],
    writes: {
      changeServicePlan: 1,
      updateGroup: Math.ceil(COUNT / 2_000),
      changeCustomFields: 2,
      suspendDevices: 1,
    },
  },
  { name: "restored", changes: ["update meters"], writes: { restoreDevices: 1 } },
].map((chapter) => ({ ok: true, errors: [], singleReads: 0, ...chapter }));

function expectNoSecrets(printed: string): void {
  for (const secret of Object.values(SIGN_IN)) expect(printed).not.toContain(secret);
  expect(printed).not.toMatch(/Bearer|VZ-M2M/);
}

test("the fewest calls on the bundled engine", { timeout: 4 * MINUTES }, async () => {
  const { chapters, printed } = await tell("bundled");
  expect(chapters).toEqual(EXPECTED);
  expectNoSecrets(printed);
});

const version = engineOnPath();
const where = version ?? "not on PATH, so this half is skipped";
describe.skipIf(version === undefined)(`on the real command line (pulumi ${where})`, () => {
  test("the same", { timeout: 6 * MINUTES }, async () => {
    const { chapters, printed } = await tell("cli");
    expect(chapters).toEqual(EXPECTED);
    expectNoSecrets(printed);
  });
});
