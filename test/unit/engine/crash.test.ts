import { setTimeout as delay } from "node:timers/promises";
import { afterEach, describe, expect, test, vi } from "vitest";
import type { BundledOptions, CrashPhase, OperationResult, ResourceV3 } from "../../engine";
import { Story } from "./harness";

vi.setConfig({ testTimeout: 300_000 });

let story: Story;
afterEach(() => story.close());

const things = async (): Promise<ResourceV3[]> => {
  const { deployment } = await story.stack.exportState();
  return (deployment.resources ?? []).filter(({ type }) => type === "pulumi-nodejs:dynamic/x:Thing");
};
const pending = async (): Promise<string[]> => {
  const { deployment } = await story.stack.exportState();
  return (deployment.pending_operations ?? []).map(
    ({ type, resource }) => `${type} ${resource.urn.split("::").at(-1)}`,
  );
};
const alive = (pid: number): boolean => {
  try {
    process.kill(pid, 0);
    return true;
  } catch {
    return false;
  }
};
const up = (options: BundledOptions): Promise<OperationResult> => story.bundled.up(options);

describe("dying while a thing is made", () => {
  const cases: [CrashPhase, { made: boolean; saved: boolean; intention: boolean }][] = [
    ["before-create", { made: false, saved: false, intention: true }],
    ["after-create-before-save", { made: true, saved: false, intention: true }],
    ["after-create", { made: true, saved: true, intention: false }],
  ];

  test.each(cases)(
    "%s leaves exactly what was there at that moment",
    async (phase, { made, saved, intention }) => {
      story = await Story.open("bundled");
      story.declare([{ name: "a" }, { name: "b", dependsOn: ["a"] }]);
      const died = await up({ dieAt: { phase, nth: 2 }, parallel: 4 });
      expect(died).toMatchObject({ ok: false, died: { phase } });
      expect(story.thing("b") !== undefined).toBe(made);
      expect((await things()).map(({ id }) => id)).toEqual(saved ? ["id-a", "id-b"] : ["id-a"]);
      expect(await pending()).toEqual(intention ? ["creating b"] : []);

      if (phase !== "after-create-before-save") return;
      const next = await story.up();
      expect(next.ok).toBe(true);
      expect((await things()).map(({ id }) => id)).toEqual(["id-a", "id-b"]);
      const warned = next.diagnostics.some(({ message }) => message.includes("1 pending operations"));
      expect(warned).toBe(true);
    },
  );
});

test("dying in an update, a delete or a refresh takes all processes along and keeps the state of before", async () => {
  story = await Story.open("bundled");
  story.declare([{ name: "a", args: { v: 1 } }]);
  await story.up();
  const before = await things();

  story.declare([{ name: "a", args: { v: 2, slowMs: 5000 } }]);
  let pids: number[] = [];
  const died = await up({
    dieAt: { phase: "during-update", delayMs: 10 },
    onEvent: ({ kind }) => {
      const running = story.bundled.running;
      if (kind === "saved" && running !== undefined)
        pids = [...running.providerPids, running.programPid ?? 0];
    },
  });
  expect(died).toMatchObject({ died: { phase: "during-update" } });
  expect(pids).toHaveLength(2);
  for (let tries = 0; tries < 100 && pids.some(alive); tries++) await delay(10);
  expect(pids.filter(alive)).toEqual([]);
  expect(await things()).toEqual(before);
  expect(await pending()).toEqual(["updating a"]);

  story.declare([]);
  const urn = before[0]?.urn as string;
  expect((await up({ dieAt: { phase: "after-delete-before-save", urn } })).died).toMatchObject({ urn });
  expect(story.thing("a")).toBeUndefined();
  expect(await things()).toEqual(before);

  expect((await story.bundled.refresh({ dieAt: { phase: "after-read-before-save" } })).ok).toBe(false);
  expect(await things()).toEqual(before);
  expect((await story.refresh()).summary).toMatchObject({ delete: 1 });
  expect(await things()).toEqual([]);
});

test("a test kills the provider while the engine goes on: the step fails and nothing else", async () => {
  story = await Story.open("bundled");
  story.declare([{ name: "a" }, { name: "b", dependsOn: ["a"], args: { slowMs: 5000 } }]);
  const result = await up({
    onEvent: (event) => {
      if (event.kind === "step-begun" && event.step.name === "b")
        setTimeout(() => story.bundled.running?.killProvider(), 50);
    },
  });
  expect(result).toMatchObject({ ok: false });
  expect(result.died).toBeUndefined();
  expect((await things()).map(({ id }) => id)).toEqual(["id-a"]);
  expect(await pending()).toEqual([]);
});

test("a state that is saved only at the end is lost with the engine", async () => {
  story = await Story.open("bundled");
  story.declare([{ name: "a" }]);
  await up({ checkpoints: "at-end", dieAt: { phase: "after-create" } });
  expect(story.thing("a")).toBeDefined();
  expect(await things()).toEqual([]);
  expect((await up({ checkpoints: "at-end" })).ok).toBe(true);
  expect(await things()).toHaveLength(1);
});
