import { afterAll, beforeAll, beforeEach, expect, test } from "vitest";
import { type KajeetSimulator, startKajeetSimulator } from "../../simulator/index";
import { expectAsDeclared } from "../support/carrier-truth";
import { line, lineSet, membership } from "../support/declared";
import { ordersOf, writesOf } from "../support/journal";
import { MiniEngine, outputsOf } from "../support/mini-engine";
import { BUS, iccid, OFFICE, orderable } from "../support/numbers";

const HISTORY = ["listActivationTransactions", "listActivationTransactionsV2"];
const THIRD = "681-300-0000";

let simulator: KajeetSimulator;
let engine: MiniEngine;
beforeAll(async () => {
  simulator = await startKajeetSimulator({ lines: 8 });
});
beforeEach(async () => {
  await simulator.reset();
  engine = new MiniEngine(simulator);
});
afterAll(() => simulator.close());

const fleet = (nickname: string) => ({ [OFFICE]: { nickname }, [BUS]: { nickname }, [THIRD]: { nickname } });

test("a line that was refused has nothing left to do when the wish is taken back", async () => {
  await simulator.faults.add({ kind: "partial", lines: [BUS], code: "NOT_ELIGIBLE" });
  expect((await engine.up([lineSet("fleet", fleet("after"))])).ok).toBe(false);
  await simulator.faults.clear();
  const asItWas = { ...fleet("after"), [BUS]: { nickname: "Bus #47" } };
  await simulator.clearJournal();
  expect((await engine.up([lineSet("fleet", asItWas)])).errors).toEqual([]);
  expect(await writesOf(simulator)).toEqual([]);
  expect((await engine.preview([lineSet("fleet", asItWas)])).steps).toEqual([]);
});

test("a line keeps what it got of several changes", async () => {
  await simulator.faults.add({ kind: "partial", lines: [BUS], code: "NOT_ELIGIBLE", operation: "setNote" });
  const bus = line("bus", { mdn: BUS, nickname: "n", note: "x", status: "suspended" });
  const { errors } = await engine.up([bus]);
  expect(errors).toHaveLength(1);
  expect(outputsOf(engine, "bus")).toMatchObject({ nickname: "n", status: "suspended", note: null });
  await simulator.faults.clear();
  await simulator.clearJournal();
  expect((await engine.up([bus])).errors).toEqual([]);
  expect((await writesOf(simulator)).map(({ operationId }) => operationId)).toEqual(["setNote"]);
});

test("a line of whose labels one could not be put on gets it by the next run", async () => {
  await simulator.editLine("512-300-0000", { labels: ["E-Rate", "Loaner 2026"] });
  const labelled = {
    [OFFICE]: { labels: ["E-Rate", "Loaner 2026"] },
    [BUS]: { labels: ["E-Rate", "Loaner 2026"] },
  };
  const refused = { kind: "partial", code: "NOT_ELIGIBLE", operation: "bulkAssignLabels" } as const;
  await simulator.faults.add({ ...refused, lines: [BUS], count: 1 });
  expect((await engine.up([lineSet("fleet", labelled)])).errors.join()).toContain(`${BUS}: `);
  await simulator.faults.clear();
  expect((await engine.up([lineSet("fleet", labelled)])).errors).toEqual([]);
  await expectAsDeclared(simulator, labelled);
});

test("a membership goes on with the lines that are left", async () => {
  await simulator.faults.add({ kind: "partial", lines: [BUS], code: "NOT_ELIGIBLE" });
  const staff = membership("FilterGroup", "staff", [OFFICE, BUS, THIRD], { filterGroup: "Facilities" });
  expect((await engine.up([staff])).errors.join()).toContain(BUS);
  await simulator.faults.clear();
  await simulator.clearJournal();
  expect((await engine.up([staff])).errors).toEqual([]);
  expect((await writesOf(simulator)).map(({ body }) => body)).toEqual([
    { mdns: [BUS], filterGroup: "Facilities" },
  ]);
});

test("a new line that cannot be ordered leaves the changes of the others done and known", async () => {
  await simulator.faults.add({ kind: "status", status: 400, operation: HISTORY });
  const lines = { ...fleet("after"), [iccid(1)]: orderable(1) };
  expect((await engine.up([lineSet("fleet", lines)])).ok).toBe(false);
  await expectAsDeclared(simulator, fleet("after"));
  await simulator.faults.clear();
  await simulator.clearJournal();
  expect((await engine.up([lineSet("fleet", lines)])).errors).toEqual([]);
  expect((await writesOf(simulator)).map(({ operationId }) => operationId)).toEqual(["submitActivation"]);
  expect(outputsOf(engine, "fleet").numbers).toEqual({
    [iccid(1)]: expect.stringMatching(/^\d{3}-\d{3}-\d{4}$/),
  });
});

test("an activation that fails is said, and ordered anew by the next run", async () => {
  await simulator.faults.add({ kind: "work", lines: [orderable(1).imei], message: "SIM not provisioned" });
  const lines = { [OFFICE]: { nickname: "o" }, [iccid(1)]: orderable(1), [iccid(2)]: orderable(2) };
  const { errors } = await engine.up([lineSet("fleet", lines)]);
  expect(errors.join()).toContain(`${iccid(1)}: the activation failed: SIM not provisioned`);
  await expectAsDeclared(simulator, { [OFFICE]: { nickname: "o" }, [iccid(2)]: orderable(2) });
  await simulator.faults.clear();
  expect((await engine.up([lineSet("fleet", lines)])).errors).toEqual([]);
  expect(await ordersOf(simulator)).toEqual({ [iccid(1)]: 2, [iccid(2)]: 1 });
});

for (const grain of ["a set", "a line of its own"]) {
  const declared = () =>
    grain === "a set" ? lineSet("new", { [iccid(1)]: orderable(1) }) : line("new", orderable(1));

  test(`an activation of ${grain} that outlasts the deadline is followed by the next run, and not ordered again`, async () => {
    const stuck = await simulator.faults.add({ kind: "work", lines: [orderable(1).imei], stuck: true });
    const { errors } = await engine.up([declared()]);
    expect(errors.join()).toContain("still under way at the carrier after 1800 s");
    expect(errors.join()).toContain("nothing is ordered twice");
    expect((await engine.refresh()).errors).toEqual([]);
    expect((await engine.up([declared()])).ok).toBe(false);
    await simulator.faults.remove(stuck);
    expect(await ordersOf(simulator)).toEqual({ [iccid(1)]: 1 });
  });

  test(`an order of ${grain} that was open and then failed is ordered anew, without a refresh`, async () => {
    await simulator.clock.freeze();
    const deadline = { "cellular:activationDeadlineSeconds": "0" };
    await simulator.faults.add({ kind: "work", lines: [orderable(1).imei], count: 1 });
    expect((await engine.up([declared()], { config: deadline })).errors.join()).toContain("still under way");
    await simulator.faults.clear();
    expect((await engine.up([declared()])).errors.join()).toContain("the activation failed");
    expect((await engine.up([declared()])).errors).toEqual([]);
    expect(await ordersOf(simulator)).toEqual({ [iccid(1)]: 2 });
    expect((await engine.preview([declared()])).steps).toEqual([]);
  });

  test(`an activation of ${grain} that is done before its line is shown is followed on, and not ordered again`, async () => {
    const late = { kind: "status", operation: "getDevice", status: 404, code: "DEVICE_NOT_FOUND" } as const;
    const fault = await simulator.faults.add(late);
    const { errors } = await engine.up([declared()]);
    expect(errors.join()).toContain("its order is done, but the carrier does not show the line yet");
    await simulator.faults.remove(fault);
    expect((await engine.up([declared()])).errors).toEqual([]);
    expect(await ordersOf(simulator)).toEqual({ [iccid(1)]: 1 });
    expect((await engine.preview([declared()])).steps).toEqual([]);
  });
}
