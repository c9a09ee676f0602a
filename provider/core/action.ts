import { z } from "zod";
import { Ambiguous, type CellularError } from "./errors";
import type { Carrier } from "./host";
import { type Context, defineResource, type Inputs, type ResourceClass } from "./resource";
import { connectionField } from "./schema";

/** Something that is done, and neither declared nor read: a reboot, a message, a replacement. */
export interface ActionSpec<S extends object, A extends z.ZodObject> {
  readonly carrier: Carrier<S>;
  /** Name within the carrier, for example `RebootSmartSpot`. */
  readonly name: string;
  readonly describe: string;
  readonly args: A;
  problems?(args: z.infer<A>): { property: string; reason: string }[];
  /** What it is done to, for messages. */
  target(args: Partial<z.infer<A>>): string;
  /**
   * Does it, once. Throws where nothing was done; gives a fault for each part that was not done where others were, so
   * that these are not done a second time.
   */
  run(context: Context<S>, args: z.infer<A>): Promise<readonly CellularError[]>;
}

/** What state holds of an action. */
export interface ActionState {
  /** The trigger for which it was last done. */
  ranFor: string;
  ranAt: string;
  stateVersion: number;
  [argument: string]: unknown;
}

const triggerField = z
  .string()
  .min(1)
  .describe("Any text. The action is done once for each new text, at `pulumi up`, and never at a refresh.");

/**
 * An action as a resource with an explicit trigger. It is done when the trigger is new and at no other time: other
 * changed arguments wait for the next trigger, and an action whose end is unknown is not repeated by itself.
 */
export function defineAction<S extends object, A extends z.ZodObject>(
  spec: ActionSpec<S, A>,
): ResourceClass<Inputs<z.input<A>> & { trigger: string; connection?: string }, ActionState> {
  const args = z.object({ connection: connectionField, trigger: triggerField, ...spec.args.shape });
  type Declared = z.infer<A> & { trigger: string };
  return defineResource({
    carrier: spec.carrier,
    name: spec.name,
    describe: spec.describe,
    args,
    outputs: {
      ranFor: "The trigger for which it was last done.",
      ranAt: "When that was, in UTC.",
      stateVersion: "Version of this state's form.",
    },
    subject: (some) => `${spec.carrier.name} ${spec.name} ${spec.target(some as Partial<z.infer<A>>)}`,
    id: () => `${spec.carrier.name}/${spec.name}`,
    problems: (declared) => spec.problems?.(declared as z.infer<A>) ?? [],

    async ensure(context, given, present: ActionState | undefined) {
      const declared = given as unknown as Declared;
      if (present?.ranFor === declared.trigger) {
        return {
          state: {
            ...declared,
            ranFor: present.ranFor,
            ranAt: present.ranAt,
            stateVersion: 1,
          } as ActionState,
        };
      }
      const ranAt = new Date(context.host.clock.now()).toISOString();
      const state = {
        ...declared,
        ranFor: declared.trigger,
        ranAt,
        stateVersion: 1,
      } as unknown as ActionState;
      try {
        const faults = await spec.run(context, declared);
        return {
          state,
          faults: faults.map((fault) =>
            fault instanceof Ambiguous ? unknownEnd(fault, context.subject) : fault,
          ),
        };
      } catch (error) {
        if (!(error instanceof Ambiguous)) throw error;
        return { state, faults: [unknownEnd(error, context.subject)] };
      }
    },

    // An action leaves nothing that could be read: what was done stays done.
    async read(_context, present: ActionState) {
      return present;
    },

    async remove() {},
  }) as never;
}

function unknownEnd(error: Ambiguous, subject: string): CellularError {
  return new Ambiguous(`${error.problem}: it may have been done, and is not done again by itself`, {
    ...error.facts,
    subject: error.facts.subject ?? subject,
    next: "Look at the device; to do it again, change the trigger.",
  });
}
