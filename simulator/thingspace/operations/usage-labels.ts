import { z } from "zod";
import { text } from "../http/bodies";
import type { Target } from "../http/context";
import { atMost, devicesLabelled, MOST_OBJECTS, targetsFor } from "../http/devices-named";
import { unflatten } from "../http/flattened";
import { checkLabels, labelling, removal } from "../http/labels";
import { operation, type ThingspaceOperation } from "../http/operation";
import { CarrierError, unexpected } from "../model/errors";
import { withLabels, withoutLabels } from "../model/label-index";

const PATH = "/m2m/v1/devices/actions/usagesegmentationlabels";

/** What a removal says: in its body, or spread over the query as the SDKs do. */
function removed(body: z.output<typeof removal> | undefined, query: Record<string, string>) {
  if (body !== undefined) return body;
  const list = unflatten(query, "LabelList") as { deviceIds?: unknown } | undefined;
  const parsed = removal.safeParse({ accountName: query.accountName, labels: list?.deviceIds });
  if (query.accountName === undefined) {
    throw new CarrierError("INPUT_INVALID.Account.NotDefined", "The call needs an account name");
  }
  if (!parsed.success) throw unexpected("The call names no labels");
  return parsed.data;
}

/** Labels that usage is reported by. No call reads them back. */
export const usageLabelOperations: ThingspaceOperation[] = [
  operation("setUsageLabels", `POST ${PATH}`, {
    writes: true,
    startsWork: true,
    body: z.object({ accountName: text, labels: labelling }),
    handle: (context, { body }) => {
      atMost(MOST_OBJECTS, body.labels.length);
      for (const { labels } of body.labels) checkLabels(labels);
      const targets = context.targets(body.labels, { accountName: body.accountName });
      // One target for each item, in the same order.
      const wanted = new Map<Target, (typeof body.labels)[number]>();
      targets.forEach((target, index) => {
        const item = body.labels[index];
        if (item !== undefined) wanted.set(target, item);
      });
      return context.later("CarrierService", targets, (device, target) => {
        const labels = wanted.get(target)?.labels ?? [];
        context.change(device, { labels: withLabels(device.labels, labels) });
        return { message: { deviceResponse: { usageSegmentationLabelResponse: { labels } } } };
      });
    },
  }),
  operation("removeUsageLabels", `DELETE ${PATH}`, {
    writes: true,
    startsWork: true,
    body: removal,
    query: z.record(z.string(), z.string()),
    handle: (context, { body, query }) => {
      const { accountName, labels } = removed(body, query);
      const account = context.account(accountName);
      atMost(MOST_OBJECTS, labels.length);
      if (labels.length === 0) throw unexpected("The call names no labels");
      checkLabels(labels);
      const targets = targetsFor(devicesLabelled(context, labels, account));
      context.addressed(targets.length);
      const message = { deviceResponse: { usageSegmentationLabelResponse: { labels } } };
      // Labels that nobody carries are gone already: one message says so (G-LABEL-NOBODY).
      const nobody: Target = { ids: [], device: undefined };
      return context.later(
        "CarrierService",
        targets.length === 0 ? [nobody] : targets,
        (device) => {
          context.change(device, { labels: withoutLabels(device.labels, labels) });
          return { message };
        },
        { account: account.name, absent: () => ({ message }) },
      );
    },
  }),
];
