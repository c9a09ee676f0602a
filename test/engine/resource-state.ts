/** What the engine remembers about one resource, and its form in a stack export. */
import { parseReference } from "./urn";
import type { Properties, Value } from "./values";

export interface CustomTimeouts {
  create?: number;
  update?: number;
  delete?: number;
}

export type HookKind =
  | "BeforeCreate"
  | "AfterCreate"
  | "BeforeUpdate"
  | "AfterUpdate"
  | "BeforeDelete"
  | "AfterDelete";

export interface ResourceState {
  urn: string;
  type: string;
  custom: boolean;
  id: string;
  inputs: Properties;
  outputs: Properties;
  parent: string;
  protect: boolean;
  external: boolean;
  /** Condemned by a replacement; its successor exists already. */
  delete: boolean;
  /** Deleted by a replacement; its successor does not exist yet. */
  pendingReplacement: boolean;
  dependencies: string[];
  propertyDependencies: Record<string, string[]> | undefined;
  initErrors: string[];
  provider: string;
  additionalSecretOutputs: string[];
  aliases: string[];
  customTimeouts: CustomTimeouts | undefined;
  importID: string;
  retainOnDelete: boolean;
  deletedWith: string;
  replaceWith: string[];
  ignoreChanges: string[];
  replaceOnChanges: string[];
  resourceHooks: Partial<Record<HookKind, string[]>>;
  created: string;
  modified: string;
  sourcePosition: string;
}

/** A resource in a deployment of version 3. */
export interface ResourceV3 {
  urn: string;
  custom: boolean;
  type: string;
  [field: string]: unknown;
}

export function newState(
  given: Partial<ResourceState> & Pick<ResourceState, "urn" | "type" | "custom">,
): ResourceState {
  return {
    id: "",
    inputs: {},
    outputs: {},
    parent: "",
    protect: false,
    external: false,
    delete: false,
    pendingReplacement: false,
    dependencies: [],
    propertyDependencies: undefined,
    initErrors: [],
    provider: "",
    additionalSecretOutputs: [],
    aliases: [],
    customTimeouts: undefined,
    importID: "",
    retainOnDelete: false,
    deletedWith: "",
    replaceWith: [],
    ignoreChanges: [],
    replaceOnChanges: [],
    resourceHooks: {},
    created: "",
    modified: "",
    sourcePosition: "",
    ...given,
  };
}

const isEmpty = (value: unknown): boolean =>
  value === undefined ||
  value === "" ||
  value === false ||
  (typeof value === "object" && value !== null && Object.keys(value).length === 0);

/** Serialises in the field order of a real export, empty fields left out. `encode` hides secrets. */
export function toV3(state: ResourceState, encode: (properties: Properties) => Value): ResourceV3 {
  const fields: [string, unknown][] = [
    ["delete", state.delete],
    ["id", state.id],
    ["inputs", encode(state.inputs)],
    ["outputs", encode(state.outputs)],
    ["parent", state.parent],
    ["protect", state.protect],
    ["external", state.external],
    ["dependencies", state.dependencies],
    ["initErrors", state.initErrors],
    ["provider", state.provider],
    ["propertyDependencies", state.propertyDependencies],
    ["pendingReplacement", state.pendingReplacement],
    ["additionalSecretOutputs", state.additionalSecretOutputs],
    ["aliases", state.aliases],
    ["customTimeouts", state.customTimeouts],
    ["importID", state.importID],
    ["retainOnDelete", state.retainOnDelete],
    ["deletedWith", state.deletedWith],
    ["replaceWith", state.replaceWith],
    ["created", state.created],
    ["modified", state.modified],
    ["sourcePosition", state.sourcePosition],
    ["ignoreChanges", state.ignoreChanges],
    ["replaceOnChanges", state.replaceOnChanges],
    ["resourceHooks", state.resourceHooks],
  ];
  const resource: ResourceV3 = { urn: state.urn, custom: state.custom, type: state.type };
  for (const [name, value] of fields) if (!isEmpty(value)) resource[name] = value;
  return resource;
}

export function fromV3(resource: ResourceV3, decode: (value: Value) => Properties): ResourceState {
  const { inputs, outputs, ...rest } = resource as ResourceV3 & { inputs?: Value; outputs?: Value };
  return newState({
    ...(rest as Partial<ResourceState> & Pick<ResourceState, "urn" | "type" | "custom">),
    inputs: decode(inputs ?? {}),
    outputs: decode(outputs ?? {}),
  });
}

/** Everything a resource needs to exist, its parent included. */
export function allDependencies(state: ResourceState): Set<string> {
  const urns = dependenciesWithoutParent(state);
  if (state.parent !== "") urns.add(state.parent);
  return urns;
}

export function dependenciesWithoutParent(state: ResourceState): Set<string> {
  const urns = new Set(state.dependencies);
  for (const list of Object.values(state.propertyDependencies ?? {})) for (const urn of list) urns.add(urn);
  if (state.deletedWith !== "") urns.add(state.deletedWith);
  for (const urn of state.replaceWith) urns.add(urn);
  if (state.provider !== "") urns.add(parseReference(state.provider).urn);
  return urns;
}
