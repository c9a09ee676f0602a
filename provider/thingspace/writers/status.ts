import type { LineOutcome } from "../../core/lines/model";
import { pick } from "../../core/lines/plan";
import type { Value, Values } from "../../core/value";
import { activateDevices, addDevices, deactivateDevices, restoreDevices, suspendDevices } from "../api/index";
import { faultError } from "../errors";
import { CUSTOM_FIELD_NAMES, customFieldKey } from "../lines/attributes";
import { PLACE_NAMES, placeOf } from "../lines/place";
import { devicesOf, requested, type ThingspaceWriter } from "./request";
import { verifyStatuses } from "./verify";

/** What an activation carries beyond the state: the line then has it without further calls. */
const ALONG = ["ratePlan", "deviceGroup", "costCenter", ...CUSTOM_FIELD_NAMES, ...PLACE_NAMES];
const SERVING = ["zipCode", "leadId", "skuNumber", "ipPool", "publicIpRestriction"];

/** States from which a line is activated; `null` and nothing stand for a line that the account does not have yet. */
const INACTIVE: readonly (Value | undefined)[] = [undefined, null, "preactive", "deactive"];

const PENDING = "pendingactivation";

const text = (value: Value | undefined) =>
  value === undefined || value === null ? undefined : String(value);
const some = <T extends object>(members: T) =>
  Object.fromEntries(Object.entries(members).filter(([, value]) => value !== undefined)) as {
    [K in keyof T]: Exclude<T[K], undefined>;
  };

const customFieldsOf = (values: Values) => {
  const fields = CUSTOM_FIELD_NAMES.filter((name) => typeof values[name] === "string");
  return fields.length === 0
    ? undefined
    : fields.map((name) => ({ key: customFieldKey(name) as "CustomField1", value: String(values[name]) }));
};

/**
 * Activates lines, those that the account does not have included. Whatever an activation can carry travels along, since
 * each later change would be one of the five actions that a line may have a day.
 */
const activate = requested(
  "activateDevices",
  ["status", ...ALONG, ...SERVING],
  ({ http }, lines, values, account) =>
    activateDevices(
      http,
      some({
        accountName: account,
        devices: lines.map(({ ids }) => ({ deviceIds: ids.filter(({ kind }) => kind !== "mdn") })),
        servicePlan: String(values.ratePlan),
        mdnZipCode: String(values.zipCode),
        groupName: text(values.deviceGroup),
        costCenterCode: text(values.costCenter),
        customFields: customFieldsOf(values),
        primaryPlaceOfUse: placeOf(values),
        leadId: text(values.leadId),
        skuNumber: text(values.skuNumber),
        carrierIpPoolName: text(values.ipPool),
        publicIpRestriction: text(values.publicIpRestriction) as "restricted" | undefined,
      }),
    ),
  {
    gate: true,
    verify: verifyStatuses,
    parts(before, _, wanted) {
      if (wanted.status !== "active") return [];
      if (before.status === PENDING) return [{ status: "active" }];
      if (!INACTIVE.includes(before.status)) return [];
      const along = ["status", ...ALONG].filter((name) => wanted[name] !== null);
      return [pick(wanted, along)];
    },
  },
);

/** A line whose activation the carrier is at already is waited for, and not activated a second time. */
export const activateWriter: ThingspaceWriter = {
  ...activate,
  send: async (session, batch) =>
    batch.before[0]?.status === PENDING
      ? batch.lines.map(() => ({ underWay: true }))
      : activate.send(session, batch),
};

/** Ends a suspension; also on the way to deactivation, which the carrier does only from active. */
export const restoreWriter: ThingspaceWriter = requested(
  "restoreDevices",
  ["status"],
  ({ http }, lines) => restoreDevices(http, { devices: devicesOf(lines) }),
  {
    gate: true,
    parts: (before, _, { status }) =>
      before.status === "suspend" && (status === "active" || status === "deactive")
        ? [{ status: "active" }]
        : [],
  },
);

/** Adds devices without service. Done when it is answered, and told device by device. */
export const addWriter: ThingspaceWriter = {
  name: "addDevices",
  attributes: ["status", "deviceGroup", ...CUSTOM_FIELD_NAMES, "skuNumber"],
  limit: 200,
  gate: true,
  parts: (before, _, wanted) =>
    wanted.status === "preactive" && (before.status ?? null) === null
      ? [
          pick(
            wanted,
            ["status", "deviceGroup", ...CUSTOM_FIELD_NAMES].filter((name) => wanted[name] !== null),
          ),
        ]
      : [],
  async send({ http }, { lines, values }): Promise<LineOutcome[]> {
    const outcomes = await addDevices(
      http,
      some({
        accountName: lines[0]!.account,
        devicesToAdd: lines.map(({ ids }) => ({ deviceIds: [...ids] })),
        groupName: text(values.deviceGroup),
        customFields: customFieldsOf(values),
        skuNumber: text(values.skuNumber),
      }),
    );
    return lines.map(({ ids }) => {
      const told = outcomes.find(({ deviceIds }) =>
        deviceIds.some(({ id }) => ids.some((one) => one.id === id)),
      );
      if (told?.succeeded) return {};
      const faultstring = told
        ? (told.message ?? "the carrier refused it")
        : "the carrier's answer does not name it";
      return { error: faultError({ faultstring, subject: ids[0]!.id, operation: "addDevices" }) };
    });
  },
};

/** Suspends active lines, after everything that only an active line can be given. */
export const suspendWriter: ThingspaceWriter = requested(
  "suspendDevices",
  ["status"],
  ({ http }, lines) => suspendDevices(http, { devices: devicesOf(lines) }),
  {
    stage: 2,
    // The carrier changes no plan of a suspended line, so one whose plan is still to be changed is left active.
    waitsFor: ["ratePlan"],
    parts: (before, _, { status }) =>
      status === "suspend" && before.status === "active" ? [{ status }] : [],
  },
);

/** Deactivates active lines: their numbers are lost. The guard has agreed to each of them. */
export const deactivateWriter: ThingspaceWriter = requested(
  "deactivateDevices",
  ["status"],
  ({ http }, lines, _, account) =>
    deactivateDevices(http, { accountName: account, devices: devicesOf(lines), reasonCode: "FF" }),
  {
    stage: 2,
    parts: (before, _, { status }) =>
      status === "deactive" && before.status === "active" ? [{ status }] : [],
  },
);
