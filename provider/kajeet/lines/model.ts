import type * as pulumi from "@pulumi/pulumi";
import { z } from "zod";
import { checkIccid, checkImei } from "../../core/identifiers";
import type { AccountField } from "../../core/lines/account";
import { lineModel } from "../../core/lines/model";
import { type Device, removeLine } from "../api/index";
import { kajeetLineImpacts } from "../impacts";
import { type KajeetSession, kajeet } from "../session";
import { labelsWriter } from "../writers/labels";
import {
  customFieldWriter,
  dataLimitsWriter,
  deviceGroupWriter,
  filterGroupWriter,
  nicknameWriter,
  noteWriter,
  summerUsageWriter,
  vpnWriter,
} from "../writers/setters";
import { hardwareWriter, imeiWriter, ratePlanWriter } from "../writers/single";
import { statusWriter } from "../writers/status";
import { kajeetAttributes, patched, statusName } from "./attributes";
import { byMdn, canonical, handleOf, identify, type LineHandle, lineKeys } from "./identity";
import { kajeetOrders } from "./orders";

/** The argument that names the account, in programs. */
export interface CorpArgs {
  /** Corp id (the code of a device group) the lines are in; that of the connection where it is left out. */
  corp?: pulumi.Input<string>;
}

/** What happens at the carrier to a line that is no longer declared. */
export interface EndingArgs {
  /** `retain` (default): nothing; `suspend`; or `remove`, which loses the number for good. */
  onDelete?: pulumi.Input<"retain" | "suspend" | "remove">;
}

/** The account of a Kajeet resource. */
export const corpField: AccountField = {
  name: "corp",
  label: "corp",
  schema: z
    .string()
    .optional()
    .describe(
      "Corp id (the code of a device group) the lines are in; that of the connection where it is left out.",
    ),
};

/** Kajeet's lines, for `Line`, `LineSet` and every membership. */
export const kajeetLines = lineModel<KajeetSession, Device, LineHandle>({
  carrier: kajeet,
  attributes: kajeetAttributes,
  writers: [
    statusWriter,
    ratePlanWriter,
    filterGroupWriter,
    dataLimitsWriter,
    nicknameWriter,
    noteWriter,
    customFieldWriter,
    summerUsageWriter,
    vpnWriter,
    labelsWriter,
    imeiWriter,
    hardwareWriter,
    deviceGroupWriter,
  ],
  identifiers: ["mdn", "iccid"],
  identify,
  canonical,
  keys: lineKeys,
  display: ({ mdn }) => mdn,
  number: ({ mdn }) => mdn,
  roster: (session, account) => session.roster(account),
  handle: handleOf,
  handleFrom: ({ kind, key }, values, account) =>
    kind === "mdn"
      ? {
          mdn: canonical({ kind, key }),
          corp: typeof values.deviceGroup === "string" ? values.deviceGroup : account,
        }
      : undefined,
  scope: ({ corp }) => corp,
  elsewhere: ({ deviceGroup }) => (typeof deviceGroup === "string" ? [deviceGroup] : []),
  whereElse: "Check the number; a line of another device group is declared with corp set to that group.",
  account: (session, declared) => session.corp(declared),

  check(values) {
    const findings = [
      typeof values.imei === "string" ? checkImei(values.imei) : {},
      typeof values.iccid === "string" ? checkIccid(values.iccid) : {},
    ];
    return { problems: [], warnings: findings.flatMap(({ warning }) => (warning ? [warning] : [])) };
  },

  details: ({ network, deviceName, simType }) =>
    Object.fromEntries(
      Object.entries({ network, deviceName, simType }).filter(([, value]) => typeof value === "string"),
    ) as Record<string, string>,
  detailsDescribed: {
    network: "Name of the carrier network, such as Verizon.",
    deviceName: "Name of the device's model.",
    simType: "PHYSICAL, SMARTSIM or ESIM.",
  },

  orders: kajeetOrders,
  impacts: kajeetLineImpacts,
  endings: {
    suspend: {
      describe: "is suspended",
      // A lost or stolen line cannot be suspended, and need not be.
      values: ({ status }) => (statusName(status) === "active" ? { status: "suspended" } : undefined),
    },
    remove: {
      describe: "is removed, which loses its number for good and needs an approval that names it",
      removes: true,
    },
  },

  async remove(session, { mdn, corp }) {
    await removeLine(session.http, { mdn });
    const record = session.roster(corp).peek(byMdn(mdn));
    if (record) session.roster(corp).drop(record);
  },

  patched,
});
