import { expect } from "vitest";
import { UNKNOWN } from "../../engine";
import type { ThingSpec } from "./harness";
import { onBothEngines } from "./on-both-engines";

const urn = (name: string): string => `urn:pulumi:dev::things::pulumi-nodejs:dynamic/x:Thing::${name}`;
const rows = { "304-228-6302": "active", "304-228-6303": "suspended" };
const declared = (a: ThingSpec["args"] = {}): ThingSpec[] => [
  { name: "a", args: { rows, pin: { $config: "pin" }, list: [1, 2, { x: null }], ...a } },
  { name: "g", group: true },
  { name: "b", parent: "g", args: { from: { $ref: "a.serial" }, nested: { from: { $ref: "a.serial" } } } },
  { name: "c", dependsOn: ["b"] },
  { name: "d" },
];

onBothEngines({
  "creates with unknowns, finds drift, updates exactly what changed, and destroys in order": async (
    story,
  ) => {
    story.secrets = { pin: "1234" };
    story.declare(declared(), { pin: "unused" });
    const preview = await story.preview();
    expect(preview.ok).toBe(true);
    expect(preview.summary).toEqual({ create: 6 });
    const planned = preview.toJson().steps?.find((step) => step.urn.endsWith("::b"));
    expect(planned?.newState?.inputs).toMatchObject({ from: UNKNOWN, nested: { from: UNKNOWN } });
    expect(story.calls()).toEqual([]);

    const up = await story.up();
    expect(up.summary).toEqual({ create: 6 });
    expect(up.outputs).toMatchObject({ pin: "[secret]", serials: { a: "S-a", b: "S-b", g: "g" } });
    expect(story.calls().filter((call) => call.startsWith("created"))).toHaveLength(4);
    expect(story.thing("a")).toMatchObject({ pin: "1234" });
    expect(await story.stack.outputs()).toMatchObject({ pin: { value: "1234", secret: true } });
    expect(JSON.stringify(await story.stack.exportState())).not.toContain("1234");

    story.meddle("a", { ...story.thing("a"), list: "other", extra: "new" });
    story.meddle("b", undefined);
    const refresh = await story.refresh();
    expect(refresh.summary).toEqual({ same: 4, update: 1, delete: 1 });
    expect(refresh.steps.find(({ name }) => name === "a")?.diff).toEqual([
      { path: "extra", kind: "add", new: "new" },
      { path: "list", kind: "update", old: [1, 2, { x: null }], new: "other" },
    ]);

    story.declare(declared({ rows: { ...rows, "304-228-6302": "suspended", "304 x": "new" }, list: [1] }));
    const change = await story.preview({ expectNoChanges: true });
    expect(change.ok).toBe(false);
    expect(change.steps.find(({ name }) => name === "a")?.diff).toEqual([
      { path: "extra", kind: "delete", old: "new" },
      { path: "list", kind: "update", old: "other", new: [1] },
      { path: 'rows["304 x"]', kind: "add", new: "new" },
      { path: 'rows["304-228-6302"]', kind: "update", old: "active", new: "suspended" },
    ]);
    story.meddle("d", undefined);
    story.calls();
    const repaired = await story.up({ refresh: true });
    expect(repaired.summary).toEqual({ same: 3, update: 1, create: 2 });
    expect(story.calls().filter((call) => call.startsWith("update"))).toEqual(["update a"]);

    const gone = await story.destroy();
    expect(gone.summary).toEqual({ delete: 6 });
    const order = story.calls();
    expect(order.indexOf("delete c")).toBeLessThan(order.indexOf("delete b"));
    expect(order.indexOf("delete b")).toBeLessThan(order.indexOf("delete a"));
    expect((await story.stack.exportState()).deployment.resources ?? []).toEqual([]);
  },

  "keeps what half worked, says so, and finishes it the next time": async (story) => {
    story.declare([
      { name: "a", args: { fail: "partial" } },
      { name: "b", dependsOn: ["a"] },
    ]);
    const first = await story.up();
    expect(first.ok).toBe(false);
    expect(first.diagnostics.map(({ message }) => message).join()).toContain("a is not quite right");
    expect(story.calls()).toEqual(["create a", "created a"]);

    story.declare([{ name: "a" }, { name: "b", dependsOn: ["a"] }]);
    expect((await story.up()).ok).toBe(true);
    expect(story.calls()).toEqual(["update a", "create b", "created b"]);

    story.declare([
      { name: "a", args: { fail: "partial", size: 5 } },
      { name: "b", dependsOn: ["a"] },
    ]);
    expect((await story.up()).ok).toBe(false);
    const { deployment } = await story.stack.exportState();
    const kept = deployment.resources?.find((resource) => resource.urn === urn("a"));
    expect(kept?.inputs).not.toHaveProperty("size");
    expect(kept?.outputs).toMatchObject({ note: "half way" });
    expect(kept?.initErrors).toEqual(["a is half changed"]);

    // The wish is the old one again: nothing differs, and yet there is something to put right.
    story.declare([{ name: "a" }, { name: "b", dependsOn: ["a"] }]);
    expect((await story.up()).steps.find(({ name }) => name === "a")?.op).toBe("update");
  },
});
