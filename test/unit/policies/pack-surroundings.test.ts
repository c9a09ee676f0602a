import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { approvalsOf } from "../../../policies/pack/approvals";
import { configSchemaOf } from "../../../policies/pack/options";
import { projectDirectory } from "../../../policies/pack/project-directory";
import { sharedOptionsOf } from "../../../policies/pack/stack-settings";
import { stateBefore } from "../../../policies/pack/state-before";
import type { Surroundings } from "../../../policies/pack/surroundings";
import { approvedChangesOnly } from "../../../policies/rules/approved-changes-only";

const directory = mkdtempSync(join(tmpdir(), "pack-"));
const [project, other] = [join(directory, "project"), join(directory, "other")];
const LINE = { urn: "urn:pulumi:dev::fleet::pulumi-nodejs:dynamic/kajeet:Line::a", type: "t" };
const state = (...resources: object[]) => JSON.stringify({ version: 3, deployment: { resources } });

beforeAll(() => {
  mkdirSync(join(project, "deep", "down"), { recursive: true });
  mkdirSync(other);
  writeFileSync(join(project, "Pulumi.yaml"), "name: fleet\nruntime: nodejs\n");
  writeFileSync(join(other, "Pulumi.yml"), "name: another\nruntime: nodejs\n");
  writeFileSync(join(project, "approvals.yaml"), approvalBy("the project"));
  writeFileSync(join(project, "agreed.yaml"), approvalBy("the stack"));
  writeFileSync(join(other, "named.yaml"), approvalBy("the pipeline"));
  writeFileSync(join(directory, "state.json"), state(LINE));
});
afterAll(() => rmSync(directory, { recursive: true, force: true }));

const approvalBy = (by: string) =>
  JSON.stringify({
    approvals: [{ action: "remove", lines: { a: "aaaaa-bbbbb" }, by, reason: "sold", until: "2026-12-31" }],
  });

function surroundings(env: Record<string, string>, more: Partial<Surroundings> = {}): Surroundings {
  return {
    env: {
      PULUMI_NODEJS_ORGANIZATION: "acme",
      PULUMI_NODEJS_PROJECT: "fleet",
      PULUMI_NODEJS_STACK: "dev",
      ...env,
    },
    pulumi: async () => state(),
    parentDirectory: () => undefined,
    now: () => 0,
    ...more,
  };
}

describe("the project's directory", () => {
  test.each([
    ["where the command was started", { PWD: project }, undefined, project],
    ["above it", { PWD: join(project, "deep", "down") }, undefined, project],
    ["where npm was started", { PWD: directory, INIT_CWD: project }, undefined, project],
    ["where the engine stands, for -C", { PWD: directory }, project, project],
    ["not where another project is", { PWD: other }, undefined, undefined],
    ["behind another project", { PWD: other }, project, project],
    ["nowhere", {}, undefined, undefined],
  ])("is found %s", (_, env, parent, found) => {
    expect(projectDirectory(surroundings(env, { parentDirectory: () => parent }))).toBe(found);
  });
});

describe("approvals", () => {
  const stack = (approvals: string) => ({
    PULUMI_CONFIG: JSON.stringify({ "cellular:approvals": approvals }),
  });
  const by = (env: Record<string, string>) => approvalsOf(surroundings(env)).approvals.map((one) => one.by);

  test.each([
    ["the project's file", { PWD: project }, ["the project"]],
    ["the file that the stack names", { PWD: project, ...stack("agreed.yaml") }, ["the stack"]],
    ["the same without the project", stack(join(project, "agreed.yaml")), ["the stack"]],
    [
      "the file that the environment names",
      { PWD: other, CELLULAR_APPROVALS: join(other, "named.yaml"), ...stack("agreed.yaml") },
      ["the pipeline"],
    ],
    [
      "the same seen from the project, as the guard sees it",
      { PWD: join(project, "deep"), CELLULAR_APPROVALS: "../other/named.yaml" },
      ["the pipeline"],
    ],
  ])("are those of %s", (_, env, expected) => {
    expect(by(env)).toEqual(expected);
  });

  test("that cannot be read are none, and it says why", () => {
    expect(approvalsOf(surroundings({ PWD: other }))).toEqual({
      approvals: [],
      problem: expect.stringContaining("set CELLULAR_APPROVALS to the whole path"),
    });
    expect(approvalsOf(surroundings({ PWD: project, CELLULAR_APPROVALS: "../state.json" }))).toEqual({
      approvals: [],
      problem: expect.stringContaining("state.json: approvals: is missing"),
    });
    expect(approvalsOf(surroundings({ CELLULAR_APPROVALS: join(directory, "none.yaml") })).problem).toContain(
      "does not exist",
    );
  });
});

test("the budget is the guard's, where the deployment says one", () => {
  const budget = (env: Record<string, string>) => sharedOptionsOf(approvedChangesOnly, surroundings(env));
  const stack = { PULUMI_CONFIG: JSON.stringify({ "cellular:irreversibleBudget": "3" }) };
  expect(budget({})).toEqual({});
  expect(budget(stack)).toEqual({ budget: 3 });
  expect(budget({ ...stack, CELLULAR_IRREVERSIBLE_BUDGET: "7" })).toEqual({ budget: 7 });
  expect(budget({ CELLULAR_IRREVERSIBLE_BUDGET: "many" })).toEqual({});
  // A default that the engine filled in would look like a wish.
  expect(configSchemaOf(approvedChangesOnly)?.properties.budget).not.toHaveProperty("default");
});

describe("the state before", () => {
  test("is the pipeline's file where there is one, and pulumi is not asked", async () => {
    const pulumi = () => Promise.reject(new Error("asked"));
    const given = surroundings({ PWD: directory, CELLULAR_STATE: "state.json" }, { pulumi });
    expect(await stateBefore(given)).toMatchObject([LINE]);
  });

  test("is what pulumi exports for this very stack", async () => {
    const asked: (readonly string[])[] = [];
    const pulumi = async (args: readonly string[]) => {
      asked.push(args);
      return state(LINE);
    };
    expect(await stateBefore(surroundings({}, { pulumi }))).toMatchObject([LINE]);
    await stateBefore(surroundings({ PULUMI_NODEJS_ORGANIZATION: "" }, { pulumi }));
    expect(asked.map((args) => args.join(" "))).toEqual([
      "stack export --stack acme/fleet/dev --non-interactive",
      "stack export --stack organization/fleet/dev --non-interactive",
    ]);
  });

  test("of a stack that has nothing yet is empty", async () => {
    const pulumi = async () => JSON.stringify({ version: 3, deployment: { manifest: {}, metadata: {} } });
    expect(await stateBefore(surroundings({}, { pulumi }))).toEqual([]);
  });

  const NEXT = "Set CELLULAR_STATE to a file made by `pulumi stack export --file state.json` just before.";
  test.each<[string, Record<string, string>, Surroundings["pulumi"], string]>([
    [
      "the command fails",
      {},
      () => Promise.reject(new Error("no stack named 'acme/fleet/dev' found")),
      "the state of acme/fleet/dev could not be exported: no stack named 'acme/fleet/dev' found",
    ],
    ["it is no state", {}, async () => "[]", "`pulumi stack export` gives no state of a stack"],
    ["it is no JSON", {}, async () => "error", "`pulumi stack export` gives no state of a stack"],
    [
      "the file is missing",
      { CELLULAR_STATE: join(directory, "none.json") },
      async () => "",
      `CELLULAR_STATE ${join(directory, "none.json")} cannot be read: ENOENT`,
    ],
    [
      "it is another stack's",
      { PULUMI_NODEJS_STACK: "prod", CELLULAR_STATE: join(directory, "state.json") },
      async () => "",
      "gives the state of another stack than prod of project fleet: it has urn:pulumi:dev::fleet::",
    ],
  ])("is told to be missing where %s", async (_, env, pulumi, message) => {
    const asked = stateBefore(surroundings(env, { pulumi }));
    await expect(asked).rejects.toMatchObject({
      meaning: "Misconfigured",
      message: expect.stringContaining(message),
    });
    await expect(asked).rejects.toThrow(NEXT);
  });
});
