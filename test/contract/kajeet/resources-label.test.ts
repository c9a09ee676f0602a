import { describe, expect, it } from "vitest";
import "../../../provider/kajeet/label";
import { kajeetWorld } from "./resources-world";

const world = kajeetWorld();
const labels = async () => (await world.simulator.state()).labels;
const labelNamed = async (name: string) => (await labels()).find((label) => label.name === name);

describe("Label", () => {
  it("is made once, in its category, and keeps its number", async () => {
    const label = world.declare("kajeet:Label");
    const state = await label.up({ name: "E-Rate", category: "Vehicle" });
    const made = await labelNamed("E-Rate");
    expect(made).toMatchObject({ categoryName: "Vehicle", deviceCount: 0 });
    expect(state).toMatchObject({ name: "E-Rate", category: "Vehicle", account: "NORTHSTAR-ISD" });
    expect(state.labelId).toBe(made?.labelId);
    expect(label.id).toBe(`NORTHSTAR-ISD/labels/${made?.labelId}`);
    expect(await world.writes()).toEqual(["bulkAddLabels"]);
    expect(state).not.toHaveProperty("deviceCount");
  });

  it("adopts the label of the same name and makes none", async () => {
    const before = await labels();
    const state = await world.declare("kajeet:Label").up({ name: "Bus" });
    expect(state).toMatchObject({ labelId: 12 });
    expect(state).not.toHaveProperty("category");
    expect(await labels()).toEqual(before);
    expect(await world.writes()).toEqual([]);
  });

  it("does not take a label whose name only contains the wanted one", async () => {
    const state = await world.declare("kajeet:Label").up({ name: "Bu" });
    expect(state.labelId).not.toBe(12);
    expect((await labels()).map(({ name }) => name)).toEqual(expect.arrayContaining(["Bu", "Bus"]));
  });

  it("refuses to adopt a label of another category, naming both", async () => {
    const label = world.declare("kajeet:Label");
    await expect(label.up({ name: "Bus", category: "Campus" })).rejects.toThrow(
      /category "Vehicle", not in "Campus"/,
    );
    expect(await world.writes()).toEqual([]);
  });

  it("names the categories that exist when one is unknown, and makes nothing", async () => {
    const label = world.declare("kajeet:Label");
    await expect(label.up({ name: "New", category: "Vehicel" })).rejects.toThrow(/did you mean "Vehicle"/);
    expect(await world.writes()).toEqual([]);
  });

  it("sends nothing when only its policy changes", async () => {
    const label = world.declare("kajeet:Label");
    await label.up({ name: "E-Rate" });
    await world.simulator.clearJournal();
    const state = await label.up({ name: "E-Rate", onDelete: "retain" });
    expect(state.onDelete).toBe("retain");
    expect(await world.writes()).toEqual([]);
  });

  it("is replaced by another name or category, never changed", async () => {
    const label = world.declare("kajeet:Label");
    await label.up({ name: "E-Rate", category: "Vehicle" });
    expect(await label.replaces({ name: "E-Rate 2", category: "Vehicle" })).toEqual(["name"]);
    expect(await label.replaces({ name: "E-Rate", category: "Campus" })).toEqual(["category"]);
    expect(await label.replaces({ name: "E-Rate", category: "Vehicle", force: true })).toEqual([]);
  });

  it("shows in a refresh that it is gone, and makes it again", async () => {
    const label = world.declare("kajeet:Label");
    await label.up({ name: "E-Rate" });
    await world.simulator.reset();
    world.next();
    const later = world.declare("kajeet:Label");
    later.id = label.id;
    later.state = { ...label.state, connection: world.connection };
    expect(await later.refresh()).toBe(false);
    await later.up({ name: "E-Rate" });
    expect(await labelNamed("E-Rate")).toBeDefined();
  });

  it("removes an unused label", async () => {
    const label = world.declare("kajeet:Label");
    await label.up({ name: "E-Rate" });
    await label.destroy();
    expect(await labelNamed("E-Rate")).toBeUndefined();
  });

  it("can be made anew under the same name in one deployment, as when it is replaced", async () => {
    const label = world.declare("kajeet:Label");
    const first = await label.up({ name: "E-Rate" });
    await label.refresh();
    await label.destroy();
    const second = await label.up({ name: "E-Rate", category: "Vehicle" });
    expect(second.labelId).not.toBe(first.labelId);
    expect(await label.refresh()).toBe(true);
    expect(label.state).toEqual(second);
  });

  it("shows a label that was renamed elsewhere under its new name", async () => {
    const label = world.declare("kajeet:Label");
    await label.up({ name: "E-Rate" });
    label.state = { ...label.state, name: "E-Rate before" };
    expect(await label.refresh()).toBe(true);
    expect(label.inputs).toMatchObject({ name: "E-Rate" });
  });

  it("does not remove a label that lines carry: it says how many, and what to do", async () => {
    const label = world.declare("kajeet:Label");
    await label.up({ name: "E-Rate" });
    await world.simulator.editLine("521-267-1508", { labels: ["E-Rate"] });
    await expect(label.destroy()).rejects.toThrow(/1 line carries it.*force: true/);
    expect(await labelNamed("E-Rate")).toMatchObject({ deviceCount: 1 });
  });

  it("removes it from lines when forced", async () => {
    const label = world.declare("kajeet:Label");
    await label.up({ name: "E-Rate", force: true });
    await world.simulator.editLine("521-267-1508", { labels: ["E-Rate"] });
    await label.destroy();
    expect(await labelNamed("E-Rate")).toBeUndefined();
    expect((await world.simulator.line("521-267-1508"))?.labels).toEqual([]);
  });

  it("leaves it alone with onDelete: retain", async () => {
    const label = world.declare("kajeet:Label");
    await label.up({ name: "E-Rate", onDelete: "retain" });
    await world.simulator.clearJournal();
    await label.destroy();
    expect(await labelNamed("E-Rate")).toBeDefined();
    expect(await world.simulator.journal()).toEqual([]);
  });

  it("takes a label that somebody else has removed as removed", async () => {
    const label = world.declare("kajeet:Label");
    await label.up({ name: "E-Rate" });
    await world.simulator.reset();
    await label.destroy();
    expect(await world.writes()).toEqual([]);
  });

  it("refuses to move to another corp in place", async () => {
    const label = world.declare("kajeet:Label");
    await label.up({ name: "E-Rate" });
    await expect(label.up({ name: "E-Rate", corp: "Transportation" })).rejects.toThrow(
      /belongs to corp NORTHSTAR-ISD/,
    );
  });

  it.each([
    [{ name: "" }, "name"],
    [{ name: "x".repeat(65) }, "name"],
    [{ name: "A", onDelete: "keep" }, "onDelete"],
    [{ name: "A", colour: "red" }, "colour"],
    [{}, "name"],
  ])("finds what is wrong with %j before anything is sent", async (args, property) => {
    const { failures } = await world.declare("kajeet:Label").check(args);
    expect(failures.map((failure) => failure.property)).toEqual([property]);
    expect(await world.simulator.journal()).toEqual([]);
  });
});
