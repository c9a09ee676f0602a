/** Fields that many operations share, checked before anything is sent. */
import { z } from "zod";
import { checkEid, checkIccid, checkImei, checkMdn, formatMdn } from "../../core/identifiers";

/** Lines or devices in one bulk call (A-LIM1); more have to be cut into several calls. */
export const BULK_LIMIT = 500;

/** Rows on one page of a list; the carrier cuts larger pages (A-LST1). */
export const PAGE_LIMIT = 100;

/** A field that is checked by one of the identifier checks of the core; check digits are the caller's business. */
const shaped = (find: (value: string) => string | undefined) =>
  z.string().check((context) => {
    const message = find(context.value);
    if (message !== undefined) context.issues.push({ code: "custom", input: context.value, message });
  });

/** An MDN in either form; sent with hyphens, which is the form of the carrier's own examples (A-MDN1). */
export const mdn = shaped(checkMdn)
  .transform(formatMdn)
  .describe("Line number (MDN), with or without hyphens.");

export const imei = shaped((value) => checkImei(value).problem).describe("IMEI, 14 to 16 digits.");

export const iccid = shaped((value) => checkIccid(value).problem).describe(
  "ICCID of the SIM, 18 to 20 digits.",
);

export const eid = shaped((value) => checkEid(value).problem).describe("EID of the eSIM chip, 32 digits.");

export const corpId = z.string().min(1).describe("Corp id: the code of a device group.");

export const labelIds = z.array(z.number().int()).min(1).describe("Ids of existing labels.");

export const changeableStatus = z
  .enum(["ACTIVE", "SUSPENDED", "SUSPENDED_LOST_STOLEN"])
  .describe("Status as it is written; reads show it in lower case (A-ST2).");

export const readableStatus = z
  .enum(["active", "suspended", "suspended_lost_stolen"])
  .describe("Status as it is read.");

/** Lines picked by what they are (A-TGT1). What it picks depends on the moment: for questions, not for changes. */
export const bulkSelection = z
  .strictObject({
    selectAll: z.boolean().optional().describe("Every line of the corp, before the filters."),
    searchValue: z.string().optional().describe("Part of MDN, nickname, IMEI, ICCID and so on."),
    labelIds: z.array(z.number().int()).optional().describe("Lines that carry any of these labels."),
    statuses: z.array(readableStatus).optional(),
    networks: z.array(z.string()).optional().describe("Carrier networks as shown, for example Verizon."),
    filterGroups: z.array(z.string()).optional().describe("Names of content filter groups."),
    includeMdns: z.array(mdn).optional().describe("Added to what the filters pick."),
    excludeMdns: z.array(mdn).optional().describe("Taken out, last."),
  })
  .describe("Lines picked by what they are: filters join with AND, values of one filter with OR.");

/** Lines by number. Some operations take nothing else. */
export const mdns = z
  .array(mdn)
  .min(1)
  .max(BULK_LIMIT, `at most ${BULK_LIMIT} lines a call (A-LIM1); cut the list`)
  .describe(`Lines to change, at most ${BULK_LIMIT}.`);

/** Devices by IMEI. */
export const imeis = z
  .array(imei)
  .min(1)
  .max(BULK_LIMIT, `at most ${BULK_LIMIT} devices a call (A-LIM1); cut the list`)
  .describe(`Devices, at most ${BULK_LIMIT}.`);

/** The two forms of a target; exactly one is given. Spread into an input and close with `oneTarget`. */
export const target = { mdns: mdns.optional(), bulkSelection: bulkSelection.optional() };

/** Refines an input with `target` to exactly one form. */
export function oneTarget(input: { mdns?: unknown; bulkSelection?: unknown }): boolean {
  return (input.mdns === undefined) !== (input.bulkSelection === undefined);
}

/** What `oneTarget` says when it fails. */
export const ONE_TARGET = { message: "give either mdns or bulkSelection, and not both", path: ["mdns"] };
