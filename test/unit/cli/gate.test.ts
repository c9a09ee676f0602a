import { existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, expect, it } from "vitest";
import { stringify } from "yaml";
import { single } from "../../support/plans";
import { previewOf } from "../policies/preview-of";
import { approvalOf, bus, leaving, ONLY_APPROVALS } from "../policies/report-of";
import { cellular } from "./terminal";

const NOW = ["--now", "2026-11-23T12:00:00Z"];
const set = leaving(40, 2);
const harmless = single("kajeet:Line", "one", { mdn: bus(99), note: "a" }, { mdn: bus(99), note: "b" });

let folder: string;
let file: (name: string, content: string | object) => string;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), "gate-"));
  file = (name, content) => {
    const path = join(folder, name);
    writeFileSync(path, typeof content === "string" ? content : stringify(content));
    return path;
  };
  file("Pulumi.yaml", { name: "fleet", runtime: "nodejs" });
});
afterEach(() => rmSync(folder, { recursive: true }));

const gate = (text: string, ...args: string[]) =>
  cellular(["gate", "-", "--project", folder, ...NOW, ...args], { input: text });

it("passes a plan that nothing stands in the way of", async () => {
  const { code, out, err } = await gate(previewOf([harmless]));
  expect({ code, first: out[0], err }).toEqual({
    code: 0,
    first: "Passed: nothing stands in the way",
    err: "",
  });
});

it("reads a file, and blocks with 1", async () => {
  file("cellular-policy.json", JSON.stringify(ONLY_APPROVALS));
  const plan = file("plan.json", previewOf([set]));
  const { code, out } = await cellular(["gate", plan, "--project", folder, ...NOW]);
  expect({ code, first: out[0] }).toEqual({
    code: 1,
    first: "Blocked: 2 changes cannot be undone and may not be made",
  });
});

it("finds policy and approvals beside Pulumi.yaml, also from a directory below", async () => {
  file("cellular-policy.yaml", ONLY_APPROVALS);
  file("approvals.yaml", { approvals: [approvalOf(set)] });
  const below = join(folder, "src");
  mkdirSync(below);
  const { code, out } = await gate(previewOf([set]), "--project", below);
  expect({ code, first: out[0] }).toEqual({ code: 0, first: "Passed: 2 approved changes cannot be undone" });
});

it("takes the approvals that the stack's configuration names, and those that are named to it", async () => {
  const policy = file("only.yaml", ONLY_APPROVALS);
  const path = file("ok.yaml", { approvals: [approvalOf(set)] });
  const configured = previewOf([set], { config: { "cellular:approvals": "ok.yaml" } });
  expect((await gate(configured, "--policy", policy)).code).toBe(0);
  expect((await gate(previewOf([set]), "--policy", policy, "--approvals", path)).code).toBe(0);
  expect((await gate(previewOf([set]), "--policy", policy)).code).toBe(1);
});

it("counts irreversible changes against the stack's budget where the policy file has none", async () => {
  file("approvals.yaml", { approvals: [approvalOf(set)] });
  file("cellular-policy.yaml", ONLY_APPROVALS);
  const tight = previewOf([set], { config: { "cellular:irreversibleBudget": "1" } });
  expect((await gate(tight)).code).toBe(1);
  file("cellular-policy.yaml", { all: "disabled", "approved-changes-only": { budget: 2 } });
  expect((await gate(tight)).code).toBe(0);
});

it("ends with 0 for warnings, and with 1 where they shall fail", async () => {
  file("cellular-policy.yaml", { all: "disabled", "approved-changes-only": "advisory" });
  expect((await gate(previewOf([set]))).code).toBe(0);
  expect((await gate(previewOf([set]), "--warnings-fail")).code).toBe(1);
});

it("ends with 2 for a preview that failed", async () => {
  const diagnostics = [{ severity: "error", message: "error: no answer" }];
  const { code, out } = await gate(previewOf([harmless], { diagnostics }));
  expect(code).toBe(2);
  expect(out[0]).toBe("Not judged: the preview failed, so this is not the whole plan");
  expect(out.join("\n")).toContain("error: no answer");
});

it("judges approvals as of the moment that it is told", async () => {
  file("cellular-policy.yaml", ONLY_APPROVALS);
  file("approvals.yaml", { approvals: [approvalOf(set)] });
  expect((await gate(previewOf([set]), "--now", "2026-12-31T23:00:00Z")).code).toBe(0);
  expect((await gate(previewOf([set]), "--now", "2027-01-01T00:00:00Z")).code).toBe(1);
});

it("writes every form that it is asked for", async () => {
  const path = (name: string) => join(folder, name);
  const { out } = await gate(
    previewOf([set]),
    ...["--markdown", path("r.md"), "--html", path("r.html"), "--json", path("r.json")],
    ...["--annotations", "gitlab", "--annotations-file", path("quality.json")],
  );
  expect(out[0]).toMatch(/^Blocked/);
  expect(readFileSync(path("r.md"), "utf8")).toMatch(/^## ⛔ Blocked/);
  expect(readFileSync(path("r.html"), "utf8")).toMatch(/^<!doctype html>/);
  expect(JSON.parse(readFileSync(path("r.json"), "utf8"))).toMatchObject({ outcome: "block" });
  expect(JSON.parse(readFileSync(path("quality.json"), "utf8"))).not.toEqual([]);
});

it("writes one form to standard output instead of the terminal's, and annotations after it", async () => {
  const { out } = await gate(previewOf([set]), "--json", "-");
  expect(JSON.parse(out.join("\n"))).toMatchObject({ schema: "pulumi-cellular/gate-report/1" });
  const marked = await gate(previewOf([set]), "--annotations", "github");
  expect(marked.out.filter((line) => line.startsWith("::error title=cellular gate::"))).toHaveLength(1);
});

it.each([
  [[], "", "standard input: it is empty"],
  [["--policy", "nowhere.yaml"], "{}", "there is no such file"],
  [["--now", "soon"], "{}", "Expected a time as"],
  [["--annotations", "acme"], "{}", "Allowed choices are github"],
])("ends with 2, and writes no report, for %j", async (args, text, message) => {
  const { code, err } = await gate(text, "--json", join(folder, "r.json"), ...args);
  expect(code).toBe(2);
  expect(err).toContain(message);
  expect(existsSync(join(folder, "r.json"))).toBe(false);
});

it.each([
  ["approvals.yaml", "approvals: [", "is no YAML"],
  ["cellular-policy.yaml", "a: [", "neither JSON nor YAML"],
  ["cellular-policy.yaml", "approved-change-only: mandatory", "approved-changes-only"],
])("ends with 2 for a %s that cannot be read", async (name, content, message) => {
  file(name, content);
  const { code, err } = await gate(previewOf([harmless]));
  expect(code).toBe(2);
  expect(err).toContain(message);
});

it("says where a report cannot be written", async () => {
  const { code, err } = await gate(previewOf([harmless]), "--html", join(folder, "no", "r.html"));
  expect(code).toBe(2);
  expect(err).toContain("r.html");
});
