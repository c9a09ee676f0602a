/** What can be written to a line: the 32 members of the one call that does it, and the values that some of them have. */

/** SIM statuses. The first three are those before activation; REPLACED is shown and cannot be written. */
export const SIM_STATUSES = [
  "TEST_READY",
  "INVENTORY",
  "ACTIVATION_READY",
  "ACTIVATED",
  "DEACTIVATED",
  "RETIRED",
  "PURGED",
  "REPLACED",
] as const;

/**
 * What a line does at the data limit of its plan: stops, goes on until the billing cycle ends, or goes on for good.
 */
export const OVERAGE_OVERRIDES = ["DEFAULT", "TEMPORARY_OVERRIDE", "PERMANENT_OVERRIDE"] as const;

/** Custom fields of the operator: only operator users see and write them. */
export const OPERATOR_CUSTOM = [
  "operatorCustom1",
  "operatorCustom2",
  "operatorCustom3",
  "operatorCustom4",
  "operatorCustom5",
] as const;

/** Custom fields of the account: operator and account users write them. */
export const ACCOUNT_CUSTOM = [
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

/** Custom fields of the customer: operator and customer users write them. */
export const CUSTOMER_CUSTOM = [
  "customerCustom1",
  "customerCustom2",
  "customerCustom3",
  "customerCustom4",
  "customerCustom5",
] as const;

/** All twenty. */
export const CUSTOM_FIELDS = [...OPERATOR_CUSTOM, ...ACCOUNT_CUSTOM, ...CUSTOMER_CUSTOM] as const;

/** Letters that a custom field holds. */
export const CUSTOM_FIELD_LIMIT = 2000;

/** The 31 attributes of a line, without `effectiveDate`. */
export const EDITABLE = [
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

/** An object with the same schema for each of these names. */
export function sameFor<Name extends string, Schema>(
  names: readonly Name[],
  schema: Schema,
): Record<Name, Schema> {
  return Object.fromEntries(names.map((name) => [name, schema])) as Record<Name, Schema>;
}
