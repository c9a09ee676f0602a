import { randomUUID } from "node:crypto";
import type { Agenda } from "../../core/agenda";
import type { Courier, Parcel } from "../../core/courier";
import type { BookedFault } from "../../core/faults";
import type { Target } from "../http/context";
import type { DeviceId } from "../model/identifiers";
import { type CallbackService, listenerKey } from "../model/listeners";
import type { World } from "../model/world";
import { callbackFates } from "./fates";

/** A message is resent three times, five minutes apart. */
const PERSISTENCE = { attempts: 4, everyMs: 5 * 60_000 };
/** How late a late message is, unless the fault says. */
const LATE_MS = 5 * 60_000;

/** A message to the listener of an account and a service, without the envelope. */
export interface Letter {
  account: string;
  service: CallbackService;
  requestId: string;
  ids: readonly DeviceId[];
  status: string;
  /** Members beside those of the envelope. */
  message: Record<string, unknown>;
  /** Milliseconds of the simulator's clock until it is sent. */
  delayMs: number;
}

/** Puts messages into their envelope and hands them to the courier, in the way the faults want. */
export class Mailroom {
  constructor(
    private readonly world: World,
    private readonly agenda: Agenda,
    private readonly courier: Courier,
  ) {}

  /** Sends a message of the carrier's own accord; its requestId is a new one if left out. */
  notify(letter: Omit<Letter, "requestId" | "delayMs"> & { requestId?: string }): void {
    this.courier.send([this.parcel({ requestId: randomUUID(), ...letter, delayMs: 0 })], PERSISTENCE);
  }

  /** The post of one request, of so many devices. */
  open(requestId: string, faults: readonly BookedFault[], devices: number) {
    let outstanding = devices;
    const held: Parcel[] = [];
    const release = () => {
      outstanding -= 1;
      if (outstanding === 0 && held.length > 0)
        this.courier.send(held.splice(0).reverse(), PERSISTENCE, true);
    };
    return {
      /** One device will never be done. */
      without: release,
      /** The messages about a device that is done. */
      add: (target: Target, letters: readonly Letter[], due: number) => {
        const fates = callbackFates(faults, target);
        const names = fates.map(({ fate }) => fate);
        const late = fates.find(({ fate }) => fate === "late");
        for (const letter of letters) {
          const wait = letter.delayMs + (late === undefined ? 0 : (late.ms ?? LATE_MS));
          const send = () => {
            const parcel: Parcel = { ...this.parcel(letter), fates: names, lost: names.includes("lost") };
            const stray = this.parcel({ ...letter, requestId: randomUUID() });
            const parcels = names.includes("stray") ? [{ ...stray, fates: names }, parcel] : [parcel];
            if (names.includes("doubled")) parcels.push({ ...parcel });
            if (names.includes("reordered") && wait === 0) held.push(...parcels);
            else this.courier.send(parcels, PERSISTENCE);
          };
          if (wait === 0) send();
          else this.agenda.at(due + wait, send);
        }
        release();
      },
      requestId,
    };
  }

  private parcel({ account, service, requestId, ids, status, message }: Letter): Parcel {
    const listener = this.world.listeners.get(listenerKey(account, service));
    const { username = "", password = "" } = listener ?? {};
    const body = (attempt: number) => ({
      ...{ username, password, requestId, deviceIds: ids, ...message, status },
      callbackCount: attempt,
      maxCallbackThreshold: PERSISTENCE.attempts,
    });
    return { account, service, requestId, url: listener?.url ?? null, body };
  }
}
