import { describe, expect, it } from "vitest";
import {
  deviceOutcomes,
  type LineOutcome,
  labelOutcomes,
  lineOutcomes,
} from "../../../provider/kajeet/api/bulk";

const A = "521-267-1508";
const B = "304-228-6302";
const C = "200-000-0000";

const read = (body: unknown, asked: string[] | undefined = [A, B]) =>
  lineOutcomes("setLineStatus", asked).parse(body);
const results = (...items: object[]) => ({ successCount: 0, failureCount: 0, results: items });
const shown = (outcomes: readonly LineOutcome[] | "unknown") =>
  outcomes === "unknown" ? outcomes : outcomes.map(({ mdn, error }) => [mdn, error?.meaning ?? "done"]);

describe("outcomes of lines", () => {
  it("stand in the order asked for, failures with their meaning", () => {
    const body = results(
      { mdn: B, success: false, code: "NOT_ELIGIBLE", message: "not this one" },
      { mdn: A, success: true },
    );
    const outcomes = read(body);
    expect(shown(outcomes)).toEqual([
      [A, "done"],
      [B, "Conflict"],
    ]);
    expect((outcomes as LineOutcome[])[1]?.error?.message).toContain("304-228-6302: not this one");
  });

  it("are found by number, however the answer or the question spells it", () => {
    const body = results({ key: "5212671508", success: true }, { mdn: "3042286302", success: true });
    expect(shown(read(body, ["5212671508", B]))).toEqual([
      [A, "done"],
      [B, "done"],
    ]);
  });

  it("are in doubt for a line that the answer leaves out", () => {
    expect(shown(read(results({ mdn: A, success: true })))).toEqual([
      [A, "done"],
      [B, "Ambiguous"],
    ]);
  });

  it("count as failed where a line stands there twice", () => {
    for (const order of [
      [false, true],
      [true, false],
    ]) {
      const body = results(
        ...order.map((success) => ({ mdn: A, success, code: success ? null : "CONFLICT" })),
      );
      expect(shown(read(body, [A]))).toEqual([[A, "Conflict"]]);
    }
  });

  it.each([
    undefined,
    "",
    "OK",
    null,
    [],
    {},
    { successCount: 2 },
    { results: "two" },
    { results: [] },
    { results: [{ mdn: A, success: "yes" }] },
    { results: [{ success: true }] },
  ])("are unknown where the answer is %j", (body) => {
    expect(read(body)).toBe("unknown");
  });

  it("are those of the answer where lines were picked by a selection", () => {
    expect(shown(lineOutcomes("setNote", undefined).parse(results({ mdn: C, success: true })))).toEqual([
      [C, "done"],
    ]);
  });
});

describe("outcomes of devices", () => {
  it("go by IMEI", () => {
    const imeis = ["355737360073462", "355737360073470"];
    const body = results(
      { imei: imeis[1], success: false, code: "NOT_ELIGIBLE" },
      { imei: imeis[0], success: true },
    );
    const outcomes = deviceOutcomes("rebootSmartSpots", imeis).parse(body);
    expect(outcomes).toMatchObject([{ imei: imeis[0] }, { imei: imeis[1], error: { meaning: "Conflict" } }]);
    expect(deviceOutcomes("rebootSmartSpots", imeis).parse({})).toBe("unknown");
  });
});

describe("outcomes of labels", () => {
  it("come with the labels touched", () => {
    const body = { ...results({ mdn: A, success: true }), labels: [{ labelId: 12, name: "Bus" }] };
    const read = labelOutcomes("bulkAddLabels", [A]).parse(body);
    expect(read.labels).toEqual([{ labelId: 12, name: "Bus" }]);
    expect(shown(read.outcomes)).toEqual([[A, "done"]]);
  });

  it("with no lines asked for are none, and not unknown", () => {
    const body = { ...results(), labels: [{ labelId: 12, name: "Bus" }] };
    expect(labelOutcomes("bulkAddLabels", undefined).parse(body)).toEqual({
      outcomes: [],
      labels: [{ labelId: 12, name: "Bus" }],
    });
  });

  it("survive an answer of another shape", () => {
    expect(labelOutcomes("bulkAddLabels", [A]).parse("OK")).toEqual({ outcomes: "unknown", labels: [] });
  });
});
