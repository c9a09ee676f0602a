import { addLabels, deleteLabels, labelSelection, lineLabels } from "../http/bodies";
import { bulkReply, eachTarget, type ItemResult, pathCorp } from "../http/bulk";
import { type Call, type KajeetOperation, NO_LABELS, operation } from "../http/operation";
import { met } from "../http/single";
import { invalid } from "../model/errors";
import type { LabelDefinition } from "../model/labels";
import { type Line, mdnOf } from "../model/line";
import { labelsOf, labelView } from "../model/view";
import { knownLabels } from "./label-queries";

interface NewLabel {
  name: string;
  categoryId?: number | null | undefined;
}

/** The labels of these names, those that are missing made (A-L2). */
function ensured({ world }: Call<unknown, unknown>, labels: readonly NewLabel[]): LabelDefinition[] {
  const unknown = labels.findIndex(
    ({ categoryId }) => typeof categoryId === "number" && !world.labels.categories.has(categoryId),
  );
  if (unknown >= 0) throw invalid(`labels.${unknown}.categoryId`, "is no category of this corp");
  return labels.map(({ name, categoryId }) => {
    if (world.labels.named(name) === undefined) world.bump("label definitions");
    return world.labels.ensure(name, categoryId ?? null);
  });
}

function assign(call: Call<unknown, unknown>, line: Line, labels: readonly LabelDefinition[]): void {
  const after = labels.reduce<number[]>(
    (present, { labelId }) => call.world.labels.withAssigned(present, labelId),
    line.labels,
  );
  call.world.change(line, { labels: after }, call.lag);
}

function unassign(call: Call<unknown, unknown>, line: Line, labelIds: readonly number[]): void {
  const after = line.labels.filter((labelId) => !labelIds.includes(labelId));
  call.world.change(line, { labels: after }, call.lag);
}

function answer(call: Call<unknown, unknown>, results: ItemResult[], labels: readonly LabelDefinition[]) {
  return bulkReply(results, { labels: labels.map((label) => labelView(call.world, label)) });
}

export const labelChangeOperations: KajeetOperation[] = [
  operation("D02", "bulkAddLabels", "PUT /v1.0/devices/bulkAddLabels", {
    deny: NO_LABELS,
    body: addLabels,
    writes: true,
    handle: (call) => {
      const { corpId } = call.world.corps.reachable(call.user.corpId, call.body.corpId);
      const labels = ensured(call, call.body.labels);
      const results = eachTarget(call, corpId, (line) => void assign(call, line, labels));
      return answer(call, results, labels);
    },
  }),
  operation("D03", "bulkAssignLabels", "PUT /v1.0/devices/bulkAssignLabels", {
    deny: NO_LABELS,
    body: labelSelection,
    writes: true,
    handle: (call) => {
      const { corpId } = call.world.corps.reachable(call.user.corpId, call.body.corpId);
      const labels = knownLabels(call, call.body.labelIds);
      const results = eachTarget(call, corpId, (line) => void assign(call, line, labels));
      return answer(call, results, labels);
    },
  }),
  operation("D04", "bulkUnassignLabels", "PUT /v1.0/devices/bulkUnassignLabels", {
    deny: NO_LABELS,
    body: labelSelection,
    writes: true,
    handle: (call) => {
      const { corpId } = call.world.corps.reachable(call.user.corpId, call.body.corpId);
      const labels = knownLabels(call, call.body.labelIds);
      const results = eachTarget(call, corpId, (line) => void unassign(call, line, call.body.labelIds));
      return answer(call, results, labels);
    },
  }),
  operation("D11", "updateLineLabels", "PUT /v1.0/devices/label", {
    deny: NO_LABELS,
    body: lineLabels,
    writes: true,
    handle: (call) => {
      const { world, body } = call;
      const { corpId } = world.corps.reachable(call.user.corpId, body.corpId);
      const line = met(call, world.requireIn(corpId, body.mdn));
      const removed = knownLabels(call, body.delete ?? []);
      const assigned = knownLabels(call, body.assign ?? []);
      // In this order (A-L5).
      unassign(
        call,
        line,
        removed.map(({ labelId }) => labelId),
      );
      assign(call, line, [...assigned, ...ensured(call, body.add ?? [])]);
      return { json: { mdn: mdnOf(line.key), labels: labelsOf(world, line) } };
    },
  }),
  operation("D19", "bulkDeleteLabels", "DELETE /v1.0/devices/{corpId}/bulkDeleteLabels", {
    deny: NO_LABELS,
    body: deleteLabels,
    writes: true,
    handle: (call) => {
      const { corpId } = pathCorp(call);
      const { labelIds, removeDefinition } = call.body;
      const named = knownLabels(call, labelIds ?? []);
      const touched = new Map(named.map((label) => [label.labelId, label]));
      const results = eachTarget(call, corpId, (line) => {
        const taken = labelIds ?? line.labels;
        for (const label of knownLabels(call, taken)) touched.set(label.labelId, label);
        return void unassign(call, line, taken);
      });
      if (removeDefinition === true) for (const label of named) removeEverywhere(call, label);
      return answer(call, results, [...touched.values()]);
    },
  }),
];

/** Takes a label off every line and out of the account (A-L3). */
function removeEverywhere(call: Call<unknown, unknown>, { labelId }: LabelDefinition): void {
  for (const key of [...call.world.labels.linesWith(labelId)]) {
    const line = call.world.get(key);
    if (line !== undefined) unassign(call, line, [labelId]);
  }
  call.world.labels.remove(labelId);
  call.world.bump("label definitions");
}
