import { Misconfigured } from "../core/index";
import type { LineValues } from "./carrier";
import type { InventoryLine } from "./check-row";
import type { Home } from "./home";

/** Lines that become one resource: those of one API, one connection and one account. */
export interface Group {
  /** Name of the resource. */
  readonly name: string;
  readonly provider: string;
  readonly connection?: string;
  readonly account?: string;
  readonly lines: Readonly<Record<string, LineValues>>;
  /** ICCIDs by lines that are declared with their number: what each was declared by before it had one. */
  readonly sims: Readonly<Record<string, string>>;
}

/**
 * Cuts an inventory into resources. A name is made of what the group itself is and not of what else there is in the
 * file, so no row that comes or goes renames another group's resource: the group that is just what the fleet says of
 * itself has the fleet's name, and any other adds wherein it differs (`northstar-ISD-WEST`).
 */
export function groupLines(fleet: string, rows: readonly InventoryLine[], home: Home): Group[] {
  const groups = new Map<
    string,
    Group & { lines: Record<string, LineValues>; sims: Record<string, string> }
  >();
  const keys = new Map<string, string>();
  for (const row of rows) {
    const { provider } = row;
    const connection = row.connection ?? home.connections[provider];
    const account = row.account ?? home.accounts[provider];
    const key = JSON.stringify([provider, connection, account]);
    let group = groups.get(key);
    if (!group) {
      const name = groupName(fleet, home, { provider, connection, account });
      const twin = keys.get(name);
      if (twin !== undefined) {
        throw new Misconfigured(`two groups of lines, ${twin} and ${key}, would both be called ${name}`, {
          subject: `Fleet ${fleet}`,
          next: "Give one of the connections another name.",
        });
      }
      keys.set(name, key);
      group = {
        name,
        provider,
        ...(connection === undefined ? {} : { connection }),
        ...(account === undefined ? {} : { account }),
        lines: {},
        sims: {},
      };
      groups.set(key, group);
    }
    group.lines[row.name] = row.values;
    if (row.sim !== undefined) group.sims[row.name] = row.sim;
  }
  return [...groups.values()];
}

function groupName(
  fleet: string,
  home: Home,
  {
    provider,
    connection,
    account,
  }: { provider: string; connection?: string | undefined; account?: string | undefined },
): string {
  const parts = [fleet];
  if (provider !== home.provider) parts.push(provider);
  if (connection !== undefined && connection !== home.connections[provider]) parts.push(connection);
  if (account !== undefined && account !== home.accounts[provider]) parts.push(account);
  return parts.join("-");
}
