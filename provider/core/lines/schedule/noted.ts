import type { Values } from "../../value";
import type { LineModel } from "../model";
import type { Surroundings } from "../surroundings";
import { taken } from "./agenda";
import { type Booked, isEmpty, some } from "./schedule";

const PREFIX = "schedule ";

/** How the ledger calls what is sent for a day. */
export const noteFor = (on: string): string => `${PREFIX}${on}`;

/**
 * What the carrier holds by state, and over that by what the ledger knows of runs that were lost before they could write
 * state. Where the answer was lost as well, nobody knows whether it holds it. Of a line that has other resources, too, only
 * what this one manages counts. `row` is what state knows of the line.
 */
export function bookedByNow<S, R, H>(
  { carrier, scheduling }: LineModel<S, R, H>,
  { host }: Surroundings<S>,
  account: string,
  name: string,
  state: { readonly booked: readonly Booked[]; readonly asOf: string | undefined; readonly row: Values },
  manages: (attribute: string) => boolean,
): readonly Booked[] {
  const notes = host.ledger
    .of(carrier.name, account, name, state.asOf ?? "")
    .filter(({ writer }) => writer.startsWith(PREFIX));
  return notes.reduce<readonly Booked[]>((booked, { writer, values: all, since, ticket }) => {
    const day = scheduling!.read(writer.slice(PREFIX.length));
    const values = some(all as Values, manages);
    if ("problem" in day || isEmpty(values)) return booked;
    return taken(booked, {
      ...day,
      values,
      base: some(state.row, (one) => values[one] !== undefined),
      since,
      ...(ticket === undefined ? { unsure: true } : {}),
    });
  }, state.booked);
}
