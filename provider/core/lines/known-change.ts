import type { Values } from "../value";
import { keyOf } from "./locate";
import type { LineModel } from "./model";
import type { Change } from "./plan";

/** A change that state alone can describe: every declared setting was seen before. Nothing where the line must be read. */
export function knownChange<S, R, H>(
  model: LineModel<S, R, H>,
  account: string,
  numbers: Readonly<Record<string, string>>,
  name: string,
  before: Values,
  wanted: Values,
): Change<H> | undefined {
  const seen = model.attributes.every(
    ({ name: one, role }) => role !== "setting" || wanted[one] === undefined || before[one] !== undefined,
  );
  const key = keyOf(model, name, numbers);
  if (!seen || !key) return undefined;
  const own = model.identify(name);
  // A number may be lost on the way: the identifier of the declaration is what the line is found by then.
  const values = "problem" in own ? before : { [own.kind]: own.key, ...before };
  const handle = model.handleFrom(key, values, account);
  return handle && { name, handle, before, wanted };
}
