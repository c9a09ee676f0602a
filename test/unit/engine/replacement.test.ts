import { expect } from "vitest";
import { onBothEngines } from "./on-both-engines";

const before = (calls: string[], first: string, second: string): void => {
  expect(calls).toContain(first);
  expect(calls).toContain(second);
  expect(calls.indexOf(first)).toBeLessThan(calls.indexOf(second));
};

onBothEngines({
  "replaces by creating or by deleting first, and deletes what is not declared, in order": async (story) => {
    story.declare([
      { name: "a" },
      { name: "b", args: { from: { $ref: "a.serial" } } },
      { name: "x" },
      { name: "y", args: { key: { $ref: "x.serial" } } },
      { name: "z", dependsOn: ["x"] },
      { name: "base" },
      { name: "g", group: true, dependsOn: ["base"] },
      { name: "kid", parent: "g" },
      { name: "far", dependsOn: ["g"] },
      { name: "kept", retainOnDelete: true },
      { name: "along", deletedWith: "base" },
    ]);
    await story.up();
    story.calls();
    story.declare([
      { name: "a", args: { key: "a2" } },
      { name: "b", args: { from: { $ref: "a.serial" } } },
      { name: "x", args: { key: "x2", dbr: true } },
      { name: "y", args: { key: { $ref: "x.serial" } } },
      { name: "z", dependsOn: ["x"] },
    ]);
    const preview = await story.preview();
    expect(preview.summary).toEqual({ same: 2, update: 1, replace: 3, delete: 6 });
    expect(preview.steps.find(({ op, name }) => op === "replace" && name === "a")?.replaceKeys).toEqual([
      "key",
    ]);
    expect(preview.steps.filter(({ name }) => name === "y").map(({ op }) => op)).toEqual([
      "delete-replaced",
      "replace",
      "create-replacement",
    ]);
    expect(story.calls()).toEqual([]);

    const up = await story.up();
    expect(up.ok).toBe(true);
    const calls = story.calls();
    before(calls, "created a2", "update b");
    before(calls, "update b", "delete a");
    for (const [first, second] of ["delete S-x", "delete x", "create x2", "create S-x2"].map(
      (call, index, all) => [call, all[index + 1]],
    )) {
      if (second !== undefined) before(calls, first as string, second);
    }
    before(calls, "delete far", "delete kid");
    before(calls, "delete kid", "delete base");
    expect(calls.filter((call) => /along|kept/.test(call))).toEqual([]);
    expect(story.thing("kept")).toBeDefined();
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
    expect((await story.up()).ok).toBe(false);
    const first = await story.stack.exportState();
    const find = (state: typeof first, name: string): object[] =>
      state.deployment.resources?.filter(({ urn }) => urn.endsWith(`::${name}`)) ?? [];
    expect(find(first, "x")).toMatchObject([{ pendingReplacement: true }]);

    story.declare([
      { name: "a", args: { key: "a2" } },
      { name: "x", dependsOn: ["a"], args: { key: "x2", dbr: true } },
    ]);
    const second = await story.up();
    expect(second.ok).toBe(false);
    expect(second.diagnostics.map(({ message }) => message)).toContain("a stays");
    const state = await story.stack.exportState();
    expect(find(state, "a")).toMatchObject([{ id: "id-a2" }, { id: "id-a", delete: true }]);
    expect(find(state, "x")).toMatchObject([{ id: "id-x2" }]);
  },
});
