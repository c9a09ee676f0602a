import { expect } from "vitest";
import { onBothEngines } from "./on-both-engines";

onBothEngines({
  "replaces by creating first, or by deleting first when it must": async (story) => {
    story.declare([{ name: "a" }, { name: "b", args: { from: { $ref: "a.serial" } } }, { name: "x" }]);
    await story.up();
    story.calls();
    story.declare([
      { name: "a", args: { key: "a2" } },
      { name: "b", args: { from: { $ref: "a.serial" } } },
      { name: "x", args: { key: "x2", dbr: true } },
    ]);
    const preview = await story.preview();
    expect(preview.summary).toEqual({ same: 1, replace: 2, update: 1 });
    expect(preview.steps.find(({ op, name }) => op === "replace" && name === "a")?.replaceKeys).toEqual([
      "key",
    ]);
    expect(story.calls()).toEqual([]);
    const up = await story.up({ parallel: 1 });
    expect(up.ok).toBe(true);
    const calls = story.calls().filter((call) => !call.startsWith("created"));
    expect(calls.indexOf("create a2")).toBeLessThan(calls.indexOf("delete a"));
    expect(calls.indexOf("update b")).toBeLessThan(calls.indexOf("delete a"));
    expect(calls.indexOf("delete x")).toBeLessThan(calls.indexOf("create x2"));
  },

  "a replacement whose create fails is taken up again, and so is a delete that fails": async (story) => {
    story.declare([
      { name: "a", args: { stubborn: true } },
      { name: "x", dependsOn: ["a"] },
    ]);
    await story.up();
    story.declare([
      { name: "a", args: { key: "a2" } },
      { name: "x", dependsOn: ["a"], args: { key: "x2", dbr: true, fail: "hard" } },
    ]);
    expect((await story.up({ parallel: 1 })).ok).toBe(false);
    const first = await story.stack.exportState();
    const find = (state: typeof first, name: string): object[] =>
      state.deployment.resources?.filter(({ urn }) => urn.endsWith(`::${name}`)) ?? [];
    expect(find(first, "x")).toMatchObject([{ pendingReplacement: true }]);

    story.declare([
      { name: "a", args: { key: "a2" } },
      { name: "x", dependsOn: ["a"], args: { key: "x2", dbr: true } },
    ]);
    const second = await story.up({ parallel: 1 });
    expect(second.ok).toBe(false);
    expect(second.diagnostics.map(({ message }) => message)).toContain("a stays");
    expect(find(await story.stack.exportState(), "a")).toMatchObject([
      { id: "id-a2" },
      { id: "id-a", delete: true },
    ]);
    expect(find(await story.stack.exportState(), "x")).toMatchObject([{ id: "id-x2" }]);
  },

  "deletes what is no longer declared, dependents first, and what hangs on it with it": async (story) => {
    story.declare([
      { name: "base" },
      { name: "g", group: true, dependsOn: ["base"] },
      { name: "kid", parent: "g" },
      { name: "far", dependsOn: ["g"] },
      { name: "kept", retainOnDelete: true },
      { name: "along", deletedWith: "base" },
    ]);
    await story.up();
    story.calls();
    story.declare([]);
    expect((await story.preview()).summary).toEqual({ same: 1, delete: 6 });
    const up = await story.up();
    expect(up.ok).toBe(true);
    const calls = story.calls();
    expect(calls).toEqual(["delete far", "delete kid", "delete base"]);
    expect(story.thing("kept")).toBeDefined();
  },

  "a delete-first replacement takes its dependents down before": async (story) => {
    story.declare([
      { name: "a" },
      { name: "b", args: { key: { $ref: "a.serial" } } },
      { name: "c", dependsOn: ["a"] },
    ]);
    await story.up();
    story.calls();
    story.declare([
      { name: "a", args: { key: "a2", dbr: true } },
      { name: "b", args: { key: { $ref: "a.serial" } } },
      { name: "c", dependsOn: ["a"] },
    ]);
    const preview = await story.preview();
    expect(preview.steps.filter(({ name }) => name === "b").map(({ op }) => op)).toEqual([
      "delete-replaced",
      "replace",
      "create-replacement",
    ]);
    const up = await story.up();
    expect(up.ok).toBe(true);
    const calls = story.calls().filter((call) => !call.startsWith("created"));
    expect(calls).toEqual(["delete S-a", "delete a", "create a2", "create S-a2"]);
  },
});
