import { z } from "zod";
import { Misconfigured } from "../../provider/core/errors";
import { declarations } from "../../provider/index";
import type { Planned } from "./plan";
import { readingProblem } from "./readable";
import { type Bag, nameOf, type PlannedResource, type Step, typeOf, type Unreadable } from "./resource";

const bag = z.record(z.string(), z.unknown());
const state = z.looseObject({
  type: z.string(),
  inputs: bag.optional(),
  outputs: bag.optional(),
  retainOnDelete: z.boolean().optional(),
});
const step = z.looseObject({
  op: z.string(),
  urn: z.string(),
  oldState: state.optional(),
  newState: state.optional(),
});
const preview = z.looseObject({
  steps: z.array(step).optional(),
  config: z.record(z.string(), z.string()).optional(),
  diagnostics: z
    .array(z.looseObject({ message: z.string().optional(), severity: z.string().optional() }))
    .optional(),
  changeSummary: z.record(z.string(), z.number()).optional(),
});

/** A preview as it was read. */
export interface Preview extends Planned {
  /** The stack's configuration, secrets blinded. */
  readonly config: Readonly<Record<string, string>>;
  /** What went wrong in it: such a plan is not the whole of what would happen. */
  readonly errors: readonly string[];
}

/** The steps that stand for what happens; the engine's parts of a replacement are told by its `replace` alone. */
const STEPS: Readonly<Record<string, Step>> = {
  create: "create",
  update: "update",
  replace: "replace",
  delete: "delete",
  same: "same",
};

/**
 * Reads `pulumi preview --json`. Unchanged resources are in it only with `--show-sames`; without them, shares and costs
 * are those of what changes. Of two steps of one resource the later one counts: with `--refresh`, the earlier one is what
 * was found, and the later one what is done about it. Throws `Misconfigured` for anything else than a preview.
 */
export function readPreview(parsed: unknown): Preview {
  const read = preview.safeParse(parsed);
  if (!read.success || read.data.steps === undefined) {
    throw new Misconfigured("this is no preview: it has no steps", {
      next: "Make it with `pulumi preview --json --show-sames`.",
    });
  }
  const { steps, config = {}, diagnostics = [], changeSummary = {} } = read.data;
  const resources: PlannedResource[] = [];
  const unreadable: Unreadable[] = [];
  const last = new Map(steps.filter(({ op }) => op in STEPS).map((one) => [one.urn, one]));
  for (const { op, urn, oldState, newState } of last.values()) {
    const [kind, token] = [STEPS[op]!, (newState ?? oldState)?.type ?? ""];
    const type = typeOf(token);
    if (type === undefined) continue;
    const name = nameOf(urn);
    const spec = declarations.get(type);
    if (!spec) {
      unreadable.push({ urn, name, reason: `${type} is no type that this version knows` });
      continue;
    }
    const gone = kind === "delete";
    const resource: PlannedResource = {
      urn,
      name,
      type,
      spec,
      step: kind,
      ...(oldState ? { state: plainBag(oldState.outputs), declared: plainBag(oldState.inputs) } : {}),
      ...(newState && !gone ? { wanted: plainBag(newState.inputs) } : {}),
      forgotten: oldState?.retainOnDelete === true,
    };
    const problem = readingProblem(resource);
    if (problem) unreadable.push(problem);
    else resources.push(resource);
  }
  const errors = diagnostics.flatMap(({ severity, message }) =>
    severity === "error" && message ? [message.trim()] : [],
  );
  const sames = changeSummary.same ?? 0;
  const shown = steps.filter(({ op }) => op === "same").length;
  return { resources, unreadable, config, errors: [...new Set(errors)], whole: shown >= sames };
}

const plainBag = (outputs: Bag | undefined): Bag => outputs ?? {};
