import { describe, expect, test } from "vitest";
import { type DriftState, driftOf, driftState } from "../../../../provider/core/lines/drift";
import type { Values } from "../../../../provider/core/value";
import { declarations } from "../../../../provider/index";

const [BUS, OFFICE] = ["304-228-6302", "304-201-3111"];
const { attributes } = declarations.get("kajeet:LineSet")!.lines!;
const rows = (values: Record<string, Values>) => new Map(Object.entries(values));
const refreshed = (before: Record<string, Values>, now: Record<string, Values>, present: DriftState = {}) =>
  driftState(present, rows(before), rows(now), attributes);
const noted = (state: DriftState) => Object.fromEntries(driftOf(state, attributes));

describe("a refresh", () => {
  test("notes the lines that were changed elsewhere, as they were before", () => {
    const state = refreshed(
      { [BUS]: { status: "active", note: "a" }, [OFFICE]: { status: "active" } },
      { [BUS]: { status: "suspended", note: "a" }, [OFFICE]: { status: "active" } },
    );
    expect(noted(state)).toEqual({ [BUS]: { status: "active", note: "a" } });
  });

  test("notes a value that came, and one that went", () => {
    expect(noted(refreshed({ [BUS]: { note: "a" } }, { [BUS]: {} }))).toEqual({ [BUS]: { note: "a" } });
    const came = refreshed({ [BUS]: { status: "active" } }, { [BUS]: { status: "active", note: "a" } });
    expect(noted(came)).toEqual({ [BUS]: { status: "active" } });
  });

  test("notes nothing where nothing was changed, and nothing of a line that nobody knew", () => {
    expect(refreshed({ [BUS]: { note: "a" } }, { [BUS]: { note: "a" } })).toEqual({});
    expect(refreshed({}, { [BUS]: { note: "a" } })).toEqual({});
    expect(noted({})).toEqual({});
  });

  test("goes by what was before the first change, and forgets a line that is back as it was", () => {
    const first = refreshed({ [BUS]: { status: "active" } }, { [BUS]: { status: "suspended" } });
    const again = refreshed({ [BUS]: { status: "suspended" } }, { [BUS]: { status: "lost" } }, first);
    expect(noted(again)).toEqual({ [BUS]: { status: "active" } });
    expect(refreshed({ [BUS]: { status: "suspended" } }, { [BUS]: { status: "suspended" } }, first)).toEqual(
      first,
    );
    expect(refreshed({ [BUS]: { status: "suspended" } }, { [BUS]: { status: "active" } }, first)).toEqual({});
    expect(refreshed({}, {}, first)).toEqual({});
  });
});
