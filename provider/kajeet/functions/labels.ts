/** Functions about labels: what there is, and what a change would do. None of them changes anything. */
import { z } from "zod";
import { defineFunction } from "../../core/function";
import { labelIds } from "../api/fields";
import { listLabelCategoryCounts, previewLabelAssignReplace, previewLabelUnassign } from "../api/index";
import { kajeet } from "../session";
import { corp, given, linesField } from "./args";

const args = z.object({ corp, labelIds, ...linesField });

/**
 * How many lines would gain the labels, and on how many another label of the same category would be replaced.
 *
 * Sentinel API: Devices, PUT /v1.0/devices/assignReplaceDetails. Not for scope org_mediacenter or readonly.
 */
export const previewLabelAssignment = defineFunction({
  carrier: kajeet,
  name: "previewLabelAssignment",
  describe: "Counts what assigning labels would do; changes nothing.",
  args,
  returns: "assignCount, replaceCount, unchangedCount, and details by label.",
  run: async (session, { corp: declared, ...asked }) =>
    previewLabelAssignReplace(session.http, given({ corpId: await session.corp(declared), ...asked })),
});

/**
 * How many lines would lose the labels.
 *
 * Sentinel API: Devices, PUT /v1.0/devices/unassignLabelDetails. Not for scope org_mediacenter or readonly.
 */
export const previewLabelUnassignment = defineFunction({
  carrier: kajeet,
  name: "previewLabelUnassignment",
  describe: "Counts what taking labels off would do; changes nothing.",
  args,
  returns: "unassignCount, and details by label.",
  run: async (session, { corp: declared, ...asked }) =>
    previewLabelUnassign(session.http, given({ corpId: await session.corp(declared), ...asked })),
});

/**
 * Label categories of the account with their labels, and how many lines carry them.
 *
 * Sentinel API: Devices, GET /v1.0/devices/labelCategoriesCount. Any token.
 */
export const getLabelCategories = defineFunction({
  carrier: kajeet,
  name: "getLabelCategories",
  describe: "Lists the label categories of the account with their labels and counts.",
  args: z.object({}),
  returns: "A list of categoryId, categoryName, labelCount, deviceCount and labels.",
  run: ({ http }) => listLabelCategoryCounts(http, {}),
});
