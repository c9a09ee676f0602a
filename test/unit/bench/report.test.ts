import { describe, expect, it } from "vitest";
import { changeFleet, declareFleet, NEW_LABEL } from "../../../bench/fleet";
import { goalsOf, verdict } from "../../../bench/goals";
import { casesOf } from "../../../bench/matrix";
import { ratiosOf } from "../../../bench/ratios";
import { page, report } from "../../../bench/report";
import {
  type BenchResult,
  type CaseResult,
  median,
  STEPS,
  type Step,
  type StepResult,
} from "../../../bench/results";

const step = (seconds: number, calls: Record<string, number> = {}): StepResult => ({
  seconds,
  cpuSeconds: seconds / 2,
  carrierCpuSeconds: 0.1,
  otherCores: 0,
  peakBytes: seconds * 1e8,
  calls,
  runs: 1,
});

const one = (
  subject: CaseResult["subject"],
  lines: number,
  steps: Partial<Record<Step, StepResult>>,
  stateBytes?: number,
): CaseResult => ({ subject, lines, steps, stateBytes });

const result: BenchResult = {
  date: "2026-11-23",
  engine: { name: "cli", text: "Pulumi v3" },
  machine: "2 cores, 24 GB",
  node: "v20",
  cases: [
    one("set", 100, { up: step(2, { listDevices: 1, createToken: 1 }) }, 20_000),
    one("set", 10_000, { noop: step(5), refresh: step(5.1) }, 2_000_000),
    one("plain", 100, { up: step(8, { getDevice: 100 }) }, 800_000),
    { ...one("bare", 100, { up: step(4) }, 80_000), failure: "it broke" },
  ],
};

describe("goals", () => {
  it("are met up to the figure itself, missed past it, and open where nothing was measured", () => {
    expect(goalsOf(result).map((goal) => [goal.actual, verdict(goal)])).toEqual([
      [5, "met"],
      [5.1, "missed"],
      [undefined, "not measured"],
      [200, "met"],
      [undefined, "not measured"],
    ]);
  });
});

describe("a goal missed on a busy machine", () => {
  it("says how busy others kept it", () => {
    const busy = { ...step(9), otherCores: 1.46 };
    const cases = [one("set", 10_000, { refresh: busy })];
    expect(goalsOf({ cases }).map(verdict)[1]).toBe("missed, while others kept 1.5 cores busy");
  });
});

describe("ratios", () => {
  it("are shares of the other's figure, only between fleets of one size", () => {
    expect(ratiosOf(result)).toEqual([
      {
        ...{ subject: "set", lines: 100, beside: "plain", time: { up: 0.25 } },
        calls: 0.02,
        state: 0.025,
        memory: 0.25,
      },
      {
        ...{ subject: "set", lines: 100, beside: "bare", time: { up: 0.5 } },
        calls: undefined,
        state: 0.25,
        memory: 0.5,
      },
    ]);
  });

  it("compare processor time only where every step was measured", () => {
    const steps = (seconds: number) =>
      Object.fromEntries(STEPS.map((name) => [name, step(seconds)])) as Record<Step, StepResult>;
    const whole = [one("set", 7, steps(1)), one("plain", 7, steps(4))];
    expect(ratiosOf({ cases: whole })[0]?.cpu).toBe(0.25);
    expect(ratiosOf(result).map(({ cpu }) => cpu)).toEqual([undefined, undefined]);
  });

  it("take the middle of several runs", () => {
    expect(median([9, 1, 4])).toBe(4);
    expect(median([9, 1, 4, 5])).toBe(4.5);
  });
});

describe("the page", () => {
  it("keeps what people wrote and replaces the tables of one engine", () => {
    const text =
      "before\n<!-- cli -->\nold\n<!-- end cli -->\nbetween\n<!-- bundled -->\nkept\n<!-- end bundled -->\n";
    const once = page(text, result);
    expect(once).not.toContain("old");
    expect(once.startsWith("before\n<!-- cli -->\n\nPulumi v3, Node v20")).toBe(true);
    expect(once.endsWith("<!-- end cli -->\nbetween\n<!-- bundled -->\nkept\n<!-- end bundled -->\n")).toBe(
      true,
    );
    expect(page(once, result)).toBe(once);
    expect(() => page("no marks", result)).toThrow("<!-- cli -->");
  });

  it("shows calls, bytes a line, dashes for what was not measured, and failures", () => {
    const text = report(result);
    expect(text).toContain("| plain dynamic provider | 100 | – | 100 | – | – | – | – |");
    expect(text).toContain("| `LineSet` | 10,000 | 2,000 | 200 | 510 |");
    expect(text).toContain("bare engine, 100: it broke");
  });
});

describe("the matrix", () => {
  it("declares only sets in sizes that a resource a line cannot bear", () => {
    const most = (subject: string) =>
      Math.max(
        ...casesOf([50_000, 1_000], [], false)
          .filter((each) => each.subject === subject)
          .map(({ lines }) => lines),
      );
    expect([most("set"), most("line"), most("plain"), most("bare")]).toEqual([50_000, 1_000, 1_000, 1_000]);
    expect(casesOf([1_000], ["line"], true)).toEqual([{ subject: "line", lines: 100 }]);
  });
});

describe("the fleet", () => {
  it("is declared as the carrier has it, and the change touches labels alone", () => {
    const line = {
      mdn: "521-300-0001",
      status: "active",
      ratePlan: "KJ-AT-10GB",
      filterGroup: "Staff",
      nickname: null,
    };
    const labels = [
      { labelId: 2, name: "Loaner" },
      { labelId: 1, name: "Bus" },
    ];
    const fleet = declareFleet([{ ...line, labels, uicc: "89014101000000000052" } as never]);
    expect(fleet).toEqual({
      "521-300-0001": {
        status: "active",
        ratePlan: "KJ-AT-10GB",
        filterGroup: "Staff",
        labels: ["Bus", "Loaner"],
        iccid: "89014101000000000052",
      },
    });
    expect(changeFleet(fleet)["521-300-0001"]).toEqual({
      ...fleet["521-300-0001"],
      labels: ["Bus", NEW_LABEL, "Loaner"],
    });
  });
});
