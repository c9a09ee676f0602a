import { isFourAddress, isSixAddress } from "../model/addresses";
import { type Attribute, type Changes, isAttribute, isCustomField } from "../model/attributes";
import type { Catalog } from "../model/catalog";
import { type ErrorCode, refusal } from "../model/errors";
import { isStatus, OVERAGE_OVERRIDES } from "../model/statuses";

/** Longest text of a custom field (Control Center API: Edit Device Details). */
const LONGEST_CUSTOM = 2000;
/** Longest deviceID and modemID; that there is a limit and where it is are guesses (C-LN1). */
const LONGEST_ID = 255;

/** The members of a body before any of their values is looked at. */
export interface EditBody {
  members: Readonly<Record<string, unknown>>;
  /** The attributes among them, in the order of the request. */
  attributes: Attribute[];
}

/** Refuses a body that is no JSON object, one with unknown members, and one that changes nothing. */
export function editBody(body: unknown): EditBody {
  if (typeof body !== "object" || body === null || Array.isArray(body)) throw refusal("10000023");
  const members = body as Record<string, unknown>;
  const named = Object.keys(members).filter((name) => name !== "effectiveDate");
  const attributes = named.filter(isAttribute);
  if (attributes.length < named.length) throw refusal("10000028");
  if (attributes.length === 0) throw refusal("10000011");
  return { members, attributes };
}

/** Refuses a value that its attribute cannot have, whatever the state of the line. */
export function requireValue(catalog: Catalog, members: EditBody["members"], attribute: Attribute): void {
  const value = members[attribute];
  if (isCustomField(attribute)) {
    // Length, type and combo box share the code of a bad request (C-ER1).
    if (typeof value !== "string" || value.length > LONGEST_CUSTOM) throw refusal("10000028");
    const offered = catalog.comboBoxes.get(attribute);
    if (offered !== undefined && value !== "" && !offered.includes(value)) throw refusal("10000028");
    return;
  }
  const { code, fits } = RULES[attribute];
  if (typeof value !== "string" || !fits(value, catalog)) throw refusal(code);
  if (attribute === "ipv4Address" || attribute === "ipv6Address") {
    if (isBlank(members.apn) || isBlank(members.pdpId)) throw refusal("10000011");
  }
}

/** The values once every one of them is known to be a text. */
export function changesOf({ members, attributes }: EditBody): Changes {
  return Object.fromEntries(attributes.map((name) => [name, members[name]])) as Changes;
}

interface Rule {
  code: ErrorCode;
  fits(value: string, catalog: Catalog): boolean;
}

const isShort = (value: string) => value.length <= LONGEST_ID;
const RULES: Readonly<Record<Exclude<Attribute, `${string}Custom${number}`>, Rule>> = {
  // REPLACED is the carrier's alone to give (C-ST1).
  status: { code: "10000005", fits: (value) => isStatus(value) && value !== "REPLACED" },
  ratePlan: { code: "10000013", fits: (value, { ratePlans }) => ratePlans.has(value) },
  communicationPlan: {
    code: "10000014",
    fits: (value, { communicationPlans }) => communicationPlans.has(value),
  },
  customer: { code: "10000015", fits: (value, { customers }) => customers.has(value) },
  deviceID: { code: "10000025", fits: isShort },
  modemID: { code: "10000026", fits: isShort },
  overageLimitOverride: {
    code: "10000016",
    fits: (value) => (OVERAGE_OVERRIDES as readonly string[]).includes(value),
  },
  // An address that is none has no code of its own, and neither has a name that is no text (C-IP1).
  ipv4Address: { code: "10000028", fits: isFourAddress },
  ipv6Address: { code: "10000028", fits: isSixAddress },
  apn: { code: "10000028", fits: isShort },
  pdpId: { code: "10000028", fits: isShort },
};

function isBlank(value: unknown): boolean {
  return value === undefined || value === null || value === "";
}
