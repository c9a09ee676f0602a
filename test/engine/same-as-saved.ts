/** Whether an unchanged resource needs writing: its place, options and dependencies may have changed all the same. */
import type { ResourceState } from "./resource-state";
import type { Step } from "./step";
import { equal } from "./values";

const FIELDS: (keyof ResourceState)[] = [
  "urn",
  "type",
  "custom",
  "id",
  "provider",
  "parent",
  "deletedWith",
  "protect",
  "retainOnDelete",
];

export function sameAsSaved(step: Step): boolean {
  const { old, fresh } = step;
  if (old === undefined || fresh === undefined) return false;
  if (FIELDS.some((field) => old[field] !== fresh[field])) return false;
  const sorted = (list: string[]): string => JSON.stringify([...list].sort());
  return (
    sorted(old.dependencies) === sorted(fresh.dependencies) &&
    JSON.stringify(old.resourceHooks) === JSON.stringify(fresh.resourceHooks) &&
    JSON.stringify(old.customTimeouts) === JSON.stringify(fresh.customTimeouts) &&
    equal(old.inputs, fresh.inputs)
  );
}
