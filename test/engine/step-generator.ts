/** Turns what the program wants into steps, one resource at a time, in the order in which it asks. */
import { randomUUID } from "node:crypto";
import { Aliases } from "./aliases";
import type { Deployment } from "./deployment";
import { BailError } from "./diagnostics";
import { diffResource, ignoring } from "./diff-resource";
import type { ReadRequest } from "./event-queue";
import type { Goal, Registration } from "./goal";
import { replacementSteps } from "./replacements";
import { newState, type ResourceState } from "./resource-state";
import type { Step } from "./step";
import { isReplacement, type ResourceDiff, withReplaceOnChanges } from "./structural-diff";
import { TargetRules, targetedSteps } from "./targets";
import { isProviderType, makeUrn, nameOf, parseReference, STACK_TYPE } from "./urn";
import { isSecret, type Properties } from "./values";

export class StepGenerator {
  readonly aliases: Aliases;
  readonly targets: TargetRules;
  /** URNs the program has registered or read. */
  readonly seen = new Set<string>();
  readonly operated = new Set<string>();
  readonly replaced = new Set<string>();
  readonly deletes = new Set<string>();
  readonly pendingDeletes = new Set<ResourceState>();
  readonly dependentReplaceKeys = new Map<string, string[]>();
  /** A violation or a refusal was seen; a preview goes on to show the rest. */
  sawError = false;

  constructor(readonly deployment: Deployment) {
    this.aliases = new Aliases(deployment);
    this.targets = new TargetRules(deployment);
  }

  async register(registration: Registration): Promise<Step[]> {
    const { goal } = registration;
    const urn = this.claimUrn(goal);
    const { old, alias } = this.aliases.findOld(urn, goal, this.seen);
    const fresh = stateFromGoal(urn, goal, old, alias);
    const implicit = isProviderType(goal.type) || goal.type === STACK_TYPE;
    const targeted = implicit || this.targets.includes(fresh);
    const recreating = this.deletes.has(urn);
    const done = (state: ResourceState, failed = false): void => registration.done({ state, failed });

    if (targeted && goal.custom)
      await this.check(goal, fresh, recreating || old?.external === true ? undefined : old);
    else if (!targeted && old !== undefined) fresh.inputs = old.inputs;
    await this.applyPolicies(goal, fresh);
    if (targeted) this.targets.add(urn, fresh);

    if (recreating && old !== undefined) {
      this.deletes.delete(urn);
      this.operated.add(urn);
      this.replaced.add(urn);
      const diff: ResourceDiff = {
        changes: true,
        replaceKeys: this.dependentReplaceKeys.get(urn) ?? [],
        deleteBeforeReplace: true,
      };
      return [
        { op: "replace", urn, old, fresh },
        { op: "create-replacement", urn, old, fresh, diff, done },
      ];
    }
    if (!targeted) {
      return targetedSteps(this, urn, old, fresh, (state, unknown) => registration.done({ state, unknown }));
    }
    this.operated.add(urn);
    if (old === undefined) return [{ op: "create", urn, fresh, done }];
    if (old.external) {
      this.replaced.add(urn);
      return [
        { op: "create-replacement", urn, old, fresh, done, pendingDelete: true },
        { op: "replace", urn, old, fresh },
      ];
    }
    return this.fromDiff(goal, old, fresh, done);
  }

  /** A resource that the program only looks at: it is read, and never deleted. */
  read(request: ReadRequest): Step[] {
    const urn = this.claimUrn(request);
    const old = this.deployment.olds.get(urn);
    const fresh = newState({
      urn,
      type: request.type,
      custom: true,
      external: true,
      id: request.id,
      inputs: request.inputs,
      parent: request.parent,
      provider: request.provider,
      dependencies: request.dependencies,
      additionalSecretOutputs: request.additionalSecretOutputs,
    });
    this.operated.add(urn);
    if (old !== undefined && !old.external && old.id !== request.id) {
      this.replaced.add(urn);
      return [
        { op: "read-replacement", urn, old, fresh, done: request.done },
        { op: "replace", urn, old, fresh },
      ];
    }
    return [{ op: "read", urn, ...(old === undefined ? {} : { old }), fresh, done: request.done }];
  }

  private claimUrn(goal: Pick<Goal, "type" | "name" | "parent">): string {
    const { deployment } = this;
    if (goal.parent !== "" && !this.seen.has(goal.parent))
      throw new Error(`could not find parent resource ${goal.parent}`);
    const urn = makeUrn(deployment.stack, deployment.project, goal.type, goal.name, goal.parent);
    if (this.seen.has(urn))
      deployment.diagnostics.bail(`Duplicate resource URN '${urn}'; try giving it a unique name`, urn);
    this.seen.add(urn);
    return urn;
  }

  private async check(goal: Goal, fresh: ResourceState, old: ResourceState | undefined): Promise<void> {
    if (isProviderType(goal.type)) return;
    const { deployment } = this;
    const wanted =
      old === undefined
        ? goal.inputs
        : ignoring(deployment, fresh.urn, goal.inputs, old.inputs, goal.ignoreChanges);
    const answer = await deployment.registry.get(goal.provider).check(fresh.urn, old?.inputs ?? {}, wanted);
    deployment.crash.check();
    fresh.inputs = answer.inputs;
    const name = nameOf(fresh.urn);
    for (const { property, reason } of answer.failures) {
      const where =
        property === "" ? " has" : `: property ${property} value ${shown(fresh.inputs, property)} has`;
      deployment.diagnostics.error(`${goal.type} resource '${name}'${where} a problem: ${reason}`, fresh.urn);
    }
    if (answer.failures.length > 0) throw new BailError(`resource ${fresh.urn} is invalid`);
  }

  private async applyPolicies(goal: Goal, fresh: ResourceState): Promise<void> {
    const { policies, dryRun } = this.deployment;
    if (policies.none) return;
    const provider =
      fresh.provider === "" ? undefined : this.deployment.news.get(parseReference(fresh.provider).urn);
    fresh.inputs = await policies.remediate(fresh, goal.deleteBeforeReplace, provider);
    const violated = await policies.analyze(fresh, goal.deleteBeforeReplace, provider);
    this.deployment.crash.check();
    if (!violated) return;
    this.sawError = true;
    if (!dryRun) throw new BailError(`resource ${fresh.urn} is invalid`);
  }

  private async fromDiff(
    goal: Goal,
    old: ResourceState,
    fresh: ResourceState,
    done: (state: ResourceState) => void,
  ): Promise<Step[]> {
    const { deployment } = this;
    const urn = fresh.urn;
    const diff = withReplaceOnChanges(await this.diff(goal, old, fresh), goal.replaceOnChanges);
    deployment.crash.check();
    if ((diff.changes && isReplacement(diff)) || old.pendingReplacement) {
      this.refuseProtected(old, fresh);
      this.replaced.add(urn);
      // Defaults of the old resource do not hold for its successor.
      await this.check(goal, fresh, undefined);
      return replacementSteps(this, goal, old, fresh, diff, done);
    }
    if (diff.changes || old.initErrors.length > 0) {
      return [{ op: "update", urn, old, fresh, diff, ignoreChanges: goal.ignoreChanges, done }];
    }
    return [{ op: "same", urn, old, fresh, done }];
  }

  private async diff(goal: Goal, old: ResourceState, fresh: ResourceState): Promise<ResourceDiff> {
    const replace = (key: string): ResourceDiff => ({
      changes: true,
      replaceKeys: [key],
      deleteBeforeReplace: false,
    });
    if (fresh.replaceWith.some((urn) => this.replaced.has(urn))) return replace("replaceWith");
    if (fresh.deletedWith !== "" && this.replaced.has(fresh.deletedWith)) return replace("deletedWith");
    if ((old.provider === "") !== (fresh.provider === "")) return replace("provider");
    return diffResource(
      this.deployment,
      { ...old, custom: fresh.custom },
      fresh.inputs,
      fresh.provider,
      goal.ignoreChanges,
    );
  }

  private refuseProtected(old: ResourceState, fresh: ResourceState): void {
    if (!old.protect || !fresh.protect) return;
    const message =
      `unable to replace resource "${fresh.urn}"\nas it is currently marked for protection. To unprotect the resource, ` +
      "remove the `protect` flag from the resource in your Pulumi program and run `pulumi up`";
    this.sawError = true;
    if (!this.deployment.dryRun) this.deployment.diagnostics.bail(message, fresh.urn);
    this.deployment.diagnostics.error(message, fresh.urn);
  }
}

function shown(inputs: Properties, property: string): string {
  const value = inputs[property];
  return isSecret(value) ? "{[secret]}" : `{${typeof value === "string" ? value : JSON.stringify(value)}}`;
}

function stateFromGoal(
  urn: string,
  goal: Goal,
  old: ResourceState | undefined,
  alias: string,
): ResourceState {
  return newState({
    urn,
    type: goal.type,
    custom: goal.custom,
    inputs: goal.inputs,
    parent: goal.parent,
    protect: goal.protect ?? false,
    dependencies: goal.dependencies,
    propertyDependencies: goal.propertyDependencies,
    provider: goal.provider,
    additionalSecretOutputs: goal.additionalSecretOutputs,
    aliases: alias === "" ? [] : [alias],
    customTimeouts: goal.customTimeouts,
    importID: goal.importId,
    retainOnDelete: goal.retainOnDelete ?? false,
    deletedWith: goal.deletedWith,
    replaceWith: goal.replaceWith,
    ignoreChanges: goal.ignoreChanges,
    replaceOnChanges: goal.replaceOnChanges,
    resourceHooks: goal.resourceHooks,
    sourcePosition: goal.sourcePosition,
    created: old?.created ?? "",
    modified: old?.modified ?? "",
  });
}

/** Identifier of a provider resource, which the engine gives itself. */
export const newProviderId = (): string => randomUUID();
