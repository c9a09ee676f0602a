/** What a program wants of one resource, read from its registration request. */
import type { ResourceMessages } from "./protos";
import type { CustomTimeouts, HookKind, ResourceState } from "./resource-state";
import { type Properties, withoutOutputs } from "./values";

type RegisterRequest = InstanceType<ResourceMessages["RegisterResourceRequest"]>;

export interface AliasSpec {
  urn?: string;
  name?: string;
  type?: string;
  stack?: string;
  project?: string;
  parent?: string;
  noParent?: boolean;
}

export interface Goal {
  type: string;
  name: string;
  custom: boolean;
  parent: string;
  inputs: Properties;
  provider: string;
  protect: boolean | undefined;
  retainOnDelete: boolean | undefined;
  deletedWith: string;
  replaceWith: string[];
  dependencies: string[];
  propertyDependencies: Record<string, string[]> | undefined;
  deleteBeforeReplace: boolean | undefined;
  ignoreChanges: string[];
  replaceOnChanges: string[];
  additionalSecretOutputs: string[];
  aliases: AliasSpec[];
  importId: string;
  customTimeouts: CustomTimeouts | undefined;
  resourceHooks: Partial<Record<HookKind, string[]>>;
  sourcePosition: string;
}

/** The answer to a registration: the state, and whether it is not known because the step was left out, or failed. */
export interface RegisterResult {
  state: ResourceState;
  unknown?: boolean;
  failed?: boolean;
}

export interface Registration {
  goal: Goal;
  done(result: RegisterResult): void;
}

/** The goal of a default provider: the whole configuration of the stack. */
export function providerGoal(type: string, inputs: Properties): Goal {
  return {
    type,
    name: "default",
    custom: true,
    parent: "",
    inputs,
    provider: "",
    protect: undefined,
    retainOnDelete: undefined,
    deletedWith: "",
    replaceWith: [],
    dependencies: [],
    propertyDependencies: undefined,
    deleteBeforeReplace: undefined,
    ignoreChanges: [],
    replaceOnChanges: [],
    additionalSecretOutputs: [],
    aliases: [],
    importId: "",
    customTimeouts: undefined,
    resourceHooks: {},
    sourcePosition: "",
  };
}

export function readGoal(request: RegisterRequest, root: string): Goal {
  const propertyDependencies: Record<string, string[]> = {};
  for (const [key, list] of request.getPropertydependenciesMap().entries())
    propertyDependencies[key] = list.getUrnsList();
  const inputs = (request.getObject()?.toJavaScript() ?? {}) as Properties;
  return {
    type: request.getType(),
    name: request.getName(),
    custom: request.getCustom(),
    parent: request.getParent(),
    inputs: withoutOutputs(inputs),
    provider: request.getProvider(),
    protect: request.hasProtect() ? request.getProtect() : undefined,
    retainOnDelete: request.hasRetainondelete() ? request.getRetainondelete() : undefined,
    deletedWith: request.getDeletedwith(),
    replaceWith: optionalList(request, "getReplaceWithList"),
    dependencies: request.getDependenciesList(),
    propertyDependencies,
    deleteBeforeReplace: request.getDeletebeforereplacedefined()
      ? request.getDeletebeforereplace()
      : undefined,
    ignoreChanges: request.getIgnorechangesList(),
    replaceOnChanges: request.getReplaceonchangesList(),
    additionalSecretOutputs: request.getAdditionalsecretoutputsList(),
    aliases: [...request.getAliasurnsList().map((urn): AliasSpec => ({ urn })), ...readAliases(request)],
    importId: request.getImportid(),
    customTimeouts: readTimeouts(request),
    resourceHooks: readHooks(request),
    sourcePosition: readPosition(request, root),
  };
}

/** Fields that older versions of the SDK do not have. */
function optionalList(request: RegisterRequest, getter: string): string[] {
  const method = (request as unknown as Record<string, unknown>)[getter];
  return typeof method === "function" ? (method.call(request) as string[]) : [];
}

function readAliases(request: RegisterRequest): AliasSpec[] {
  return request.getAliasesList().map((alias) => {
    const spec = alias.getSpec();
    if (spec === undefined) return { urn: alias.getUrn() };
    const read: AliasSpec = {};
    if (spec.getName() !== "") read.name = spec.getName();
    if (spec.getType() !== "") read.type = spec.getType();
    if (spec.getStack() !== "") read.stack = spec.getStack();
    if (spec.getProject() !== "") read.project = spec.getProject();
    if (spec.getParenturn() !== "") read.parent = spec.getParenturn();
    if (spec.getNoparent()) read.noParent = true;
    return read;
  });
}

const UNIT_SECONDS: Record<string, number> = { h: 3600, m: 60, s: 1, ms: 0.001 };

/** Durations come as Go writes them: `1h5m`, `90s`. */
function seconds(text: string): number {
  let total = 0;
  for (const [, amount, unit] of text.matchAll(/([\d.]+)(ms|h|m|s)/g))
    total += Number(amount) * (UNIT_SECONDS[unit ?? ""] ?? 0);
  return total;
}

function readTimeouts(request: RegisterRequest): CustomTimeouts | undefined {
  const given = request.getCustomtimeouts();
  if (given === undefined) return undefined;
  const timeouts: CustomTimeouts = {};
  if (given.getCreate() !== "") timeouts.create = seconds(given.getCreate());
  if (given.getUpdate() !== "") timeouts.update = seconds(given.getUpdate());
  if (given.getDelete() !== "") timeouts.delete = seconds(given.getDelete());
  return Object.keys(timeouts).length === 0 ? undefined : timeouts;
}

function readHooks(request: RegisterRequest): Goal["resourceHooks"] {
  const given = request.getHooks();
  if (given === undefined) return {};
  const hooks: [HookKind, string[]][] = [
    ["BeforeCreate", given.getBeforeCreateList()],
    ["AfterCreate", given.getAfterCreateList()],
    ["BeforeUpdate", given.getBeforeUpdateList()],
    ["AfterUpdate", given.getAfterUpdateList()],
    ["BeforeDelete", given.getBeforeDeleteList()],
    ["AfterDelete", given.getAfterDeleteList()],
  ];
  return Object.fromEntries(hooks.filter(([, names]) => names.length > 0));
}

function readPosition(request: RegisterRequest, root: string): string {
  const position = request.getSourceposition();
  if (position === undefined) return "";
  const uri = position.getUri().replace(`file://${root}/`, "project:///");
  return `${uri}#${position.getLine()},${position.getColumn()}`;
}
