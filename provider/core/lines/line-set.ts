import * as pulumi from "@pulumi/pulumi";
import { z } from "zod";
import { programClaims } from "../claims";
import { type Context, defineResource, type Outcome, type ResourceClass } from "../resource";
import { connectionField, pickArguments } from "../schema";
import { counted } from "../words";
import { type AccountField, accountOf } from "./account";
import { declaredClaims, EXISTENCE } from "./declared";
import { type DriftState, driftOf, driftState } from "./drift";
import { endingFields, termsOf } from "./ending";
import { foreseeing } from "./foresee";
import type { Known } from "./group";
import { isPlain, rowProblems, settings, toRows } from "./line-args";
import type { AnyLineModel } from "./model";
import { type Observation, observedRows, packRows, readRows, unpackRows, writeRows } from "./observed";
import { OPEN_DESCRIBED, type OpenState, openOf, openState } from "./open";
import { reconcile } from "./reconcile";
import { plannedBy, type ScheduleEntry, scheduleFields, scheduleProblems } from "./schedule/declared";
import { observeScheduled } from "./schedule/observe";
import { reconcileScheduled, warnOfLeft } from "./schedule/reconcile";
import {
  type BookedLines,
  type Bookings,
  packBookings,
  SCHEDULED_DESCRIBED,
  unpackBookings,
} from "./schedule/state";
import { patient } from "./surroundings";
import { together } from "./together";

/** What state holds of a set, beside its arguments: the declared attributes of each line as they were last seen. */
export interface LineSetState extends Observation, OpenState, DriftState {
  schedule?: readonly ScheduleEntry[];
  scheduled?: readonly BookedLines[];
  connection?: string;
  account: string;
  numbers?: Record<string, string>;
  pending?: Record<string, string>;
  onDelete: string;
  deletionProtection: boolean;
  deadlineSeconds?: number;
  stateVersion: number;
}

/** Arguments of a set as a program writes them: typed objects, keyed by MDN or, for lines to come, by ICCID. */
export interface LineSetArgs<L> {
  /** The lines, by MDN, or by ICCID where the line has no number yet. */
  lines: pulumi.Input<Record<string, pulumi.Input<L>>>;
  connection?: pulumi.Input<string>;
  deletionProtection?: pulumi.Input<boolean>;
  /** Makes warnings (a wrong check digit of an ICCID or IMEI) errors. */
  strict?: boolean;
  /** Leaves out warnings, for whoever has given them already with more to say. */
  quiet?: boolean;
}

/**
 * Thousands of lines as one resource. The program gives typed objects; the engine gets one row of text a line, which is
 * what keeps previews of 10,000 lines within seconds and their diffs readable.
 */
export function defineLineSet<L, More = unknown>(
  model: AnyLineModel,
  account: AccountField,
  describe: string,
): ResourceClass<LineSetArgs<L> & More, LineSetState> {
  const args = z.object({
    connection: connectionField,
    [account.name]: account.schema,
    lines: z
      .record(z.string(), z.string())
      .describe("One row of text a line, made from the typed objects of the program."),
    ...endingFields(model),
    ...scheduleFields(model, true),
  });

  const { attributes } = model;
  const known = (present: LineSetState | undefined): Known => ({
    rows: unpackRows(present, attributes),
    numbers: present?.numbers ?? {},
    pending: present?.pending ?? {},
    ...openOf(present),
  });

  const state = (
    from: Partial<LineSetState>,
    accountName: string,
    group: Known & { scheduled: Bookings },
  ): LineSetState => ({
    ...(from as LineSetState),
    account: accountName,
    ...packRows(group.rows, attributes),
    ...(Object.keys(group.numbers).length > 0 ? { numbers: group.numbers } : {}),
    ...(Object.keys(group.pending).length > 0 ? { pending: group.pending } : {}),
    ...openState(group),
    ...(Object.keys(group.scheduled).length > 0 ? { scheduled: packBookings(group.scheduled) } : {}),
    stateVersion: 1,
  });

  return defineResource<object, typeof args, LineSetState, LineSetArgs<L> & More>({
    carrier: model.carrier,
    name: "LineSet",
    describe,
    args,
    outputs: {
      account: `The ${account.label} the lines belong to.`,
      numbers: "The MDN that the carrier gave to each line declared by its ICCID.",
      pending: "Orders that were placed and are not done yet, by line: the next run goes on with them.",
      ...(model.following ? { open: OPEN_DESCRIBED } : {}),
      ...(model.scheduling ? { scheduled: SCHEDULED_DESCRIBED } : {}),
      stateVersion: "Version of this state's form.",
    },
    replaces: [account.name as never, "connection"],
    subject: (some) =>
      `${model.carrier.name} LineSet of ${counted(Object.keys(some.lines ?? {}).length, "line")}`,
    id: (present) => `${present.account}/lines`,
    lines: {
      model,
      account,
      holds: "lines",
      attributes,
      wanted: (bag) => readRows(bag.lines as Record<string, string>, attributes),
      known: (present) => known(present as never),
      drifted: (present) => driftOf(present, attributes),
    },

    problems: ({ lines, schedule }, now) => [
      ...rowProblems(model, lines as Record<string, string>),
      ...scheduleProblems(model, schedule as never, Object.keys(lines as object), now),
    ],

    *declares({ lines }) {
      for (const [name, values] of readRows(lines as Record<string, string>, attributes)) {
        yield* declaredClaims(model, name, values, undefined, [EXISTENCE, ...settings(model, values)]);
      }
    },

    ...foreseeing(model, ({ lines, schedule: newSchedule }, present) => {
      // Only rows that differ are read: a preview without changes must stay quick.
      const seen = observedRows(present as LineSetState);
      const { schedule, scheduled } = present as LineSetState;
      const moved = JSON.stringify(schedule) !== JSON.stringify(newSchedule);
      const differing = Object.entries(lines as Record<string, string>).filter(
        ([name, row]) => moved || seen.get(name) !== row,
      );
      const before = differing.flatMap(([name]) => (seen.has(name) ? [[name, seen.get(name)!]] : []));
      return {
        before: readRows(Object.fromEntries(before), attributes),
        wanted: readRows(Object.fromEntries(differing), attributes),
        planned: plannedBy(model, newSchedule as never, Object.keys(lines as object)),
        booked: unpackBookings(scheduled),
      };
    }),

    async ensure(context: Context<object>, declared, present): Promise<Outcome<LineSetState>> {
      const accountName = await accountOf(model, context.session, account, declared, present);
      const { lines, ...settled } = declared;
      const wanted = readRows(lines as Record<string, string>, attributes);
      const end = await reconcileScheduled(
        model,
        patient(context, declared),
        accountName,
        wanted,
        known(present),
        termsOf(model, declared),
        plannedBy(model, declared.schedule as never, wanted.keys()),
        unpackBookings(present?.scheduled),
      );
      return { state: state(settled as never, accountName, end), faults: end.faults };
    },

    async read(context, present) {
      const now = await observeScheduled(
        model,
        context,
        present.account,
        known(present),
        unpackBookings(present.scheduled),
      );
      const { numbers: _n, pending: _p, open: _o, scheduled: _s, __drift: _d, ...rest } = present;
      const drift = driftState(present, unpackRows(present, attributes), now.rows, attributes);
      return { ...state(rest, present.account, now), ...drift };
    },

    inputs: (present) => ({
      ...pickArguments(present as never, args.shape),
      lines: writeRows(unpackRows(present, attributes), attributes),
    }),

    async remove(context, present) {
      const terms = termsOf(model, present);
      const around = patient(context, present);
      warnOfLeft(around, unpackBookings(present.scheduled), () => false);
      const end = await reconcile(model, around, present.account, new Map(), known(present), terms);
      if (end.faults.length > 0) throw together(end.faults);
    },

    program: (name, written: LineSetArgs<L>) => {
      const { lines, strict, quiet, ...others } = written;
      const convert = (objects: Record<string, Record<string, unknown>>) => {
        const made = toRows(model, `LineSet ${name}`, objects, strict === true, quiet);
        for (const [line, values] of made.values) {
          programClaims.claim(
            `LineSet ${name}`,
            `${model.carrier.name} line ${line}`,
            settings(model, values),
          );
        }
        return made.rows;
      };
      // Plain objects are turned to rows at once: thousands of lines need no promise each.
      return {
        ...others,
        lines: isPlain(lines) ? convert(lines as never) : pulumi.output(lines).apply(convert as never),
      };
    },
  });
}
