import * as pulumi from "@pulumi/pulumi";
import type { z } from "zod";
import { systemClock } from "./clock";
import type { ConfigReader } from "./connection";
import { Misconfigured } from "./errors";
import { type Carrier, Hosted } from "./host";
import { checkFields } from "./schema";

/** A read-only question to a carrier, for programs and for the command line. */
export interface FunctionSpec<S extends object, A extends z.ZodObject, T> {
  readonly carrier: Carrier<S>;
  /** Name, for example `getDevices`. */
  readonly name: string;
  readonly describe: string;
  readonly args: A;
  /** What comes back, in a sentence. */
  readonly returns: string;
  /** Set where the answer is a secret, such as an activation code. */
  readonly secret?: boolean;
  run(session: S, args: z.infer<A>): Promise<T>;
}

/** Where a function gets its connection from. */
export interface FunctionOptions {
  /** Name of the connection; the carrier's default one where it is left out. */
  connection?: string;
  /** Configuration to use instead of the program's. */
  config?: ConfigReader;
}

const declared = new Map<string, FunctionSpec<never, never, unknown>>();

/** Every function declared so far, by `kajeet.getDevices`. */
export const functions: ReadonlyMap<string, FunctionSpec<never, never, unknown>> = declared;

/** A function as programs call it: checked arguments in, the carrier's answer out; it rejects with a `CellularError`. */
export type CarrierFunction<A, T> = (args?: A, options?: FunctionOptions) => Promise<T>;

/** Declares a function. It asks at each call, also in previews, and keeps nothing. */
export function defineFunction<S extends object, A extends z.ZodObject, T>(
  spec: FunctionSpec<S, A, T>,
): CarrierFunction<z.input<A>, T> {
  declared.set(`${spec.carrier.name}.${spec.name}`, spec as never);
  return async (args, options = {}) => {
    const { values, problems } = checkFields(spec.args, (args ?? {}) as Record<string, unknown>);
    if (problems.length > 0) {
      throw new Misconfigured(problems.map(({ reason }) => reason).join("; "), {
        carrier: spec.carrier.name,
        operation: spec.name,
      });
    }
    const session = hostOf(options.config ?? programConfig).session(spec.carrier, options.connection);
    return spec.run(session, values as z.infer<A>);
  };
}

const programConfig: ConfigReader = (key) => {
  const at = key.indexOf(":");
  return new pulumi.Config(key.slice(0, at)).get(key.slice(at + 1));
};

const hosts = new Map<ConfigReader, Hosted>();

/** One host for each configuration, so that calls of a program share a login. */
function hostOf(config: ConfigReader): Hosted {
  let host = hosts.get(config);
  if (!host) {
    host = new Hosted({ config, clock: systemClock, log: () => {} });
    hosts.set(config, host);
  }
  return host;
}
