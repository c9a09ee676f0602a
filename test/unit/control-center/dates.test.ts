import fc from "fast-check";
import { describe, expect, it } from "vitest";
import {
  type DayPlace,
  dayPlace,
  daysAhead,
  type EffectiveDay,
  effectiveDateProblem,
  formatDay,
  parseEffectiveDate,
  sameDay,
  sentForm,
} from "../../../provider/control-center/dates";

function day(text: string): EffectiveDay {
  const read = parseEffectiveDate(text);
  if ("problem" in read) throw new Error(read.problem);
  return read;
}

const at = (iso: string) => Date.parse(iso);

describe("the forms of a day", () => {
  it.each([
    ["2027-01-15", "2027-01-15T00:00:00Z", "2027-01-15+00:00"],
    ["2027-01-15Z", "2027-01-15T00:00:00Z", "2027-01-15+00:00"],
    ["2027-01-15+00:00", "2027-01-15T00:00:00Z", "2027-01-15+00:00"],
    ["2027-01-15-00:00", "2027-01-15T00:00:00Z", "2027-01-15+00:00"],
    ["2027-01-15+02:00", "2027-01-14T22:00:00Z", "2027-01-15+02:00"],
    ["2027-01-15-05:30", "2027-01-15T05:30:00Z", "2027-01-15-05:30"],
    // Both sides of the date line: 25 hours apart, and the same day.
    ["2027-01-15+14:00", "2027-01-14T10:00:00Z", "2027-01-15+14:00"],
    ["2027-01-15-11:00", "2027-01-15T11:00:00Z", "2027-01-15-11:00"],
    ["2027-01-15 Pacific/Kiritimati", "2027-01-14T10:00:00Z", "2027-01-15+14:00"],
    ["2027-01-15 Pacific/Pago_Pago", "2027-01-15T11:00:00Z", "2027-01-15-11:00"],
    ["2027-01-15T00:00:00+00:00", "2027-01-15T00:00:00Z", "2027-01-15+00:00"],
    ["2027-01-15T00:00:00.000Z", "2027-01-15T00:00:00Z", "2027-01-15+00:00"],
    // The day in its own zone, although it is another one in UTC.
    ["2027-01-15T23:30:00-05:00", "2027-01-15T05:00:00Z", "2027-01-15-05:00"],
    ["2027-01-15T01:00+10:00", "2027-01-14T14:00:00Z", "2027-01-15+10:00"],
    ["2028-02-29", "2028-02-29T00:00:00Z", "2028-02-29+00:00"],
    [" 2027-01-15 UTC ", "2027-01-15T00:00:00Z", "2027-01-15+00:00"],
    ["2027-01-15 Asia/Kathmandu", "2027-01-14T18:15:00Z", "2027-01-15+05:45"],
  ])("%s begins at %s and is sent as %s", (text, moment, sent) => {
    const read = day(text);
    expect(new Date(read.moment).toISOString()).toBe(new Date(moment).toISOString());
    expect(sentForm(read)).toBe(sent);
    expect(day(sent).moment).toBe(read.moment);
  });

  it("of a zone follow summer time, on the days of the change too", () => {
    expect(
      ["2027-03-27", "2027-03-28", "2027-03-29", "2027-10-31", "2027-11-01"].map((date) =>
        sentForm(day(`${date} Europe/Berlin`)),
      ),
    ).toEqual([
      "2027-03-27+01:00",
      "2027-03-28+01:00",
      "2027-03-29+02:00",
      "2027-10-31+02:00",
      "2027-11-01+01:00",
    ]);
    expect(sentForm(day("2027-03-14 America/Los_Angeles"))).toBe("2027-03-14-08:00");
    expect(sentForm(day("2027-03-15 America/Los_Angeles"))).toBe("2027-03-15-07:00");
  });

  it("begin when the clocks skip midnight, and with the first of two midnights", () => {
    // At 00:00 it became 01:00.
    expect(new Date(day("2018-11-04 America/Sao_Paulo").moment).toISOString()).toBe(
      "2018-11-04T03:00:00.000Z",
    );
    // At 01:00 it became 00:00 again.
    expect(new Date(day("2018-11-04 America/Havana").moment).toISOString()).toBe("2018-11-04T04:00:00.000Z");
  });

  it("that have a time say that it does not count", () => {
    expect(day("2027-01-15T18:00:00Z").note).toContain("at 00:00 of 2027-01-15");
    expect(day("2027-01-15T00:00:00Z").note).toBeUndefined();
    expect(day("2027-01-15").note).toBeUndefined();
  });

  it.each([
    ["tomorrow", "is no day"],
    ["", "is no day"],
    ["15.01.2027", "is no day"],
    ["2027-1-5", "is no day"],
    ["2027-01-15+0200", "is no day"],
    ["2027-01-15T00:00:00 Europe/Berlin", "has a time without an offset"],
    ["2027-01-15T00:00:00", "has a time without an offset"],
    ["2027-02-29", "there is no day 2027-02-29"],
    ["2027-13-01", "there is no day"],
    ["2027-00-10", "there is no day"],
    ["2027-04-31Z", "there is no day"],
    ["2027-01-15T24:00:00Z", "no such time of day"],
    ["2027-01-15T12:60:00Z", "no such time of day"],
    ["2027-01-15+15:00", "no zone is at +15:00"],
    ["2027-01-15-12:30", "no zone is at -12:30"],
    ["2027-01-15+01:75", "no zone is at +01:75"],
    ["2027-01-15 Europe/Nowhere", "no zone Europe/Nowhere"],
    ["2027-01-15 CST", "no zone CST"],
  ])("%j is none: %s", (text, words) => {
    const read = parseEffectiveDate(text);
    expect(read).toHaveProperty("problem");
    expect((read as { problem: string }).problem).toContain(words);
    expect((read as { problem: string }).problem).toContain(`"${text}"`);
  });

  it("are read as they are written, at every offset", () => {
    const offsets = fc.integer({ min: -48, max: 56 }).map((quarters) => quarters * 15);
    const days = fc.integer({ min: at("2020-01-01") / 86_400_000, max: at("2040-01-01") / 86_400_000 });
    fc.assert(
      fc.property(offsets, days, (offset, index) => {
        const moment = index * 86_400_000 - offset * 60_000;
        const text = formatDay(moment, offset);
        expect(day(text)).toMatchObject({ moment, offsetMinutes: offset });
        expect(sentForm(day(text))).toBe(text);
      }),
    );
  });
});

describe("a day and the clock", () => {
  const now = at("2026-11-23T10:30:00Z");

  it.each<[string, number, DayPlace]>([
    ["2026-11-22", -1, "past"],
    ["2026-11-23", 0, "today"],
    ["2026-11-24", 1, "ahead"],
    ["2027-05-22", 180, "ahead"],
    ["2027-05-23", 181, "too far"],
    // In Kiritimati it is the 24th already, in Baker Island still the 22nd.
    ["2026-11-23+14:00", -1, "past"],
    ["2026-11-24+14:00", 0, "today"],
    ["2027-05-23+14:00", 180, "ahead"],
    ["2027-05-24+14:00", 181, "too far"],
    ["2026-11-22-12:00", 0, "today"],
    ["2026-11-23-12:00", 1, "ahead"],
    ["2027-05-21-12:00", 180, "ahead"],
    ["2027-05-22-12:00", 181, "too far"],
  ])("%s is %i days ahead: %s", (text, ahead, place) => {
    expect(daysAhead(day(text), now)).toBe(ahead);
    expect(dayPlace(day(text), now)).toBe(place);
  });

  it("is today until its last second, in its own zone", () => {
    const berlin = day("2027-07-01 Europe/Berlin");
    expect(dayPlace(berlin, at("2027-06-30T21:59:59Z"))).toBe("ahead");
    expect(dayPlace(berlin, at("2027-06-30T22:00:00Z"))).toBe("today");
    expect(dayPlace(berlin, at("2027-07-01T21:59:59Z"))).toBe("today");
    expect(dayPlace(berlin, at("2027-07-01T22:00:00Z"))).toBe("past");
  });

  it("counts days at the offset that is sent, not at that of today: the carrier knows only that one", () => {
    // In Berlin it is 00:30 of 1 September, 180 days before 28 February; at the +01:00 of February it is 31 August.
    const early = at("2027-08-31T22:30:00Z");
    const far = day("2028-02-28 Europe/Berlin");
    expect(sentForm(far)).toBe("2028-02-28+01:00");
    expect(dayPlace(far, early)).toBe("too far");
    expect(dayPlace(far, early + 3_600_000)).toBe("ahead");
  });

  it("counts over a leap day and over summer time without a fraction", () => {
    expect(daysAhead(day("2028-03-01"), at("2028-02-28T23:59:59Z"))).toBe(2);
    expect(daysAhead(day("2027-03-01"), at("2027-02-28T23:59:59Z"))).toBe(1);
    expect(daysAhead(day("2027-03-29 Europe/Berlin"), at("2027-03-27T12:00:00Z"))).toBe(2);
  });
});

describe("what is wrong with a day", () => {
  const now = at("2026-11-23T10:30:00Z");

  it.each(["2026-11-23", "2026-11-24 Europe/Berlin", "2027-05-22", "2026-11-22-12:00"])(
    "%s: nothing",
    (text) => expect(effectiveDateProblem(text, now)).toBeUndefined(),
  );

  it("tells the present day there, and the last one that is taken", () => {
    expect(effectiveDateProblem("2026-11-23+14:00", now)).toBe(
      '"2026-11-23+14:00" has passed: it is 2026-11-24+14:00 there; take a later day, or leave it out',
    );
    expect(effectiveDateProblem("2027-05-24", now)).toBe(
      '"2027-05-24" is 182 days ahead, and the carrier takes at most 180: the last day is 2027-05-22+00:00',
    );
    expect(effectiveDateProblem("soon", now)).toContain("is no day");
  });
});

describe("two texts", () => {
  it("mean the same day whatever way they are written", () => {
    expect(sameDay("2027-01-15", "2027-01-15T00:00:00+00:00")).toBe(true);
    expect(sameDay("2027-07-15 Europe/Berlin", "2027-07-15+02:00")).toBe(true);
    expect(sameDay("2027-01-15+01:00", "2027-01-15")).toBe(false);
    expect(sameDay("soon", "soon")).toBe(true);
    expect(sameDay("soon", "2027-01-15")).toBe(false);
  });
});
