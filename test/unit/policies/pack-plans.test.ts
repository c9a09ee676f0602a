import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import * as proxies from "@pulumi/policy/proxy";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { knownValues } from "../../../policies/pack/known";
import { type GivenResource, StackPlans } from "../../../policies/pack/stack-plan";
import { applied, WantedPlans } from "../../../policies/pack/wanted-plan";
import type { Bag } from "../../../policies/plan/resource";
import { PROVIDER_KEY, UNKNOWN } from "../../../provider/core/wire";
import { BUS, OFFICE } from "../../support/numbers";
import { held } from "../../support/plans";

/** What the SDK hands properties out through; no part of its typed surface. */
const { unknownCheckingProxy } = proxies as unknown as {
  unknownCheckingProxy<T extends object>(props: T): T;
};

const TOKEN = "pulumi-nodejs:dynamic/kajeet:LineSet";
const urnOf = (name: string) => `urn:pulumi:test::fleet::${TOKEN}::${name}`;
const GOES = { onDelete: "remove", deletionProtection: false };
const both = { lines: { [BUS]: { status: "active" }, [OFFICE]: { status: "active" } }, ...GOES };
const one = { lines: { [OFFICE]: { status: "active" } }, ...GOES };
const { state, declared, wanted } = held("kajeet:LineSet", "fleet", both, one);
const stored = { urn: urnOf("fleet"), type: TOKEN, inputs: declared, outputs: state };

const directory = mkdtempSync(join(tmpdir(), "pack-plans-"));
beforeAll(() => writeFileSync(join(directory, "Pulumi.yaml"), "name: fleet\nruntime: nodejs\n"));
afterAll(() => rmSync(directory, { recursive: true, force: true }));

/** Plans of a stack with this state, and how often it was asked for. */
function plans(resources: readonly object[], env: Record<string, string> = { PWD: directory }) {
  const counted = { exports: 0 };
  const made = new StackPlans({
    env: { PULUMI_NODEJS_PROJECT: "fleet", PULUMI_NODEJS_STACK: "test", ...env },
    pulumi: async () => {
      counted.exports += 1;
      return JSON.stringify({ deployment: { resources } });
    },
    parentDirectory: () => undefined,
    now: () => 0,
  });
  return { made, counted };
}

const given = (name: string, props: object, opts = {}): GivenResource => ({
  urn: urnOf(name),
  type: TOKEN,
  props: unknownCheckingProxy(props) as Bag,
  opts,
});

describe("the plan of a stack", () => {
  test("sees the line that goes, and is made once for all policies", async () => {
    const { made, counted } = plans([stored]);
    const { plan, problem } = await made.of("first", [given("fleet", wanted!)]);
    expect(problem).toBeUndefined();
    expect(plan.changes.map(({ operation, subject, grave }) => [operation, subject, grave?.action])).toEqual([
      ["leave", BUS, "remove"],
    ]);
    // The SDK decodes the same resources anew for the next policy.
    expect((await made.of("second", [given("fleet", structuredClone(wanted!))])).plan).toBe(plan);
    // A policy that is asked again is asked something new, and so is one that is asked about other resources.
    expect((await made.of("first", [given("fleet", declared!)])).plan.changes).toEqual([]);
    expect((await made.of("second", [])).plan.changes).toHaveLength(2);
    expect(counted.exports).toBe(1);
  });

  test("sees a resource that is gone altogether, and none that is not ours", async () => {
    const { made } = plans([
      stored,
      { urn: "urn:pulumi:test::fleet::aws:s3:Bucket::b", type: "aws:s3:Bucket" },
    ]);
    const { plan } = await made.of("first", []);
    expect(plan.changes.map(({ subject }) => subject).sort()).toEqual([BUS, OFFICE]);
  });

  test("knows a resource by the name that it had", async () => {
    const { made } = plans([stored]);
    const { plan } = await made.of("first", [given("renamed", wanted!, { aliases: [urnOf("fleet")] })]);
    expect(plan.changes.map(({ operation, subject }) => [operation, subject])).toEqual([["leave", BUS]]);
    expect(plan.unreadable).toEqual([]);
  });

  test("does not take an old state for the state before", async () => {
    const { made } = plans([]);
    const { plan } = await made.of("first", [given("fleet", state!)]);
    expect(plan.unreadable).toEqual([
      expect.objectContaining({
        urn: urnOf("fleet"),
        reason: expect.stringContaining("it is older, or another one"),
      }),
    ]);
  });

  test("says that approvals are missing only where something needs one", async () => {
    const { made } = plans([stored], {});
    const unreadable = async (props: object) =>
      (await made.of("first", [given("fleet", props)])).plan.unreadable;
    expect(await unreadable(declared!)).toEqual([]);
    expect(await unreadable(wanted!)).toEqual([
      { urn: "", name: "the approvals", reason: expect.stringContaining("set CELLULAR_APPROVALS") },
    ]);
  });

  test("without a state is empty, and says so", async () => {
    const { made } = plans([{ ...stored, urn: stored.urn.replace("::fleet::", "::other::") }]);
    const { plan, problem } = await made.of("first", [given("fleet", wanted!)]);
    expect([plan.changes, plan.whole]).toEqual([[], false]);
    expect(plan.unreadable).toEqual([{ urn: "", name: "the state before", reason: problem?.message }]);
  });
});

describe("the plan of a resource", () => {
  const wantedPlans = new WantedPlans(() => 0);
  const ask = (props: object, type = TOKEN, policy = "first") =>
    wantedPlans.of(policy, {
      urn: urnOf("fleet"),
      type,
      name: "fleet",
      props: unknownCheckingProxy(props) as Bag,
    });

  test("has what is wanted, and is made once for all policies", () => {
    const plan = ask(wanted!);
    expect(plan?.after.lines.map(({ name }) => name)).toEqual([OFFICE]);
    expect(ask(structuredClone(wanted!), TOKEN, "second")).toBe(plan);
    expect(ask(declared!)?.after.lines).toHaveLength(2);
  });

  test("leaves out what is known later, and what is not ours", () => {
    expect(ask({ ...wanted, lines: UNKNOWN })).toMatchObject({
      resources: [],
      unreadable: [{ name: "fleet" }],
    });
    expect(ask({}, "aws:s3:Bucket")).toBeUndefined();
    expect(ask({}, "pulumi-nodejs:dynamic/kajeet:Teapot")).toBeUndefined();
  });
});

test("what is known later becomes the engine's mark, and everything else a plain value", () => {
  const later = "6a19a0b0-7e62-4c92-b797-7f8e31da9cc2";
  const value = {
    list: ["a", UNKNOWN, { deep: later }],
    none: null,
    yes: true,
    map: { a: { b: 1 } },
    all: UNKNOWN,
  };
  expect(knownValues(unknownCheckingProxy(value))).toEqual({
    ...value,
    list: ["a", UNKNOWN, { deep: UNKNOWN }],
  });
});

test("safe values are put in place, and only those that differ", () => {
  const set: string[] = [];
  const props = new Proxy<Record<string, unknown>>(
    { a: 1, lines: { x: "y" }, [PROVIDER_KEY]: "text" },
    { set: (target, key, value) => set.push(String(key)) > 0 && Reflect.set(target, key, value) },
  );
  expect(applied(props, { a: 2, lines: { x: "y" }, later: UNKNOWN, extra: true })).toBe(props);
  expect(set).toEqual(["a", "extra"]);
  expect(props).toEqual({ a: 2, lines: { x: "y" }, [PROVIDER_KEY]: "text", extra: true });
});
