import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, describe, expect, test, vi } from "vitest";
import { BundledStack, CliStack, describeEngine, engineOnPath, openStack, renderResult } from "../../engine";
import { FIXTURES, Story, THINGS } from "./harness";

vi.setConfig({ testTimeout: 300_000 });

const closing: { close(): Promise<void> }[] = [];
const later = <T extends { close(): Promise<void> }>(stack: T): T => {
  closing.push(stack);
  return stack;
};
afterEach(async () => {
  for (const stack of closing.splice(0)) await stack.close();
});

test("runs a program in TypeScript, in its own directory, with the arguments of Pulumi.yaml", async () => {
  const stack = later(
    await BundledStack.open({ projectDir: join(FIXTURES, "typed"), config: { limit: "21" } }),
  );
  const result = await stack.up();
  expect(result.diagnostics).toEqual([]);
  expect(result.outputs).toEqual({
    doubled: "[secret]",
    flags: ["--max-old-space-size=768", "--no-warnings"],
    where: "source",
  });
  expect(await stack.outputs()).toMatchObject({ doubled: { value: 42, secret: true } });
});

test("many resources and long maps, several at a time, each once", async () => {
  const story = later(await Story.open("bundled"));
  story.declare([{ name: "set", args: { rows: { $rows: 5000 } } }], { many: "60" });
  const begun: number[] = [];
  let running = 0;
  const result = await story.bundled.up({
    parallel: 16,
    onEvent: ({ kind }) => {
      if (kind === "step-begun") begun.push(++running);
      if (kind === "step-done") running--;
    },
  });
  expect(result.summary).toEqual({ create: 62 });
  expect(Math.max(...begun)).toBeGreaterThan(1);
  expect(Math.max(...begun)).toBeLessThanOrEqual(16);
  const calls = story.calls().filter((call) => call.startsWith("create "));
  expect(new Set(calls).size).toBe(61);
  expect(calls).toHaveLength(61);

  story.declare([{ name: "set", args: { rows: { $rows: 5000, odd: 17 } } }]);
  const preview = await story.preview();
  expect(preview.steps.find(({ name }) => name === "set")?.diff).toEqual([
    { path: 'rows["304-228-17"]', kind: "update", old: "active bus 17", new: "suspended" },
  ]);

  story.declare([{ name: "set", args: { rows: { $rows: 5000, odd: 17 }, fail: "partial" } }]);
  const failed = await story.up();
  expect(failed.diagnostics.map(({ message }) => message).join()).toContain("set is half changed");
  const { deployment } = await story.stack.exportState();
  const set = deployment.resources?.find(({ urn }) => urn.endsWith("::set"));
  expect(set).toMatchObject({ initErrors: ["set is half changed"], outputs: { note: "half way" } });
  const outputs = set?.["outputs"] as { rows: object } | undefined;
  expect(Object.keys(outputs?.rows ?? {})).toHaveLength(5000);
});

describe("choosing an engine", () => {
  test("takes what is asked for, and says what and why", async () => {
    expect(describeEngine("bundled")).toEqual({
      engine: "bundled",
      text: "the bundled test engine (as asked)",
    });
    expect(describeEngine("auto").engine).toBe(engineOnPath() === undefined ? "bundled" : "cli");
    const stack = later(await openStack({ engine: "bundled", projectDir: THINGS }));
    expect(stack.engine).toBe("bundled");
  });
});

const version = engineOnPath();
test.skipIf(version === undefined)(
  `the real command line goes on from a state of the bundled engine (pulumi ${version ?? "not on PATH: skipped"})`,
  async () => {
    const world = mkdtempSync(join(tmpdir(), "things-"));
    const things = JSON.stringify([
      { name: "a", args: { pin: { $config: "pin" } }, protect: true },
      { name: "b", args: { from: { $ref: "a.serial" } }, parent: "a" },
    ]);
    const settings = {
      projectDir: THINGS,
      config: { world, things },
      secretConfig: { pin: "1234" },
      passphrase: "long",
    };
    const bundled = later(await BundledStack.open(settings));
    expect((await bundled.up()).ok).toBe(true);
    const cli = later(await CliStack.open(settings));
    await cli.importState(await bundled.exportState());
    expect((await cli.up({ expectNoChanges: true })).ok).toBe(true);
    expect((await cli.outputs()).serials).toEqual({ value: { a: "S-a", b: "S-b" }, secret: false });
    await bundled.importState(await cli.exportState());
    expect((await bundled.preview({ expectNoChanges: true })).ok).toBe(true);
    rmSync(world, { recursive: true });
  },
);

describe("what a person is shown", () => {
  test("a plan: signs, changed rows, a limit, messages and counts", async () => {
    const urn = "urn:pulumi:dev::p::pulumi-nodejs:dynamic/kajeet:LineSet::buses";
    const step = {
      urn,
      type: "pulumi-nodejs:dynamic/kajeet:LineSet",
      name: "buses",
      replaceKeys: [],
      ok: true,
    };
    const row = (index: number): string => `lines["304-228-${String(index).padStart(4, "0")}"]`;
    const text = renderResult(
      {
        engine: "bundled",
        operation: "preview",
        ok: false,
        steps: [
          {
            ...step,
            op: "update",
            diff: Array.from({ length: 482 }, (_, index) => ({
              path: row(index),
              kind: "update",
              old: "a",
              new: "b",
            })),
          },
          {
            ...step,
            op: "replace",
            name: "old",
            replaceKeys: ["corp"],
            diff: [{ path: "corp", kind: "update", old: 1, new: 2 }],
          },
          { ...step, op: "delete", name: "gone", diff: [] },
          { ...step, op: "same", name: "quiet", diff: [] },
          { ...step, op: "delete-replaced", name: "old", diff: [] },
        ],
        summary: { update: 1, replace: 1, delete: 1, same: 1 },
        diagnostics: [{ severity: "warning", message: "look\nhere", urn, ephemeral: false }],
        violations: [{ policyPack: "pack", policy: "few", level: "mandatory", message: "too many", urn }],
        remediations: [],
        outputs: {},
        output: { program: "", provider: "" },
        durationMs: 1234,
      },
      { colors: false, maxRows: 2 },
    );
    expect(text.split("\n")).toEqual([
      "  ~ update buses kajeet:LineSet",
      '      ~ lines["304-228-0000"]: "a" => "b"',
      '      ~ lines["304-228-0001"]: "a" => "b"',
      "        … and 480 more",
      " +- replace old kajeet:LineSet",
      "      ~ corp: 1 => 2 (forces replacement)",
      "  - delete gone kajeet:LineSet",
      "",
      "  mandatory: pack few (buses)",
      "    too many",
      "  warning: buses: look",
      "    here",
      "",
      "Resources: ~ 1 to update, +- 1 to replace, - 1 to delete, 1 unchanged",
      "preview failed in 1.2 s",
    ]);
  });
});
