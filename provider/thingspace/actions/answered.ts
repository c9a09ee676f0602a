/** Actions whose answer is kept: in all else they are actions, done once for each new trigger and at no other time. */
import * as pulumi from "@pulumi/pulumi";
import { z } from "zod";
import type { ActionState } from "../../core/action";
import { Ambiguous, type CellularError } from "../../core/errors";
import { type Context, defineResource, type Inputs, type ResourceClass } from "../../core/resource";
import { connectionField } from "../../core/schema";
import { type ThingspaceSession, thingspace } from "../session";

/** What an action did and was answered. */
export interface Answered<R> {
  readonly answer: R;
  /** A fault for each part that was not done, or of which nothing is known; none of it is done again by itself. */
  readonly faults?: readonly CellularError[];
}

/** An action with an answer. */
export interface AnsweredSpec<A extends z.ZodObject, R extends object> {
  /** Name within the carrier, for example `SendSms`. */
  readonly name: string;
  readonly describe: string;
  readonly args: A;
  /** What the answer has, with a description each. */
  readonly outputs: { readonly [K in keyof R]-?: string };
  /** Members of the answer that are secrets: encrypted in state. */
  readonly secrets?: readonly (keyof R & string)[];
  problems?(args: z.infer<A>): { property: string; reason: string }[];
  /** What it is done to, for messages. */
  target(args: Partial<z.infer<A>>): string;
  /** What to do where nobody knows whether it was done; to look at the lines where it is left out. */
  readonly doubt?: string;
  /** Does it, once. Throws where nothing was done. */
  run(context: Context<ThingspaceSession>, args: Declared<A>): Promise<Answered<R>>;
  /** Looks for the rest of an answer that was not complete, without doing it again. `waits` is false in a refresh. */
  follow?(
    context: Context<ThingspaceSession>,
    args: Declared<A>,
    before: R & { ranAt: string },
    waits: boolean,
  ): Promise<Answered<R>>;
}

/** Arguments as an action gets them. */
export type Declared<A extends z.ZodObject> = z.infer<A> & { connection?: string };

const triggerField = z
  .string()
  .min(1)
  .describe("Any text. The action is done once for each new text, at `pulumi up`, and never at a refresh.");

type State<R> = ActionState & Partial<R>;

/** Declares an action whose answer is kept in state. */
export function defineAnswered<A extends z.ZodObject, R extends object>(
  spec: AnsweredSpec<A, R>,
): ResourceClass<Inputs<z.input<A>> & { trigger: string; connection?: string }, State<R>> {
  const args = z.object({ connection: connectionField, trigger: triggerField, ...spec.args.shape });
  type Given = Declared<A> & { trigger: string };
  const names = Object.keys(spec.outputs);
  const answerIn = (state: State<R>) =>
    Object.fromEntries(names.flatMap((name) => (name in state ? [[name, state[name]]] : []))) as unknown as R;
  const made = defineResource({
    carrier: thingspace,
    name: spec.name,
    describe: spec.describe,
    args,
    outputs: {
      ...spec.outputs,
      ranFor: "The trigger for which it was last done.",
      ranAt: "When that was, in UTC.",
      stateVersion: "Version of this state's form.",
    },
    subject: (some) => `thingspace ${spec.name} ${spec.target(some as Partial<z.infer<A>>)}`,
    id: () => `thingspace/${spec.name}`,
    problems: (declared) => spec.problems?.(declared as z.infer<A>) ?? [],

    async ensure(context, given, present: State<R> | undefined) {
      const declared = given as unknown as Given;
      const stateOf = (run: { ranFor: string; ranAt: string }, answer: object) =>
        ({ ...declared, ...answer, ...run, stateVersion: 1 }) as unknown as State<R>;
      if (present?.ranFor === declared.trigger) {
        const { ranFor, ranAt } = present;
        const before = answerIn(present);
        const more = await spec.follow?.(context, declared, { ...before, ranAt }, true);
        return {
          state: stateOf({ ranFor, ranAt }, more?.answer ?? before),
          ...(more?.faults === undefined ? {} : { faults: more.faults }),
        };
      }
      const run = { ranFor: declared.trigger, ranAt: new Date(context.host.clock.now()).toISOString() };
      try {
        const { answer, faults = [] } = await spec.run(context, declared);
        return { state: stateOf(run, answer), faults };
      } catch (error) {
        if (!(error instanceof Ambiguous)) throw error;
        return { state: stateOf(run, {}), faults: [unknownEnd(error, context.subject, spec.doubt)] };
      }
    },

    // What was done stays done; only what the carrier tells about it later is read.
    async read(context, present: State<R>) {
      const { ranAt } = present;
      const before = { ...answerIn(present), ranAt };
      const more = await spec.follow?.(context, present as unknown as Given, before, false);
      return more === undefined ? present : { ...present, ...more.answer };
    },

    async remove() {},
  });
  return withSecrets(made as never, spec.secrets ?? []);
}

/**
 * The same class with outputs that the engine encrypts. They are named with the resource, since only that holds in every
 * answer of the provider, in that of a refresh, too.
 */
function withSecrets<C extends ResourceClass<never, object>>(made: C, secrets: readonly string[]): C {
  if (secrets.length === 0) return made;
  const Base = made as unknown as new (
    name: string,
    args: object,
    options?: pulumi.CustomResourceOptions,
  ) => pulumi.CustomResource;
  const hiding = class extends Base {
    constructor(name: string, args: object, options?: pulumi.CustomResourceOptions) {
      super(name, args, pulumi.mergeOptions(options, { additionalSecretOutputs: [...secrets] }));
    }
  };
  Object.defineProperty(hiding, "name", { value: made.name });
  return hiding as unknown as C;
}

function unknownEnd(error: Ambiguous, subject: string, doubt: string | undefined): CellularError {
  return new Ambiguous(`${error.problem}: it may have been done, and is not done again by itself`, {
    ...error.facts,
    subject: error.facts.subject ?? subject,
    next: doubt ?? "Look at the lines; to do it again, change the trigger.",
  });
}
