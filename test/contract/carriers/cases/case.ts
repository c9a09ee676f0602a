import type { CarrierUnderTest } from "../carrier";
import type { Grain, Stage } from "../stage";

/** One case of the contract, the same for every carrier. */
export interface Case {
  /** The ingredients it takes; a carrier that lacks them skips it, and only then may it. Always, where it is left out. */
  possible?(carrier: CarrierUnderTest): boolean;
  /** The grains it is told in; both where it is left out. */
  readonly grains?: readonly Grain[];
  /** Tells it, and throws where the carrier or the state is not as it must be. */
  play(stage: Stage): Promise<void>;
}
