import { z } from "zod";
import { checkIccid } from "../../core/identifiers";
import type { Attribute } from "../../core/lines/attribute";
import type { Value, Values } from "../../core/value";
import {
  ACCOUNT_CUSTOM,
  CUSTOM_FIELD_LIMIT,
  CUSTOMER_CUSTOM,
  type Device,
  OPERATOR_CUSTOM,
} from "../api/index";
import type { Sim } from "./sim";
import { OVERRIDES, ourWord, overrideWord, STATUSES, shortest, statusWord } from "./words";

type Field = Omit<Attribute<Sim>, "role" | "kind"> & Partial<Pick<Attribute<Sim>, "role" | "kind">>;

const attribute = (field: Field): Attribute<Sim> => ({ role: "setting", kind: "text", ...field });

const text = (most: number) => z.string().min(1).max(most);

/** What details show; nothing is known of it where they were not read or the role may not see it. */
const detail =
  (member: keyof Device & string) =>
  (sim: Sim): Value | undefined => {
    const value = sim.details?.[member] as string | undefined;
    return value === "" ? null : value;
  };

const custom = (name: string, writers: string): Attribute<Sim> =>
  attribute({
    name,
    clearable: true,
    schema: text(CUSTOM_FIELD_LIMIT),
    describe: `Custom field, up to ${CUSTOM_FIELD_LIMIT} characters, written by ${writers} users; null clears it. A field with a list takes only its values.`,
    observed: detail(name as keyof Device & string),
  });

/**
 * The carrier moves a line on by itself: from testReady to activationReady when the test allowance is used up, and to
 * activated at first use. Whoever wants a status before activation must not fight that.
 */
const goneOn = (seen: Value, wanted: Value): boolean => {
  const [from, to] = [STATUSES.indexOf(String(wanted)), STATUSES.indexOf(String(seen))];
  return wanted === "testReady" || wanted === "activationReady"
    ? to > from && ["activationReady", "activated"].includes(String(seen))
    : false;
};

/** Every attribute of a Control Center line, in the order in which rows show them. */
export const controlCenterAttributes: readonly Attribute<Sim>[] = [
  attribute({
    name: "status",
    schema: z.enum(STATUSES),
    describe:
      "testReady, inventory, activationReady, activated, deactivated, retired or purged. Nothing leads back to the first three; retired and purged need an approval that names the line.",
    inStep: goneOn,
    observed: ({ status }) => ourWord(status),
  }),
  attribute({
    name: "ratePlan",
    schema: text(255),
    describe: "Name of the rate plan.",
    observed: ({ ratePlan }) => ratePlan || null,
  }),
  attribute({
    name: "communicationPlan",
    schema: text(255),
    describe: "Name of the communication plan.",
    observed: ({ communicationPlan }) => communicationPlan || null,
  }),
  attribute({
    name: "customer",
    schema: text(255),
    describe: "Name of the customer the line is assigned to. Not for customer users.",
    observed: detail("customer"),
  }),
  attribute({
    name: "deviceId",
    clearable: true,
    schema: text(255),
    describe: "The operator's or your own name of the device; null clears it.",
    observed: detail("deviceID"),
  }),
  attribute({
    name: "modemId",
    clearable: true,
    schema: text(255),
    describe: "Name of the modem; null clears it.",
    observed: detail("modemID"),
  }),
  attribute({
    name: "overageLimitOverride",
    schema: z.enum(OVERRIDES),
    describe:
      "What the line does at the data limit of its plan: default (it stops), temporaryOverride (it goes on until the billing cycle ends, and is default again then) or permanentOverride. Reading it takes a call a line.",
    observed: ({ overageLimitOverride }) =>
      overageLimitOverride === undefined ? undefined : ourWord(overageLimitOverride),
  }),
  attribute({
    name: "ipv4Address",
    schema: z.ipv4("an IPv4 address"),
    describe: "Fixed IPv4 address; needs apn and pdpId, and a communication plan with fixed addresses.",
    observed: detail("fixedIPAddress"),
  }),
  attribute({
    name: "ipv6Address",
    schema: z.ipv6("an IPv6 address").transform(shortest),
    describe: "Fixed IPv6 address; needs apn and pdpId, and a communication plan with fixed addresses.",
    observed: (sim) => {
      const seen = detail("fixedIpv6Address")(sim);
      return typeof seen === "string" ? shortest(seen) : seen;
    },
  }),
  attribute({
    name: "apn",
    role: "order",
    schema: text(255),
    describe: "APN that a fixed address belongs to; sent with the address, and not shown by the carrier.",
    observed: () => undefined,
  }),
  attribute({
    name: "pdpId",
    role: "order",
    schema: text(64),
    describe: "PDP id that a fixed address belongs to; sent with the address, and not shown by the carrier.",
    observed: () => undefined,
  }),
  ...OPERATOR_CUSTOM.map((name) => custom(name, "operator")),
  ...ACCOUNT_CUSTOM.map((name) => custom(name, "operator and account")),
  ...CUSTOMER_CUSTOM.map((name) => custom(name, "operator and customer")),
  attribute({
    name: "iccid",
    role: "fact",
    schema: z.string().superRefine((value, issue) => {
      const { problem } = checkIccid(value);
      if (problem) issue.addIssue({ code: "custom", message: problem });
    }),
    describe: "ICCID of the SIM, 18 to 20 digits: what the line is.",
    observed: ({ iccid }) => iccid,
  }),
];

type Customs = {
  [K in (typeof OPERATOR_CUSTOM | typeof ACCOUNT_CUSTOM | typeof CUSTOMER_CUSTOM)[number]]?: string | null;
};

/** The attributes of a line as a program writes them; each is optional, and one that is left out is not managed. */
export interface ControlCenterLineArgs extends Customs {
  /** testReady, inventory, activationReady, activated, deactivated, retired or purged. */
  status?: "testReady" | "inventory" | "activationReady" | "activated" | "deactivated" | "retired" | "purged";
  /** Name of the rate plan. */
  ratePlan?: string;
  /** Name of the communication plan. */
  communicationPlan?: string;
  /** Name of the customer. */
  customer?: string;
  /** Name of the device; null clears it. */
  deviceId?: string | null;
  /** Name of the modem; null clears it. */
  modemId?: string | null;
  /** What the line does at the data limit of its plan. */
  overageLimitOverride?: "default" | "temporaryOverride" | "permanentOverride";
  /** Fixed IPv4 address; needs apn and pdpId. */
  ipv4Address?: string;
  /** Fixed IPv6 address; needs apn and pdpId. */
  ipv6Address?: string;
  /** APN that a fixed address belongs to. */
  apn?: string;
  /** PDP id that a fixed address belongs to. */
  pdpId?: string;
  /** ICCID of the SIM. */
  iccid?: string;
}

/** Members of details that are called otherwise in a declaration. */
const SHOWN: Readonly<Record<string, keyof Device & string>> = {
  deviceId: "deviceID",
  modemId: "modemID",
  ipv4Address: "fixedIPAddress",
  ipv6Address: "fixedIpv6Address",
};

/** A record as it is after our own write of these values. */
export function patched(sim: Sim, values: Values): Sim {
  let next: Sim = sim;
  for (const [name, value] of Object.entries(values)) {
    const plain = value === null ? "" : String(value);
    if (name === "status") next = { ...next, status: statusWord(plain) };
    else if (name === "ratePlan" || name === "communicationPlan") next = { ...next, [name]: plain };
    else if (name === "overageLimitOverride") next = { ...next, overageLimitOverride: overrideWord(plain) };
    else if (next.details) next = { ...next, details: { ...next.details, [SHOWN[name] ?? name]: plain } };
  }
  return next;
}
