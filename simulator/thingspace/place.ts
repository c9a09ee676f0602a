import { SteeringError } from "../core/steering-error";
import type { PlaceOfUse } from "./model/device";

/** Columns of the place of use with where each stands in the API's object. */
const COLUMNS = {
  placeTitle: ["customerName", "title"],
  placeFirstName: ["customerName", "firstName"],
  placeMiddleName: ["customerName", "middleName"],
  placeLastName: ["customerName", "lastName"],
  placeSuffix: ["customerName", "suffix"],
  placeAddressLine1: ["address", "addressLine1"],
  placeAddressLine2: ["address", "addressLine2"],
  placeCity: ["address", "city"],
  placeState: ["address", "state"],
  placeZip: ["address", "zip"],
  placeZip4: ["address", "zip4"],
  placeCountry: ["address", "country"],
  placePhone: ["address", "phone"],
  placePhoneType: ["address", "phoneType"],
  placeEmailAddress: ["address", "emailAddress"],
} as const;

export type PlaceColumn = keyof typeof COLUMNS;
type Values = Record<string, string | undefined>;

/** The place of use as columns; null where nothing is known. */
export function placeColumns(place: PlaceOfUse | null): Record<PlaceColumn, string | null> {
  const { customerName, address } = place ?? {};
  return {
    placeTitle: customerName?.title ?? null,
    placeFirstName: customerName?.firstName ?? null,
    placeMiddleName: customerName?.middleName ?? null,
    placeLastName: customerName?.lastName ?? null,
    placeSuffix: customerName?.suffix ?? null,
    placeAddressLine1: address?.addressLine1 ?? null,
    placeAddressLine2: address?.addressLine2 ?? null,
    placeCity: address?.city ?? null,
    placeState: address?.state ?? null,
    placeZip: address?.zip ?? null,
    placeZip4: address?.zip4 ?? null,
    placeCountry: address?.country ?? null,
    placePhone: address?.phone ?? null,
    placePhoneType: address?.phoneType ?? null,
    placeEmailAddress: address?.emailAddress ?? null,
  };
}

/** A place of use with some columns changed; null and "" empty a column. */
export function placeWith(place: PlaceOfUse | null, columns: Record<string, unknown>): PlaceOfUse | null {
  const address: Values = {
    addressLine1: "",
    city: "",
    state: "",
    zip: "",
    country: "US",
    ...place?.address,
  };
  const customerName: Values = { firstName: "", lastName: "", ...place?.customerName };
  const parts = { address, customerName };
  for (const [column, value] of Object.entries(columns)) {
    const at = COLUMNS[column as PlaceColumn];
    if (at === undefined) throw new SteeringError(`A line has no field "${column}" that can be set`);
    parts[at[0]][at[1]] = value === null || value === undefined ? "" : String(value);
  }
  // The API's object is complete: what is required in it is there, and be it empty.
  return parts as unknown as PlaceOfUse;
}
