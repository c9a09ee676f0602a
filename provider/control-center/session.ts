import type { ResolvedConnection } from "../core/connection";
import type { Carrier, Host } from "../core/host";
import { createHttp } from "../core/http";
import type { Http } from "../core/http-types";
import { Roster } from "../core/lines/roster";
import { getDevice, SINCE_EVER, searchAllDevices } from "./api/index";
import { controlCenterConnection, controlCenterProfile } from "./connection";
import { fromDetails, fromSummary, type Sim } from "./lines/sim";
import { callsPerSecond } from "./pace";

/** Lines of the account of the user, where a resource names none. */
export const OWN_ACCOUNT = "own";

/** An open connection to Control Center, shared by all resources of a deployment that use it. */
export class ControlCenterSession {
  readonly http: Http;
  private readonly rosters = new Map<string, Roster<Sim>>();

  constructor(
    connection: ResolvedConnection,
    readonly host: Host,
  ) {
    const rates = [{ perSecond: callsPerSecond(host.config), burst: 1 }];
    this.http = createHttp({ ...controlCenterProfile, rates }, connection, { clock: host.clock });
  }

  /** The lines of an account, listed at most once a deployment. */
  roster(account: string): Roster<Sim> {
    let roster = this.rosters.get(account);
    if (!roster) {
      roster = new Roster<Sim>(
        {
          list: () => this.list(account),
          one: async ({ key }) => fromDetails(await getDevice(this.http, { iccid: key })),
        },
        ({ iccid }) => [{ kind: "iccid", key: iccid }],
      );
      this.rosters.set(account, roster);
    }
    return roster;
  }

  private async list(account: string): Promise<Sim[]> {
    const accountId = account === OWN_ACCOUNT ? {} : { accountId: account };
    return (await searchAllDevices(this.http, { modifiedSince: SINCE_EVER, ...accountId })).map(fromSummary);
  }
}

/** Cisco IoT Control Center. */
export const controlCenter: Carrier<ControlCenterSession> = {
  name: "control-center",
  connection: controlCenterConnection,
  open: (connection, host) => new ControlCenterSession(connection, host),
};
