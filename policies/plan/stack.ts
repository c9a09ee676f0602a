import { z } from "zod";
import { Misconfigured } from "../../provider/core/errors";
import { declarations } from "../../provider/index";
import type { Planned } from "./plan";
import { readingProblem } from "./readable";
import { type Bag, nameOf, type PlannedResource, typeOf, type Unreadable } from "./resource";

const bag = z.record(z.string(), z.unknown());
const resource = z.looseObject({
  urn: z.string(),
  type: z.string(),
  inputs: bag.optional(),
  outputs: bag.optional(),
  retainOnDelete: z.boolean().optional(),
  delete: z.boolean().optional(),
});
const exported = z.looseObject({
  deployment: z.looseObject({ resources: z.array(resource).optional() }).nullish(),
});

/** A resource as a stack policy is given it, at the end of a preview. */
export interface Registered {
  readonly urn: string;
  readonly type: string;
  readonly props: Bag;
  /** Other names under which state may have it. */
  readonly aliases?: readonly string[];
}

/** A resource as a state holds it. */
export type Stored = z.infer<typeof resource>;

/** The resources of `pulumi stack export`; an empty stack has none. Throws `Misconfigured` for anything else. */
export function storedResources(parsed: unknown): readonly Stored[] {
  const read = exported.safeParse(parsed);
  if (!read.success) {
    throw new Misconfigured("this is no state of a stack", { next: "Make it with `pulumi stack export`." });
  }
  return (read.data.deployment?.resources ?? []).filter((one) => one.delete !== true);
}

/**
 * What a stack policy can know of a plan: the state before, and the resources that the program registered. What is in one
 * and not in the other comes or goes; the engine tells neither.
 */
export function plannedStack(before: readonly Stored[], registered: readonly Registered[]): Planned {
  const resources: PlannedResource[] = [];
  const unreadable: Unreadable[] = [];
  const fresh = new Map(registered.map((one) => [one.urn, one]));
  const renamed = new Map(registered.flatMap(({ urn, aliases = [] }) => aliases.map((one) => [one, urn])));
  // A resource that is still in state under an alias is the one that the program registered.
  const old = new Map(
    before.map((one) => [fresh.has(one.urn) ? one.urn : (renamed.get(one.urn) ?? one.urn), one]),
  );
  for (const urn of new Set([...old.keys(), ...fresh.keys()])) {
    const [was, is] = [old.get(urn), fresh.get(urn)];
    const type = typeOf((is ?? was)!.type);
    if (type === undefined) continue;
    const spec = declarations.get(type);
    const name = nameOf(urn);
    if (!spec) {
      unreadable.push({ urn, name, reason: `${type} is no type that this version knows` });
      continue;
    }
    if (is && !was && is.props.stateVersion !== undefined) {
      const reason =
        "the engine has it in state, and the state that was read has not: it is older, or another one";
      unreadable.push({ urn, name, reason });
      continue;
    }
    const wanted = is && wantedOf(is.props, was);
    const planned: PlannedResource = {
      urn,
      name,
      type,
      spec,
      step: stepOf(spec.replaces ?? [], was, wanted),
      ...(was ? { state: was.outputs ?? {}, declared: was.inputs ?? {} } : {}),
      ...(wanted ? { wanted } : {}),
      forgotten: was?.retainOnDelete === true,
    };
    const problem = readingProblem(planned);
    if (problem) unreadable.push(problem);
    else resources.push(planned);
  }
  return { resources, unreadable, whole: true };
}

/**
 * The arguments of a registered resource. Of one that changes, a preview has nothing but its arguments; one that stays the
 * same has the outputs of state, which every state of ours marks with its version.
 */
const wantedOf = (props: Bag, was: Stored | undefined): Bag =>
  props.stateVersion !== undefined && was?.inputs ? was.inputs : props;

function stepOf(
  replaces: readonly string[],
  was: Stored | undefined,
  wanted: Bag | undefined,
): PlannedResource["step"] {
  if (!wanted) return "delete";
  if (!was) return "create";
  const inputs = was.inputs ?? {};
  const replaced = replaces.some(
    (name) =>
      wanted[name] !== undefined &&
      was.outputs?.[name] !== undefined &&
      JSON.stringify(was.outputs[name]) !== JSON.stringify(wanted[name]),
  );
  if (replaced) return "replace";
  const names = new Set(
    [...Object.keys(inputs), ...Object.keys(wanted)].filter((name) => !name.startsWith("__")),
  );
  const same = [...names].every((name) => canonical(inputs[name]) === canonical(wanted[name]));
  return same ? "same" : "update";
}

/** Equal values have equal texts, whatever the order of their members; null is as good as absent to the engine. */
function canonical(value: unknown): string {
  return JSON.stringify(value ?? null, (_, one) =>
    one && typeof one === "object" && !Array.isArray(one)
      ? Object.fromEntries(Object.entries(one).sort(([a], [b]) => (a < b ? -1 : 1)))
      : one,
  );
}
