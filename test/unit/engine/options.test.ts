import { expect } from "vitest";
import { onBothEngines } from "./on-both-engines";

const urn = (name: string): string => `urn:pulumi:dev::things::pulumi-nodejs:dynamic/x:Thing::${name}`;

onBothEngines({
  "protected things are neither deleted nor replaced nor destroyed": async (story) => {
    story.declare([
      { name: "a", protect: true },
      { name: "b", protect: true },
      { name: "c", dependsOn: ["a"] },
    ]);
    await story.up();
    story.declare([
      { name: "a", protect: true, args: { key: "a2" } },
      { name: "c", dependsOn: ["a"] },
    ]);
    const preview = await story.preview();
    expect(preview.ok).toBe(false);
    expect(preview.diagnostics.filter(({ severity }) => severity === "error")).toHaveLength(2);
    story.calls();
    expect((await story.up()).ok).toBe(false);
    expect(story.calls()).toEqual([]);
    expect((await story.destroy()).ok).toBe(false);
    expect(story.calls()).toEqual(["delete c"]);
    expect(story.thing("a")).toBeDefined();
  },

  "ignored changes stay, some must replace, old names are found, and hooks run": async (story) => {
    story.declare([
      { name: "a", args: { v: 1, w: { x: 1, y: 1 } } },
      { name: "b", args: { v: 1 } },
      { name: "old" },
      { name: "g", group: true },
      { name: "kid", parent: "g" },
      { name: "user", dependsOn: ["old"] },
    ]);
    await story.up();
    story.declare([
      {
        name: "a",
        args: { v: 2, w: { x: 2, y: 2 } },
        ignoreChanges: ["v", "w.x"],
        hooks: { beforeUpdate: "hello dry" },
      },
      { name: "b", args: { v: 2 }, replaceOnChanges: ["v"] },
      { name: "new", args: { key: "old" }, aliases: [{ name: "old" }] },
      { name: "h", group: true, aliases: [{ name: "g" }] },
      { name: "kid", parent: "h" },
      { name: "user", dependsOn: ["new"] },
      { name: "hooked", dependsOn: ["a", "b", "kid", "user"], hooks: { afterCreate: "made" } },
      { name: "never", dependsOn: ["hooked"], hooks: { beforeCreate: "fails" } },
    ]);
    const preview = await story.preview();
    expect(preview.steps.find(({ name }) => name === "a")?.diff.map(({ path }) => path)).toEqual(["w.y"]);
    expect(preview.diagnostics.map(({ message }) => message)).toContain("beforeUpdate a: hello dry");
    expect(preview.diagnostics.map(({ message }) => message)).not.toContain("afterCreate hooked: made");

    const up = await story.up();
    expect(up.ok).toBe(false);
    expect(up.summary).toMatchObject({ same: 5, update: 1, create: 1 });
    expect(up.diagnostics.map(({ message }) => message)).toContain("afterCreate hooked: made");
    expect(story.thing("a")).toMatchObject({ v: 1, w: { x: 1, y: 2 } });
    expect(story.thing("hooked")).toBeDefined();
    expect(story.thing("never")).toBeUndefined();
  },

  "only targets are touched": async (story) => {
    story.declare([{ name: "a" }, { name: "b", dependsOn: ["a"] }, { name: "c" }]);
    await story.up();
    story.calls();
    story.declare([
      { name: "a", args: { v: 1 } },
      { name: "b", dependsOn: ["a"], args: { v: 1 } },
      { name: "new" },
    ]);
    expect((await story.up({ target: [urn("b")] })).summary).toEqual({ same: 4, update: 1 });
    expect(story.calls()).toEqual(["update b"]);
    expect((await story.destroy({ target: [urn("a")] })).ok).toBe(false);
    const destroyed = await story.destroy({ target: [urn("a")], targetDependents: true });
    expect(destroyed.summary).toEqual({ same: 2, delete: 2 });
    expect(story.calls()).toEqual(["delete b", "delete a"]);
  },

  "what is printed, a check that fails and a program that fails are told": async (story) => {
    story.declare([{ name: "a" }], { say: "hello from the program", chatty: "yes" });
    const up = await story.up();
    expect(up.output.program).toContain("hello from the program");
    expect(up.output.provider).toContain("provider configured");
    story.declare([{ name: "a" }, { name: "c", args: { fail: "check" }, dependsOn: ["a"] }], {});
    const checked = await story.preview();
    expect(checked.ok).toBe(false);
    expect(checked.diagnostics.map(({ message }) => message).join()).toContain("was told to fail");
    story.declare([], { crash: "yes" });
    const crashed = await story.up();
    expect(crashed.ok).toBe(false);
    expect(crashed.diagnostics.map(({ message }) => message).join()).toContain("the program gives up");
    expect(story.thing("a")).toBeDefined();
  },
});
