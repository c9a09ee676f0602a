/** Dying on purpose: an operation ends at an exact moment as if the machine had lost power. */
import { typeOf } from "./urn";

export type CrashOperation = "create" | "update" | "delete" | "read";

/**
 * - `before-create`: the intention is saved as a pending operation, the provider has not been called;
 * - `during-create`: the provider has been called and has not answered;
 * - `after-create-before-save`: the provider has answered, the answer is not in the state file;
 * - `after-create`: the answer is in the state file, the program has not been told;
 * - `on-request`: a test said so.
 */
export type CrashPhase =
  | `before-${CrashOperation}`
  | `during-${CrashOperation}`
  | `after-${CrashOperation}-before-save`
  | `after-${CrashOperation}`
  | "on-request";

export interface CrashPoint {
  phase: CrashPhase;
  /** Only steps of this resource count. */
  urn?: string;
  /** The how manieth such moment, from 1. Default 1. */
  nth?: number;
  /** For `during-…`: how long the call has run, in milliseconds. Default 0. */
  delayMs?: number;
}

/** Thrown through the engine when it has died; nothing after it is saved, reported or stopped politely. */
export class EngineDied extends Error {
  constructor(readonly point: CrashPoint) {
    super(`the engine died ${point.phase}${point.urn === undefined ? "" : ` of ${point.urn}`}`);
  }
}

export class Crash {
  private seen = 0;
  private dead: EngineDied | undefined;
  private readonly listeners: (() => void)[] = [];

  constructor(private readonly wanted: CrashPoint | undefined) {}

  get died(): EngineDied | undefined {
    return this.dead;
  }

  /** Called once, at the moment of death, before anything else runs. */
  onDeath(listener: () => void): void {
    this.listeners.push(listener);
  }

  /** Throws if the engine is dead or dies here. */
  at(phase: CrashPhase, urn: string): void {
    this.check();
    if (this.matches(phase, urn)) this.die({ ...this.wanted, phase, urn });
    this.check();
  }

  /** Runs a provider call in which the engine may die. */
  async during<T>(operation: CrashOperation, urn: string, call: () => Promise<T>): Promise<T> {
    const phase: CrashPhase = `during-${operation}`;
    if (!this.matches(phase, urn)) {
      const result = await call();
      this.check();
      return result;
    }
    const point: CrashPoint = { ...this.wanted, phase, urn };
    const running = call();
    running.catch(() => undefined);
    await new Promise((resolve) => setTimeout(resolve, point.delayMs ?? 0));
    this.die(point);
    throw this.dead;
  }

  die(point: CrashPoint): void {
    if (this.dead !== undefined) return;
    this.dead = new EngineDied(point);
    for (const listener of this.listeners) listener();
  }

  check(): void {
    if (this.dead !== undefined) throw this.dead;
  }

  private matches(phase: CrashPhase, urn: string): boolean {
    const wanted = this.wanted;
    if (wanted === undefined || wanted.phase !== phase) return false;
    if (wanted.urn === undefined ? typeOf(urn).startsWith("pulumi:") : wanted.urn !== urn) return false;
    this.seen++;
    return this.seen === (wanted.nth ?? 1);
  }
}
