/** All policy packs of an operation: they change inputs, judge resources, and judge the stack at the end. */
import type { PackEnvironment, PolicyPack } from "./policy-pack";
import { levelOf, PolicyPack as Pack } from "./policy-pack";
import { analyzerMessages as messages, Struct } from "./protos";
import type { ResourceState } from "./resource-state";
import type { PolicyPackOption, PolicyViolation } from "./types";
import { nameOf } from "./urn";
import type { Properties } from "./values";

type Diagnostic = InstanceType<typeof messages.AnalyzeDiagnostic>;

export class Policies {
  private readonly packs: PolicyPack[];
  readonly violations: PolicyViolation[] = [];
  readonly remediations: { urn: string; policyPack: string; policy: string }[] = [];

  constructor(
    options: readonly PolicyPackOption[],
    environment: PackEnvironment,
    onOutput: (text: string) => void,
  ) {
    this.packs = options.map((option) => new Pack(option, environment, onOutput));
  }

  get none(): boolean {
    return this.packs.length === 0;
  }

  async ready(): Promise<void> {
    await Promise.all(this.packs.map((pack) => pack.ready()));
  }

  /** One pack after another may change the inputs; each sees what the one before has made of them. */
  async remediate(
    state: ResourceState,
    dbr: boolean | undefined,
    provider: ResourceState | undefined,
  ): Promise<Properties> {
    let inputs = state.inputs;
    for (const pack of this.packs) {
      const response = await pack.remediate(requestFor(state, inputs, dbr, provider));
      for (const item of response.getRemediationsList()) {
        const origin = { urn: state.urn, policyPack: item.getPolicypackname(), policy: item.getPolicyname() };
        if (item.getDiagnostic() !== "") {
          this.violations.push({ ...origin, level: "advisory", message: item.getDiagnostic() });
          continue;
        }
        this.remediations.push(origin);
        inputs = (item.getProperties()?.toJavaScript() ?? {}) as Properties;
      }
    }
    return inputs;
  }

  /** True when a mandatory policy is violated. */
  async analyze(
    state: ResourceState,
    dbr: boolean | undefined,
    provider: ResourceState | undefined,
  ): Promise<boolean> {
    let violated = false;
    const request = requestFor(state, withoutInternals(state.inputs), dbr, provider);
    const responses = await Promise.all(this.packs.map((pack) => pack.analyze(request)));
    for (const response of responses) {
      for (const item of response.getDiagnosticsList()) violated = this.add(item, state.urn) || violated;
    }
    return violated;
  }

  /** The same for the finished stack; `root` is blamed when a policy names no resource of it. */
  async analyzeStack(
    states: readonly ResourceState[],
    providerOf: (state: ResourceState) => ResourceState | undefined,
    root: string,
  ): Promise<boolean> {
    if (this.none) return false;
    const request = new messages.AnalyzeStackRequest();
    request.setResourcesList(states.map((state) => stackResource(state, providerOf(state))));
    const urns = new Set(states.map(({ urn }) => urn));
    let violated = false;
    for (const response of await Promise.all(this.packs.map((pack) => pack.analyzeStack(request)))) {
      for (const item of response.getDiagnosticsList()) {
        violated = this.add(item, urns.has(item.getUrn()) ? item.getUrn() : root) || violated;
      }
    }
    return violated;
  }

  kill(): void {
    for (const pack of this.packs) pack.kill();
  }

  private add(item: Diagnostic, urn: string): boolean {
    const given = levelOf(item.getEnforcementlevel());
    // What could not be put right, or concerns the stack, is as bad as a mandatory violation.
    const level = given === "remediate" ? "mandatory" : given;
    this.violations.push({
      policyPack: item.getPolicypackname(),
      policy: item.getPolicyname(),
      level,
      message: item.getMessage(),
      urn,
    });
    return level === "mandatory";
  }
}

/** Policies do not see the engine's own properties; remediations do, and must give them back. */
function withoutInternals(properties: Properties): Properties {
  return Object.fromEntries(Object.entries(properties).filter(([key]) => !key.startsWith("__")));
}

const struct = (properties: Properties): Struct => Struct.fromJavaScript(properties as never);

function requestFor(
  state: ResourceState,
  inputs: Properties,
  dbr: boolean | undefined,
  provider: ResourceState | undefined,
): InstanceType<typeof messages.AnalyzeRequest> {
  const request = new messages.AnalyzeRequest();
  request.setUrn(state.urn);
  request.setType(state.type);
  request.setName(nameOf(state.urn));
  request.setProperties(struct(inputs));
  request.setOptions(optionsOf(state, dbr));
  if (provider !== undefined) request.setProvider(providerResource(provider));
  return request;
}

function stackResource(
  state: ResourceState,
  provider: ResourceState | undefined,
): InstanceType<typeof messages.AnalyzerResource> {
  const resource = new messages.AnalyzerResource();
  resource.setUrn(state.urn);
  resource.setType(state.type);
  resource.setName(nameOf(state.urn));
  resource.setParent(state.parent);
  resource.setProperties(struct(withoutInternals(state.outputs)));
  resource.setOptions(optionsOf(state, undefined));
  resource.setDependenciesList(state.dependencies);
  for (const [key, urns] of Object.entries(state.propertyDependencies ?? {})) {
    if (urns.length === 0) continue;
    const list = new messages.AnalyzerPropertyDependencies();
    list.setUrnsList(urns);
    resource.getPropertydependenciesMap().set(key, list);
  }
  if (provider !== undefined) resource.setProvider(providerResource(provider));
  return resource;
}

function optionsOf(
  state: ResourceState,
  dbr: boolean | undefined,
): InstanceType<typeof messages.AnalyzerResourceOptions> {
  const options = new messages.AnalyzerResourceOptions();
  options.setProtect(state.protect);
  options.setIgnorechangesList(state.ignoreChanges);
  options.setDeletebeforereplace(dbr ?? false);
  options.setDeletebeforereplacedefined(dbr !== undefined);
  options.setAdditionalsecretoutputsList(state.additionalSecretOutputs);
  options.setAliasesList(state.aliases);
  options.setParent(state.parent);
  const timeouts = new messages.AnalyzerResourceOptions.CustomTimeouts();
  timeouts.setCreate(state.customTimeouts?.create ?? 0);
  timeouts.setUpdate(state.customTimeouts?.update ?? 0);
  timeouts.setDelete(state.customTimeouts?.delete ?? 0);
  options.setCustomtimeouts(timeouts);
  return options;
}

function providerResource(provider: ResourceState): InstanceType<typeof messages.AnalyzerProviderResource> {
  const resource = new messages.AnalyzerProviderResource();
  resource.setUrn(provider.urn);
  resource.setType(provider.type);
  resource.setName(nameOf(provider.urn));
  resource.setProperties(struct(withoutInternals(provider.inputs)));
  return resource;
}
