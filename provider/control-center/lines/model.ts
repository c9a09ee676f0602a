import type * as pulumi from "@pulumi/pulumi";
import { z } from "zod";
import { checkIccid } from "../../core/identifiers";
import type { AccountField } from "../../core/lines/account";
import { lineModel } from "../../core/lines/model";
import type { ScheduleEntry } from "../../core/lines/schedule/declared";
import { controlCenterLineImpacts } from "../impacts";
import { type ControlCenterSession, controlCenter, OWN_ACCOUNT } from "../session";
import { editWriter, type SimHandle } from "../writers/edit";
import { controlCenterAttributes, patched } from "./attributes";
import { completeSims } from "./completion";
import { controlCenterScheduling } from "./scheduling";
import type { Sim } from "./sim";

/** The argument that names the account, in programs. */
export interface AccountArgs {
  /** Id of the account the lines are in; that of the API user where it is left out. */
  accountId?: pulumi.Input<string>;
}

/** What happens at the carrier to a line that is no longer declared, and what shall happen on later days. */
export interface EndingArgs {
  /** `retain` (default): nothing; `deactivate`; or `retire`, which needs an approval that names the line. */
  onDelete?: pulumi.Input<"retain" | "deactivate" | "retire">;
  /** Changes that the carrier shall make on a later day, at most 180 days ahead. */
  schedule?: pulumi.Input<pulumi.Input<ScheduleEntry>[]>;
}

/** The account of a Control Center resource. */
export const accountField: AccountField = {
  name: "accountId",
  label: "account",
  schema: z
    .string()
    .optional()
    .describe("Id of the account the lines are in; that of the API user where it is left out."),
};

/** Control Center's lines, for `Line`, `LineSet` and memberships. */
export const controlCenterLines = lineModel<ControlCenterSession, Sim, SimHandle>({
  carrier: controlCenter,
  attributes: controlCenterAttributes,
  writers: [editWriter],
  identifiers: ["iccid"],
  identify(name) {
    const problem = name === "" ? "a line is declared by its ICCID" : checkIccid(name).problem;
    return problem ? { problem } : { kind: "iccid", key: name };
  },
  canonical: ({ key }) => key,
  keys: ({ iccid }) => [{ kind: "iccid", key: iccid }],
  display: ({ iccid }) => iccid,
  number: () => undefined,
  roster: (session, account) => session.roster(account),
  complete: completeSims,
  handle: ({ iccid }, account) => ({ iccid, account }),
  handleFrom: ({ key }, _, account) => ({ iccid: key, account }),
  scope: ({ account }) => account,
  whereElse: "Check the ICCID; a line of another account is declared with accountId set to it.",
  account: async (_, declared) => declared ?? OWN_ACCOUNT,

  check(values) {
    const problems: string[] = [];
    const addressed = ["ipv4Address", "ipv6Address"].filter((name) => values[name] !== undefined);
    const missing = ["apn", "pdpId"].filter((name) => values[name] === undefined);
    if (addressed.length > 0 && missing.length > 0) {
      problems.push(`${addressed.join(" and ")}: a fixed address needs ${missing.join(" and ")} beside it`);
    }
    const { warning } = typeof values.iccid === "string" ? checkIccid(values.iccid) : {};
    return { problems, warnings: warning ? [warning] : [] };
  },

  details: ({ details }) =>
    Object.fromEntries(
      Object.entries({
        msisdn: details?.msisdn,
        imsi: details?.imsi,
        imei: details?.imei,
        eid: details?.eid,
      }).filter(([, value]) => typeof value === "string" && value !== ""),
    ) as Record<string, string>,
  detailsDescribed: {
    msisdn: "MSISDN of the line.",
    imsi: "IMSI of the SIM.",
    imei: "IMEI of the device it is in.",
    eid: "EID of the eSIM, where it is one.",
  },

  scheduling: controlCenterScheduling,
  impacts: controlCenterLineImpacts,
  endings: {
    deactivate: {
      describe: "is deactivated, and can be activated again",
      values: ({ status }) => (status === "ACTIVATED" ? { status: "deactivated" } : undefined),
    },
    retire: {
      describe: "is retired, which needs an approval that names it",
      values: ({ status }) => (GONE.includes(status) ? undefined : { status: "retired" }),
    },
  },
  patched,
});

const GONE = ["RETIRED", "PURGED", "REPLACED"];
