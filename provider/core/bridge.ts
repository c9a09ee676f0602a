import type { z } from "zod";
import { engineError, initError } from "./engine-errors";
import { AlreadyExists, type CellularError, Misconfigured } from "./errors";
import { configureHost, type Hosted, hosted } from "./host";
import { type Context, declarations, type Outcome, type ResourceSpec } from "./resource";
import { checkFields } from "./schema";
import { ours, PROVIDER_KEY, plain, UNKNOWN } from "./wire";

type Bag = Record<string, unknown>;

/** The hooks that the engine's provider process calls for one type of resource. */
export interface Hooks {
  configure(request: { config: { get(key: string): string | undefined } }): Promise<void>;
  check(olds: Bag, news: Bag): Promise<{ inputs: Bag; failures: { property: string; reason: string }[] }>;
  diff(
    id: string,
    olds: Bag,
    news: Bag,
  ): Promise<{ changes?: boolean; replaces: string[]; deleteBeforeReplace: boolean }>;
  create(inputs: Bag): Promise<{ id: string; outs: Bag }>;
  read(id: string, props: Bag): Promise<{ id?: string; props?: Bag; inputs?: Bag }>;
  update(id: string, olds: Bag, news: Bag): Promise<{ outs: Bag }>;
  delete(id: string, props: Bag): Promise<void>;
}

/**
 * The hooks of a declared type; an unknown type is a package older than the state it meets. `host` gives the
 * surroundings: those of this process where nothing else is said.
 */
export function serve(type: string, host: () => Hosted = hosted): Hooks {
  const spec = declarations.get(type);
  if (!spec) {
    throw engineError(
      new Misconfigured(`the state holds a ${type}, which this version of pulumi-cellular does not know`, {
        next: "Install the version that created it, or a newer one.",
      }),
    );
  }
  return hooksOf(spec as never, host);
}

/**
 * The only file that knows how the engine treats a provider: which bag comes to which hook, what an answer may contain,
 * and how a half-done change is told. Declarations below it see arguments and states.
 */
function hooksOf<S extends object, A extends z.ZodObject, O extends object>(
  spec: ResourceSpec<S, A, O>,
  hostOf: () => Hosted,
): Hooks {
  type Args = z.infer<A>;

  const context = (bag: Bag): Context<S> => {
    const host = hostOf();
    const session = host.session(spec.carrier, bag.connection as string | undefined);
    return { session, host, guard: host.guard, subject: spec.subject(bag as Partial<Args>) };
  };

  const ensure = async (at: Context<S>, args: Args, present: O | undefined): Promise<Outcome<O>> => {
    try {
      return await spec.ensure(at, args, present);
    } catch (error) {
      // Somebody made it between our look and our order: that is a race, and what is there now is taken on.
      const raced = error instanceof AlreadyExists && !present ? await spec.find?.(at, args) : undefined;
      if (raced === undefined) throw error;
      return spec.ensure(at, args, raced);
    }
  };

  const outs = (state: O, provider: unknown): Bag => ({ ...plain(state as Bag), [PROVIDER_KEY]: provider });

  const finish = (outcome: Outcome<O>, id: string, provider: unknown): Bag => {
    const bag = outs(outcome.state, provider);
    if (outcome.faults && outcome.faults.length > 0) throw initError(id, bag, outcome.faults);
    return bag;
  };

  return {
    // The engine does not wait for this before it calls other hooks, so nothing here may be asynchronous.
    async configure(request) {
      configureHost((key) => request.config.get(key));
    },

    check: (_olds, news) =>
      guarded(async () => {
        const { values, problems, complete } = checkFields(spec.args, ours(news));
        if (complete && problems.length === 0)
          problems.push(...(spec.problems?.(values as Args, timeOf(hostOf)) ?? []));
        if (problems.length === 0 && values.connection !== UNKNOWN)
          problems.push(...connectionProblems(spec as never, values, hostOf));
        if (complete && problems.length === 0) {
          hostOf().declared.add(() => spec.declares?.(values as Args) ?? []);
        }
        return { inputs: { ...plain(values), [PROVIDER_KEY]: news[PROVIDER_KEY] }, failures: problems };
      }),

    // No `changes` in the answer: the engine then compares the inputs itself and shows exactly which keys differ. To the
    // engine null is the same as absent, so only we see that something is now declared to be none.
    async diff(_id, olds, news) {
      const replaces = (spec.replaces ?? []).filter(
        (name) =>
          news[name] !== undefined && // left out means: not managed
          news[name] !== UNKNOWN &&
          olds[name] !== undefined &&
          JSON.stringify(olds[name]) !== JSON.stringify(news[name]),
      );
      warnAhead(spec, hostOf, olds, news);
      const cleared = Object.keys(spec.args.shape).some(
        (name) => news[name] === null && olds[name] === undefined,
      );
      return { ...(cleared ? { changes: true } : {}), replaces, deleteBeforeReplace: replaces.length > 0 };
    },

    create: (inputs) =>
      guarded(async () => {
        const args = ours(inputs) as Args;
        const at = context(args as Bag);
        const present = await spec.find?.(at, args);
        if (present) at.host.log("info", `${at.subject}: adopted, the carrier already has it`);
        const outcome = await ensure(at, args, present);
        const id = spec.id(outcome.state);
        return { id, outs: finish(outcome, id, inputs[PROVIDER_KEY]) };
      }),

    read: (id, props) =>
      guarded(async () => {
        const before = ours(props) as O;
        const state = await spec.read(context(before as Bag), before);
        if (state === undefined) return {};
        const inputs: Bag = spec.inputs?.(state) ?? {};
        if (!spec.inputs) {
          for (const name of Object.keys(spec.args.shape)) {
            if (name in before && name in state) inputs[name] = (state as Bag)[name];
          }
        }
        return {
          id,
          props: outs(state, props[PROVIDER_KEY]),
          inputs: { ...plain(inputs), [PROVIDER_KEY]: props[PROVIDER_KEY] },
        };
      }),

    update: (id, olds, news) =>
      guarded(async () => {
        const args = ours(news) as Args;
        const outcome = await spec.ensure(context(args as Bag), args, ours(olds) as O);
        return { outs: finish(outcome, id, news[PROVIDER_KEY]) };
      }),

    delete: (_id, props) =>
      guarded(async () => {
        const present = ours(props) as O;
        await spec.remove(context(present as Bag), present);
      }),
  };
}

/** The time of the surroundings; that of this machine where a check comes before any are known. */
function timeOf(hostOf: () => Hosted): number {
  try {
    return hostOf().clock.now();
  } catch {
    return Date.now();
  }
}

/** What is said in a plan already; nothing as long as some of the arguments are not known yet. */
function warnAhead<S extends object, A extends z.ZodObject, O extends object>(
  spec: ResourceSpec<S, A, O>,
  hostOf: () => Hosted,
  olds: Bag,
  news: Bag,
): void {
  if (!spec.foresee) return;
  const { values, problems, complete } = checkFields(spec.args, ours(news));
  if (!complete || problems.length > 0) return;
  const args = values as z.infer<A>;
  for (const text of spec.foresee(hostOf(), args, ours(olds) as O)) {
    hostOf().log("warning", `${spec.subject(args)}: ${text}`);
  }
}

/** Missing or impossible credentials are found before anything is sent, in the preview already. */
function connectionProblems(
  spec: ResourceSpec<never, never, never>,
  values: Bag,
  hostOf: () => Hosted,
): { property: string; reason: string }[] {
  try {
    hostOf().session(spec.carrier, values.connection as string | undefined);
    return [];
  } catch (error) {
    return [{ property: "", reason: (error as CellularError).message }];
  }
}

async function guarded<T>(work: () => Promise<T>): Promise<T> {
  try {
    return await work();
  } catch (error) {
    throw engineError(error);
  }
}
