import { join } from "node:path";
import { afterAll, beforeAll, expect, test } from "vitest";
import { type KajeetSimulator, startKajeetSimulator } from "../../simulator/index";
import { BundledStack } from "../engine/index";

// The root project is the first example: what a new user runs with `pulumi up` in this checkout.
const root = join(__dirname, "..", "..");
let carrier: KajeetSimulator;
let stack: BundledStack;

beforeAll(async () => {
  carrier = await startKajeetSimulator({
    inventory: join(root, "examples", "01-district-fleet", "lines.csv"),
  });
  stack = await BundledStack.open({
    projectDir: root,
    config: { onDelete: "retain" },
    env: { ...carrier.env, PULUMI_NODEJS_TRANSPILE_ONLY: "true" },
  });
});

afterAll(async () => {
  await stack?.close();
  await carrier?.close();
});

test("the plan of the district fleet is the reviewed one, and applying it touches no line", async () => {
  const plan = await stack.preview();
  expect(plan.diagnostics.filter(({ severity }) => severity === "error")).toEqual([]);
  const steps = plan.steps.map(({ op, type, name }) => `${op} ${type} ${name}`);
  expect(steps).toMatchInlineSnapshot(`
    [
      "create pulumi:pulumi:Stack northstar-fleet-dev",
      "create cellular:fleet:Fleet northstar",
      "create pulumi-nodejs:dynamic/kajeet:LineSet northstar",
    ]
  `);
  expect(await carrier.journal()).toEqual([]);

  const before = await carrier.lines();
  const up = await stack.up();
  expect(up.ok).toBe(true);
  expect(up.outputs).toEqual({ lines: 499 });
  expect(await carrier.journal({ writes: true })).toEqual([]);
  expect(await carrier.lines()).toEqual(before);

  const state = await stack.exportState();
  const set = state.deployment.resources?.find(({ type }) => type.endsWith("kajeet:LineSet"));
  const rows = Object.entries((set?.inputs as { lines?: Record<string, string> } | undefined)?.lines ?? {});
  expect(rows).toHaveLength(499);
  expect(rows.slice(0, 3)).toMatchInlineSnapshot(`
    [
      [
        "304-201-3111",
        "status=active; filterGroup=Student_K8; dailyLimit=1024; nickname=Siobhán Hotspot 185; customField=ASSET-100185; summerUsage=true; labels=Campus: Oak Hill Elementary; iccid=89012604983252269002",
      ],
      [
        "304-228-6302",
        "status=active; filterGroup=Student_K8; nickname=Bus #47; customField=ASSET-100000; summerUsage=false; labels=Campus: Maple Early Learning; iccid=89012604706900592925",
      ],
      [
        "304-229-5168",
        "status=active; filterGroup=Student_K8; monthlyLimit=10240; dailyLimit=1024; nickname=Zoë Chromebook 32; customField=ASSET-100032; summerUsage=false; labels=Campus: Maple Early Learning, Loaner 2026; iccid=89012604007024800314",
      ],
    ]
  `);
}, 60_000);
