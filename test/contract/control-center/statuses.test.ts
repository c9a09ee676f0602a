/** The status of a SIM: which ways there are, which the carrier goes by itself, and what is done when it was there first. */
import { afterAll, beforeAll, beforeEach, describe, expect, test } from "vitest";
import type { ControlCenterSimulator } from "../../../simulator/index";
import { ApprovalsFile, askedIn } from "../../support/approvals";
import { MiniEngine } from "../../support/mini-engine";
import { carrierWith, edits, inventory, line, lineSet, sims } from "./lines-world";

const [FIRST, SECOND, THIRD] = sims(3) as [string, string, string];

const file = new ApprovalsFile();
let simulator: ControlCenterSimulator;
let engine: MiniEngine;
beforeAll(async () => {
  simulator = await carrierWith(inventory(3));
});
beforeEach(async () => {
  await simulator.reset();
  engine = new MiniEngine(simulator);
});
afterAll(async () => {
  await simulator.close();
  file.remove();
});

const WORDS: Readonly<Record<string, string>> = {
  testReady: "TEST_READY",
  inventory: "INVENTORY",
  activationReady: "ACTIVATION_READY",
  activated: "ACTIVATED",
  deactivated: "DEACTIVATED",
  retired: "RETIRED",
  purged: "PURGED",
  replaced: "REPLACED",
};
const BEFORE = ["testReady", "inventory", "activationReady"];
const WANTED = Object.keys(WORDS).filter((name) => name !== "replaced");

type Way = "written" | "left" | "moved on" | "no way back" | "final";

/** What becomes of a declared status, by what the SIM has. */
function way(from: string, to: string): Way {
  if (from === to) return "left";
  const [at, wished] = [Object.keys(WORDS).indexOf(from), Object.keys(WORDS).indexOf(to)];
  const alone = ["testReady", "activationReady", "activated"];
  if (alone.includes(from) && alone.includes(to) && to !== "activated" && at > wished) return "moved on";
  if (BEFORE.includes(from)) return "written";
  if (BEFORE.includes(to)) return "no way back";
  return from === "purged" || from === "replaced" ? "final" : "written";
}

const cells = Object.keys(WORDS).flatMap((from) =>
  WANTED.map((to) => ({ from, to, becomes: way(from, to) })),
);

describe("every way from one status to another", () => {
  test.each(cells)("$from to $to: $becomes", async ({ from, to, becomes }) => {
    await simulator.editLine(FIRST, { status: WORDS[from] });
    const declared = [line("bus", { iccid: FIRST, status: to, deletionProtection: false })];
    const lasting = becomes === "written" && (to === "purged" || to === "retired");
    file.write([]);
    let run = await engine.up(declared, { config: file.config });
    const asked = askedIn(run.errors);
    const action = to === "purged" ? "purge" : "retire";
    expect(asked.map((one) => [one.action, one.name])).toEqual(lasting ? [[action, FIRST]] : []);
    if (lasting) {
      expect(await edits(simulator)).toEqual([]);
      file.approve(asked);
      run = await engine.up(declared, { config: file.config });
    }
    const sent = (await edits(simulator)).map(({ body }) => body);
    if (becomes === "written") {
      expect(run.errors).toEqual([]);
      expect(sent).toEqual([{ status: WORDS[to] }]);
      expect(await simulator.line(FIRST)).toMatchObject({ status: WORDS[to] });
    } else {
      expect(sent).toEqual([]);
      expect(await simulator.line(FIRST)).toMatchObject({ status: WORDS[from] });
      expect(run.ok).toBe(becomes === "left" || becomes === "moved on");
    }
    if (becomes === "no way back") expect(run.errors.join()).toContain(`cannot become ${to}`);
    if (becomes === "final") expect(run.errors.join()).toContain(`a line that is ${from} stays so`);
    if (becomes === "moved on") expect(told(run)).toContain(`status has gone on from ${to} to ${from}`);
    else expect(told(run)).toEqual("");
    if (run.ok) {
      await engine.refresh();
      expect((await engine.preview(declared)).steps).toEqual([]);
    }
  });
});

const told = ({ log }: { log: { level: string; message: string }[] }) =>
  log.flatMap(({ level, message }) => (level === "warning" ? [message] : [])).join("\n");

describe("what ends a SIM for good", () => {
  test.each(["retired", "purged"])(
    "%s is not written without an approval that names the line",
    async (to) => {
      const { ok, errors } = await engine.up([
        lineSet(
          "fleet",
          { [FIRST]: { status: to }, [SECOND]: { deviceId: "b" } },
          { deletionProtection: false },
        ),
      ]);
      expect(ok).toBe(false);
      expect(errors.join()).toContain(`${FIRST}: not ${to}: no approval names it`);
      expect(await simulator.line(FIRST)).toMatchObject({ status: "ACTIVATED" });
      expect(await simulator.line(SECOND)).toMatchObject({ deviceID: "b" });
    },
  );
});

describe("the carrier's own moves", () => {
  const declared = [
    lineSet("fleet", {
      [FIRST]: { status: "testReady", deviceId: "a" },
      [SECOND]: { status: "activationReady" },
    }),
  ];

  test("are told at each refresh, and never fought: no difference, no call", async () => {
    for (const sim of [FIRST, SECOND]) await simulator.editLine(sim, { status: "TEST_READY" });
    expect((await engine.up(declared)).errors).toEqual([]);
    expect(await simulator.line(SECOND)).toMatchObject({ status: "ACTIVATION_READY" });
    for (const status of ["ACTIVATION_READY", "ACTIVATED"]) {
      for (const sim of [FIRST, SECOND]) await simulator.editLine(sim, { status });
      const refresh = await engine.refresh();
      expect(refresh.errors).toEqual([]);
      expect(told(refresh)).toContain(`${FIRST}: status has gone on from testReady to`);
      await simulator.clearJournal();
      expect(await engine.preview(declared)).toMatchObject({ steps: [], calls: 0 });
      expect(await engine.up(declared)).toMatchObject({ steps: [], calls: 0, ok: true });
    }
  });

  test("do not keep anything else of the line from being changed, then and when it is adopted", async () => {
    await simulator.editLine(FIRST, { status: "TEST_READY" });
    await engine.up([line("bus", { iccid: FIRST, status: "testReady", deviceId: "a" })]);
    await simulator.editLine(FIRST, { status: "ACTIVATED" });
    await engine.refresh();
    await simulator.clearJournal();
    const changed = [line("bus", { iccid: FIRST, status: "testReady", deviceId: "b" })];
    expect((await engine.up(changed)).errors).toEqual([]);
    expect((await edits(simulator)).map(({ body }) => body)).toEqual([{ deviceID: "b" }]);

    await simulator.clearJournal();
    const other = new MiniEngine(simulator);
    const adopted = [line("bus", { iccid: FIRST, status: "activationReady", deviceId: "c" })];
    expect(told(await other.up(adopted))).toContain("status has gone on from activationReady to activated");
    expect((await edits(simulator)).map(({ body }) => body)).toEqual([{ deviceID: "c" }]);
    await other.refresh();
    expect((await other.preview(adopted)).steps).toEqual([]);
  });
});

describe("a SIM that was activated meanwhile", () => {
  test("gets the rest of the change, as if it had not been", async () => {
    await simulator.editLine(FIRST, { status: "DEACTIVATED" });
    const was = { status: "deactivated", deviceId: "a" };
    await engine.up([lineSet("fleet", { [FIRST]: was, [SECOND]: {} })]);
    await simulator.editLine(FIRST, { status: "ACTIVATED" });
    await simulator.clearJournal();
    const declared = [
      lineSet("fleet", { [FIRST]: { status: "activated", deviceId: "b" }, [SECOND]: { deviceId: "c" } }),
    ];
    expect((await engine.up(declared)).errors).toEqual([]);
    expect((await edits(simulator)).filter(({ iccid }) => iccid === FIRST)).toEqual([
      { iccid: FIRST, body: { status: "ACTIVATED", deviceID: "b" }, status: 400 },
      { iccid: FIRST, body: { deviceID: "b" }, status: 200 },
    ]);
    expect(await simulator.line(FIRST)).toMatchObject({ status: "ACTIVATED", deviceID: "b" });
    await engine.refresh();
    expect((await engine.preview(declared)).steps).toEqual([]);
  });

  test("needs no second call where nothing else was wanted", async () => {
    await simulator.editLine(FIRST, { status: "DEACTIVATED" });
    await engine.up([line("bus", { iccid: FIRST, status: "deactivated" })]);
    await simulator.editLine(FIRST, { status: "ACTIVATED" });
    await simulator.clearJournal();
    expect((await engine.up([line("bus", { iccid: FIRST, status: "activated" })])).errors).toEqual([]);
    expect(await edits(simulator)).toHaveLength(1);
  });
});

describe("a fault of the carrier (30000001)", () => {
  const change = { status: "deactivated", deviceId: "b", overageLimitOverride: "permanentOverride" };
  const body = { status: "DEACTIVATED", deviceID: "b", overageLimitOverride: "PERMANENT_OVERRIDE" };
  const declared = [
    lineSet("fleet", { [FIRST]: change, [SECOND]: { deviceId: "c" }, [THIRD]: { deviceId: "d" } }),
  ];
  const play = (when: "before" | "after", count: number) =>
    simulator.faults.add({
      kind: "status",
      status: 500,
      code: "30000001",
      operation: "editDevice",
      lines: [FIRST],
      when,
      count,
    });
  const mine = async () => (await edits(simulator)).filter(({ iccid }) => iccid === FIRST);

  test("after the effect: the line is read, and nothing is sent again", async () => {
    await play("after", 1);
    expect((await engine.up(declared)).errors).toEqual([]);
    expect(await mine()).toEqual([{ iccid: FIRST, body, status: 500 }]);
    expect(await simulator.line(FIRST)).toMatchObject(body);
    await engine.refresh();
    expect((await engine.preview(declared)).steps).toEqual([]);
  });

  test("before the effect: the line is read, and asked for once more", async () => {
    await play("before", 1);
    expect((await engine.up(declared)).errors).toEqual([]);
    expect((await mine()).map(({ status }) => status)).toEqual([500, 200]);
    const calls = (await simulator.journal()).filter(({ path }) => path.includes(FIRST));
    const between = calls.slice(calls.findIndex(({ status }) => status === 500) + 1);
    expect(between[0]).toMatchObject({ operationId: "getDevice", status: 200 });
    expect(await simulator.line(FIRST)).toMatchObject(body);
  });

  test("that stays is told of the line, which keeps what it had; the others are done", async () => {
    await play("before", 5);
    const { errors } = await engine.up(declared);
    expect(errors.join()).toContain(FIRST);
    expect(errors.join()).toContain("Read the present state at the carrier before doing it again");
    expect(await mine()).toHaveLength(2);
    for (const [sim, name] of [
      [SECOND, "c"],
      [THIRD, "d"],
    ] as const) {
      expect(await simulator.line(sim)).toMatchObject({ deviceID: name });
    }
    await simulator.faults.clear();
    await simulator.clearJournal();
    expect((await engine.up(declared)).errors).toEqual([]);
    expect((await edits(simulator)).map(({ iccid }) => iccid)).toEqual([FIRST]);
  });

  test("where the line cannot be read either, the fault is told, and not the reading", async () => {
    await engine.up([lineSet("fleet", { [FIRST]: { deviceId: "a" }, [SECOND]: {}, [THIRD]: {} })]);
    await play("after", 1);
    await simulator.faults.add({ kind: "not-json", operation: "getDevice", lines: [FIRST] });
    const only = [lineSet("fleet", { [FIRST]: { deviceId: "b" }, [SECOND]: {}, [THIRD]: {} })];
    const { errors } = await engine.up(only);
    expect(errors.join()).toMatch(/may or may not be done.*30000001/s);
    await simulator.faults.clear();
    expect((await engine.up(only)).errors).toEqual([]);
    expect(await simulator.line(FIRST)).toMatchObject({ deviceID: "b" });
  });
});
