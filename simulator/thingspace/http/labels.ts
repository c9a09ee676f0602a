import { z } from "zod";
import { invalidField } from "../model/errors";
import type { DeviceId } from "../model/identifiers";
import { LABEL_TEXT, type UsageLabel } from "../model/label-index";
import { deviceIds, text } from "./bodies";

export const label = z.object({ name: z.string(), value: z.string() });
const labels = z.array(label);

/** Labels as the guide lists them, or inside a member that the SDKs call deviceIds although it holds labels. */
export const labelList = z
  .union([labels, z.object({ deviceIds: labels })])
  .transform((given) => (Array.isArray(given) ? given : given.deviceIds));

/**
 * Which device gets which labels: in the guide a list of devices with their label, in the SDKs one object with all
 * devices and all labels.
 */
export const labelling = z
  .union([
    z.array(z.object({ deviceIds, label: z.union([label, labels]) })),
    z.object({ devices: z.array(z.object({ deviceIds })), label: labels.default([]) }),
  ])
  .transform((given): { deviceIds: DeviceId[]; labels: UsageLabel[] }[] =>
    Array.isArray(given)
      ? given.map((item) => ({ deviceIds: item.deviceIds, labels: [item.label].flat() }))
      : given.devices.map((item) => ({ deviceIds: item.deviceIds, labels: given.label })),
  );

export const removal = z.object({ accountName: text, labels });

/** Refuses names and values that are no 3 to 32 letters or digits (code G-LABEL-CODE). */
export function checkLabels(given: readonly UsageLabel[]): void {
  for (const { name, value } of given) {
    if (!LABEL_TEXT.test(name)) throw invalidField("Label", `"${name}" is no name of a label`);
    if (!LABEL_TEXT.test(value)) throw invalidField("Label", `"${value}" is no value of a label`);
  }
}
