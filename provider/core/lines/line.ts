import type * as pulumi from "@pulumi/pulumi";
import { z } from "zod";
import { programClaims } from "../claims";
import { defineResource, type ResourceClass } from "../resource";
import { connectionField } from "../schema";
import type { Value, Values } from "../value";
import { type AccountField, accountOf } from "./account";
import { attributesShape } from "./attribute";
import { declaredClaims, EXISTENCE } from "./declared";
import { type DriftState, driftOf, driftState } from "./drift";
import { endingFields, termsOf } from "./ending";
import { foreseeing } from "./foresee";
import type { Known } from "./group";
import { checkLine, isPlain, listed, settings, warn } from "./line-args";
import type { AnyLineModel } from "./model";
import { OPEN_DESCRIBED, type OpenState, openOf, openState } from "./open";
import { reconcile } from "./reconcile";
import { plannedBy, type ScheduleEntry, scheduleFields, scheduleProblems } from "./schedule/declared";
import { observeScheduled } from "./schedule/observe";
import { reconcileScheduled, warnOfLeft } from "./schedule/reconcile";
import type { Booked } from "./schedule/schedule";
import { type Bookings, SCHEDULED_DESCRIBED } from "./schedule/state";
import { patient } from "./surroundings";
import { together } from "./together";

/** What state holds of a single line: its declared attributes as last seen, and what identifies it. */
export interface LineState extends OpenState {
  schedule?: readonly ScheduleEntry[];
  scheduled?: readonly Booked[];
  connection?: string;
  account: string;
  /** The identifier under which it was declared. */
  declaredAs: string;
  mdn?: string;
  transaction?: string;
  onDelete: string;
  deletionProtection: boolean;
  deadlineSeconds?: number;
  stateVersion: number;
  [attribute: string]: unknown;
}

type LineExtras = {
  /** The line's number; leave it out for a line that is to be ordered. */
  mdn?: pulumi.Input<string>;
  connection?: pulumi.Input<string>;
  deletionProtection?: pulumi.Input<boolean>;
  /** Makes warnings (a wrong check digit of an ICCID or IMEI) errors. */
  strict?: boolean;
};

/** One line as a resource of its own, with every attribute of the model as an argument. */
export function defineLine<L, More = unknown>(
  model: AnyLineModel,
  account: AccountField,
  describe: string,
): ResourceClass<{ [K in keyof L]: pulumi.Input<L[K]> } & LineExtras & More, LineState & L> {
  const numbered = model.identifiers.includes("mdn");
  const shape: z.ZodRawShape = {
    connection: connectionField,
    [account.name]: account.schema,
    ...(numbered ? { mdn: numberField } : {}),
    ...attributesShape(model.attributes as never),
    ...endingFields(model as never),
    ...scheduleFields(model, false),
  };
  const args = z.object(shape);
  const own = new Set(model.attributes.map(({ name }) => name));
  // Where an account is something a line can be given, `account` in state is that.
  const place = own.has("account") ? "declaredIn" : "account";
  const accountIn = (present: LineState) => present[place] as string;
  // Where the carrier can give a line another SIM, its ICCID is a setting like others and not what the line is.
  const reidentified = model.attributes.some(({ name, role }) => name === "iccid" && role === "setting");
  const valuesOf = (bag: Readonly<Record<string, unknown>>): Values =>
    Object.fromEntries(Object.entries(bag).filter(([name]) => own.has(name))) as Record<string, Value>;
  const nameOf = (bag: Readonly<Record<string, unknown>>): string => {
    const declared = (model.identifiers.map((kind) => bag[kind]).find((one) => one !== undefined) ??
      "") as string;
    const key = model.identify(declared);
    return "problem" in key ? declared : model.canonical(key);
  };
  /** What is known of the line under the name it has now: with another SIM or device it is still the same line. */
  const known = (present: LineState, name = present.declaredAs): Known => {
    const same = name === present.declaredAs || (reidentified && present.mdn !== undefined);
    const now = same ? name : present.declaredAs;
    const { open, ...rest } = openOf(present);
    return {
      rows: present.transaction ? new Map() : new Map([[now, valuesOf(present)]]),
      numbers: present.mdn && present.mdn !== now ? { [now]: present.mdn } : {},
      pending: present.transaction ? { [now]: present.transaction } : {},
      open: Object.fromEntries(Object.values(open).map((changes) => [now, changes])),
      ...rest,
    };
  };
  const state = (
    from: Record<string, unknown>,
    group: Known & { scheduled: Bookings },
    record: unknown,
    name = nameOf(from),
  ): LineState => {
    const isNumber = model.identify(name);
    const mdn = group.numbers[name] ?? ("kind" in isNumber && isNumber.kind === "mdn" ? name : undefined);
    const others = Object.fromEntries(
      Object.entries(from).filter(([one]) => !own.has(one) && !PARTS.includes(one)),
    );
    return {
      ...(others as unknown as LineState),
      ...group.rows.get(name),
      declaredAs: name,
      ...(mdn ? { mdn } : {}),
      ...(group.pending[name] ? { transaction: group.pending[name] } : {}),
      ...openState(group),
      ...(group.scheduled[name] ? { scheduled: group.scheduled[name] } : {}),
      ...(record === undefined ? {} : model.details(record)),
      stateVersion: 1,
    };
  };

  return defineResource<object, typeof args, LineState>({
    carrier: model.carrier,
    name: "Line",
    describe,
    args,
    outputs: {
      [place]: `The ${account.label} the line ${own.has("account") ? "was declared in" : "belongs to"}.`,
      declaredAs: "The identifier under which it was declared.",
      ...(numbered ? { mdn: "The line's number, also where the carrier gave it." } : {}),
      ...(model.orders
        ? { transaction: "The order that was placed and is not done yet: the next run goes on with it." }
        : {}),
      ...(model.following ? { open: OPEN_DESCRIBED } : {}),
      ...(model.scheduling ? { scheduled: SCHEDULED_DESCRIBED } : {}),
      ...model.detailsDescribed,
      stateVersion: "Version of this state's form.",
    },
    replaces: [account.name as never, "connection"],
    subject: (some) => `${model.carrier.name} Line ${nameOf(some)}`,
    id: (present) => `${accountIn(present)}/${present.declaredAs}`,
    lines: {
      model,
      account,
      holds: "lines",
      attributes: model.attributes as never,
      wanted: (bag) => new Map([[nameOf(bag), valuesOf(bag)]]),
      known: (present, bag) => known(present as never, bag && nameOf(bag)),
      drifted: (present) => driftOf(present, model.attributes as never),
    },

    problems(declared, now) {
      const key = model.identify(nameOf(declared));
      const found =
        "problem" in key
          ? [{ property: model.identifiers[0]!, reason: `${model.identifiers.join(" or ")}: ${key.problem}` }]
          : [];
      const checked = checkLine(model, valuesOf(declared));
      return [
        ...found,
        ...checked.problems.map((reason) => ({ property: "", reason })),
        ...scheduleProblems(model, declared.schedule as never, [nameOf(declared)], now),
      ];
    },

    declares(declared) {
      const values = valuesOf(declared);
      return declaredClaims(model, nameOf(declared), values, undefined, [
        EXISTENCE,
        ...settings(model, values),
      ]);
    },

    ...foreseeing(model, (declared, present) => {
      const name = nameOf(declared);
      return {
        before: known(present as never, name).rows,
        wanted: new Map([[name, valuesOf(declared)]]),
        planned: plannedBy(model, declared.schedule as never, [name]),
        booked: bookings(present as never, name),
      };
    }),

    async ensure(context, declared, present) {
      const corp = await accountOf(
        model,
        context.session,
        account,
        declared,
        present && { account: accountIn(present) },
      );
      const name = nameOf(declared);
      const before = present ? known(present, name) : { rows: new Map(), numbers: {}, pending: {}, open: {} };
      const wanted = new Map([[name, valuesOf(declared)]]);
      const around = patient(context, declared);
      const planned = plannedBy(model, declared.schedule as never, [name]);
      const booked = present ? bookings(present, name) : {};
      const terms = termsOf(model, declared);
      const end = await reconcileScheduled(model, around, corp, wanted, before, terms, planned, booked);
      const there = end.rows.has(name) || end.pending[name] !== undefined || end.open[name] !== undefined;
      // An order that is over must not stay in state, or it would be followed for ever and never placed anew.
      if (!there && end.faults.length > 0 && !present?.transaction) throw together(end.faults);
      const key = model.identify(end.numbers[name] ?? name);
      const record = "problem" in key ? undefined : model.roster(context.session, corp).peek(key);
      return {
        state: state({ ...details(present, model), ...declared, [place]: corp }, end, record),
        faults: end.faults,
      };
    },

    async read(context, present) {
      const name = present.declaredAs;
      const booked = bookings(present, name);
      const now = await observeScheduled(model, context, accountIn(present), known(present), booked);
      if (!now.rows.has(name) && !now.pending[name]) return undefined;
      const { mdn: _mdn, __drift: _drift, ...rest } = present;
      const drift = driftState(
        present as DriftState,
        known(present).rows,
        now.rows,
        model.attributes as never,
      );
      return { ...state(rest, now, now.records.get(name), name), ...drift };
    },

    inputs(present) {
      const names = Object.keys(args.shape).filter(
        (name) => name in present && (name !== "mdn" || isDeclaredByMdn(model, present.declaredAs)),
      );
      return Object.fromEntries(names.map((name) => [name, present[name]]));
    },

    async remove(context, present) {
      const terms = termsOf(model, present);
      const around = patient(context, present);
      warnOfLeft(around, bookings(present, present.declaredAs), () => false);
      const end = await reconcile(model, around, accountIn(present), new Map(), known(present), terms);
      if (end.faults.length > 0) throw together(end.faults);
    },

    program(name, written: Record<string, unknown>) {
      const { strict, ...bag } = written;
      const declared = nameOf(bag);
      if (isPlain(bag) && declared !== "") {
        const { values, warnings } = checkLine(model, valuesOf(bag));
        if (warnings.length > 0 && strict) throw listed(`Line ${name}`, warnings);
        if (warnings.length > 0) warn(`Line ${name}`, warnings);
        programClaims.claim(
          `Line ${name}`,
          `${model.carrier.name} line ${declared}`,
          settings(model, values),
        );
      }
      return bag;
    },
  }) as never;
}

const numberField = z
  .string()
  .optional()
  .describe("The line's number. Leave it out for a line that is to be ordered.");

/** Parts of a state that are made anew each time. */
const PARTS = ["transaction", "open", "scheduled"];

const bookings = ({ scheduled }: LineState, name: string): Bookings =>
  scheduled ? { [name]: scheduled } : {};

const isDeclaredByMdn = (model: AnyLineModel, name: string) => {
  const key = model.identify(name);
  return "kind" in key && key.kind === "mdn";
};

/** What was observed beside the arguments is kept through a change that needs no look. */
function details(present: LineState | undefined, model: AnyLineModel): Record<string, unknown> {
  if (!present) return {};
  const names = Object.keys(model.detailsDescribed).filter((name) => name in present);
  return Object.fromEntries(names.map((name) => [name, present[name]]));
}
