import type { Hosted } from "../host";
import type { Values } from "../value";
import type { AnyLineModel } from "./model";
import type { OpenState } from "./open";
import { foresee, Tally, warnings } from "./quota";

type Rows = ReadonlyMap<string, Values>;

/** The part of a declaration that warns, in a plan, of lines that would go beyond what the carrier allows. */
export function foreseeing(
  model: AnyLineModel,
  rowsOf: (declared: Readonly<Record<string, unknown>>, present: object) => { before: Rows; wanted: Rows },
): {
  foresee?(host: Hosted, declared: Readonly<Record<string, unknown>>, present: object): readonly string[];
} {
  const { quotas, writers, attributes } = model;
  if (!quotas) return {};
  return {
    foresee(host, declared, present) {
      const { before, wanted } = rowsOf(declared, present);
      const tally = new Tally(quotas(host.config), host.clock.now(), (present as OpenState).__spent);
      return warnings(foresee(before, wanted, writers, attributes as never, tally));
    },
  };
}
