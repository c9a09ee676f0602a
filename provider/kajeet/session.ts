import type { ResolvedConnection } from "../core/connection";
import { Misconfigured, NotFound } from "../core/errors";
import type { Carrier, Host } from "../core/host";
import { createHttp } from "../core/http";
import type { Http } from "../core/http-types";
import type { LineKey } from "../core/lines/line-key";
import { Roster } from "../core/lines/roster";
import type { Pace } from "../core/settle";
import { type Device, getDevice, listAllDevices, listDevicesByImei } from "./api/index";
import { kajeetConnection, kajeetCorp, kajeetProfile } from "./connection";
import { lineKeys } from "./lines/identity";
import { activationPace } from "./pace";
import { References } from "./references";

/** An open connection to Sentinel, shared by all resources of a deployment that use it. */
export class KajeetSession {
  readonly http: Http;
  /** Names that exist in the account: rate plans, filter groups, labels. */
  readonly references: References;
  /** How activations are followed. */
  readonly pace: Pace;
  private readonly rosters = new Map<string, Roster<Device>>();

  constructor(
    private readonly connection: ResolvedConnection,
    host: Host,
  ) {
    this.http = createHttp(kajeetProfile, connection, { clock: host.clock });
    this.references = new References(this.http);
    this.pace = activationPace(host.config);
  }

  /** The corp a resource speaks of: the declared one, else the connection's, else the API user's own. */
  async corp(declared?: string): Promise<string> {
    return declared ?? kajeetCorp(this.http, this.connection);
  }

  /** The lines of a corp, listed at most once a deployment. */
  roster(corp: string): Roster<Device> {
    let roster = this.rosters.get(corp);
    if (!roster) {
      roster = new Roster<Device>(
        { list: () => listAllDevices(this.http, corp), one: (key) => this.one(corp, key).catch(noCorp) },
        lineKeys,
      );
      this.rosters.set(corp, roster);
    }
    return roster;
  }

  private async one(corp: string, { kind, key }: LineKey): Promise<Device | undefined> {
    if (kind === "mdn") return getDevice(this.http, { corpId: corp, mdn: key });
    if (kind === "imei") {
      const { devices } = await listDevicesByImei(this.http, { corpId: corp, imei: key });
      return devices.find(({ imei }) => imei === key);
    }
    // The search goes through many fields, so what it finds must still be compared.
    const found = await listAllDevices(this.http, corp, { searchValue: key });
    return found.find(({ uicc }) => uicc === key);
  }
}

/** A line of a corp that does not exist is not gone: whoever reads it must not forget it. */
function noCorp(error: unknown): never {
  if (!(error instanceof NotFound) || error.facts.code !== "CORP_NOT_FOUND") throw error;
  throw new Misconfigured(error.problem, error.facts);
}

/** Kajeet Sentinel. */
export const kajeet: Carrier<KajeetSession> = {
  name: "kajeet",
  connection: kajeetConnection,
  open: (connection, host) => new KajeetSession(connection, host),
};
