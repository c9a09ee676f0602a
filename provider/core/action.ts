import { z } from "zod";
import { Ambiguous, type CellularError } from "./errors";
import type { Carrier } from "./host";
import { type Context, defineResource, type Inputs, type ResourceClass } from "./resource";
import { connectionField } from "./schema";

/** What came of an action that was done. */
export interface Done<R> {
  /** What state keeps of the carrier's answer. */
  readonly answer?: R;
  /** A fault for each part that was not done, or of which nothing is known; none of it is done again by itself. */
  readonly faults?: readonly CellularError[];
}

/** Arguments as an action gets them. */
export type Given<A extends z.ZodObject> = z.infer<A> & { connection?: string; trigger: string };

/** Something that is done, and neither declared nor read: a reboot, a message, a replacement. */
export interface ActionSpec<S extends object, A extends z.ZodObject, R extends object> {
  readonly carrier: Carrier<S>;
  /** Name within the carrier, for example `RebootSmartSpot`. */
  readonly name: string;
  readonly describe: string;
  readonly args: A;
  /** What the answer has, with a description each; absent where none is kept. */
  readonly outputs?: { readonly [K in keyof R]-?: string };
  /** Members of the answer that are secrets: encrypted in state. */
  readonly secretOutputs?: readonly (keyof R & string)[];
  problems?(args: z.infer<A>): { property: string; reason: string }[];
  /** What it is done to, for messages. */
  target(args: Partial<z.infer<A>>): string;
  /** What to do where nobody knows whether it was done. */
  readonly doubt?: string;
  /** Does it, once. Throws where nothing was done. */
  run(context: Context<S>, args: Given<A>): Promise<Done<R>>;
  /** Looks for the rest of an answer that was not complete, without doing it again. `waits` is false in a refresh. */
  follow?(
    context: Context<S>,
    args: Given<A>,
    before: R & { ranAt: string },
    waits: boolean,
  ): Promise<Done<R>>;
}

/** What state holds of an action. */
export interface ActionState {
  /** The trigger for which it was last done. */
  ranFor: string;
  ranAt: string;
  stateVersion: number;
  [argument: string]: unknown;
}

type State<R> = ActionState & Partial<R>;

const triggerField = z
  .string()
  .min(1)
  .describe("Any text. The action is done once for each new text, at `pulumi up`, and never at a refresh.");

const DOUBT = "Look at what it was done to; to do it again, change the trigger.";

/**
 * An action as a resource with an explicit trigger. It is done when the trigger is new and at no other time: other
 * changed arguments wait for the next trigger, and an action whose end is unknown is not repeated by itself.
 */
export function defineAction<S extends object, A extends z.ZodObject, R extends object = object>(
  spec: ActionSpec<S, A, R>,
): ResourceClass<Inputs<z.input<A>> & { trigger: string; connection?: string }, State<R>> {
  const args = z.object({ connection: connectionField, trigger: triggerField, ...spec.args.shape });
  const { name, carrier, outputs = {}, secretOutputs = [] } = spec;
  const answerIn = (state: State<R>) =>
    Object.fromEntries(Object.keys(outputs).flatMap((key) => (key in state ? [[key, state[key]]] : []))) as R;
  return defineResource<S, typeof args, State<R>>({
    carrier,
    name,
    describe: spec.describe,
    args,
    outputs: {
      ...outputs,
      ranFor: "The trigger for which it was last done.",
      ranAt: "When that was, in UTC.",
      stateVersion: "Version of this state's form.",
    },
    secretOutputs,
    subject: (some) => `${carrier.name} ${name} ${spec.target(some as Partial<z.infer<A>>)}`,
    id: () => `${carrier.name}/${name}`,
    problems: (declared) => spec.problems?.(declared as z.infer<A>) ?? [],

    async ensure(context, given, present) {
      const declared = given as unknown as Given<A> & { trigger: string };
      const stateOf = (ran: { ranFor: string; ranAt: string }, answer: object = {}) =>
        ({ ...declared, ...answer, ...ran, stateVersion: 1 }) as unknown as State<R>;
      const outcome = (state: State<R>, faults: readonly CellularError[] = []) => ({
        state,
        faults: faults.map((fault) => (fault instanceof Ambiguous ? unknownEnd(fault) : fault)),
      });
      const unknownEnd = ({ problem, facts }: Ambiguous) =>
        new Ambiguous(`${problem}: it may have been done, and is not done again by itself`, {
          ...facts,
          subject: facts.subject ?? context.subject,
          next: spec.doubt ?? DOUBT,
        });
      if (present?.ranFor === declared.trigger) {
        const { ranFor, ranAt } = present;
        const before = answerIn(present);
        const more = await spec.follow?.(context, declared, { ...before, ranAt }, true);
        return outcome(stateOf({ ranFor, ranAt }, more?.answer ?? before), more?.faults);
      }
      const run = { ranFor: declared.trigger, ranAt: new Date(context.host.clock.now()).toISOString() };
      try {
        const { answer, faults } = await spec.run(context, declared);
        return outcome(stateOf(run, answer), faults);
      } catch (error) {
        if (!(error instanceof Ambiguous)) throw error;
        return outcome(stateOf(run), [error]);
      }
    },

    // What was done stays done; only what the carrier tells about it later is read.
    async read(context, present) {
      const before = { ...answerIn(present), ranAt: present.ranAt };
      const more = await spec.follow?.(context, present as unknown as Given<A>, before, false);
      return more === undefined ? present : { ...present, ...more.answer };
    },

    async remove() {},
  }) as never;
}
