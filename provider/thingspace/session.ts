import type { ResolvedConnection } from "../core/connection";
import type { Carrier, Host } from "../core/host";
import { createHttp } from "../core/http";
import type { Http } from "../core/http-types";
import type { LineKey } from "../core/lines/line-key";
import { Roster } from "../core/lines/roster";
import { type ReceiverClient, receiverOf } from "../core/receiver-client";
import type { Pace } from "../core/settle";
import { type Device, listAllDevices, listDevices } from "./api/index";
import { thingspaceAccount, thingspaceConnection, thingspaceProfile } from "./connection";
import { lineKeys } from "./lines/identity";
import { callbackPace, requestPace } from "./pace";
import { References } from "./references";

/** An open connection to ThingSpace, shared by all resources of a deployment that use it. */
export class ThingspaceSession {
  readonly http: Http;
  /** Names that exist in an account: service plans, device groups. */
  readonly references: References;
  /** How asynchronous work is followed. */
  readonly pace: Pace;
  /** Where the carrier's callbacks arrive, if there is such a place. */
  readonly receiver: ReceiverClient | undefined;
  /** So long one question to the receiver waits for an answer. */
  readonly pollMs: number;
  /** How often lines are read at most while callbacks are waited for; without a receiver, whenever one looks. */
  readonly readBackMs: number;
  /** When this deployment began to work with it, milliseconds since 1970. */
  readonly begunAt: number;
  private readonly rosters = new Map<string, Roster<Device>>();

  constructor(
    private readonly connection: ResolvedConnection,
    readonly host: Host,
  ) {
    this.begunAt = host.clock.now();
    this.http = createHttp(thingspaceProfile, connection, { clock: host.clock });
    this.references = new References(this.http);
    this.receiver = receiverOf(host.config, host.clock);
    const paces = this.receiver ? callbackPace(host.config) : undefined;
    this.pace = paces ?? requestPace(host.config);
    this.pollMs = paces?.pollMs ?? 0;
    this.readBackMs = paces?.readBackMs ?? 0;
  }

  /** The billing account a resource speaks of: the declared one, else the connection's. */
  account(declared?: string): string {
    return thingspaceAccount(this.connection, declared);
  }

  /** The lines of an account, listed at most once a deployment. */
  roster(account: string): Roster<Device> {
    let roster = this.rosters.get(account);
    if (!roster) {
      roster = new Roster<Device>(
        { list: () => listAllDevices(this.http, account), one: (key) => this.one(account, key) },
        lineKeys,
      );
      this.rosters.set(account, roster);
    }
    return roster;
  }

  private async one(account: string, { kind, key }: LineKey): Promise<Device | undefined> {
    const { devices } = await listDevices(this.http, { accountName: account, deviceId: { kind, id: key } });
    return devices.find(({ ids }) => ids[kind] === key);
  }
}

/** Verizon ThingSpace. */
export const thingspace: Carrier<ThingspaceSession> = {
  name: "thingspace",
  connection: thingspaceConnection,
  open: (connection, host) => new ThingspaceSession(connection, host),
};
