import { labelSelection } from "../http/bodies";
import { targetsOf } from "../http/bulk";
import { type Call, type KajeetOperation, NO_LABELS, operation } from "../http/operation";
import { labelsQuery } from "../http/queries";
import { ApiError } from "../model/errors";
import type { LabelDefinition } from "../model/labels";
import { keyOf, type Line } from "../model/line";
import type { BulkSelection } from "../model/selection";
import { labelView } from "../model/view";

/** The labels of these ids; 404 for the whole request if one is unknown. */
export function knownLabels(call: Call<unknown, unknown>, labelIds: readonly number[]): LabelDefinition[] {
  return labelIds.map((labelId) => {
    const label = call.world.labels.get(labelId);
    if (label === undefined) throw new ApiError("LABEL_NOT_FOUND", `Label ${labelId} not found`);
    return label;
  });
}

interface Selecting {
  corpId: string;
  labelIds: number[];
  mdns?: string[] | undefined;
  bulkSelection?: BulkSelection | undefined;
}

function selected(call: Call<Selecting, unknown>): { labels: LabelDefinition[]; lines: Line[] } {
  const { corpId } = call.world.corps.reachable(call.user.corpId, call.body.corpId);
  const labels = knownLabels(call, call.body.labelIds);
  const lines = targetsOf(call, corpId).flatMap(({ line }) => (line === undefined ? [] : [line]));
  return { labels, lines };
}

function sumOf(numbers: readonly number[]): number {
  return numbers.reduce((sum, number) => sum + number, 0);
}

export const labelQueryOperations: KajeetOperation[] = [
  operation("D01", "previewLabelAssignReplace", "PUT /v1.0/devices/assignReplaceDetails", {
    deny: NO_LABELS,
    body: labelSelection,
    // Tagged destructive by the seed, but it only counts.
    handle: (call) => {
      const { labels, lines } = selected(call);
      const details = labels.map(({ labelId }) => {
        const lacking = lines.filter((line) => !line.labels.includes(labelId));
        const replacing = lacking.filter(
          (line) => call.world.labels.replacedBy(line.labels, labelId) !== undefined,
        );
        const replaceCount = replacing.length;
        return { labelId, assignCount: lacking.length - replaceCount, replaceCount };
      });
      const assignCount = sumOf(details.map((detail) => detail.assignCount));
      const replaceCount = sumOf(details.map((detail) => detail.replaceCount));
      const unchangedCount = lines.length * labels.length - assignCount - replaceCount;
      return { json: { assignCount, replaceCount, unchangedCount, details } };
    },
  }),
  operation("D16", "previewLabelUnassign", "PUT /v1.0/devices/unassignLabelDetails", {
    deny: NO_LABELS,
    body: labelSelection,
    handle: (call) => {
      const { labels, lines } = selected(call);
      const details = labels.map(({ labelId }) => ({
        labelId,
        unassignCount: lines.filter((line) => line.labels.includes(labelId)).length,
      }));
      return { json: { unassignCount: sumOf(details.map((detail) => detail.unassignCount)), details } };
    },
  }),
  operation("D12", "listLabelCategoryCounts", "GET /v1.0/devices/labelCategoriesCount", {
    handle: ({ world }) => ({
      json: [...world.labels.categories].map(([categoryId, categoryName]) => {
        const labels = world.labels.all().filter((label) => label.categoryId === categoryId);
        const views = labels.map((label) => labelView(world, label));
        // A line has at most one label of a category, so the counts add up.
        const deviceCount = sumOf(views.map((label) => label.deviceCount));
        return { categoryId, categoryName, labelCount: labels.length, deviceCount, labels: views };
      }),
    }),
  }),
  operation("D13", "listLabels", "GET /v1.0/devices/labels", {
    query: labelsQuery,
    handle: (call) => {
      const { world, query } = call;
      const text = (query.searchValue ?? "").toLowerCase();
      const found = world.labels.all().filter((label) => label.name.toLowerCase().includes(text));
      const { mdn } = query;
      if (mdn === undefined) return { json: found.map((label) => labelView(world, label)) };
      const line = world.get(keyOf(mdn) ?? "");
      const carried = line === undefined ? [] : world.seen(line).labels;
      call.addressed(line === undefined ? 0 : 1);
      // With an MDN each label says whether that line carries it (A-L4).
      return {
        json: found.map((label) => ({
          ...labelView(world, label),
          assigned: carried.includes(label.labelId),
        })),
      };
    },
  }),
];
