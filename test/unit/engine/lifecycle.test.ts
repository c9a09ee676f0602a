import { expect } from "vitest";
import { UNKNOWN } from "../../engine";
import { onBothEngines } from "./on-both-engines";

const urn = (name: string): string => `urn:pulumi:dev::things::pulumi-nodejs:dynamic/x:Thing::${name}`;

onBothEngines({
  "creates, shows unknowns, updates exactly what changed, and destroys in order": async (story) => {
    story.secrets = { pin: "1234" };
    const rows = { "304-228-6302": "active", "304-228-6303": "suspended" };
    story.declare(
      [
        { name: "a", args: { rows, pin: { $config: "pin" }, list: [1, 2, { x: null }] } },
        { name: "g", group: true },
        {
          name: "b",
          parent: "g",
          args: { from: { $ref: "a.serial" }, nested: { from: { $ref: "a.serial" } } },
        },
      ],
      { pin: "unused" },
    );

    const preview = await story.preview();
    expect(preview.ok).toBe(true);
    expect(preview.summary).toEqual({ create: 4 });
    const planned = preview.toJson().steps?.find((step) => step.urn.endsWith("::b"));
    expect(planned?.newState?.inputs).toMatchObject({ from: UNKNOWN, nested: { from: UNKNOWN } });
    expect(story.calls()).toEqual([]);

    const up = await story.up();
    expect(up.summary).toEqual({ create: 4 });
    expect(up.outputs).toEqual({ pin: "[secret]", serials: { a: "S-a", b: "S-b", g: "g" } });
    expect(story.calls()).toEqual(["create a", "created a", "create b", "created b"]);
    expect(story.thing("a")?.pin).toBe("1234");
    expect(await story.stack.outputs()).toMatchObject({ pin: { value: "1234", secret: true } });
    expect(JSON.stringify(await story.stack.exportState())).not.toContain("1234");

    expect((await story.up()).summary).toEqual({ same: 4 });

    story.declare([
      {
        name: "a",
        args: {
          rows: { ...rows, "304-228-6302": "suspended", "304 x": "new" },
          pin: { $config: "pin" },
          list: [1],
        },
      },
      { name: "g", group: true },
      {
        name: "b",
        parent: "g",
        args: { from: { $ref: "a.serial" }, nested: { from: { $ref: "a.serial" } } },
      },
    ]);
    const change = await story.preview();
    expect(change.steps.find(({ name }) => name === "a")?.diff).toEqual([
      { path: "list[1]", kind: "delete", old: 2 },
      { path: "list[2]", kind: "delete", old: { x: null } },
      { path: 'rows["304 x"]', kind: "add", new: "new" },
      { path: 'rows["304-228-6302"]', kind: "update", old: "active", new: "suspended" },
    ]);
    expect((await story.up()).summary).toEqual({ same: 3, update: 1 });
    expect(story.calls()).toEqual(["update a"]);

    const gone = await story.destroy();
    expect(gone.summary).toEqual({ delete: 4 });
    expect(story.calls()).toEqual(["delete b", "delete a"]);
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
    story.declare([{ name: "a", args: { fail: "hard" } }]);
    expect((await story.up()).ok).toBe(false);
  },

  "finds drift, in the direction in which the world changed": async (story) => {
    story.declare([{ name: "a", args: { v: "program" } }, { name: "b" }, { name: "c", dependsOn: ["b"] }]);
    await story.up();
    story.meddle("a", { ...story.thing("a"), v: "world", extra: "new" });
    story.meddle("b", undefined);
    const refresh = await story.refresh();
    expect(refresh.summary).toEqual({ same: 2, update: 1, delete: 1 });
    expect(refresh.steps.find(({ name }) => name === "a")?.diff).toEqual([
      { path: "extra", kind: "add", new: "new" },
      { path: "v", kind: "update", old: "program", new: "world" },
    ]);
    const preview = await story.preview();
    expect(preview.summary).toEqual({ create: 1, same: 2, update: 1 });
    story.meddle("c", undefined);
    const up = await story.up({ refresh: true });
    expect(up.ok).toBe(true);
    expect(story.thing("a")?.v).toBe("program");
    expect(story.thing("c")).toBeDefined();
  },
});
