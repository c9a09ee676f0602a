import { CUSTOM_FIELDS, type CustomFieldName } from "../model/device";
import { CarrierError } from "../model/errors";

/** A custom field as the API writes it: CustomField1 to CustomField5. */
export interface CustomFieldPair {
  key: string;
  value?: string | null | undefined;
}

const LONGEST = 50;

/** Custom fields by the name they have in a device. Refuses a name that is none and a value that is too long. */
export function fieldsOf(pairs: readonly CustomFieldPair[]): Partial<Record<CustomFieldName, string>> {
  const fields: Partial<Record<CustomFieldName, string>> = {};
  for (const { key, value } of pairs) {
    const name = CUSTOM_FIELDS.find((known) => known.toLowerCase() === key.toLowerCase());
    if (name === undefined) {
      throw new CarrierError("INPUT_INVALID.CustomField.InvalidName", `There is no custom field ${key}`);
    }
    if ((value ?? "").length > LONGEST) {
      throw new CarrierError(
        "INPUT_INVALID.CustomField.TooLong",
        `${key} is longer than ${LONGEST} characters`,
      );
    }
    fields[name] = value ?? "";
  }
  return fields;
}

/** The same as changes of a device: an empty value clears the field (G-CLEAR1). */
export function changesOf(
  pairs: readonly CustomFieldPair[],
): Partial<Record<CustomFieldName, string | null>> {
  return Object.fromEntries(Object.entries(fieldsOf(pairs)).map(([name, value]) => [name, value || null]));
}
