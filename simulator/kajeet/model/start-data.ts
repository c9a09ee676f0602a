import { RATE_PLANS } from "./plans";
import { buildStock } from "./stock";
import { World } from "./world";

/** Corp of the reference's examples. */
export const ROOT_CORP = "NORTHSTAR-ISD";
/** Its only child group: the examples use this one word as name and as code. */
export const CHILD_CORP = "Transportation";
/** A corp that is nobody's child here, so that there is one to be refused for. */
const FOREIGN_CORP = "SOUTHFIELD-ISD";

const DEFAULT_FILTER_GROUP = "Default";

/** A world with corps, plans, stock and the filter groups of the reference, and no line yet. */
export function emptyWorld(now: () => number, stockPairs: number): World {
  const world = new World(now, ROOT_CORP, buildStock(stockPairs));
  world.corps.add({
    corpId: ROOT_CORP,
    description: "Northstar Independent School District",
    parent: null,
    nni: true,
    vpnStatus: "DISABLED",
    kemp: true,
    activationTab: true,
  });
  const plain = { nni: false, vpnStatus: "DISABLED", kemp: false, activationTab: false } as const;
  world.corps.add({ ...plain, corpId: CHILD_CORP, description: CHILD_CORP, parent: ROOT_CORP });
  world.corps.add({
    ...plain,
    corpId: FOREIGN_CORP,
    description: "Southfield Independent School District",
    parent: null,
  });
  for (const plan of RATE_PLANS) world.plans.set(plan.ratePlan, plan);
  addFilterGroup(world, DEFAULT_FILTER_GROUP, true);
  addFilterGroup(world, "Staff");
  addFilterGroup(world, "Student_K8");
  return world;
}

/** A filter group of this name, made if it is missing. */
export function addFilterGroup(world: World, name: string, isDefault = false): void {
  if (world.filterGroups.has(name)) return;
  world.filterGroups.set(name, {
    filterGroupId: world.filterGroups.size + 1,
    name,
    description: isDefault ? "Where a line falls back to" : null,
    isDefault,
  });
}

/** Labels written "Campus: …" and "Bus Route N" are in a category each, all others in none. */
export function ensureLabel(world: World, name: string): number {
  const category = name.startsWith("Campus:")
    ? world.labels.category("Campus")
    : /^Bus Route \d+$/.test(name)
      ? world.labels.category("Bus route")
      : null;
  return world.labels.ensure(name, category).labelId;
}
