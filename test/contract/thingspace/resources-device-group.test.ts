import { describe, expect, test } from "vitest";
import "../../../provider/thingspace/device-group";
import { formatMdn } from "../../../provider/core/identifiers";
import { declarations } from "../../../provider/core/resource";
import { line } from "./lines-world";
import { ACCOUNT, resourceWorld } from "./resources-world";

const world = resourceWorld("thingspace:DeviceGroup");
const groups = async () =>
  (await world.simulator.state()).groups.filter(({ account }) => account === ACCOUNT);
const groupNamed = async (name: string) => (await groups()).find((group) => group.name === name);
const groupOf = async (iccid: string) => (await world.simulator.line(iccid))?.deviceGroup;
const DEFAULT = `Default: ${ACCOUNT}`;

describe("the group itself", () => {
  test("is made once with its description, and nothing is done after that", async () => {
    const state = await world.done({ name: "Meters", description: "Water meters" });
    expect(await groupNamed("Meters")).toMatchObject({ description: "Water meters", devices: 0 });
    expect(state).toMatchObject({ account: ACCOUNT, name: "Meters" });
    expect(world.engine.state.get("one")?.id).toBe(`${ACCOUNT}/groups/Meters`);
    expect(await world.steps({ name: "Meters", description: "Water meters" })).toEqual([]);
    expect(await world.writes()).toEqual({ createGroup: 1 });
  });

  test("is adopted where it exists, with what is in it left alone", async () => {
    const before = await groupNamed("Students");
    await world.done({ name: "Students" });
    expect(await groupNamed("Students")).toEqual(before);
    expect(await world.writes()).toEqual({});
  });

  test("is renamed and keeps its lines and its identity", async () => {
    const [one = ""] = await world.actives(1);
    await world.done({ name: "Meters", lines: [one] });
    await world.simulator.clearJournal();
    const state = await world.done({ name: "Water meters", lines: [one] });
    expect(await world.writes()).toEqual({ updateGroup: 1 });
    expect(await groupNamed("Meters")).toBeUndefined();
    expect(await groupOf(one)).toBe("Water meters");
    expect(state).toMatchObject({ name: "Water meters", lines: [one] });
    expect(world.engine.state.get("one")?.id).toBe(`${ACCOUNT}/groups/Meters`);
  });

  test("is not renamed onto another one", async () => {
    await world.done({ name: "Meters" });
    const { errors } = await world.up({ name: "Staff" });
    expect(errors[0]).toMatch(/cannot be renamed from "Meters".*Take another name/);
    expect(await groupNamed("Meters")).toBeDefined();
  });

  test("is renamed once where the answer is lost", async () => {
    await world.done({ name: "Meters" });
    await world.simulator.clearJournal();
    await world.simulator.faults.add({ kind: "reset", when: "after", operation: "updateGroup", count: 1 });
    await world.done({ name: "Water meters" });
    expect(await groupNamed("Water meters")).toBeDefined();
    expect(await world.writes()).toEqual({ updateGroup: 1 });
  });

  test("is made once where the answer is lost, and where the run is lost behind it", async () => {
    await world.simulator.faults.add({ kind: "reset", when: "after", operation: "createGroup", count: 1 });
    await world.done({ name: "Meters" });
    const lost = await world.engine.up([world.declare({ name: "Pumps" }, "two")], {
      death: { call: 2, when: "after" },
    });
    expect(lost.lost).toBe(true);
    await world.engine.up([world.declare({ name: "Meters" }), world.declare({ name: "Pumps" }, "two")]);
    expect(await world.writes()).toEqual({ createGroup: 2 });
  });

  test("shows in a refresh what somebody else has made of it", async () => {
    await world.done({ name: "Meters", description: "Water" });
    const group = await groupNamed("Meters");
    expect(group).toBeDefined();
    await world.engine.refresh();
    expect(await world.steps({ name: "Meters", description: "Water" })).toEqual([]);
    await world.simulator.reset();
    await world.engine.refresh();
    expect(world.engine.state.size).toBe(0);
  });

  test.each([
    ["the default group", { name: DEFAULT }, /default group.*deviceGroup to null/],
    ["exclusive without lines", { name: "Meters", exclusive: true }, /exclusive needs lines/],
    ["a line that is none", { name: "Meters", lines: ["12"] }, /12/],
    ["a quote in the name", { name: "Bob's" }, /the carrier takes no/],
  ])("is refused with %s before anything is sent", async (_, args, problem) => {
    const { errors } = await world.up(args);
    expect(errors[0]).toMatch(problem);
    expect(await world.simulator.journal()).toEqual([]);
  });
});

describe("its lines", () => {
  test("come in by any identifier, in one call, and others stay", async () => {
    const [first = "", second = "", third = ""] = await world.actives(3);
    const mdn = formatMdn((await world.simulator.line(second))?.mdn ?? "");
    const imei = (await world.simulator.line(third))?.imei ?? "";
    await world.simulator.editLine(third, { deviceGroup: "Meters" });
    const state = await world.done({ name: "Meters", lines: [mdn, first] });
    expect([await groupOf(first), await groupOf(second), await groupOf(third)]).toEqual([
      "Meters",
      "Meters",
      "Meters",
    ]);
    expect(state.lines).toEqual([mdn, first].sort());
    await world.done({ name: "Meters", lines: [imei, first, mdn] });
    expect(await world.writes()).toEqual({ updateGroup: 1 });
  });

  test("go to the default group when they leave the declaration", async () => {
    const [one = "", two = ""] = await world.actives(2);
    await world.done({ name: "Meters", lines: [one, two] });
    await world.done({ name: "Meters", lines: [two] });
    expect([await groupOf(one), await groupOf(two)]).toEqual([DEFAULT, "Meters"]);
  });

  test("that another declaration puts elsewhere are left to it", async () => {
    const [one = ""] = await world.actives(1);
    await world.done({ name: "Meters", lines: [one] });
    await world.simulator.clearJournal();
    const run = await world.engine.up([
      world.declare({ name: "Meters", lines: [] }),
      line("line", { iccid: one, deviceGroup: "Staff" }),
    ]);
    expect(run.errors).toEqual([]);
    expect(await groupOf(one)).toBe("Staff");
    const removed = (await world.bodies("updateGroup")).filter((body) => "devicesToRemove" in body);
    expect(removed).toEqual([]);
  });

  test("are the only ones where it is exclusive, also after somebody adds one", async () => {
    const [one = "", two = ""] = await world.actives(2);
    await world.simulator.editLine(two, { deviceGroup: "Meters" });
    const args = { name: "Meters", lines: [one], exclusive: true };
    await world.done(args);
    expect([await groupOf(one), await groupOf(two)]).toEqual(["Meters", DEFAULT]);
    await world.simulator.editLine(two, { deviceGroup: "Meters" });
    await world.engine.refresh();
    expect(await world.steps(args)).toEqual(["update one"]);
    await world.done(args);
    expect(await groupOf(two)).toBe(DEFAULT);
  });

  test("taken out by somebody else come back after a refresh", async () => {
    const [one = ""] = await world.actives(1);
    await world.done({ name: "Meters", lines: [one] });
    await world.simulator.editLine(one, { deviceGroup: "Staff" });
    await world.engine.refresh();
    expect(world.state.lines).toEqual([]);
    await world.done({ name: "Meters", lines: [one] });
    expect(await groupOf(one)).toBe("Meters");
  });

  test("that the account does not have are named, and the others come in", async () => {
    const [one = "", two = ""] = await world.actives(2);
    const unknown = "89148000007770000194";
    const { errors } = await world.up({ name: "Meters", lines: [one, unknown, two] });
    expect(errors).toHaveLength(1);
    expect(errors[0]).toMatch(/89148000007770000194.*no such line.*DeviceNotFound/s);
    expect([await groupOf(one), await groupOf(two)]).toEqual(["Meters", "Meters"]);
    expect(world.state.lines).toEqual([one, two].sort());
    expect(await world.steps({ name: "Meters", lines: [one, two] })).toEqual(["update one"]);
  });

  test("are taken as moved where the answer is lost but they are in", async () => {
    const [one = ""] = await world.actives(1);
    await world.done({ name: "Meters" });
    await world.simulator.clearJournal();
    await world.simulator.faults.add({ kind: "reset", when: "after", operation: "updateGroup", count: 1 });
    await world.done({ name: "Meters", lines: [one] });
    expect(await world.writes()).toEqual({ updateGroup: 1 });
  });
});

describe("its end", () => {
  test("puts the declared lines into the default group", async () => {
    const [one = ""] = await world.actives(1);
    await world.done({ name: "Meters", lines: [one] });
    expect((await world.engine.destroy()).errors).toEqual([]);
    expect(await groupNamed("Meters")).toBeUndefined();
    expect(await groupOf(one)).toBe(DEFAULT);
  });

  test("is refused while lines are in it that are not declared, unless forced", async () => {
    const [one = "", two = ""] = await world.actives(2);
    await world.done({ name: "Meters", lines: [one] });
    await world.simulator.editLine(two, { deviceGroup: "Meters" });
    const mdn = formatMdn((await world.simulator.line(two))?.mdn ?? "");
    const { errors } = await world.engine.destroy();
    expect(errors[0]).toMatch(new RegExp(`1 line not declared here is in it \\(${mdn}\\).*force: true`));
    expect(await groupOf(two)).toBe("Meters");
    await world.done({ name: "Meters", lines: [one], force: true });
    expect((await world.engine.destroy()).errors).toEqual([]);
    expect(await groupOf(two)).toBe(DEFAULT);
  });

  test("leaves it alone with onDelete: retain", async () => {
    await world.done({ name: "Meters", onDelete: "retain" });
    await world.simulator.clearJournal();
    await world.engine.destroy();
    expect(await groupNamed("Meters")).toBeDefined();
    expect(await world.writes()).toEqual({});
  });
});

describe("thousands of lines", () => {
  const many = resourceWorld("thingspace:DeviceGroup", { lines: 2_500 });

  test("come in and are read in as many calls as the carrier wants", async () => {
    const lines = await many.actives(2_001);
    await many.done({ name: "Meters", lines });
    expect((await many.simulator.state()).groups.find(({ name }) => name === "Meters")?.devices).toBe(2_001);
    const sizes = (await many.bodies("updateGroup")).map(
      ({ devicesToAdd }) => (devicesToAdd as unknown[]).length,
    );
    expect(sizes).toEqual([2_000, 1]);
    await many.engine.refresh();
    expect(await many.steps({ name: "Meters", lines })).toEqual([]);
    expect(await many.simulator.journal({ operation: "getGroup" })).toHaveLength(5);
  });
});

test("two owners of a line's group are told apart while the program runs", () => {
  const { program } = declarations.get("thingspace:DeviceGroup") as unknown as {
    program(name: string, args: object): object;
  };
  const lines = ["3043009999"];
  program("meters", { name: "Meters", lines });
  expect(() => program("pumps", { name: "Pumps", lines: ["304-300-9999"] })).toThrow(
    /304-300-9999: deviceGroup is managed twice: by DeviceGroup meters and by DeviceGroup pumps/,
  );
});
