/** Questions to ThingSpace that cannot be asked as they are. */
import { describe, expect, it } from "vitest";
import type { CellularError } from "../../../provider/core/errors";
import * as thingspace from "../../../provider/thingspace/functions/index";
import { answersWorld } from "./answers-world";

const world = answersWorld();
const YEAR = { earliest: "2026-01-01", latest: "2026-12-31" };

describe("every function", () => {
  it.each<[string, () => Promise<unknown>, RegExp]>([
    [
      "a line and a label",
      () =>
        thingspace.getUsage(
          { line: "521-267-1508", label: { name: "VIN", value: "123" }, ...YEAR },
          world.options,
        ),
      /only one of them/,
    ],
    ["neither of them", () => thingspace.getUsage(YEAR, world.options), /one of them/],
    [
      "lines and a selection",
      () => thingspace.getPrl({ lines: ["521-267-1508"], selection: { groupName: "Buses" } }, world.options),
      /lines or selection/,
    ],
    ["a selection of nothing", () => thingspace.getPrl({ selection: {} }, world.options), /wholeAccount/],
    [
      "a line that is none",
      () => thingspace.getExtendedDiagnostics({ line: "12" }, world.options),
      /line: .*no MDN/,
    ],
    [
      "an order without anything",
      () => thingspace.getOrderStatus({}, world.options),
      /line or orderRequestId/,
    ],
    [
      "a day that is none",
      () =>
        thingspace.getUsage(
          { line: "521-267-1508", earliest: "2026-02-30", latest: "2026-03-01" },
          world.options,
        ),
      /earliest/,
    ],
    [
      "an unknown argument",
      () => thingspace.getTriggers({ colour: "red" } as never, world.options),
      /unknown argument "colour"/,
    ],
  ])("refuses %s before anything is sent", async (_, call, reason) => {
    const error = (await call().catch((caught) => caught)) as CellularError;
    expect(error.meaning).toBe("Misconfigured");
    expect(error.message).toMatch(reason);
    expect(await world.calls()).toEqual([]);
  });
});
