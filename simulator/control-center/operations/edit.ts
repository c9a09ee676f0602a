import { faultOf } from "../../core/faults";
import { requireEditRight } from "../http/access";
import { disturbanceOf, refuseByFault } from "../http/disturbed";
import { changesOf, editBody, requireValue } from "../http/edit-body";
import { type ControlCenterOperation, lineOf } from "../http/operation";
import { effectiveDay } from "../model/dates";
import { edit, requireState, writtenIn } from "../model/editing";

/** The one call that changes anything (Control Center API: Edit Device Details). */
export const editDevice: ControlCenterOperation = {
  id: "editDevice",
  operationId: "editDevice",
  method: "PUT",
  path: "/devices/{iccid}",
  writes: true,
  lists: false,
  startsWork: true,
  // The order of the checks is C-ER1; the first failure answers, and nothing is changed.
  handle: (context) => {
    const { world, schedule, user, request, faults } = context;
    const body = editBody(request.body);
    const line = lineOf(context);
    const changes = changesOf(body);
    requireEditRight(user, writtenIn(changes));
    const { effectiveDate } = body.members;
    const day = effectiveDate === undefined ? undefined : effectiveDay(effectiveDate, world.now());
    for (const attribute of writtenIn(changes)) requireValue(world.catalog, body.members, attribute);
    // For a later day, too: what the present state forbids is refused now, and judged again on the day (C-ED3).
    requireState(world, line, changes);
    refuseByFault(faults);
    const json = { iccid: line.iccid };
    if (day !== undefined) {
      schedule.book(line, changes, day, user.name, disturbanceOf(faults, line));
      return { status: 202, json };
    }
    edit(world, line, changes, { userName: user.name, at: world.now(), lag: faultOf(faults, "lag") });
    return { json };
  },
};
