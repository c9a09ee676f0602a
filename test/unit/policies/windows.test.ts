import { describe, expect, test } from "vitest";
import { z } from "zod";
import {
  dayInPeriod,
  inPeriod,
  inWindow,
  periodShape,
  timeWindow,
  wallTime,
  windowText,
} from "../../../policies/windows";

const at = (text: string) => Date.parse(text);
const NEW_YORK = "America/New_York";

describe("the time on the wall", () => {
  test("goes by the zone and its daylight saving", () => {
    expect(wallTime(at("2026-07-01T03:30:00Z"), NEW_YORK)).toEqual({
      day: "2026-06-30",
      time: "23:30",
      weekday: "tue",
    });
    expect(wallTime(at("2026-12-01T04:30:00Z"), NEW_YORK)).toEqual({
      day: "2026-11-30",
      time: "23:30",
      weekday: "mon",
    });
  });

  test("jumps over the hour that is left out, and shows one hour twice", () => {
    const time = (text: string) => wallTime(at(text), NEW_YORK).time;
    expect([time("2026-03-08T06:59:00Z"), time("2026-03-08T07:00:00Z")]).toEqual(["01:59", "03:00"]);
    expect([time("2026-11-01T05:30:00Z"), time("2026-11-01T06:30:00Z")]).toEqual(["01:30", "01:30"]);
  });

  test("begins the day at 00:00", () => {
    expect(wallTime(at("2026-11-22T00:00:00Z"), "UTC")).toEqual({
      day: "2026-11-22",
      time: "00:00",
      weekday: "sun",
    });
  });
});

describe("a window", () => {
  const window = (given: object) => timeWindow.parse({ zone: "UTC", ...given });

  test("has its beginning, and not its end", () => {
    const noon = window({ days: ["mon"], from: "12:00", to: "13:00" });
    const inside = (time: string) => inWindow(at(`2026-11-23T${time}:00Z`), noon);
    expect(["11:59", "12:00", "12:59", "13:00"].map(inside)).toEqual([false, true, true, false]);
    expect(inWindow(at("2026-11-24T12:00:00Z"), noon)).toBe(false);
  });

  test("may go across midnight, and then belongs to the day on which it begins", () => {
    const night = window({ days: ["fri"], from: "22:00", to: "05:00" });
    const inside = (time: string) => inWindow(at(`${time}:00Z`), night);
    expect(inside("2026-11-27T21:59")).toBe(false);
    expect(inside("2026-11-27T22:00")).toBe(true);
    expect(inside("2026-11-28T04:59")).toBe(true);
    expect(inside("2026-11-28T05:00")).toBe(false);
    expect(inside("2026-11-27T04:00")).toBe(false);
    expect(inside("2026-11-28T22:00")).toBe(false);
  });

  test("goes from Saturday into Sunday", () => {
    const night = window({ days: ["sat"], from: "22:00", to: "02:00" });
    expect(inWindow(at("2026-11-22T01:59:00Z"), night)).toBe(true);
    expect(inWindow(at("2026-11-22T02:00:00Z"), night)).toBe(false);
  });

  test("is the whole day where nothing is said", () => {
    const all = window({ days: ["mon"] });
    expect(inWindow(at("2026-11-23T00:00:00Z"), all)).toBe(true);
    expect(inWindow(at("2026-11-23T23:59:00Z"), all)).toBe(true);
    expect(inWindow(at("2026-11-24T00:00:00Z"), all)).toBe(false);
    expect(inWindow(at("2026-11-22T23:59:00Z"), all)).toBe(false);
  });

  test("goes by its zone, in summer and in winter", () => {
    const night = window({ from: "22:00", to: "23:00", zone: NEW_YORK });
    expect(inWindow(at("2026-07-01T02:00:00Z"), night)).toBe(true);
    expect(inWindow(at("2026-12-01T02:00:00Z"), night)).toBe(false);
    expect(inWindow(at("2026-12-01T03:00:00Z"), night)).toBe(true);
  });

  test("is in UTC where nothing is said", () => {
    expect(timeWindow.parse({})).toEqual({
      days: ["sun", "mon", "tue", "wed", "thu", "fri", "sat"],
      from: "00:00",
      to: "00:00",
      zone: "UTC",
    });
  });

  test("is written as people read it", () => {
    expect(windowText(window({ days: ["mon", "tue"], from: "22:00", to: "05:00", zone: NEW_YORK }))).toBe(
      "mon, tue 22:00 to 05:00 America/New_York",
    );
    expect(windowText(window({ from: "22:00" }))).toBe("every day 22:00 to 00:00 UTC");
  });

  test("has times of day, days and a zone that exist", () => {
    const problem = (given: object) => timeWindow.safeParse(given).error?.issues[0]?.message;
    expect(problem({ from: "24:00" })).toBe("write a time of day as 22:00");
    expect(problem({ to: "9:00" })).toBe("write a time of day as 22:00");
    expect(problem({ from: "22:00:00" })).toBe("write a time of day as 22:00");
    expect(problem({ zone: "New York" })).toBe("must be an IANA time zone, such as America/New_York");
    expect(problem({ days: [] })).toBeDefined();
    expect(problem({ days: ["monday"] })).toBeDefined();
    expect(problem({ from: "23:59", to: "19:00", zone: "Europe/Berlin" })).toBeUndefined();
  });
});

describe("a period", () => {
  const days = { from: "2026-05-04", until: "2026-05-08", zone: NEW_YORK };
  const times = { from: "2026-05-04T08:00", until: "2026-05-08T16:00", zone: NEW_YORK };

  test("of days has the first and the last of them whole", () => {
    const inside = (text: string) => inPeriod(at(text), days);
    expect(inside("2026-05-04T03:59:00Z")).toBe(false);
    expect(inside("2026-05-04T04:00:00Z")).toBe(true);
    expect(inside("2026-05-09T03:59:00Z")).toBe(true);
    expect(inside("2026-05-09T04:00:00Z")).toBe(false);
  });

  test("of times has its beginning, and not its end", () => {
    const inside = (text: string) => inPeriod(at(text), times);
    expect(inside("2026-05-04T11:59:00Z")).toBe(false);
    expect(inside("2026-05-04T12:00:00Z")).toBe(true);
    expect(inside("2026-05-08T19:59:00Z")).toBe(true);
    expect(inside("2026-05-08T20:00:00Z")).toBe(false);
  });

  test("has the days that lie in it in part", () => {
    const inside = ["2026-05-03", "2026-05-04", "2026-05-08", "2026-05-09"];
    expect(inside.map((day) => dayInPeriod(day, days))).toEqual([false, true, true, false]);
    expect(inside.map((day) => dayInPeriod(day, times))).toEqual([false, true, true, false]);
    expect(dayInPeriod("2026-05-08 Europe/Berlin", days)).toBe(true);
    const midnight = { ...times, until: "2026-05-08T00:00" };
    expect(["2026-05-07", "2026-05-08"].map((day) => dayInPeriod(day, midnight))).toEqual([true, false]);
  });
});

describe("the two ends of a period", () => {
  const period = z.strictObject(periodShape);
  const faults = (from: string) =>
    (period.safeParse({ from, until: "2026-12-31" }).error?.issues ?? []).map(({ message }) => message);

  test("are days or times of days", () => {
    for (const from of ["2026-08-10", "2026-08-10T18:00", "2026-08-10T09:59", "2026-08-10T23:00"]) {
      expect(faults(from)).toEqual([]);
    }
    expect(period.parse({ from: "2026-08-10", until: "2026-08-11T00:00" }).zone).toBe("UTC");
  });

  test.each([
    "x2026-08-10",
    "2026-08-10x",
    "2026-8-10",
    "2026-08-10T24:00",
    "2026-08-10T18:60",
    "26-08-10",
    "",
  ])("%j is none, which is told once", (from) => {
    expect(faults(from)).toEqual(["write a day as 2026-08-10, or a time as 2026-08-10T18:00"]);
  });

  test("are days that there are", () => {
    expect([faults("2026-13-01"), faults("2026-12-32T10:00")]).toEqual([
      ["there is no such day"],
      ["there is no such day"],
    ]);
  });
});
