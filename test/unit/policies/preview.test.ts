import { describe, expect, test } from "vitest";
import { planOf } from "../../../policies/plan/plan";
import { readPlanText } from "../../../policies/plan/plan-text";
import type { PlannedResource } from "../../../policies/plan/resource";
import { UNKNOWN } from "../../../provider/core/wire";
import { held, NOW, resource, single } from "../../support/plans";
import { previewOf } from "./preview-of";

const BUS = "304-228-6302";
const REMOVES = { onDelete: "remove", deletionProtection: false };
const gone = held("kajeet:LineSet", "fleet", { lines: { [BUS]: { note: "n" } }, ...REMOVES }, undefined);
const read = (resources: readonly PlannedResource[], more?: Parameters<typeof previewOf>[1]) =>
  readPlanText(previewOf(resources, more), "plan.json");

/** The same preview as the engine's events tell it. */
function streamed(
  resources: readonly PlannedResource[],
  { isPreview = true, end = true }: { isPreview?: boolean; end?: boolean } = {},
): string {
  const { steps, changeSummary } = JSON.parse(previewOf(resources)) as {
    steps: { op: string; urn: string; oldState?: object; newState?: object }[];
    changeSummary: object;
  };
  const metadata = steps.map(({ op, urn, oldState, newState }) => ({
    op,
    urn,
    old: oldState ?? null,
    new: newState ?? null,
  }));
  const events = [
    { preludeEvent: { config: { "cellular:kajeetPassword": "[secret]", "cellular:approvals": "a.yaml" } } },
    { diagnosticEvent: { severity: "debug", message: "Registering resource" } },
    ...metadata.flatMap((one) => [
      { resourcePreEvent: { metadata: one, planning: true } },
      { resOutputsEvent: { metadata: one, planning: true } },
    ]),
    ...(end ? [{ summaryEvent: { isPreview, resourceChanges: changeSummary } }, { cancelEvent: {} }] : []),
  ];
  return events.map((event, sequence) => JSON.stringify({ sequence, timestamp: 1, ...event })).join("\n");
}

describe("a preview", () => {
  test("has our resources with both sides, and the stack's configuration", () => {
    const label = resource("kajeet:Label", "spare", { wanted: { name: "Spare" } });
    const { resources, config, errors, unreadable } = read([gone, label], {
      config: { "cellular:approvals": "a.yaml" },
    });
    expect(resources.map(({ type, name, step }) => `${step} ${type} ${name}`)).toEqual([
      "delete kajeet:LineSet fleet",
      "create kajeet:Label spare",
    ]);
    expect(resources[0]).toEqual(gone);
    expect({ config, errors, unreadable }).toEqual({
      config: { "cellular:approvals": "a.yaml" },
      errors: [],
      unreadable: [],
    });
  });

  test("is whole where every unchanged resource that was counted is shown", () => {
    const same = single("kajeet:Line", "bus", { mdn: BUS }, { mdn: BUS }, "same");
    expect(read([same]).whole).toBe(true);
    expect(read([gone], { sames: 1 }).whole).toBe(true);
    expect(read([gone], { sames: 2 }).whole).toBe(false);
  });

  test("of a replacement has one step, and of a refresh the step that comes after it", () => {
    const [before, after] = [
      { lines: { [BUS]: {} }, corp: "A" },
      { lines: { [BUS]: {} }, corp: "B" },
    ];
    const replaced = held("kajeet:LineSet", "fleet", before, after, "replace");
    const text = previewOf([
      { ...replaced, step: "create-replacement" as never },
      replaced,
      { ...replaced, step: "delete-replaced" as never },
    ]);
    expect(readPlanText(text, "p").resources).toEqual([replaced]);
    const found = single("kajeet:Line", "bus", { mdn: BUS, note: "a" }, { mdn: BUS, note: "b" });
    const done = single("kajeet:Line", "bus", { mdn: BUS, note: "b" }, { mdn: BUS, note: "a" });
    expect(read([found, done]).resources).toEqual([done]);
  });

  test("that failed says what went wrong", () => {
    const diagnostics = [
      { severity: "warning", message: "warning: odd" },
      { severity: "error", message: "error: Preview failed: no answer\n" },
      { severity: "error", message: "error: Preview failed: no answer\n" },
    ];
    expect(read([], { diagnostics }).errors).toEqual(["error: Preview failed: no answer"]);
  });

  test.each([
    ["a secret", "[secret]", "lines is a secret"],
    ["a value that is not known yet", UNKNOWN, "lines is known only after the deployment"],
    ["a row that is not known yet", { [BUS]: UNKNOWN }, "lines is known only after the deployment"],
  ])("with %s cannot be judged there", (_, lines, reason) => {
    const hidden = resource("kajeet:LineSet", "fleet", { wanted: { lines } });
    const { resources, unreadable } = read([hidden]);
    expect(resources).toEqual([]);
    expect(unreadable).toEqual([
      { urn: hidden.urn, name: "fleet", reason: `${reason}, so it cannot be judged` },
    ]);
  });

  test("with a type of a later version cannot be judged there", () => {
    const later = { ...gone, type: "kajeet:Satellite", urn: gone.urn.replace("LineSet", "Satellite") };
    expect(read([later]).unreadable).toMatchObject([
      { reason: "kajeet:Satellite is no type that this version knows" },
    ]);
  });
});

describe("the engine's events", () => {
  test("are the same plan", () => {
    const same = single("kajeet:Line", "bus", { mdn: BUS }, { mdn: BUS }, "same");
    const events = readPlanText(streamed([gone, same]), "events");
    const { resources, whole } = read([gone, same]);
    expect(events).toMatchObject({
      resources,
      whole,
      errors: [],
      config: { "cellular:approvals": "a.yaml" },
    });
    const [a, b] = [events, { resources, whole }].map((planned) => planOf(planned, [], NOW).hash);
    expect(a).toBe(b);
  });

  test("without their end are a plan that went wrong", () => {
    expect(readPlanText(streamed([gone], { end: false }), "events").errors).toEqual([
      "the stream of events ends before its summary",
    ]);
  });

  test("of a deployment that was made are refused", () => {
    expect(() => readPlanText(streamed([gone], { isPreview: false }), "events")).toThrow("and no plan");
  });
});

test.each([
  ["", "p: it is empty"],
  ["error: no stack selected", "p: neither a preview nor the engine's events: error: no stack selected"],
  ['{"sequence":0,"timestamp":1}\nPanic!', "p: line 2 is no event: Panic!"],
  ["{}", "this is no preview"],
  ["[]", "this is no preview"],
])("%j is refused, with the way to a plan", (text, message) => {
  expect(() => readPlanText(text, "p")).toThrow(message);
  expect(() => readPlanText(text, "p")).toThrow("pulumi preview --json --show-sames");
});

test("the mark that shells of Windows put before a text is passed over", () => {
  expect(readPlanText(`\uFEFF${previewOf([gone])}`, "p").resources).toEqual([gone]);
});
