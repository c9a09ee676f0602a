/** Runs steps, several at a time, with the state saved around each; stops handing out work at the first failure. */
import { applyStep, PartialFailure } from "./apply";
import type { PendingKind } from "./checkpoint";
import { EngineDied } from "./crash";
import type { Deployment } from "./deployment";
import { sameAsSaved } from "./same-as-saved";
import type { Step } from "./step";
import type { StepOp } from "./types";

const PENDING: Partial<Record<StepOp, PendingKind>> = {
  create: "creating",
  "create-replacement": "creating",
  update: "updating",
  delete: "deleting",
  "delete-replaced": "deleting",
  discard: "deleting",
  "discard-replaced": "deleting",
  read: "reading",
  "read-replacement": "reading",
};

export class Executor {
  private free: number;
  private readonly waiting: (() => void)[] = [];
  private readonly running = new Set<Promise<void>>();
  private readonly listeners: (() => void)[] = [];
  /** A step has failed: no further one is begun. */
  failed = false;
  died: EngineDied | undefined;
  /** What failed while the rest goes on: protected resources that were to be deleted, and others where that is asked for. */
  readonly refusedUrns: string[] = [];

  constructor(private readonly deployment: Deployment) {
    this.free = deployment.parallel;
  }

  get refused(): boolean {
    return this.refusedUrns.length > 0;
  }

  /** Called once, when the operation must stop. */
  onStop(listener: () => void): void {
    this.listeners.push(listener);
  }

  /** Waits for a free worker, and lets it carry out the steps one after another. */
  async submit(chain: Step[]): Promise<void> {
    if (chain.length === 0) return;
    if (this.free === 0) await new Promise<void>((resolve) => this.waiting.push(resolve));
    else this.free--;
    const work = this.execute(chain).finally(() => {
      this.running.delete(work);
      const next = this.waiting.shift();
      if (next === undefined) this.free++;
      else next();
    });
    this.running.add(work);
  }

  /** Carries out steps that do not depend on each other, and waits for all of them. */
  async parallel(steps: Step[]): Promise<void> {
    for (const step of steps) await this.submit([step]);
    await this.idle();
  }

  async idle(): Promise<void> {
    while (this.running.size > 0) await Promise.all([...this.running]);
  }

  private async execute(chain: Step[]): Promise<void> {
    try {
      for (const step of chain) {
        if (this.failed || this.died !== undefined) return;
        await this.run(step);
      }
    } catch (error) {
      if (error instanceof EngineDied) this.died = error;
      else this.failed = true;
      for (const listener of this.listeners) listener();
    }
  }

  private async run(step: Step): Promise<void> {
    const { checkpoint, reports, diagnostics, crash, dryRun } = this.deployment;
    const pending = PENDING[step.op];
    const report = reports.begin(step);
    const subject = step.op.startsWith("delete") || step.op.startsWith("discard") ? step.old : step.fresh;
    const finished =
      pending !== undefined && subject !== undefined ? await checkpoint.begin(subject, pending) : undefined;
    crash.check();
    let failure: Error | undefined;
    try {
      await applyStep(this.deployment, step);
    } catch (error) {
      if (error instanceof EngineDied) throw error;
      failure = error as Error;
    }
    crash.check();
    if (failure !== undefined)
      diagnostics.error(`${dryRun ? "Preview failed: " : ""}${failure.message}`, step.urn);
    finished?.();
    if (failure === undefined || failure instanceof PartialFailure) this.record(step);
    if (pending !== undefined || this.mustSave(step)) await checkpoint.save();
    crash.check();
    reports.end(step, report, failure === undefined);
    if (pending !== undefined && !dryRun) crash.at(`after-${nounOf(pending)}`, step.urn);
    if (failure !== undefined) {
      // Nothing was done and nobody waits for it: the other protected resources are named as well.
      const isProtected = step.op === "delete" && step.old?.protect === true;
      if (!isProtected && !this.deployment.continueOnError) throw failure;
      this.refusedUrns.push(step.urn);
      if (step.fresh !== undefined) step.done?.(step.fresh, true);
      return;
    }
    if (step.fresh !== undefined) step.done?.(step.fresh);
  }

  /** What the step leaves in the state. */
  private record(step: Step): void {
    const { checkpoint, news } = this.deployment;
    const { op, old, fresh } = step;
    if (step.skippedCreate === true || op === "replace") return;
    if (fresh !== undefined && op !== "remove-pending-replace") {
      if (
        old !== undefined &&
        (op === "same" || op === "update" || op === "read" || op === "read-replacement")
      ) {
        if (op !== "read-replacement" || old.external) checkpoint.markDone(old);
      }
      // A replacement whose old resource is gone already takes its place.
      if (op === "create-replacement" && old?.pendingReplacement === true) checkpoint.markDone(old);
      checkpoint.markNew(fresh);
      news.set(fresh.urn, fresh);
      return;
    }
    if (old !== undefined && !(step.pendingReplacement === true)) checkpoint.markDone(old);
  }

  private mustSave(step: Step): boolean {
    if (step.op === "remove-pending-replace") return true;
    return step.op === "same" && step.skippedCreate !== true && !sameAsSaved(step);
  }
}

const nounOf = (pending: PendingKind): "create" | "update" | "delete" | "read" =>
  (({ creating: "create", updating: "update", deleting: "delete", reading: "read" }) as const)[pending];
