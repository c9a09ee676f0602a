/** Arguments that functions and actions share, and how they become what the carrier takes. */
import { z } from "zod";
import { Misconfigured } from "../../core/errors";
import { checkEid, mdnKey } from "../../core/identifiers";
import { checked } from "../../core/schema";
import type { DeviceId } from "../api/device-ids";
import { canonical, identify } from "../lines/identity";

/** The billing account asked about. */
export const accountName = z
  .string()
  .min(1)
  .optional()
  .describe(
    "Billing account, leading zeros kept, such as 0000123456-00001; that of the connection where it is left out.",
  );

/** A line by what stands on it: which of the three a number is shows in its length. */
export const lineField = z
  .string()
  .transform((written, context) => {
    const found = identify(written.trim());
    if (!("problem" in found)) return canonical(found);
    context.addIssue({ code: "custom", message: found.problem });
    return z.NEVER;
  })
  .describe("Line, by ICCID (18 to 20 digits), IMEI (14 to 16) or MDN (10, with or without hyphens).");

/** Several lines, each once. */
export function linesUpTo(most: number) {
  return z
    .array(lineField)
    .min(1)
    .max(most, `at most ${most} lines at once; cut the list`)
    .transform((list) => [...new Set(list)])
    .describe(
      `Lines, by ICCID, IMEI or MDN, at most ${most}. Which of them a number is shows in its length.`,
    );
}

/** What one call of most kinds takes. */
export const LINES_PER_CALL = 10_000;

/** A chip by its EID. */
export const eidField = checked(checkEid).describe("EID of the eSIM chip, 32 digits.");

/** A moment, sent in UTC. A day stands for its beginning. */
export const momentField = z
  .string()
  .regex(
    /^\d{4}-\d{2}-\d{2}(T\d{2}:\d{2}(:\d{2}(\.\d+)?)?(Z|[+-]\d{2}:\d{2}))?$/,
    "expected a day such as 2026-03-01, or a moment such as 2026-03-01T08:00:00Z",
  )
  .transform((text, context) => {
    const at = new Date(text);
    // A day that the calendar does not have, such as 30 February, must not become one of March.
    if (
      !Number.isNaN(at.getTime()) &&
      new Date(`${text.slice(0, 10)}T00:00:00Z`).getUTCDate() === dayOf(text)
    )
      return at.toISOString().replace(".000Z", "Z");
    context.addIssue({ code: "custom", message: `${text} is not in the calendar` });
    return z.NEVER;
  });

const dayOf = (text: string) => Number(text.slice(8, 10));

/** The time asked about. */
export const span = {
  earliest: momentField.describe("From when, as 2026-03-01 or 2026-03-01T08:00:00Z."),
  latest: momentField.describe("Until when, as 2026-04-01 or 2026-04-01T08:00:00Z."),
} as const;

/** How much of a list is wanted. */
export const limit = z
  .number()
  .int()
  .min(1)
  .optional()
  .describe("Most items wanted; all of them, page by page, where it is left out.");

/** Usage is split by such a label. */
export const labelField = z
  .strictObject({
    name: z.string().min(1).describe("Name of the label, 3 to 32 letters or digits."),
    value: z.string().min(1).describe("Value of the label, 3 to 32 letters or digits."),
  })
  .describe("A usage label.");

const customField = z.string().max(50).optional();

/** Lines picked by what they are. */
export const selectionField = z
  .strictObject({
    groupName: z.string().min(1).optional().describe("Lines of this device group."),
    servicePlan: z.string().min(1).optional().describe("Lines on the service plan of this code."),
    customFields: z
      .strictObject({
        customField1: customField.describe("Value of custom field 1."),
        customField2: customField.describe("Value of custom field 2."),
        customField3: customField.describe("Value of custom field 3."),
        customField4: customField.describe("Value of custom field 4."),
        customField5: customField.describe("Value of custom field 5."),
      })
      .optional()
      .describe("Lines with all of these values."),
    wholeAccount: z
      .literal(true)
      .optional()
      .describe("True: every line of the account, where nothing else picks. It has to be said."),
  })
  .superRefine(({ wholeAccount, ...picks }, context) => {
    // What picks nothing, such as customFields without a value, must not pick everything.
    const picking = Object.keys(filterOf(picks)).length > 0;
    if (picking !== (wholeAccount === true)) return;
    context.addIssue({
      code: "custom",
      message: picking
        ? "wholeAccount goes with no other pick"
        : "give groupName, servicePlan or customFields, or wholeAccount: true",
    });
  })
  .describe("Lines picked by what they are, instead of named ones.");

export type Selection = z.infer<typeof selectionField>;

/** What of a selection the carrier knows. */
interface Picks {
  groupName?: string | undefined;
  servicePlan?: string | undefined;
  customFields?: Readonly<Record<string, string | undefined>> | undefined;
  wholeAccount?: true | undefined;
}

/** An identifier as the carrier takes it. */
export function deviceIdOf(line: string): DeviceId {
  const found = identify(line);
  // What the schema let through is one of the three.
  return "problem" in found ? { kind: "mdn", id: mdnKey(line) } : { kind: found.kind, id: found.key };
}

/** Lines as most calls take them. */
export const devicesOf = (lines: readonly string[]) =>
  lines.map((line) => ({ deviceIds: [deviceIdOf(line)] }));

/** A selection as the carrier takes it, without the account. */
export function filterOf({ groupName, servicePlan, customFields }: Picks) {
  const fields = Object.entries(customFields ?? {}).flatMap(([name, value]) =>
    value === undefined ? [] : [{ key: name.replace("c", "C") as "CustomField1", value }],
  );
  return {
    ...(groupName === undefined ? {} : { groupName }),
    ...(servicePlan === undefined ? {} : { servicePlan }),
    ...(fields.length === 0 ? {} : { customFields: fields }),
  };
}

/** What is wrong where exactly one of these arguments has to be given. */
export function notOne(
  names: readonly string[],
  args: Readonly<Record<string, unknown>>,
): string | undefined {
  const found = names.filter((name) => args[name] !== undefined);
  if (found.length === 1) return undefined;
  return `give ${names.slice(0, -1).join(", ")} or ${names.at(-1)}, and ${found.length === 0 ? "one of them" : "only one of them"}`;
}

/** Refuses where not exactly one of these arguments is given. */
export function requireOne(
  operation: string,
  names: readonly string[],
  args: Readonly<Record<string, unknown>>,
): void {
  const problem = notOne(names, args);
  if (problem !== undefined) throw new Misconfigured(problem, { carrier: "thingspace", operation });
}
