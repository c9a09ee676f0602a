import * as pulumi from "@pulumi/pulumi";
import type { z } from "zod";
import type { CellularError } from "./errors";
import type { Guard } from "./guard";
import type { Carrier, Hosted } from "./host";
import type { LineHolder } from "./lines/holder";
import { isSecret, type Problem } from "./schema";
import { loaderText, PROVIDER_KEY, typeToken } from "./wire";

/** What the functions of a declaration get to work with. */
export interface Context<S> {
  /** The open connection to the carrier. */
  readonly session: S;
  readonly host: Hosted;
  readonly guard: Guard;
  /** What messages call the resource. */
  readonly subject: string;
}

/** What a resource is after a change; faults mean that a part could not be done and the next run goes on with it. */
export interface Outcome<O> {
  readonly state: O;
  readonly faults?: readonly CellularError[];
}

/**
 * One declarable thing. Everything that all resources share (checking, comparing, adopting, secrets, partial
 * results, errors) is done once, in the bridge; a declaration says only what is special.
 */
export interface ResourceSpec<S extends object, A extends z.ZodObject, O extends object> {
  readonly carrier: Carrier<S>;
  /** Name within the carrier, for example `Label`. */
  readonly name: string;
  /** What it is, for people: the first text of its reference page. */
  readonly describe: string;
  /** The arguments; each field carries its description. */
  readonly args: A;
  /** What it knows beyond its arguments, with a description each. */
  readonly outputs: Readonly<Record<string, string>>;
  /**
   * Outputs that are secrets. The engine is told with the resource, since only that holds in every answer of the provider,
   * in that of a refresh, too.
   */
  readonly secretOutputs?: readonly string[];
  /** Arguments whose change makes another thing of it. */
  readonly replaces?: readonly (keyof z.infer<A> & string)[];
  /** Problems that involve several arguments. */
  problems?(args: z.infer<A>, now: number): Problem[];
  /** A name for messages, made of the arguments. */
  subject(args: Partial<z.infer<A>>): string;
  /** The engine's id, made of the state; constant for the life of the thing. */
  id(state: O): string;
  /** What is already there under these arguments, so that it is adopted and not made twice. */
  find?(context: Context<S>, args: z.infer<A>): Promise<O | undefined>;
  /** Makes the thing be as declared, starting from what is there. */
  ensure(context: Context<S>, args: z.infer<A>, present: O | undefined): Promise<Outcome<O>>;
  /** What is there now, or nothing where the carrier definitely says so. */
  read(context: Context<S>, present: O): Promise<O | undefined>;
  /** The arguments that describe what is there, where these are not simply the members of the state of the same name. */
  inputs?(state: O): Record<string, unknown>;
  /** Lets go of it, as its arguments say. */
  remove(context: Context<S>, present: O): Promise<void>;
  /** What it declares about lines, so that a resource that lets go of the same does not undo it (see `Hosted.declared`). */
  declares?(args: z.infer<A>): Iterable<string>;
  /** What a person should know of a change before it is made; asked in plans, and so without any call. */
  foresee?(host: Hosted, args: z.infer<A>, present: O): readonly string[];
  /** How it holds lines, where it does: for plans and policies. */
  readonly lines?: LineHolder;
  /** Turns what the program writes into the arguments above, where the two differ. */
  program?(name: string, args: never): Record<string, unknown>;
}

/** Arguments as a program writes them: each may be known later. */
export type Inputs<A> = {
  [K in keyof A]: pulumi.Input<A[K] extends readonly (infer U)[] | undefined ? pulumi.Input<U>[] : A[K]>;
};

/** A class of resources, as programs use it. */
export interface ResourceClass<A, O> {
  new (
    name: string,
    args: A,
    options?: pulumi.CustomResourceOptions,
  ): pulumi.CustomResource & {
    readonly [K in keyof O]: pulumi.Output<O[K]>;
  };
  /** The engine's type token, by which policies recognise it. */
  readonly __pulumiType: string;
  isInstance(value: unknown): boolean;
}

const declared = new Map<string, ResourceSpec<never, never, never>>();

/** Every declaration made so far, by type (`kajeet:Label`). */
export const declarations: ReadonlyMap<string, ResourceSpec<never, never, never>> = declared;

/** The type of a declaration as users see it: `kajeet:Label`. */
const typeOf = (spec: { carrier: { name: string }; name: string }) => `${spec.carrier.name}:${spec.name}`;

/**
 * Turns a declaration into a class for programs and makes it known to the provider process. The class is a plain
 * custom resource with a constant loader text, so neither a release nor a refactoring changes anybody's state.
 */
export function defineResource<
  S extends object,
  A extends z.ZodObject,
  O extends object,
  P = Inputs<z.input<A>>,
>(spec: ResourceSpec<S, A, O>): ResourceClass<P, O> {
  const type = typeOf(spec);
  declared.set(type, spec as never);
  const token = typeToken(type);
  const secrets = [...(spec.secretOutputs ?? [])];
  const unknownUntilDone = Object.fromEntries(Object.keys(spec.outputs).map((name) => [name, undefined]));
  const made = class extends pulumi.CustomResource {
    constructor(name: string, args: P, options?: pulumi.CustomResourceOptions) {
      const bag = spec.program ? spec.program(name, args as never) : (args as Record<string, unknown>);
      const limit = shortTraces();
      try {
        super(
          token,
          name,
          { ...unknownUntilDone, ...guarded(bag, spec.args), [PROVIDER_KEY]: loaderText(type) },
          secrets.length > 0 ? pulumi.mergeOptions(options, { additionalSecretOutputs: secrets }) : options,
        );
      } finally {
        Error.stackTraceLimit = limit;
      }
    }
  };
  const isInstance = (value: unknown) =>
    pulumi.CustomResource.isInstance(value) && (value as { __pulumiType?: string }).__pulumiType === token;
  for (const [name, value] of Object.entries({ name: spec.name, __pulumiType: token, isInstance })) {
    Object.defineProperty(made, name, { value });
  }
  return made as never;
}

/**
 * The SDK keeps the trace of each promise it makes, four for each property, and tells them only when it looks for leaks.
 * Mapped to sources they take more than half of a program's time with thousands of resources, so they are kept short
 * while a resource is registered. The position of a resource in the program is found without this limit.
 */
function shortTraces(): number {
  const limit = Error.stackTraceLimit;
  if (!process.env.PULUMI_DEBUG_PROMISE_LEAKS) Error.stackTraceLimit = 1;
  return limit;
}

/** Secret arguments are secrets from the first moment, so that the engine encrypts them in state. */
function guarded(bag: Record<string, unknown>, schema: z.ZodObject): Record<string, unknown> {
  const out: Record<string, unknown> = { ...bag };
  for (const [name, field] of Object.entries(schema.shape)) {
    if (isSecret(field as z.ZodType) && out[name] !== undefined) out[name] = pulumi.secret(out[name]);
  }
  return out;
}
