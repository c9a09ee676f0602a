/** What a provider can answer instead of a result. */
import type { Properties } from "./values";

export interface CheckFailure {
  /** Name of the input; empty when the resource as a whole is at fault. */
  property: string;
  reason: string;
}

/** The call failed, and nothing is known about the resource that was not known before. */
export class ProviderError extends Error {
  constructor(
    message: string,
    /** gRPC status code. */
    readonly code: number,
  ) {
    super(message);
  }
}

/** The resource exists under `id` with `outputs`, but is not what was asked for. */
export class InitError extends Error {
  constructor(
    readonly id: string,
    readonly outputs: Properties,
    readonly inputs: Properties | undefined,
    readonly reasons: string[],
  ) {
    super(initMessage(reasons));
  }
}

function initMessage(reasons: string[]): string {
  if (reasons.length === 0) return "resource init failed";
  const counted = reasons.length === 1 ? "1 error" : `${reasons.length} errors`;
  return `${counted} occurred:\n${reasons.map((reason) => `\t* ${reason}`).join("\n")}\n\n`;
}
