/** Sentinel API: Devices, the texts on lines. Null or an empty text clears them (A-TXT1). */
import { z } from "zod";
import { lineOutcomes } from "./bulk";
import { corpId, mdns, ONE_TARGET, oneTarget, target } from "./fields";
import { operation } from "./operation";

/**
 * Sets the nickname of lines; several may have the same one.
 *
 * Sentinel API: Devices, PUT /v1.0/devices/{corpId}/nickname. Scope org_super, org_tech, org_kajeetmanaged or
 * org_managerplus. At most 100 characters, and 500 lines a call (A-LIM1).
 */
export const setNickname = operation("setNickname", {
  input: z
    .strictObject({ corpId, ...target, nickname: z.string().max(100).nullable() })
    .refine(oneTarget, ONE_TARGET),
  answer: (input) => lineOutcomes("setNickname", input.mdns),
});

/**
 * Sets the note of lines.
 *
 * Sentinel API: Devices, PUT /v1.0/devices/{corpId}/note. Scope org_super, org_tech, org_kajeetmanaged or
 * org_managerplus. At most 1000 characters, and 500 lines a call (A-LIM1).
 */
export const setNote = operation("setNote", {
  input: z
    .strictObject({ corpId, ...target, note: z.string().max(1000).nullable() })
    .refine(oneTarget, ONE_TARGET),
  answer: (input) => lineOutcomes("setNote", input.mdns),
});

/**
 * Sets the free custom field of lines. Takes a list of lines only.
 *
 * Sentinel API: Devices, PUT /v1.0/devices/{corpId}/mdnCustomField. Any token. At most 255 characters, and 500 lines a
 * call (A-LIM1).
 */
export const setMdnCustomField = operation("setMdnCustomField", {
  input: z.strictObject({ corpId, mdns, mdnCustomField: z.string().max(255).nullable() }),
  answer: (input) => lineOutcomes("setMdnCustomField", input.mdns),
});
