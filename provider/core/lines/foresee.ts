import type { Hosted } from "../host";
import type { Values } from "../value";
import type { AnyLineModel } from "./model";
import type { OpenState } from "./open";
import { foresee, Tally, warnings } from "./quota";
import { foreseeSchedule, tellBooked } from "./schedule/foresee";
import type { Planned } from "./schedule/schedule";
import type { Bookings } from "./schedule/state";

/** What a plan compares: rows as they were seen and as they are declared, and schedules. */
export interface Compared {
  readonly before: ReadonlyMap<string, Values>;
  readonly wanted: ReadonlyMap<string, Values>;
  readonly planned?: ReadonlyMap<string, readonly Planned[]>;
  readonly booked?: Bookings;
}

interface Foreseeing {
  foresee?(host: Hosted, declared: Readonly<Record<string, unknown>>, present: object): readonly string[];
}

/**
 * The part of a declaration that warns, in a plan, of lines that would go beyond what the carrier allows, and of what a
 * schedule does beside what the carrier holds already.
 */
export function foreseeing(
  model: AnyLineModel,
  compare: (declared: Readonly<Record<string, unknown>>, present: object) => Compared,
): Foreseeing {
  const { quotas, scheduling, writers } = model;
  if (!quotas && !scheduling) return {};
  const attributes = model.attributes as never;
  return {
    foresee(host, declared, present) {
      const { before, wanted, planned = new Map(), booked = {} } = compare(declared, present);
      const now = host.clock.now();
      const told: string[] = [];
      if (quotas) {
        const tally = new Tally(quotas(host.config), now, (present as OpenState).__spent);
        told.push(...warnings(foresee(before, wanted, writers, attributes, tally)));
      }
      if (scheduling) {
        tellBooked(host, scheduling, booked, model.carrier.name, false);
        told.push(...foreseeSchedule(scheduling as never, attributes, before, wanted, planned, booked, now));
      }
      return told;
    },
  };
}
