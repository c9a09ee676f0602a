import { describe, expect, it } from "vitest";
import { Inbox } from "../../../simulator/thingspace/model/inbox";
import { LabelIndex, withLabels, withoutLabels } from "../../../simulator/thingspace/model/label-index";
import { type ProfileAction, stateAfter } from "../../../simulator/thingspace/model/profiles";
import { meets, nextAlert } from "../../../simulator/thingspace/model/triggers";
import { connectionsBetween, totalUsage, usageBetween } from "../../../simulator/thingspace/model/usage";

const DAY = 86_400_000;
const JUNE = Date.UTC(2026, 5, 1);

describe("usage", () => {
  const served = { key: "7", periods: [{ from: JUNE + 3600, to: JUNE + 40 * DAY }] };

  it("is the same for the same days, whatever else was asked", () => {
    const month = usageBetween(served, JUNE, JUNE + 30 * DAY);
    const week = usageBetween(served, JUNE + 7 * DAY, JUNE + 14 * DAY);
    expect(month.length).toBeGreaterThan(20);
    expect(month.filter(({ day }) => day >= JUNE + 7 * DAY && day <= JUNE + 14 * DAY)).toEqual(week);
  });

  it("begins again with the last record when the window moves there", () => {
    const all = usageBetween(served, JUNE, JUNE + 30 * DAY);
    const moved = usageBetween(served, all[9]?.day ?? 0, JUNE + 30 * DAY);
    expect(moved).toEqual(all.slice(9));
    expect(usageBetween(served, (all[9]?.day ?? 0) + 1, JUNE + 30 * DAY)).toEqual(all.slice(10));
  });

  it("is there only while the line has service", () => {
    const split = {
      key: "7",
      periods: [
        { from: JUNE, to: JUNE + 5 * DAY + 7 },
        { from: JUNE + 5 * DAY + 9, to: JUNE + 8 * DAY },
      ],
    };
    const days = usageBetween(split, JUNE - 30 * DAY, JUNE + 90 * DAY).map(({ day }) => day);
    expect(new Set(days).size).toBe(days.length);
    expect(Math.min(...days)).toBeGreaterThanOrEqual(JUNE);
    expect(Math.max(...days)).toBeLessThan(JUNE + 8 * DAY);
    expect(usageBetween({ key: "7", periods: [] }, JUNE, JUNE + 90 * DAY)).toEqual([]);
  });

  it("adds up to the bytes of the sessions", () => {
    const { bytes, sessions } = totalUsage(served, JUNE, JUNE + 30 * DAY);
    const events = connectionsBetween(served, JUNE, JUNE + 32 * DAY);
    const stops = events.filter(({ event, at }) => event === "Stop" && at < JUNE + 31 * DAY);
    expect(stops).toHaveLength(sessions);
    expect(stops.reduce((sum, stop) => sum + stop.bytes, 0)).toBe(bytes);
    expect(events.map(({ at }) => at)).toEqual(events.map(({ at }) => at).sort((a, b) => a - b));
  });
});

describe("the inbox", () => {
  it("shows the same page until it is acknowledged", () => {
    const inbox = new Inbox();
    for (let at = 0; at < 150; at += 1) {
      inbox.receive("A", { device: 1, deviceIds: [], message: `${at}`, at });
    }
    const first = inbox.page("A");
    expect(inbox.page("A")).toEqual(first);
    expect([first.messages.length, first.hasMore]).toEqual([100, true]);
    expect(inbox.acknowledge("A", first.last ?? 0)).toBe(true);
    // A number that comes again takes nothing off that was not on its page.
    expect(inbox.acknowledge("A", first.last ?? 0)).toBe(false);
    const second = inbox.page("A");
    expect([second.messages[0]?.message, second.messages.length, second.hasMore]).toEqual(["100", 50, false]);
    expect(inbox.drain("A")).toHaveLength(50);
    expect(inbox.page("A")).toEqual({ messages: [], hasMore: false, last: undefined });
  });
});

describe("profiles", () => {
  it("are deleted only when disabled, and downloaded again after", () => {
    const path: ProfileAction[] = ["download_enable", "disable", "enable", "disable", "delete"];
    let state = "NOT_DOWNLOADED" as ReturnType<typeof stateAfter>;
    for (const action of path) state = stateAfter(action, state ?? "UNKNOWN");
    expect(state).toBe("DELETE");
    expect(stateAfter("download_enable", "DELETE")).toBe("DOWNLOAD_ENABLE");
    expect(stateAfter("delete", "ENABLE")).toBeUndefined();
    expect(stateAfter("enable", "NOT_DOWNLOADED")).toBeUndefined();
  });
});

describe("usage labels", () => {
  const vin = (value: string) => ({ name: "VIN", value });

  it("have one value of a name on a device", () => {
    const labels = withLabels([vin("AAA"), { name: "Fleet", value: "North" }], [vin("BBB")]);
    expect(labels).toEqual([vin("BBB"), { name: "Fleet", value: "North" }]);
    expect(withoutLabels(labels, [vin("AAA"), { name: "Fleet", value: "North" }])).toEqual([vin("BBB")]);
  });

  it("are found by name and value", () => {
    const index = new LabelIndex();
    index.recount(1, [], [vin("AAA")]);
    index.recount(2, [], [vin("AAA")]);
    index.recount(1, [vin("AAA")], [vin("BBB")]);
    expect([...index.devicesWith(vin("AAA"))]).toEqual([2]);
    expect([...index.devicesWith(vin("BBB"))]).toEqual([1]);
  });
});

describe("triggers", () => {
  const met = (comparator: string, bytes: number) =>
    meets(
      {
        name: "t",
        triggerCategory: "Data",
        dataTriggerRequest: { comparator, threshold: 2, thresholdUnit: "KB" },
      },
      { bytes, sms: 0, sessions: 0 },
    );

  it("compare with the threshold in its unit", () => {
    const comparators = ["GT", "ge", "lt", "le", "eq"];
    expect(comparators.map((comparator) => met(comparator, 2048))).toEqual([false, true, false, true, true]);
    expect(comparators.map((comparator) => met(comparator, 2049))).toEqual([true, true, false, false, false]);
  });

  it("are looked at at one o'clock UTC", () => {
    expect(new Date(nextAlert(JUNE)).toISOString()).toBe("2026-06-01T01:00:00.000Z");
    expect(new Date(nextAlert(JUNE + 3_600_000)).toISOString()).toBe("2026-06-02T01:00:00.000Z");
  });
});
