/** Sentinel API: Devices, labels and what lines carry them. */
import { z } from "zod";
import { labelOutcomes } from "./bulk";
import { bulkSelection, corpId, labelIds, mdn, mdns, ONE_TARGET, oneTarget, target } from "./fields";
import { label } from "./label-schema";
import { ifShown, operation } from "./operation";

/** A label to be made: its name, and the category that it is the only one of on a line (A-L1). */
const newLabel = z.strictObject({
  name: z.string().min(1).max(64),
  categoryId: z.number().int().nullable().optional(),
});

const selection = z.strictObject({ corpId, labelIds, ...target }).refine(oneTarget, ONE_TARGET);

/**
 * Labels of the corp of the token. With `mdn`, each says whether that line carries it (A-L4).
 *
 * Sentinel API: Devices, GET /v1.0/devices/labels. Any token.
 */
export const listLabels = operation("listLabels", {
  input: z.strictObject({
    searchValue: z.string().optional().describe("Part of the name."),
    mdn: mdn.optional(),
  }),
  query: ["searchValue", "mdn"],
  answer: z.array(label),
});

/**
 * Makes the labels that do not exist yet, by name, and adds them to lines, keeping the others. Without lines it only
 * makes the labels (A-L2).
 *
 * Sentinel API: Devices, PUT /v1.0/devices/bulkAddLabels. Not for scope org_mediacenter or readonly. The page says no
 * more than "bulk assign".
 * @returns the outcome of each line, and the labels with their ids.
 */
export const bulkAddLabels = operation("bulkAddLabels", {
  input: z.strictObject({
    corpId,
    labels: z.array(newLabel).min(1),
    mdns: mdns.optional(),
    bulkSelection: bulkSelection.optional(),
  }),
  answer: (input) => labelOutcomes("bulkAddLabels", input.mdns),
});

/**
 * Puts existing labels on lines. A label of a category replaces the one of that category that the line had (A-L1).
 *
 * Sentinel API: Devices, PUT /v1.0/devices/bulkAssignLabels. Not for scope org_mediacenter or readonly.
 * @throws NotFound where a label does not exist.
 */
export const bulkAssignLabels = operation("bulkAssignLabels", {
  input: selection,
  answer: (input) => labelOutcomes("bulkAssignLabels", input.mdns),
});

/**
 * Takes labels off lines. A line that does not carry them is no failure.
 *
 * Sentinel API: Devices, PUT /v1.0/devices/bulkUnassignLabels. Not for scope org_mediacenter or readonly.
 */
export const bulkUnassignLabels = operation("bulkUnassignLabels", {
  input: selection,
  answer: (input) => labelOutcomes("bulkUnassignLabels", input.mdns),
});

/**
 * Changes the labels of one line: first those in `delete` go, then those in `assign` come, then those in `add` are made
 * where missing and come too (A-L5).
 *
 * Sentinel API: Devices, PUT /v1.0/devices/label. Not for scope org_mediacenter or readonly.
 * @returns the labels of the line afterwards, or undefined where the answer does not show them.
 */
export const updateLineLabels = operation("updateLineLabels", {
  input: z
    .strictObject({
      corpId,
      mdn,
      add: z.array(newLabel).optional(),
      assign: z.array(z.number().int()).optional(),
      delete: z.array(z.number().int()).optional(),
    })
    .refine((input) => input.add !== undefined || input.assign !== undefined || input.delete !== undefined, {
      message: "give at least one of add, assign and delete",
    }),
  answer: ifShown(z.looseObject({ mdn: z.string(), labels: z.array(label) })),
});

/**
 * Takes labels off lines (all labels where no ids are given). With `removeDefinition` it removes the labels from the
 * corp as well, and then needs their ids and no lines (A-L3).
 *
 * Sentinel API: Devices, DELETE /v1.0/devices/{corpId}/bulkDeleteLabels. Not for scope org_mediacenter or readonly.
 * A DELETE with a body: a proxy that drops the body makes the carrier refuse the call.
 */
export const bulkDeleteLabels = operation("bulkDeleteLabels", {
  input: z
    .strictObject({
      corpId,
      labelIds: labelIds.optional(),
      ...target,
      removeDefinition: z.boolean().optional(),
    })
    .refine(
      (input) => oneTarget(input) || (input.removeDefinition === true && input.labelIds !== undefined),
      {
        message: "give either mdns or bulkSelection, or labelIds with removeDefinition",
      },
    )
    .refine((input) => input.removeDefinition !== true || input.labelIds !== undefined, {
      message: "removeDefinition needs the ids of the labels to remove",
      path: ["labelIds"],
    }),
  answer: (input) => labelOutcomes("bulkDeleteLabels", input.mdns),
});
