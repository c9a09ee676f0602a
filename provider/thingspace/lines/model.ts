import type * as pulumi from "@pulumi/pulumi";
import { z } from "zod";
import { checkIccid, checkImei } from "../../core/identifiers";
import type { AccountField } from "../../core/lines/account";
import { lineModel } from "../../core/lines/model";
import type { Device } from "../api/index";
import { thingspaceLineImpacts } from "../impacts";
import { lineQuotas } from "../pace";
import { type ThingspaceSession, thingspace } from "../session";
import { groupWriter } from "../writers/groups";
import { identifierWriter } from "../writers/identifiers";
import {
  accountWriter,
  costCenterWriter,
  customFieldsWriter,
  placeWriter,
  ratePlanWriter,
} from "../writers/settings";
import { activateWriter, addWriter, deactivateWriter, restoreWriter, suspendWriter } from "../writers/status";
import { patched, thingspaceAttributes } from "./attributes";
import { thingspaceFollowing } from "./following";
import {
  canonical,
  display,
  handleFrom,
  handleOf,
  identify,
  type LineHandle,
  lineKeys,
  numberOf,
} from "./identity";
import { missingPlaceParts } from "./place";
import { removeLine } from "./removal";

/** The argument that names the account, in programs. */
export interface AccountArgs {
  /** Billing account the lines are in; that of the connection where it is left out. */
  accountName?: pulumi.Input<string>;
}

/** What happens at the carrier to a line that is no longer declared, and how long to wait for the carrier. */
export interface EndingArgs {
  /** `retain` (default): nothing; `suspend`; `deactivate` and `remove`, which lose the number for good. */
  onDelete?: pulumi.Input<"retain" | "suspend" | "deactivate" | "remove">;
  /** Seconds to wait for work that the carrier does later; the rest is left to the next run. */
  deadlineSeconds?: pulumi.Input<number>;
}

/** The account of a ThingSpace resource. */
export const accountField: AccountField = {
  name: "accountName",
  label: "billing account",
  schema: z
    .string()
    .optional()
    .describe(
      "Billing account the lines are in, such as 0000123456-00001; that of the connection where it is left out.",
    ),
};

/** ThingSpace's lines, for `Line`, `LineSet` and every membership. */
export const thingspaceLines = lineModel<ThingspaceSession, Device, LineHandle>({
  carrier: thingspace,
  attributes: thingspaceAttributes,
  writers: [
    activateWriter,
    restoreWriter,
    addWriter,
    ratePlanWriter,
    customFieldsWriter,
    costCenterWriter,
    placeWriter,
    identifierWriter,
    groupWriter,
    suspendWriter,
    deactivateWriter,
    accountWriter,
  ],
  identifiers: ["mdn", "iccid", "imei"],
  identify,
  canonical,
  keys: lineKeys,
  display,
  number: numberOf,
  roster: (session, account) => session.roster(account),
  handle: handleOf,
  handleFrom,
  scope: ({ account }) => account,
  elsewhere: ({ account }) => (typeof account === "string" ? [account] : []),
  whereElse:
    "Check the identifier; a line of another billing account is declared with accountName set to it.",
  account: async (session, declared) => session.account(declared),

  newcomer(key, { status, imei, iccid }, account) {
    if (status !== "active" && status !== "preactive") {
      return { problem: "to bring it in, set status to active (with ratePlan and zipCode) or preactive" };
    }
    const handle = handleFrom(key, { imei, iccid }, account);
    const missing = (["imei", "iccid"] as const).filter(
      (kind) => !handle.ids.some((one) => one.kind === kind),
    );
    if (key.kind === "mdn")
      return { problem: "a new line is declared by its ICCID: the carrier gives the number" };
    if (missing.length === 0) return handle;
    return {
      problem: `to bring it in, ${missing.join(" and ")} ${missing.length === 1 ? "is" : "are"} missing`,
    };
  },

  check(values) {
    const findings = [
      typeof values.imei === "string" ? checkImei(values.imei) : {},
      typeof values.iccid === "string" ? checkIccid(values.iccid) : {},
    ];
    const missing = missingPlaceParts(values);
    return {
      problems:
        missing.length > 0 ? [`the primary place of use is sent whole: add ${missing.join(", ")}`] : [],
      warnings: findings.flatMap(({ warning }) => (warning ? [warning] : [])),
    };
  },

  details: ({ ipAddress, ids, number }) =>
    Object.fromEntries(
      Object.entries({ ipAddress, imsi: ids.imsi, deviceNumber: number?.toString() }).filter(
        ([, value]) => typeof value === "string" && value !== "",
      ),
    ) as Record<string, string>,
  detailsDescribed: {
    ipAddress: "Address of the line.",
    imsi: "IMSI of the SIM.",
    deviceNumber: "The carrier's own number of the device.",
  },

  following: thingspaceFollowing,
  quotas: lineQuotas,
  impacts: thingspaceLineImpacts,

  endings: {
    suspend: {
      describe: "is suspended",
      values: ({ state }) => (state === "active" ? { status: "suspend" } : undefined),
    },
    deactivate: {
      describe: "is deactivated, which loses its number for good and needs an approval that names it",
      values: ended,
    },
    remove: {
      describe: "is deactivated and deleted with its history, which needs an approval that names it",
      values: ended,
      removes: true,
    },
  },
  remove: removeLine,
  patched,
});

function ended({ state }: Device) {
  return state === "active" || state === "suspend" ? { status: "deactive" } : undefined;
}
