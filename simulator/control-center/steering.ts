import { SteeringError } from "../core/steering-error";
import { type Changes, isAttribute } from "./model/attributes";
import { edit, fieldsOf } from "./model/editing";
import { blankLine, type Line } from "./model/line";
import { OVERAGE_OVERRIDES, STATUSES } from "./model/statuses";
import type { LineFields, World } from "./model/world";

/** A line of the simulator: plain JSON, with every field, also those that the API keeps to itself. */
export type SimulatedLine = { [Field in keyof Line]: Line[Field] };

/** Who changes things behind the API's back. */
const PORTAL = "portal";

/** Names of an inventory that the API spells otherwise. */
const OTHER_NAMES: Readonly<Record<string, string>> = { deviceId: "deviceID", modemId: "modemID" };
const FIXED: readonly string[] = ["iccid", "accountId", "dateAdded", "dateUpdated"];
const BLANK = blankLine("", "", 0);

/**
 * Changes a line as somebody does it in the portal: any field, at once, whatever the API would say about it. Plans and
 * customers that are missing are made. Throws a {@link SteeringError} for a field that no line has and for a value
 * outside its list.
 */
export function editInPortal(world: World, line: Line, patch: Record<string, unknown>): void {
  const { changes, others } = sorted(world, patch);
  refuseTakenAddress(world, line, changes);
  edit(world, line, changes, { userName: PORTAL, at: world.now() }, others);
}

/** A new line out of a patch, added at a moment. It needs an ICCID that no other line has. */
export function addByPatch(world: World, patch: Record<string, unknown>, added: number): Line {
  const iccid = String(patch.iccid ?? "");
  if (!/^\d{18,22}$/.test(iccid)) throw new SteeringError(`"${iccid}" is no ICCID: 18 to 22 digits`);
  if (world.get(iccid) !== undefined) throw new SteeringError(`There is a line with ICCID ${iccid} already`);
  const { iccid: _, ...rest } = patch;
  const { changes, others } = sorted(world, rest);
  const line = blankLine(iccid, world.accountId, added);
  refuseTakenAddress(world, line, changes);
  return world.add(Object.assign(line, fieldsOf(line, changes, added), others));
}

/** The attributes of a patch, and its other fields, each checked and in the API's spelling. */
function sorted(world: World, patch: Record<string, unknown>) {
  const changes: Changes = {};
  const others: Record<string, unknown> = {};
  for (const [given, value] of Object.entries(patch)) {
    if (value === undefined) continue;
    const name = OTHER_NAMES[given] ?? given;
    if (!(name in BLANK) || FIXED.includes(name)) {
      throw new SteeringError(`A line has no field "${given}" that can be set`);
    }
    if (isAttribute(name)) changes[name] = attributeValue(name, value);
    else others[name] = otherValue(name, value);
  }
  makeKnown(world, changes);
  return { changes, others: others as LineFields };
}

/** The value of an attribute; null empties it. */
function attributeValue(name: string, value: unknown): string {
  if (name === "status") return wordOf(STATUSES, name, value);
  if (name === "overageLimitOverride") return wordOf(OVERAGE_OVERRIDES, name, value);
  if (value === null) return "";
  if (typeof value !== "string") throw outside(name, value);
  return value;
}

/** The value of a field that is no attribute, also out of a table, where everything is a text. */
function otherValue(name: string, value: unknown): unknown {
  const usual = BLANK[name as keyof Line];
  const counts = typeof usual === "number" || name.startsWith("date");
  if (value === null && usual === null) return null;
  if (counts && Number.isInteger(Number(value)) && value !== null) return Number(value);
  if (typeof usual === "boolean" && /^(true|false)$/.test(String(value))) return String(value) === "true";
  if (counts || typeof usual === "boolean" || typeof value !== "string") throw outside(name, value);
  return value;
}

/** A word of a list in any spelling: TEST_READY, testReady, "test ready". */
function wordOf(words: readonly string[], name: string, value: unknown): string {
  const letters = (text: string) => text.replaceAll(/[^A-Za-z]/g, "").toUpperCase();
  const found = words.find((word) => letters(word) === letters(String(value)));
  if (found === undefined) throw outside(name, value);
  return found;
}

/** A communication plan that comes with an address has fixed addresses. */
function makeKnown({ catalog }: World, changes: Changes): void {
  const { ratePlan, communicationPlan, customer, ipv4Address, ipv6Address } = changes;
  if (ratePlan) catalog.ratePlans.add(ratePlan);
  if (customer) catalog.customers.add(customer);
  if (!communicationPlan) return;
  const fixed = Boolean(ipv4Address) || Boolean(ipv6Address) || catalog.hasFixedAddresses(communicationPlan);
  catalog.addCommunicationPlan(communicationPlan, fixed);
}

function refuseTakenAddress(world: World, line: Line, { ipv4Address, ipv6Address }: Changes): void {
  for (const address of [ipv4Address, ipv6Address]) {
    const holder = address ? world.addresses.holder(address) : undefined;
    if (holder !== undefined && holder !== line) throw new SteeringError(`${holder.iccid} has ${address}`);
  }
}

function outside(field: string, value: unknown): SteeringError {
  return new SteeringError(`${field} cannot be ${JSON.stringify(value) ?? "left out"}`);
}
