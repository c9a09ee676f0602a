import { z } from "zod";
import type { Attribute } from "../../core/lines/attribute";
import type { Values } from "../../core/value";
import type { Device } from "../api/device-schema";
import { type PrimaryPlaceOfUse, plain } from "../api/fields";

/** One part of a line's primary place of use: its attribute, and its names in what is read and in what is sent. */
interface Part {
  readonly name: string;
  /** Member of `extendedAttributes` in lists. */
  readonly read: string;
  readonly group: "address" | "customerName";
  /** Member of the request. */
  readonly write: string;
  readonly describe: string;
  readonly needed?: boolean;
}

const part = (
  name: string,
  read: string,
  group: Part["group"],
  write: string,
  describe: string,
  needed = false,
): Part => ({ name, read: `PrimaryPlaceOfUse${read}`, group, write, describe, needed });

/** The primary place of use and who uses the line there: what taxes and emergency calls go by. */
const PARTS: readonly Part[] = [
  part("placeTitle", "Title", "customerName", "title", "Title of the person at the primary place of use."),
  part("placeFirstName", "FirstName", "customerName", "firstName", "First name of the person.", true),
  part("placeMiddleName", "MiddleName", "customerName", "middleName", "Middle name of the person."),
  part("placeLastName", "LastName", "customerName", "lastName", "Last name of the person.", true),
  part("placeSuffix", "Suffix", "customerName", "suffix", "Suffix of the person's name."),
  part("placeAddressLine1", "AddressLine1", "address", "addressLine1", "Street and number.", true),
  part("placeAddressLine2", "AddressLine2", "address", "addressLine2", "Second line of the address."),
  part("placeCity", "City", "address", "city", "City.", true),
  part("placeState", "State", "address", "state", "State, two letters.", true),
  part("placeZip", "ZipCode", "address", "zip", "ZIP code, five digits.", true),
  part("placeZip4", "ZipCode4", "address", "zip4", "The four digits after the ZIP code."),
  part("placeCountry", "Country", "address", "country", "Country, such as USA.", true),
  part("placePhone", "CBRPhone", "address", "phone", "Number under which the person can be called back."),
  part("placePhoneType", "CBRPhoneType", "address", "phoneType", "Kind of that number, one letter."),
  part("placeEmail", "EmailAddress", "address", "emailAddress", "Electronic mail address."),
];

const text = plain(z.string().min(1).max(100));

/** The attributes of the primary place of use. A list may leave them out; then nothing is known of them (G-PLACE1). */
export const placeAttributes: readonly Attribute<Device>[] = PARTS.map(
  ({ name, read, describe, needed }) => ({
    name,
    kind: "text",
    role: "setting",
    schema: text,
    describe: `${describe} Part of the primary place of use${needed ? ", and needed with any other part" : ""}.`,
    observed: ({ extendedAttributes }) => extendedAttributes[read],
  }),
);

export const PLACE_NAMES = PARTS.map(({ name }) => name);

/** Names of the parts that are missing while others are given. */
export function missingPlaceParts(values: Values): string[] {
  if (!PARTS.some(({ name }) => values[name] !== undefined)) return [];
  return PARTS.filter(({ name, needed }) => needed && values[name] === undefined).map(({ name }) => name);
}

/** The place as it is sent, where the values have one. */
export function placeOf(values: Values): PrimaryPlaceOfUse | undefined {
  if (!PARTS.some(({ name }) => values[name] !== undefined)) return undefined;
  const place: Record<Part["group"], Record<string, string>> = { address: {}, customerName: {} };
  for (const { name, group, write } of PARTS) {
    if (values[name] !== undefined) place[group][write] = String(values[name]);
  }
  return place as unknown as PrimaryPlaceOfUse;
}

/** The extended attributes of a record as they are once these values are written. */
export function placeShown(values: Values): Record<string, string> {
  const given = PARTS.filter(({ name }) => values[name] !== undefined);
  return Object.fromEntries(given.map(({ name, read }) => [read, String(values[name])]));
}
