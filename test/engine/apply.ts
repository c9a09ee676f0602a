/** Carrying out one step: hooks, the provider call, and what the resource is afterwards. */
import type { Deployment } from "./deployment";
import { InitError } from "./provider-errors";
import type { ResourceState } from "./resource-state";
import type { Step } from "./step";
import { newProviderId } from "./step-generator";
import { isProviderType } from "./urn";
import { isSecret, makeSecret, UNKNOWN } from "./values";

/** The resource exists, but not as wished: the step has failed, and its result is kept. */
export class PartialFailure extends Error {}

const now = (): string => new Date().toISOString();

export async function applyStep(deployment: Deployment, step: Step): Promise<void> {
  switch (step.op) {
    case "same":
      applySame(deployment, step);
      break;
    case "create":
    case "create-replacement":
      await applyCreate(deployment, step);
      break;
    case "update":
      await applyUpdate(deployment, step);
      break;
    case "delete":
    case "delete-replaced":
    case "discard":
    case "discard-replaced":
      await applyDelete(deployment, step);
      break;
    case "read":
    case "read-replacement":
      await applyRead(deployment, step);
      break;
    default:
      break;
  }
}

function applySame(deployment: Deployment, step: Step): void {
  const { old, fresh } = step;
  if (fresh === undefined || old === undefined) return;
  fresh.id = old.id;
  fresh.outputs = old.outputs;
  if (isProviderType(fresh.type) && step.untargeted !== true)
    deployment.registry.start({ ...fresh, inputs: old.inputs });
}

async function applyCreate(deployment: Deployment, step: Step): Promise<void> {
  const { crash, registry, hooks, dryRun } = deployment;
  const fresh = step.fresh as ResourceState;
  await hooks.run("BeforeCreate", undefined, fresh);
  let failure: InitError | undefined;
  if (isProviderType(fresh.type)) {
    fresh.id = dryRun ? UNKNOWN : newProviderId();
    fresh.outputs = fresh.inputs;
    registry.start(fresh);
  } else if (fresh.custom && dryRun) {
    // The SDK's server knows no previews: inputs stand for outputs, and everything else is unknown.
    fresh.outputs = { ...fresh.inputs };
  } else if (fresh.custom) {
    crash.at("before-create", fresh.urn);
    const timeout = fresh.customTimeouts?.create ?? 0;
    const call = crash.during("create", fresh.urn, () =>
      registry.get(fresh.provider).create(fresh.urn, fresh.inputs, timeout),
    );
    const made = await call.catch((error: Error) => {
      if (!(error instanceof InitError) || error.id === "") throw error;
      failure = error;
      return { id: error.id, outputs: error.outputs };
    });
    crash.at("after-create-before-save", fresh.urn);
    fresh.id = made.id;
    fresh.outputs = made.outputs;
  }
  fresh.created = now();
  fresh.modified = fresh.created;
  if (step.pendingDelete === true && step.old !== undefined) {
    step.old.delete = true;
    deployment.file.touch(step.old);
  }
  keepSecrets(fresh);
  if (failure !== undefined) throw partial(fresh, failure);
  if (fresh.custom) await hooks.runAfter("AfterCreate", undefined, fresh);
}

async function applyUpdate(deployment: Deployment, step: Step): Promise<void> {
  const { crash, registry, hooks, dryRun } = deployment;
  const fresh = step.fresh as ResourceState;
  const old = step.old as ResourceState;
  fresh.id = old.id;
  await hooks.run("BeforeUpdate", old, fresh);
  let failure: InitError | undefined;
  if (isProviderType(fresh.type)) {
    fresh.outputs = fresh.inputs;
    registry.start(fresh);
  } else if (fresh.custom && dryRun) {
    fresh.outputs = { ...fresh.inputs };
  } else if (fresh.custom) {
    crash.at("before-update", fresh.urn);
    const timeout = fresh.customTimeouts?.update ?? 0;
    const client = registry.get(fresh.provider);
    const call = crash.during("update", fresh.urn, () =>
      client.update(old, fresh.inputs, step.ignoreChanges ?? [], timeout),
    );
    fresh.outputs = await call.catch((error: Error) => {
      if (!(error instanceof InitError)) throw error;
      failure = error;
      return error.outputs;
    });
    crash.at("after-update-before-save", fresh.urn);
  }
  if (fresh.custom) fresh.modified = now();
  keepSecrets(fresh);
  if (failure !== undefined) {
    // What exists was not made with the new inputs.
    const error = partial(fresh, failure);
    fresh.inputs = { ...old.inputs };
    throw error;
  }
  if (fresh.custom) await hooks.runAfter("AfterUpdate", old, fresh);
}

async function applyDelete(deployment: Deployment, step: Step): Promise<void> {
  const { crash, registry, hooks, dryRun } = deployment;
  const old = step.old as ResourceState;
  const replacing = step.op === "delete-replaced" || step.op === "discard-replaced";
  await hooks.run("BeforeDelete", old, undefined);
  if (!replacing && old.protect) {
    throw new Error(
      `resource "${old.urn}" cannot be deleted\nbecause it is protected. To unprotect the resource, either remove the ` +
        "`protect` flag from the resource in your Pulumi program and run `pulumi up`, or use the command:\n" +
        `\`pulumi state unprotect '${old.urn}'\``,
    );
  }
  const kept = old.external || old.retainOnDelete || !old.custom || isProviderType(old.type);
  const goesAlong = old.deletedWith !== "" && step.alsoDeleted?.has(old.deletedWith) === true;
  if (!dryRun && !kept && !goesAlong) {
    crash.at("before-delete", old.urn);
    const timeout = old.customTimeouts?.delete ?? 0;
    await crash.during("delete", old.urn, () => registry.get(old.provider).delete(old, timeout));
    crash.at("after-delete-before-save", old.urn);
  }
  if (step.pendingReplacement === true) {
    old.pendingReplacement = true;
    deployment.file.touch(old);
  }
  await hooks.runAfter("AfterDelete", old, undefined);
}

async function applyRead(deployment: Deployment, step: Step): Promise<void> {
  const { crash, registry } = deployment;
  const fresh = step.fresh as ResourceState;
  if (fresh.id === UNKNOWN) return;
  const client = registry.get(fresh.provider);
  const live = await crash.during("read", fresh.urn, () =>
    client.read(fresh.urn, fresh.id, fresh.inputs, fresh.inputs),
  );
  if (live.id === "") throw new Error(`resource '${fresh.id}' does not exist`);
  fresh.outputs = live.outputs;
  fresh.id = live.id;
  keepSecrets(fresh);
  if (step.op === "read-replacement" && step.old !== undefined) {
    step.old.delete = true;
    deployment.file.touch(step.old);
  }
}

function partial(fresh: ResourceState, failure: InitError): PartialFailure {
  fresh.initErrors = failure.reasons;
  return new PartialFailure(failure.message);
}

/** Outputs are secret when the program says so, or when the input of the same name is. */
function keepSecrets(state: ResourceState): void {
  const hide = (key: string): void => {
    const value = state.outputs[key];
    if (value !== undefined && !isSecret(value))
      state.outputs = { ...state.outputs, [key]: makeSecret(value) };
  };
  for (const key of state.additionalSecretOutputs) if (key !== "id") hide(key);
  for (const key of Object.keys(state.outputs)) if (isSecret(state.inputs[key])) hide(key);
}
