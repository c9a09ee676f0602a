/** One operation from beginning to end: refresh, program, deletions, policies, outputs. */

import { renameReferences } from "./aliases";
import { EngineDied } from "./crash";
import { planDeletions } from "./deletions";
import { BailError } from "./diagnostics";
import type { SourceEvent } from "./event-queue";
import { Executor } from "./executor";
import { refreshState } from "./refresh";
import type { ResourceState } from "./resource-state";
import type { Session, SessionSetup } from "./session";
import { StepGenerator } from "./step-generator";
import { makeUrn, parseReference, STACK_TYPE, typeOf } from "./urn";
import type { Properties } from "./values";

export type OperationKind = "preview" | "up" | "refresh" | "destroy";

export class Operation {
  readonly generator: StepGenerator;
  private readonly executor: Executor;
  private stackOutputs: Properties | undefined;
  private ok = true;
  private renames = 0;
  died: EngineDied | undefined;

  constructor(
    private readonly kind: OperationKind,
    readonly session: Session,
    private readonly setup: SessionSetup,
  ) {
    this.generator = new StepGenerator(session.deployment);
    this.executor = new Executor(session.deployment);
    this.executor.onStop(() => session.events.push({ kind: "stop" }));
  }

  /** True when everything went as wished. Never throws: what went wrong is among the diagnostics. */
  async run(): Promise<boolean> {
    const { deployment } = this.session;
    let finished = false;
    try {
      finished = await this.perform();
    } catch (error) {
      this.ok = false;
      if (error instanceof EngineDied) this.died = error;
      else if (!(error instanceof BailError)) deployment.diagnostics.error((error as Error).message);
    }
    this.died ??= this.executor.died ?? deployment.crash.died;
    if (this.died !== undefined) return false;
    await this.executor.idle();
    this.died ??= this.executor.died;
    if (this.died !== undefined) return false;
    this.finishOutputs(finished);
    if (this.setup.options.expectNoChanges === true && changed(deployment.reports.summary)) {
      const name = this.kind === "up" ? "update" : this.kind;
      deployment.diagnostics.error(`no changes were expected for ${name} but changes were proposed`);
    }
    await this.session.close(finished);
    await deployment.checkpoint.flush();
    return (
      this.ok &&
      finished &&
      !deployment.diagnostics.failed &&
      !this.generator.sawError &&
      !this.executor.refused
    );
  }

  private warnOfPending(): void {
    const { diagnostics, checkpoint } = this.session.deployment;
    const count = checkpoint.unfinished;
    if (count > 0) {
      diagnostics.add(
        "warning",
        `Attempting to deploy or update resources with ${count} pending operations from previous deployment.`,
      );
    }
  }

  /** False when the operation was stopped. */
  private async perform(): Promise<boolean> {
    const { deployment } = this.session;
    const { options } = this.setup;
    if (this.kind === "refresh" || options.refresh === true) {
      this.ok = await refreshState(deployment, this.kind === "refresh");
      if (this.kind === "refresh") return this.ok;
      if (!this.ok) throw new BailError("refresh failed");
    } else if (!deployment.dryRun) this.warnOfPending();
    if (this.kind !== "destroy") {
      await deployment.policies.ready();
      this.session.startProgram();
      if (!(await this.serveProgram())) return false;
      await this.executor.idle();
      if (this.executor.failed || this.executor.died !== undefined) return false;
    }
    await this.deleteRest();
    if (this.executor.failed || this.executor.died !== undefined) return false;
    this.finishOutputs(true);
    if (this.kind !== "destroy" && !this.executor.refused) await this.judgeStack();
    return true;
  }

  private async serveProgram(): Promise<boolean> {
    for (;;) {
      const event = await this.session.events.next();
      if (this.executor.failed || this.executor.died !== undefined) return false;
      if (event.kind === "end") return true;
      if (event.kind === "stop") return false;
      await this.handle(event);
      if (this.executor.failed || this.executor.died !== undefined) return false;
    }
  }

  private async handle(event: Exclude<SourceEvent, { kind: "end" | "stop" }>): Promise<void> {
    const { deployment } = this.session;
    if (event.kind === "register") {
      const steps = await this.generator.register(event.registration);
      this.followRenames();
      await this.executor.submit(steps);
    } else if (event.kind === "read") {
      await this.executor.submit(this.generator.read(event.request));
    } else if (typeOf(event.urn) === STACK_TYPE) {
      this.stackOutputs = event.outputs;
      event.done();
    } else {
      const state = deployment.news.get(event.urn);
      if (state !== undefined) {
        state.outputs = event.outputs;
        deployment.file.touch(state);
        await deployment.checkpoint.save();
      }
      event.done();
    }
  }

  /** A resource was found under a former name: what refers to it must refer to the new one. */
  private followRenames(): void {
    const { base, file } = this.session.deployment;
    const { claimed } = this.generator.aliases;
    if (claimed.size === this.renames) return;
    this.renames = claimed.size;
    for (const state of renameReferences(base, claimed)) file.touch(state);
  }

  private async deleteRest(): Promise<void> {
    const { sames, rounds } = await planDeletions(this.generator);
    await this.executor.submit(sames);
    await this.executor.idle();
    let blocked = new Set<string>();
    for (const round of rounds) {
      const steps = round.filter(({ urn }) => !blocked.has(urn));
      await this.executor.parallel(steps);
      if (this.executor.failed || this.executor.died !== undefined) return;
      blocked = this.restedOnByRefused();
    }
  }

  /** What a resource that could not go rests on must stay as well. */
  private restedOnByRefused(): Set<string> {
    const { base } = this.session.deployment;
    const kept = new Set(this.executor.refusedUrns);
    for (const state of [...base].reverse()) {
      if (!kept.has(state.urn)) continue;
      if (state.parent !== "") kept.add(state.parent);
      for (const urn of state.dependencies) kept.add(urn);
      for (const urn of Object.values(state.propertyDependencies ?? {}).flat()) kept.add(urn);
      if (state.deletedWith !== "") kept.add(state.deletedWith);
      if (state.provider !== "") kept.add(parseReference(state.provider).urn);
    }
    return kept;
  }

  private async judgeStack(): Promise<void> {
    const { deployment } = this.session;
    const providerOf = (state: ResourceState): ResourceState | undefined => {
      const { urn } = parseReference(state.provider);
      return deployment.news.get(urn) ?? deployment.olds.get(urn);
    };
    const violated = await deployment.policies.analyzeStack(
      [...deployment.news.values()],
      providerOf,
      this.stackUrn,
    );
    if (violated) this.generator.sawError = true;
  }

  get stackUrn(): string {
    const { project, stack } = this.session.deployment;
    return makeUrn(stack, project, STACK_TYPE, `${project}-${stack}`, "");
  }

  /** Outputs of a run that failed are added to the old ones, so that none is lost. */
  private finishOutputs(finished: boolean): void {
    const { deployment } = this.session;
    const state = deployment.news.get(this.stackUrn);
    if (state === undefined || this.stackOutputs === undefined) return;
    const failed =
      !finished || deployment.diagnostics.failed || this.generator.sawError || this.executor.refused;
    const before = failed ? (deployment.olds.get(this.stackUrn)?.outputs ?? {}) : {};
    state.outputs = { ...before, ...this.stackOutputs };
    this.stackOutputs = undefined;
    deployment.file.touch(state);
    deployment.checkpoint.changed();
  }
}

const changed = (summary: Partial<Record<string, number>>): boolean =>
  Object.entries(summary).some(([op, count]) => op !== "same" && op !== "read" && (count ?? 0) > 0);
