/** What Control Center's codes mean, which members of a call each is about, and what to do about it. */
import {
  type CellularError,
  Conflict,
  type ErrorFacts,
  NotFound,
  Rejected,
  Unauthorized,
} from "../core/errors";
import { ACCOUNT_CUSTOM, CUSTOM_FIELDS, CUSTOMER_CUSTOM, OPERATOR_CUSTOM } from "./api/members";

export type MeaningOf = new (problem: string, facts?: ErrorFacts) => CellularError;

/** One code. */
export interface CodeMeaning {
  means: MeaningOf;
  /** Members of the call that may be to blame, the likeliest first; none where it is about the call as a whole. */
  about: readonly string[];
  /** The next step for the person. */
  next: string;
}

const code = (means: MeaningOf, about: readonly string[], next: string): CodeMeaning => ({
  means,
  about,
  next,
});

const ADDRESSES = ["ipv4Address", "ipv6Address"] as const;
const OWN_FAULT = "Report this with the version in use.";

/**
 * C-ER1: combo boxes, lengths, a customer user who changes the customer and a malformed ICCID have no codes of their own;
 * each is told from the code noted here.
 */
const CODES: Readonly<Record<string, CodeMeaning>> = {
  // Also for a network address that is not let in. The credentials are named by whoever knows the connection.
  "10000001": code(
    Unauthorized,
    [],
    "Check them, and that this machine's network address is allowed for the API user.",
  ),
  "10000003": code(Rejected, ["modifiedSince"], "Give the moment from which on changes are searched."),
  "10000004": code(Rejected, ["accountId"], "Name an account that the API user sees, or leave it out."),
  // Also for a transition that the carrier's states do not have.
  "10000005": code(
    Rejected,
    ["status"],
    "Use a status that can be reached from the present one: a purged or replaced SIM keeps its status for good, and REPLACED cannot be written.",
  ),
  "10000006": code(Rejected, ["pageSize"], "Ask for at most 50 rows a page."),
  "10000007": code(Rejected, ["pageNumber"], "Ask for page 1 or a later one."),
  // What a role may not write is a matter of rights, though the carrier answers with 400.
  "10000008": code(
    Unauthorized,
    [...OPERATOR_CUSTOM, ...CUSTOMER_CUSTOM],
    "Only an operator user writes operator fields: take them out of the program, or use an API user of that role.",
  ),
  "10000009": code(
    Unauthorized,
    ACCOUNT_CUSTOM,
    "Only operator and account users write account fields: take them out of the program, or use an API user of such a role.",
  ),
  "10000010": code(
    Unauthorized,
    CUSTOMER_CUSTOM,
    "Only operator and customer users write customer fields: take them out of the program, or use an API user of such a role.",
  ),
  "10000011": code(
    Rejected,
    [...ADDRESSES, "effectiveDate"],
    "Give at least one attribute, and apn and pdpId beside an address.",
  ),
  // Also for a day that has passed or is too far ahead.
  "10000012": code(
    Rejected,
    ["effectiveDate", "modifiedSince", "modifiedTill"],
    "Take today or a day at most 180 days ahead, written like 2027-01-15+00:00; a search takes 2027-01-15T00:00:00+00:00.",
  ),
  // With HTTP 404, and yet the line is there: what is unknown is the plan.
  "10000013": code(
    Rejected,
    ["ratePlan"],
    "Take the name of a rate plan of this account, letter by letter as Control Center shows it.",
  ),
  // Also for a fixed address on a plan that has none.
  "10000014": code(
    Rejected,
    ["communicationPlan", ...ADDRESSES],
    "Take the name of a communication plan of this account, and for a fixed address one that supports it.",
  ),
  "10000015": code(
    Rejected,
    ["customer"],
    "Take the name of a customer of this account, letter by letter as Control Center shows it.",
  ),
  "10000016": code(
    Rejected,
    ["overageLimitOverride"],
    "Use DEFAULT, TEMPORARY_OVERRIDE or PERMANENT_OVERRIDE.",
  ),
  "10000023": code(Rejected, [], `What was sent is no JSON object. ${OWN_FAULT}`),
  "10000024": code(Rejected, [], `The carrier has another version of the API. ${OWN_FAULT}`),
  "10000025": code(Rejected, ["deviceID"], "Use a shorter text without special characters."),
  "10000026": code(Rejected, ["modemID"], "Use a shorter text without special characters."),
  // Also for a custom field that is too long or not on the list of its combo box.
  "10000028": code(
    Rejected,
    CUSTOM_FIELDS,
    "A custom field holds 2000 characters, and a combo box only blank or a value of its list: compare with Control Center.",
  ),
  "10000029": code(
    Conflict,
    ["status"],
    "An activated SIM never goes back to a status before activation: put its present status into the program, or use DEACTIVATED.",
  ),
  // Also for a customer user who changes the customer.
  "10000030": code(
    Unauthorized,
    ["customer"],
    "The API user's role does not have this: ask the administrator of the account, or take it out of the program.",
  ),
  "10000031": code(
    Rejected,
    ["effectiveDate"],
    "Name a zone that the carrier knows, or write the day in UTC.",
  ),
  "10000049": code(Rejected, ["daysOfHistory"], "Ask for at most 365 days."),
  "10000517": code(
    Conflict,
    ADDRESSES,
    "Another SIM has this address: take another one, or free it there first.",
  ),
  "10030000": code(
    Conflict,
    ["status"],
    "The SIM is activated already: run `pulumi refresh`, after which nothing is to be done.",
  ),
  // Also for an ICCID that is none.
  "20000001": code(
    NotFound,
    [],
    "Check the ICCID, digit by digit, and that the SIM is in this account: no call makes one.",
  ),
};

/** The code of a fault of the carrier: whether a change was made before it, it does not say. */
export const SERVER_FAULT = "30000001";

/** What a code means, whatever HTTP status it comes with (C-SE1); undefined for one that is not known. */
export function meaningOf(errorCode: string | undefined): CodeMeaning | undefined {
  return errorCode === undefined ? undefined : CODES[errorCode];
}
