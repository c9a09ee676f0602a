/** Sentinel API: Devices, counts of labels: what there is, and what a change would do. */
import { z } from "zod";
import { corpId, labelIds, ONE_TARGET, oneTarget, target } from "./fields";
import { label } from "./label-schema";
import { operation } from "./operation";

const selection = z.strictObject({ corpId, labelIds, ...target }).refine(oneTarget, ONE_TARGET);
const count = z.number().int();

/**
 * How many lines would gain the labels, and on how many one of the same category would be replaced. Changes nothing,
 * although it is a PUT that its page tags destructive.
 *
 * Sentinel API: Devices, PUT /v1.0/devices/assignReplaceDetails. Not for scope org_mediacenter or readonly.
 */
export const previewLabelAssignReplace = operation("previewLabelAssignReplace", {
  input: selection,
  answer: z.looseObject({
    assignCount: count,
    replaceCount: count,
    unchangedCount: count.nullish(),
    details: z
      .array(
        z.looseObject({
          labelId: count.nullish(),
          assignCount: count.nullish(),
          replaceCount: count.nullish(),
        }),
      )
      .nullish(),
  }),
});

/**
 * How many lines would lose the labels. Changes nothing, although its page tags it as changing data.
 *
 * Sentinel API: Devices, PUT /v1.0/devices/unassignLabelDetails. Not for scope org_mediacenter or readonly.
 */
export const previewLabelUnassign = operation("previewLabelUnassign", {
  input: selection,
  answer: z.looseObject({
    unassignCount: count,
    details: z.array(z.looseObject({ labelId: count.nullish(), unassignCount: count.nullish() })).nullish(),
  }),
});

/**
 * Label categories of the corp of the token, with their labels and how many lines carry them.
 *
 * Sentinel API: Devices, GET /v1.0/devices/labelCategoriesCount. Any token.
 */
export const listLabelCategoryCounts = operation("listLabelCategoryCounts", {
  input: z.strictObject({}),
  answer: z.array(
    z.looseObject({
      categoryId: count,
      categoryName: z.string(),
      labelCount: count,
      deviceCount: count,
      labels: z.array(label),
    }),
  ),
});
