import type * as pulumi from "@pulumi/pulumi";
import type { FleetCarrier } from "./carrier";
import type { CarrierName } from "./carriers";
import type { Fault } from "./fault";

/** What a fleet says for all rows that do not say it themselves. */
export interface Home {
  /** The carrier whose set has the fleet's own name. */
  readonly provider: string;
  /** By carrier, where there is one. */
  readonly connections: Readonly<Record<string, string | undefined>>;
  readonly accounts: Readonly<Record<string, string | undefined>>;
}

/** The arguments of a fleet that say where lines are and what becomes of them. */
export interface HomeArgs {
  /** The connection of rows that name none: one for all carriers, or one by carrier. */
  readonly connection?: string | Readonly<Partial<Record<CarrierName, string>>>;
  /** The corp of Kajeet's rows that name none, the connection's where it is left out. */
  readonly corp?: string;
  /** The billing account of ThingSpace's rows that name none, the connection's where it is left out. */
  readonly accountName?: string;
  /** The account of Control Center's rows that name none, that of the API user where it is left out. */
  readonly accountId?: string;
  /**
   * What happens at the carrier to lines that leave the inventory; see `LineSet`. Each carrier that has lines in the
   * inventory must know it: `deactivate` is none of Kajeet's, `retire` is Control Center's alone.
   */
  readonly onDelete?: pulumi.Input<"retain" | "suspend" | "deactivate" | "remove" | "retire">;
  /** Refuses to remove a line until it is switched off and applied. */
  readonly deletionProtection?: pulumi.Input<boolean>;
  /** Seconds to wait for work that a carrier does later (ThingSpace); the rest is left to the next run. */
  readonly deadlineSeconds?: pulumi.Input<number>;
}

/** The arguments, by carrier. */
export function homeOf(args: HomeArgs, provider: string, carriers: readonly FleetCarrier[]): Home {
  const { connection } = args;
  const byCarrier = (of: (carrier: FleetCarrier) => string | undefined) =>
    Object.fromEntries(carriers.map((carrier) => [carrier.name, of(carrier)]));
  return {
    provider,
    connections: byCarrier(({ name }) =>
      typeof connection === "string" ? connection : connection?.[name as CarrierName],
    ),
    accounts: byCarrier(({ account }) => args[account as "corp" | "accountName" | "accountId"]),
  };
}

/** What a carrier's set or line gets of them, beside its lines. */
export function termsOf(args: HomeArgs, { later }: FleetCarrier): Record<string, unknown> {
  const { onDelete, deletionProtection, deadlineSeconds } = args;
  return {
    ...(onDelete === undefined ? {} : { onDelete }),
    ...(deletionProtection === undefined ? {} : { deletionProtection }),
    ...(deadlineSeconds === undefined || !later ? {} : { deadlineSeconds }),
  };
}

/** Is `onDelete` one that all of them know? One that is not known before the run is left to the carriers' sets. */
export function endingFaults({ onDelete }: HomeArgs, used: readonly FleetCarrier[]): Fault[] {
  if (typeof onDelete !== "string") return [];
  const knows = ({ endings }: FleetCarrier, way: string) => way === "retain" || endings.includes(way);
  const common = ["retain", ...new Set(used.flatMap(({ endings }) => endings))].filter((way) =>
    used.every((carrier) => knows(carrier, way)),
  );
  return used
    .filter((carrier) => !knows(carrier, onDelete))
    .map(({ name }) => ({
      column: "onDelete",
      value: onDelete,
      problem: `lines of ${name} know no "${onDelete}"; known to every carrier of this fleet: ${common.join(", ")}`,
    }));
}
