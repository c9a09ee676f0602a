import { type Plan, planOf } from "../../policies/plan/plan";
import type { Bag, PlannedResource, Step } from "../../policies/plan/resource";
import type { Approval } from "../../provider/core/approvals";
import { packRows, writeRows } from "../../provider/core/lines/observed";
import type { Value, Values } from "../../provider/core/value";
import { declarations } from "../../provider/index";

/** Lines as a test writes them: values by identifier. */
export type Lines = Readonly<Record<string, Readonly<Record<string, Value>>>>;

/** The moment at which plans of tests are judged. */
export const NOW = Date.parse("2026-11-23T12:00:00Z");

/** One side of a resource that holds many lines: its other arguments, and its lines. */
interface Side {
  readonly lines: Lines;
  readonly [argument: string]: unknown;
}

/** A resource of a plan; `state` and `wanted` as the engine has them. */
export function resource(
  type: string,
  name: string,
  sides: { state?: Bag; declared?: Bag; wanted?: Bag; step?: Step },
): PlannedResource {
  const { state, wanted } = sides;
  const step = sides.step ?? (wanted === undefined ? "delete" : state === undefined ? "create" : "update");
  return {
    urn: `urn:pulumi:test::fleet::pulumi-nodejs:dynamic/${type}::${name}`,
    name,
    type,
    spec: declarations.get(type)!,
    step,
    ...(state ? { state, declared: sides.declared ?? state } : {}),
    ...(wanted ? { wanted } : {}),
    forgotten: false,
  };
}

/** A `LineSet` or a membership before and after; either may be missing. */
export function held(
  type: string,
  name: string,
  before: Side | undefined,
  after: Side | undefined,
  step?: Step,
): PlannedResource {
  const { attributes } = declarations.get(type)!.lines!;
  const rows = ({ lines }: Side) => new Map<string, Values>(Object.entries(lines));
  const terms = type.endsWith(":LineSet")
    ? { onDelete: "retain", deletionProtection: true }
    : { onDelete: "retain" };
  const args = (side: Side): Bag => ({ ...terms, ...side, lines: writeRows(rows(side), attributes) });
  const state = (side: Side): Bag => {
    const { lines: _, ...rest } = { ...terms, ...side };
    return { account: "0000", ...rest, ...packRows(rows(side), attributes), stateVersion: 1 };
  };
  return resource(type, name, {
    ...(before ? { state: state(before), declared: args(before) } : {}),
    ...(after ? { wanted: args(after) } : {}),
    ...(step ? { step } : {}),
  });
}

/** A single `Line` before and after. */
export function single(
  type: string,
  name: string,
  before: Bag | undefined,
  after: Bag | undefined,
  step?: Step,
): PlannedResource {
  const terms = { onDelete: "retain", deletionProtection: true };
  const key = (bag: Bag) => String(bag.mdn ?? bag.iccid ?? bag.imei);
  return resource(type, name, {
    ...(before
      ? {
          state: { account: "0000", ...terms, ...before, declaredAs: key(before), stateVersion: 1 },
          declared: { ...terms, ...before },
        }
      : {}),
    ...(after ? { wanted: { ...terms, ...after } } : {}),
    ...(step ? { step } : {}),
  });
}

/** The plan of these resources. */
export const plan = (
  resources: readonly PlannedResource[],
  approvals: readonly Approval[] = [],
  now = NOW,
): Plan => planOf({ resources, whole: true }, approvals, now);
