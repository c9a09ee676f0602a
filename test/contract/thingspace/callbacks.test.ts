/** Work whose end is told by callbacks, whatever becomes of them: done once, and every failure names its line. */
import { beforeEach, describe, expect, test } from "vitest";
import type { CallbackFate } from "../../../simulator/core/faults";
import type { Run } from "../../support/mini-engine";
import { receiver, type TestReceiver } from "../../support/receiver";
import { adopted, each, expectAgreed, FAULT, grains, NEW, plansOf, timesSent } from "./callbacks-world";
import { fresh, lineSet } from "./lines-world";
import { resourceWorld } from "./resources-world";

const world = resourceWorld("thingspace:Callback");
const ways = Object.entries(grains);
const DAY = 24 * 3600_000;

beforeEach(async () => {
  await world.hears("CarrierService");
  patience(0.1);
});

/** So long a question to the receiver waits in the machine's time, while that of the test passes at once. */
function patience(seconds: number, deadline = 900): void {
  world.settings.thingspaceLongPollSeconds = `${seconds}`;
  world.settings.thingspaceDeadlineSeconds = `${deadline}`;
  world.restart();
}

/** The carrier fails for these lines, the next time it is asked. */
const fails = (lines: readonly string[]) =>
  world.simulator.faults.add({ kind: "work", lines, ...FAULT, count: 1 });
const loses = (fate: CallbackFate) => world.simulator.faults.add({ kind: "callback", fate });
/** The carrier takes the next request, and its answer does not arrive. */
const losesAnswer = () =>
  world.simulator.faults.add({ kind: "reset", when: "after", operation: "changeServicePlan", count: 1 });

/** The errors name these lines with the carrier's code and words, and none of the others. */
function expectNamed({ errors }: Run, failed: readonly string[], others: readonly string[], words: string) {
  const text = errors.join("\n");
  for (const iccid of failed) expect(text).toMatch(new RegExp(`${iccid}: [^\\n]*${words}`));
  for (const iccid of others) expect(text).not.toContain(iccid);
}

describe.each(ways)("%s: messages that come", (_, declare) => {
  test.each(["late", "doubled", "reordered", "stray"] as const)("%s", async (fate) => {
    if (fate === "late") patience(0.05);
    const iccids = await adopted(world, declare, 6);
    const failed = iccids.slice(0, 2);
    const others = iccids.slice(2);
    const wish = declare(iccids, { ratePlan: NEW });
    await loses(fate);
    await fails(failed);
    const first = await world.engine.up(wish);
    expectNamed(first, failed, others, FAULT.message);
    expect(first.errors.join()).toContain(FAULT.code);
    expect(await plansOf(world.simulator, iccids)).toEqual(["LTE2GB", "LTE2GB", NEW, NEW, NEW, NEW]);
    const second = await world.engine.up(wish);
    expect(second.errors).toEqual([]);
    expect(await timesSent(world.simulator, "changeServicePlan")).toEqual({
      ...each(others, 1),
      ...each(failed, 2),
    });
    await expectAgreed(world, wish, iccids);
  });
});

describe.each(ways)("%s: messages that are lost", (_, declare) => {
  test("leave success to be read, and failure to time", async () => {
    patience(0.01);
    const iccids = await adopted(world, declare, 5);
    const failed = iccids.slice(0, 2);
    const others = iccids.slice(2);
    const wish = declare(iccids, { ratePlan: NEW });
    await loses("lost");
    await fails(failed);
    expectNamed(await world.engine.up(wish), failed, others, "still under way at the carrier after 900 s");
    expectNamed(await world.engine.up(wish), failed, others, "still under way at the carrier after 900 s");
    expect(await timesSent(world.simulator, "changeServicePlan")).toEqual(each(iccids, 1));
    await world.simulator.clock.advance(DAY);
    const later = { from: Date.parse("2026-11-03T12:00:00Z") };
    expectNamed(
      await world.engine.up(wish, later),
      failed,
      others,
      "nothing of the change has shown within a day",
    );
    expect((await world.engine.up(wish)).errors).toEqual([]);
    expect(await timesSent(world.simulator, "changeServicePlan")).toEqual({
      ...each(others, 1),
      ...each(failed, 2),
    });
    await expectAgreed(world, wish, iccids);
  });

  test("do not keep a run going that waits for less than the reading of lines takes", async () => {
    patience(0.01, 60);
    const iccids = await adopted(world, declare, 5);
    const wish = declare(iccids, { ratePlan: NEW });
    await loses("lost");
    expectNamed(await world.engine.up(wish), iccids, [], "still under way at the carrier after 60 s");
    await world.simulator.clock.advance(600_000);
    const later = { from: Date.parse("2026-11-02T08:30:00Z") };
    expect((await world.engine.up(wish, later)).errors).toEqual([]);
    expect(await timesSent(world.simulator, "changeServicePlan")).toEqual(each(iccids, 1));
    await expectAgreed(world, wish, iccids);
  });

  test("are made up for by a refresh", async () => {
    patience(0.01, 60);
    const iccids = await adopted(world, declare, 5);
    const wish = declare(iccids, { ratePlan: NEW });
    await loses("lost");
    expectNamed(await world.engine.up(wish), iccids, [], "still under way at the carrier after 60 s");
    expect((await world.engine.refresh()).errors).toEqual([]);
    for (const { outputs } of world.engine.state.values()) expect(outputs).not.toHaveProperty("open");
    expect((await world.engine.up(wish)).errors).toEqual([]);
    expect(await timesSent(world.simulator, "changeServicePlan")).toEqual(each(iccids, 1));
    await expectAgreed(world, wish, iccids);
  });
});

describe.each(ways)("%s: some done, some failed, some late", (_, declare) => {
  test("at the deadline each is named for what it is, and the next run goes on with what is left", async () => {
    patience(0.05, 300);
    const iccids = await adopted(world, declare, 6);
    const [failed, slow, done] = [iccids.slice(0, 2), iccids.slice(2, 4), iccids.slice(4)];
    const wish = declare(iccids, { ratePlan: NEW });
    await fails(failed);
    await world.simulator.faults.add({ kind: "work", lines: slow, delayMs: 900_000, count: 1 });
    const first = await world.engine.up(wish);
    expectNamed(first, failed, done, FAULT.message);
    expectNamed(first, slow, done, "still under way at the carrier after 300 s \\(request [0-9a-f-]{36}\\)");
    await world.simulator.clock.advance(900_000);
    await world.simulator.settle();
    expect((await world.engine.up(wish)).errors).toEqual([]);
    expect(await timesSent(world.simulator, "changeServicePlan")).toEqual({
      ...each([...slow, ...done], 1),
      ...each(failed, 2),
    });
    await expectAgreed(world, wish, iccids);
  });

  test("failures that come after the deadline are told by the refresh that meets them, each of them", async () => {
    patience(0.05, 300);
    const iccids = await adopted(world, declare, 5);
    const wish = declare(iccids, { ratePlan: NEW });
    await fails(iccids);
    await world.simulator.faults.add({ kind: "work", lines: iccids, delayMs: 900_000, count: 1 });
    expectNamed(await world.engine.up(wish), iccids, [], "still under way");
    await world.simulator.clock.advance(900_000);
    await world.simulator.settle();
    const { log, errors } = await world.engine.refresh();
    expect(errors).toEqual([]);
    const told = log.filter(({ level }) => level === "warning").map(({ message }) => message);
    expect(told).toHaveLength(iccids.length);
    expectNamed({ errors: told } as Run, iccids, [], FAULT.message);
    expect((await world.engine.up(wish)).errors).toEqual([]);
    expect(await timesSent(world.simulator, "changeServicePlan")).toEqual(each(iccids, 2));
    await expectAgreed(world, wish, iccids);
  });
});

describe("a request whose answer was lost", () => {
  const [, declare] = ways[0]!;

  test("is seen at its lines, since no callback can tell of it", async () => {
    patience(0.01, 60);
    const iccids = await adopted(world, declare, 5);
    const wish = declare(iccids, { ratePlan: NEW });
    await losesAnswer();
    expect((await world.engine.up(wish)).errors).toEqual([]);
    expect(await timesSent(world.simulator, "changeServicePlan")).toEqual(each(iccids, 1));
    await expectAgreed(world, wish, iccids);
  });

  test("is not sent again by a run that could not look", async () => {
    patience(0.01, 60);
    const iccids = await adopted(world, declare, 5);
    const wish = declare(iccids, { ratePlan: NEW });
    await losesAnswer();
    await world.simulator.faults.add({ kind: "status", status: 503, operation: "listDevices" });
    const blind = await world.engine.up(wish);
    expect(blind.errors).toHaveLength(1);
    expect(blind.errors[0]).not.toContain("sends the change again");
    await world.simulator.faults.clear();
    expect((await world.engine.up(wish)).errors).toEqual([]);
    expect(await timesSent(world.simulator, "changeServicePlan")).toEqual(each(iccids, 1));
    await expectAgreed(world, wish, iccids);
  });
});

describe("the receiver", () => {
  const [, declare] = ways[0]!;

  /** One of this test alone, that the carrier calls. */
  async function moved(): Promise<TestReceiver> {
    await world.receiver?.close();
    world.receiver = await receiver();
    await world.simulator.reset();
    await world.hears("CarrierService");
    return world.receiver;
  }

  test("is restarted while the carrier works: what came before and what comes after is told", async () => {
    let running = await moved();
    patience(0.05, 300);
    const iccids = await adopted(world, declare, 6);
    const [early, late] = [iccids.slice(0, 2), iccids.slice(2, 4)];
    const wish = declare(iccids, { ratePlan: NEW });
    await fails([...early, ...late]);
    await world.simulator.faults.add({ kind: "work", lines: early, delayMs: 600_000, count: 1 });
    await world.simulator.faults.add({ kind: "work", lines: late, delayMs: 1_200_000, count: 1 });
    expectNamed(await world.engine.up(wish), [...early, ...late], iccids.slice(4), "still under way");
    await world.simulator.clock.advance(600_000);
    await world.simulator.settle();
    running = await running.restart();
    world.receiver = running;
    await world.simulator.clock.advance(600_000);
    await world.simulator.settle();
    expectNamed(await world.engine.up(wish), [...early, ...late], iccids.slice(4), FAULT.message);
    expect((await world.engine.up(wish)).errors).toEqual([]);
    await expectAgreed(world, wish, iccids);
    expect(await timesSent(world.simulator, "changeServicePlan")).toEqual({
      ...each(iccids.slice(4), 1),
      ...each([...early, ...late], 2),
    });
  });

  test("is away for the whole run: lines are read, and failures told when it is back", async () => {
    const { directory, port } = await moved();
    patience(0.05, 300);
    const iccids = await adopted(world, declare, 6);
    const failed = iccids.slice(0, 2);
    const wish = declare(iccids, { ratePlan: NEW });
    await world.receiver!.close();
    await fails(failed);
    const first = await world.engine.up(wish);
    expectNamed(first, failed, iccids.slice(2), "still under way");
    const said = first.log.filter(({ message }) => message.includes("callback receiver"));
    expect(said.map(({ level }) => level)).toEqual(["warning"]);
    expect(said[0]!.message).toContain("it does not answer");
    world.receiver = await receiver({ store: directory, port });
    await world.simulator.clock.advance(300_000);
    await world.simulator.settle();
    expectNamed(await world.engine.up(wish), failed, iccids.slice(2), FAULT.message);
    expect((await world.engine.up(wish)).errors).toEqual([]);
    await expectAgreed(world, wish, iccids);
    expect(await timesSent(world.simulator, "changeServicePlan")).toEqual({
      ...each(iccids.slice(2), 1),
      ...each(failed, 2),
    });
  });

  test("refuses the deployment's token: said once, lines are read meanwhile", async () => {
    world.settings.receiverToken = "token-of-somebody-else";
    world.restart();
    const iccids = await adopted(world, declare, 5);
    const wish = declare(iccids, { ratePlan: NEW });
    const run = await world.engine.up(wish);
    expect(run.errors).toEqual([]);
    const said = run.log.filter(({ message }) => message.includes("callback receiver"));
    expect(said).toHaveLength(1);
    expect(said[0]).toMatchObject({ level: "warning" });
    expect(said[0]!.message).toMatch(/it refuses the token.*CELLULAR_RECEIVER_TOKEN/s);
    expect(said[0]!.message).not.toContain("token-of-somebody-else");
    await expectAgreed(world, wish, iccids);
  });
});

test("lines that are new: what fails is named, has not come into being, and is tried again alone", async () => {
  const sims = fresh(4);
  const [bad, ...good] = sims.map(({ iccid }) => iccid) as [string, ...string[]];
  const order = { status: "active", ratePlan: NEW, zipCode: "78701" };
  const wish = [
    lineSet("new", Object.fromEntries(sims.map(({ iccid, imei }) => [iccid, { ...order, imei }]))),
  ];
  await fails([bad]);
  await loses("doubled");
  expectNamed(await world.engine.up(wish), [bad], good, FAULT.message);
  expect((await world.engine.up(wish)).errors).toEqual([]);
  const bodies = await world.bodies("activateDevices");
  expect(bodies.map(({ devices }) => (devices as object[]).length)).toEqual([4, 1]);
  for (const { iccid } of sims) expect(await world.simulator.line(iccid)).toMatchObject({ status: "active" });
  await expectAgreed(world, wish, [bad, ...good]);
});
