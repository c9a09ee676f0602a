/** What provokes each error code of the carrier, and what must be told then. */
import type { ControlCenterSimulator } from "../../../simulator/index";

const FIXED = { apn: "fixed.northstar", pdpId: "1" };

/** A code that a declaration of the second of three lines provokes. */
export interface Declaring {
  code: string;
  /** What is wanted of the second line. */
  wanted: Record<string, unknown>;
  /** What the second line is before, and so is known of it. */
  known?: Record<string, string>;
  /** What becomes of it behind the back of the deployment. */
  meanwhile?: (simulator: ControlCenterSimulator, line: string) => Promise<unknown>;
  /** The role of the API user; an operator where it is left out. */
  role?: "account" | "customer" | "reader";
  /** What the other two lines get. */
  others?: Record<string, string>;
  /** Member and value, as the message names them. */
  named: string;
  next: RegExp;
}

type Meanwhile = NonNullable<Declaring["meanwhile"]>;

const edited =
  (fields: Record<string, unknown>): Meanwhile =>
  (simulator, one) =>
    simulator.editLine(one, fields);
const refused =
  (code: string): Meanwhile =>
  (simulator, one) =>
    simulator.faults.add({ kind: "partial", lines: [one], code });

export const byDeclaration: Declaring[] = [
  {
    code: "10000005",
    known: { status: "activated" },
    meanwhile: edited({ status: "PURGED" }),
    wanted: { status: "deactivated" },
    named: 'status "DEACTIVATED"',
    next: /a purged or replaced SIM keeps its status for good/,
  },
  {
    code: "10000008",
    role: "account",
    wanted: { operatorCustom2: "ours" },
    named: 'operatorCustom2 "ours"',
    next: /use an API user of that role/,
  },
  {
    code: "10000009",
    role: "customer",
    others: { customerCustom1: "n" },
    wanted: { accountCustom3: "ours" },
    named: 'accountCustom3 "ours"',
    next: /Only operator and account users write account fields/,
  },
  {
    code: "10000010",
    role: "account",
    wanted: { customerCustom5: "ours" },
    named: 'customerCustom5 "ours"',
    next: /Only operator and customer users write customer fields/,
  },
  {
    code: "10000013",
    wanted: { ratePlan: "Standard 1GB" },
    named: 'ratePlan "Standard 1GB"',
    next: /name of a rate plan of this account/,
  },
  {
    code: "10000014",
    wanted: { communicationPlan: "Data 5G" },
    named: 'communicationPlan "Data 5G"',
    next: /name of a communication plan of this account/,
  },
  {
    code: "10000014",
    wanted: { ipv4Address: "10.9.0.2", ...FIXED },
    named: 'ipv4Address "10.9.0.2"',
    next: /for a fixed address one that supports it/,
  },
  {
    code: "10000015",
    wanted: { customer: "Nobody" },
    named: 'customer "Nobody"',
    next: /name of a customer of this account/,
  },
  {
    code: "10000028",
    wanted: { accountCustom10: "Teacher" },
    named: 'accountCustom10 "Teacher"',
    next: /a combo box only blank or a value of its list/,
  },
  {
    code: "10000029",
    known: { status: "inventory" },
    meanwhile: edited({ status: "ACTIVATED" }),
    wanted: { status: "testReady" },
    named: 'status "TEST_READY"',
    next: /put its present status into the program/,
  },
  {
    code: "10000030",
    role: "customer",
    others: { customerCustom1: "n" },
    wanted: { customer: "Northstar Schools" },
    named: 'customer "Northstar Schools"',
    next: /ask the administrator of the account/,
  },
  {
    code: "10000031",
    // No edit of lines makes the carrier say so; it stands in its list all the same.
    meanwhile: refused("10000031"),
    wanted: { deviceId: "bus-7" },
    named: "Invalid Zone",
    next: /write the day in UTC/,
  },
  {
    code: "10000517",
    wanted: { ipv4Address: "10.9.0.3", communicationPlan: "Data LTE Fixed IP", ...FIXED },
    named: 'ipv4Address "10.9.0.3"',
    next: /Another SIM has this address/,
  },
  {
    code: "20000001",
    known: { deviceId: "bus-6" },
    meanwhile: (simulator, one) => simulator.removeLine(one),
    wanted: { deviceId: "bus-7" },
    named: "invalid ICCID",
    next: /Check the ICCID, digit by digit/,
  },
  {
    code: "30000001",
    meanwhile: refused("30000001"),
    wanted: { deviceId: "bus-7" },
    named: "Unknown server error",
    next: /Read the present state at the carrier before doing it again/,
  },
];

/** A code that only a call provokes which no declaration makes. */
export interface Calling {
  code: string;
  meaning: string;
  body: unknown;
  version?: string;
  named: string;
  next: RegExp;
}

export const byCall: Calling[] = [
  {
    code: "10000011",
    meaning: "Rejected",
    body: { ipv4Address: "10.9.0.9" },
    named: 'ipv4Address "10.9.0.9"',
    next: /apn and pdpId beside an address/,
  },
  {
    code: "10000011",
    meaning: "Rejected",
    body: { effectiveDate: "2026-12-01+00:00" },
    named: 'effectiveDate "2026-12-01+00:00"',
    next: /Give at least one attribute/,
  },
  {
    code: "10000012",
    meaning: "Rejected",
    body: { deviceID: "a", effectiveDate: "2020-01-01+00:00" },
    named: 'effectiveDate "2020-01-01+00:00"',
    next: /at most 180 days ahead/,
  },
  {
    code: "10000016",
    meaning: "Rejected",
    body: { overageLimitOverride: "FOR_EVER" },
    named: 'overageLimitOverride "FOR_EVER"',
    next: /PERMANENT_OVERRIDE/,
  },
  {
    code: "10000023",
    meaning: "Rejected",
    body: ["deviceID"],
    named: "Malformed JSON",
    next: /Report this with the version in use/,
  },
  {
    code: "10000024",
    meaning: "Rejected",
    body: { deviceID: "a" },
    version: "2",
    named: "Invalid apiVersion",
    next: /another version of the API/,
  },
  {
    code: "10000025",
    meaning: "Rejected",
    body: { deviceID: "x".repeat(256) },
    named: 'deviceID "xxx',
    next: /shorter text/,
  },
  {
    code: "10000026",
    meaning: "Rejected",
    body: { modemID: "x".repeat(256) },
    named: 'modemID "xxx',
    next: /shorter text/,
  },
  {
    code: "10030000",
    meaning: "Conflict",
    body: { status: "ACTIVATED" },
    named: 'status "ACTIVATED"',
    next: /The SIM is activated already/,
  },
];
