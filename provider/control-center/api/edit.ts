/** Control Center API: Edit device, the one call that changes a line. */
import { z } from "zod";
import { parseEffectiveDate, sentForm } from "../dates";
import { iccid } from "./fields";
import {
  CUSTOM_FIELD_LIMIT,
  CUSTOM_FIELDS,
  EDITABLE,
  OVERAGE_OVERRIDES,
  SIM_STATUSES,
  sameFor,
} from "./members";
import { operation } from "./operation";

/** Name of a plan or of a customer. */
const name = z.string().min(1);

const custom = z
  .string()
  .max(CUSTOM_FIELD_LIMIT, `a custom field holds ${CUSTOM_FIELD_LIMIT} characters`)
  .optional();

/** Sent as a day with its offset, in whatever form it is given. */
const effectiveDate = z
  .string()
  .transform((text, context) => {
    const day = parseEffectiveDate(text);
    if (!("problem" in day)) return sentForm(day);
    context.addIssue({ code: "custom", message: day.problem });
    return z.NEVER;
  })
  .describe("Day from which the change holds, at most 180 days ahead; at once where left out.");

const input = z
  .strictObject({
    iccid,
    effectiveDate: effectiveDate.optional(),
    status: z.enum(SIM_STATUSES).optional(),
    ratePlan: name.optional(),
    communicationPlan: name.optional(),
    customer: z.string().optional(),
    deviceID: z.string().optional(),
    modemID: z.string().optional(),
    overageLimitOverride: z.enum(OVERAGE_OVERRIDES).optional(),
    ipv4Address: z.ipv4("expected an IPv4 address").optional(),
    ipv6Address: z.ipv6("expected an IPv6 address").optional(),
    apn: name.optional().describe("Names the address; does not change the APN of the line."),
    pdpId: name.optional().describe("Names the address; does not change the PDP id of the line."),
    ...sameFor(CUSTOM_FIELDS, custom),
  })
  .refine((edit) => EDITABLE.some((member) => edit[member] !== undefined), "give at least one attribute")
  .refine(
    ({ ipv4Address, ipv6Address, apn, pdpId }) =>
      (ipv4Address ?? ipv6Address) === undefined || (apn !== undefined && pdpId !== undefined),
    "an address needs apn and pdpId beside it",
  );

/** What `editDevice` takes. */
export type DeviceEdit = z.input<typeof input>;

/** What became of an edit. */
export interface EditOutcome {
  /** The SIM, as the carrier calls it. */
  iccid: string;
  /** Taken for a later day, and not done yet. */
  pending: boolean;
}

/** The status says what was done, so an answer whose body says less is no failure. */
const outcome = (asked: string) =>
  z.unknown().transform((body): EditOutcome => {
    const said = (body as { iccid?: unknown } | null | undefined)?.iccid;
    return { iccid: typeof said === "string" && said !== "" ? said : asked, pending: false };
  });

/**
 * Changes attributes of one SIM: those given, and no other, although it is a PUT. All of them take effect on one day, so a
 * change at once and one for later are two calls. `pending` comes from the carrier's status (200 done, 202 taken for
 * later), never from a clock here.
 *
 * Status ACTIVATED sent to an activated SIM is refused (Conflict): leave the status out where it does not differ. Nothing
 * shows or cancels what is pending.
 *
 * Control Center API: Edit device details, PUT /rws/api/v1/devices/{iccid}. One line a call.
 * @throws NotFound where there is no such SIM; Conflict where its status, or an address in use, does not allow it; Rejected
 * for a value or a role that the carrier refuses; Ambiguous after a fault of the carrier: read the line before doing it again.
 */
export const editDevice = operation("editDevice", {
  input,
  answer: ({ iccid: asked }) => outcome(asked),
  complete: (value, { status }) => ({ ...value, pending: status === 202 }),
});
