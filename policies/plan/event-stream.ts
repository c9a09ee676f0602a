import { z } from "zod";
import { Misconfigured } from "../../provider/core/errors";

const bag = z.record(z.string(), z.unknown());
const metadata = z.looseObject({
  op: z.string(),
  urn: z.string(),
  old: bag.nullish(),
  new: bag.nullish(),
});
const event = z.looseObject({
  preludeEvent: z.looseObject({ config: z.record(z.string(), z.string()).nullish() }).optional(),
  resourcePreEvent: z.looseObject({ metadata }).optional(),
  diagnosticEvent: z.looseObject({ message: z.string(), severity: z.string().optional() }).optional(),
  summaryEvent: z
    .looseObject({
      isPreview: z.boolean().optional(),
      resourceChanges: z.record(z.string(), z.number()).nullish(),
    })
    .optional(),
});

/** Is this one of the engine's events, as a stream of them has one a line? */
export const isEvent = (value: unknown): boolean =>
  typeof value === "object" && value !== null && "sequence" in value && "timestamp" in value;

/**
 * The engine's events as a preview would tell them: `pulumi destroy --preview-only --json` of older engines prints them, and
 * so does every preview where the engine was told to stream. Throws `Misconfigured` for the events of something that was
 * done; a stream without its end is a plan that went wrong.
 */
export function previewOfEvents(events: readonly unknown[]): Record<string, unknown> {
  const steps: Record<string, unknown>[] = [];
  const diagnostics: Record<string, unknown>[] = [];
  let config: Record<string, string> = {};
  let summary: z.infer<typeof event>["summaryEvent"];
  for (const [at, given] of events.entries()) {
    const read = event.safeParse(given);
    if (!read.success) {
      throw new Misconfigured(`event ${at + 1} is not of the form that engines write`, {
        next: "Make the plan with `pulumi preview --json --show-sames`.",
      });
    }
    const { preludeEvent, resourcePreEvent, diagnosticEvent, summaryEvent } = read.data;
    config = preludeEvent?.config ?? config;
    summary = summaryEvent ?? summary;
    if (diagnosticEvent?.severity === "error") diagnostics.push(diagnosticEvent);
    if (!resourcePreEvent) continue;
    const { op, urn, old, new: fresh } = resourcePreEvent.metadata;
    steps.push({ op, urn, ...(old ? { oldState: old } : {}), ...(fresh ? { newState: fresh } : {}) });
  }
  if (summary && summary.isPreview !== true) {
    throw new Misconfigured("these events are those of a deployment that was made, and no plan", {
      next: "Make the plan with `pulumi preview --json --show-sames`.",
    });
  }
  if (!summary) {
    diagnostics.push({ severity: "error", message: "the stream of events ends before its summary" });
  }
  return { config, steps, diagnostics, changeSummary: summary?.resourceChanges ?? {} };
}
