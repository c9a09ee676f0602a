/** The custom fields, by whose they are (Control Center API: Edit Device Details). */
const OPERATOR_CUSTOM = [
  "operatorCustom1",
  "operatorCustom2",
  "operatorCustom3",
  "operatorCustom4",
  "operatorCustom5",
] as const;
const ACCOUNT_CUSTOM = [
  "accountCustom1",
  "accountCustom2",
  "accountCustom3",
  "accountCustom4",
  "accountCustom5",
  "accountCustom6",
  "accountCustom7",
  "accountCustom8",
  "accountCustom9",
  "accountCustom10",
] as const;
const CUSTOMER_CUSTOM = [
  "customerCustom1",
  "customerCustom2",
  "customerCustom3",
  "customerCustom4",
  "customerCustom5",
] as const;

export const CUSTOM_FIELDS = [...OPERATOR_CUSTOM, ...ACCOUNT_CUSTOM, ...CUSTOMER_CUSTOM] as const;
export type CustomField = (typeof CUSTOM_FIELDS)[number];

/** What an edit can change, in the order in which the carrier judges it. With effectiveDate these are all members. */
export const ATTRIBUTES = [
  "status",
  "ratePlan",
  "communicationPlan",
  "customer",
  "deviceID",
  "modemID",
  "overageLimitOverride",
  "ipv4Address",
  "ipv6Address",
  "apn",
  "pdpId",
  ...CUSTOM_FIELDS,
] as const;
export type Attribute = (typeof ATTRIBUTES)[number];

/** Attributes with the values they are to get. */
export type Changes = Partial<Record<Attribute, string>>;

const KNOWN: ReadonlySet<string> = new Set(ATTRIBUTES);
const CUSTOM: ReadonlySet<string> = new Set(CUSTOM_FIELDS);
const OPERATORS: ReadonlySet<string> = new Set(OPERATOR_CUSTOM);
const ACCOUNTS: ReadonlySet<string> = new Set(ACCOUNT_CUSTOM);

export function isAttribute(name: string): name is Attribute {
  return KNOWN.has(name);
}

export function isCustomField(name: string): name is CustomField {
  return CUSTOM.has(name);
}

/** Whose a custom field is. */
export function ownerOf(field: CustomField): "operator" | "account" | "customer" {
  if (OPERATORS.has(field)) return "operator";
  return ACCOUNTS.has(field) ? "account" : "customer";
}
