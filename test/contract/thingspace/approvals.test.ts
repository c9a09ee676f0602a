/** What was approved stays approved until it is done: however the lines are declared, and wherever a run was cut off. */
import { randomUUID } from "node:crypto";
import { join } from "node:path";
import { afterAll, beforeAll, beforeEach, describe, expect, test } from "vitest";
import { startThingspaceSimulator, type ThingspaceSimulator } from "../../../simulator/index";
import { ApprovalsFile, type Asked, askedIn } from "../../support/approvals";
import type { Declared } from "../../support/declared";
import { MiniEngine } from "../../support/mini-engine";
import { line, lineSet, writesBy } from "./lines-world";

const file = new ApprovalsFile();
let simulator: ThingspaceSimulator;
let engine: MiniEngine;
let iccid: string;
let mdn: string;
beforeAll(async () => {
  simulator = await startThingspaceSimulator({ lines: 40 });
});
beforeEach(async () => {
  await simulator.reset();
  file.write([]);
  engine = new MiniEngine(simulator, file.config);
  const active = (await simulator.lines()).find(
    ({ status, account, mdn: number }) => status === "active" && account === "0000123456-00001" && number,
  )!;
  iccid = active.iccid!;
  mdn = active.mdn!;
});
afterAll(async () => {
  await simulator.close();
  file.remove();
});

type Bag = Record<string, unknown>;
const grains: [string, (name: string, values: Bag, more: Bag) => Declared][] = [
  ["a set", (name, values, more) => lineSet("meter", { [name]: values }, more)],
  [
    "a line of its own",
    (name, values, more) =>
      line("meter", { ...(name === iccid ? { iccid: name } : { mdn: name }), ...values, ...more }),
  ],
];
const REMOVE = { onDelete: "remove", deletionProtection: false };
const status = async () => (await simulator.line(iccid))?.status;

/** The one thing that the errors of a run ask to approve. */
function only({ errors }: { errors: string[] }): Asked {
  const asked = askedIn(errors);
  expect(asked).toHaveLength(1);
  return asked[0]!;
}

describe.each(grains)("%s", (_, declare) => {
  test("a removal that stopped behind the deactivation is finished under its approval, also after a refresh", async () => {
    await engine.up([declare(iccid, { status: "active" }, REMOVE)]);
    file.approve([only(await engine.destroy())]);
    await simulator.faults.add({ kind: "status", status: 500, operation: "deleteDevices" });
    expect((await engine.destroy()).ok).toBe(false);
    expect(await status()).toBe("deactive");
    expect((await engine.refresh()).errors).toEqual([]);
    await simulator.faults.clear();
    await simulator.clearJournal();
    expect((await engine.destroy()).errors).toEqual([]);
    expect(await status()).toBeUndefined();
    expect(await writesBy(simulator)).toEqual({ deleteDevices: 1 });
  });

  test("what is done already needs no approval, not even one that is over", async () => {
    await engine.up([declare(iccid, { status: "active" }, { ...REMOVE, onDelete: "deactivate" })]);
    const asked = only(await engine.destroy());
    file.approve([asked]);
    const saved = structuredClone([...engine.state]);
    expect((await engine.destroy()).errors).toEqual([]);
    // The process was lost before state was written, and the approval has been taken out of the file.
    for (const [name, resource] of saved) engine.state.set(name, resource);
    file.write([]);
    await simulator.clearJournal();
    expect((await engine.destroy()).errors).toEqual([]);
    expect(await writesBy(simulator)).toEqual({});
  });

  test.each([
    ["that state does not know", undefined],
    ["whose status nobody had declared", { costCenter: "B" }],
    ["that is known as it is", { status: "active" }],
  ])("what a refusal asks for is the same change in the next run, of a line %s", async (_case, before) => {
    if (before) await engine.up([declare(iccid, before, { deletionProtection: false })]);
    const wanted = [declare(iccid, { ...before, status: "deactive" }, { deletionProtection: false })];
    const asked = only(await engine.up(wanted));
    expect(await status()).toBe("active");
    expect(only(await engine.up(wanted))).toEqual(asked);
    expect((await engine.refresh()).errors).toEqual([]);
    expect(only(await engine.up(wanted))).toEqual(asked);
    file.approve([asked]);
    expect((await engine.up(wanted)).errors).toEqual([]);
    expect(await status()).toBe("deactive");
    expect((await engine.preview(wanted)).steps).toEqual([]);
  });

  test.each([
    ["and state knows", true],
    ["and state does not know", false],
  ])(
    "the approved end of a suspended line is none of the same line when it is in use again, %s",
    async (_case, reads) => {
      await engine.up([declare(iccid, { status: "suspend" }, REMOVE)]);
      const parked = only(await engine.destroy());
      file.approve([parked]);
      await simulator.editLine(iccid, { status: "active" });
      if (reads) await engine.refresh();
      await simulator.clearJournal();
      const { errors } = await engine.destroy();
      expect(errors.join()).toContain("approved is another change than this one");
      expect(await writesBy(simulator)).toEqual({});
      const [inUse] = askedIn(errors);
      expect(inUse).not.toEqual(parked);
      file.approve([inUse!]);
      expect((await engine.destroy()).errors).toEqual([]);
      expect(await status()).toBeUndefined();
    },
  );

  test("the approved end of a suspended line holds where a lost run has restored it on the way", async () => {
    const ledger = { "cellular:ledger": join(file.path, `../${randomUUID()}.jsonl`) };
    await engine.up([declare(iccid, { status: "suspend" }, REMOVE)], { config: ledger });
    file.approve([only(await engine.destroy({ config: ledger }))]);
    // Lost at each of its calls in turn, as long as the line is there.
    const seen = new Set<unknown>();
    for (let call = 1; (await status()) !== undefined && call < 40; call += 1) {
      const { lost, errors } = await engine.destroy({ config: ledger, death: { call, when: "after" } });
      if (!lost) expect(errors).toEqual([]);
      seen.add(await status());
    }
    expect([...seen]).toEqual(expect.arrayContaining(["suspend", "active"]));
    expect((await engine.destroy({ config: ledger })).errors).toEqual([]);
    expect(await status()).toBeUndefined();
  });
});

test("a line of its own and one in a set ask for the same, by the same identifier", async () => {
  const codes: Asked[] = [];
  for (const name of [iccid, mdn]) {
    for (const [, declare] of grains) {
      const other = new MiniEngine(simulator);
      await other.up([declare(name, { status: "active" }, REMOVE)]);
      codes.push(only(await other.destroy()));
    }
  }
  expect(codes[1]).toEqual(codes[0]);
  expect(codes[3]).toEqual(codes[2]);
});
