import type { Scheduling } from "../../core/lines/model";
import { editDevice } from "../api/index";
import { dayPlace, MOST_DAYS_AHEAD, parseEffectiveDate, sentForm } from "../dates";
import type { ControlCenterSession } from "../session";
import { editOf, type SimHandle } from "../writers/edit";

const HOUR_MS = 3_600_000;

/** A day that stands unquoted in a stack's configuration file is a moment to the engine, and comes like this. */
const ENGINE_DAY = /^(\d{4}-\d{2}-\d{2}) 00:00:00 \+0000 UTC$/;

/** Changes with an effectiveDate: the carrier takes them now (202) and makes them on the day. */
export const controlCenterScheduling: Scheduling<ControlCenterSession, SimHandle> = {
  read(text) {
    const day = parseEffectiveDate(text.replace(ENGINE_DAY, "$1"));
    return "problem" in day ? day : { on: sentForm(day), at: day.moment };
  },
  place(on, now) {
    const day = parseEffectiveDate(on);
    return "problem" in day ? "past" : dayPlace(day, now);
  },
  mostDaysAhead: MOST_DAYS_AHEAD,
  graceMs: 24 * HOUR_MS,
  async send({ http }, { iccid }, values, on) {
    // The status of the answer decides, never a clock here: the carrier knows what day it is.
    const { pending } = await editDevice(http, { ...editOf(iccid, values), effectiveDate: on });
    return pending ? "taken" : "done";
  },
};
