import { Coalescer } from "../batch";

// One coalescer a session, so that single lines declared as resources of their own share the calls of their account.
const coalescers = new WeakMap<object, Coalescer<unknown, unknown>>();

/** The coalescer of a session. Keys tell kinds of work apart. */
export function coalescerOf<Item, Result>(session: object): Coalescer<Item, Result> {
  let coalescer = coalescers.get(session);
  if (!coalescer) {
    coalescer = new Coalescer();
    coalescers.set(session, coalescer);
  }
  return coalescer as Coalescer<Item, Result>;
}
