import type * as pulumi from "@pulumi/pulumi";
import { Misconfigured } from "../core/index";
import type { FleetCarrier } from "./carrier";
import type { Group } from "./groups";
import type { Home } from "./home";

/** A label that a fleet declares before its lines carry it. */
export interface FleetLabel {
  readonly name: string;
  /** Name of its category; a line carries at most one label of a category. */
  readonly category?: string;
}

/** A label of one connection, with the name of its resource. */
export interface PlannedLabel {
  readonly resource: string;
  readonly carrier: FleetCarrier;
  readonly args: Record<string, unknown>;
}

/**
 * Labels belong to the account of a connection, so each connection that the inventory uses gets them once, at carriers
 * that have labels. The account is that of the fleet and not of its rows: a row that comes or goes must not replace a
 * label.
 */
export function planLabels(
  fleet: string,
  labels: readonly FleetLabel[],
  groups: readonly Group[],
  carriers: readonly FleetCarrier[],
  home: Home,
): PlannedLabel[] {
  const twice = labels.find(({ name }, index) => labels.findIndex((other) => other.name === name) < index);
  if (twice)
    throw new Misconfigured(`the label "${twice.name}" stands in it twice`, { subject: `Fleet ${fleet}` });
  const places = new Map(
    groups.map(({ provider, connection }) => [
      JSON.stringify([provider, connection]),
      { provider, connection },
    ]),
  );
  const carrierOf = (provider: string) => carriers.find(({ name }) => name === provider)!;
  const labelled = [...places.values()].filter(({ provider }) => carrierOf(provider).Label);
  if (labels.length > 0 && labelled.length === 0) {
    const names = [...new Set([...places.values()].map(({ provider }) => provider))];
    throw new Misconfigured(`${names.join(" and ")} has no labels that are declared on their own`, {
      subject: `Fleet ${fleet}`,
      next: "Leave out the option labels.",
    });
  }
  return labelled.flatMap(({ provider, connection }) => {
    const carrier = carrierOf(provider);
    const own = connection === home.connections[provider];
    const parts = [
      fleet,
      ...(provider === home.provider ? [] : [provider]),
      ...(own || connection === undefined ? [] : [connection]),
    ];
    const account = own ? home.accounts[provider] : undefined;
    return labels.map(({ name, category }) => ({
      resource: [...parts, "label", name].join("-"),
      carrier,
      args: {
        name,
        ...(category === undefined ? {} : { category }),
        ...(connection === undefined ? {} : { connection }),
        ...(account === undefined ? {} : { [carrier.account]: account }),
      },
    }));
  });
}

/** Declares them; lines are declared after. */
export function declareLabels(
  parent: pulumi.Resource,
  planned: readonly PlannedLabel[],
  dependsOn: pulumi.Resource[],
): pulumi.Resource[] {
  return planned.map(
    ({ resource, carrier, args }) => new carrier.Label!(resource, args, { parent, dependsOn }),
  );
}
