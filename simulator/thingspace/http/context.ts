import type { CarrierRequest } from "../../core/carrier";
import { type BookedFault, faultOf } from "../../core/faults";
import type { Account } from "../model/account";
import type { Device } from "../model/device";
import { CarrierError, type Refused } from "../model/errors";
import type { DeviceId } from "../model/identifiers";
import type { CallbackService } from "../model/listeners";
import type { World } from "../model/world";
import type { Later, Report, WorkEngine } from "../work/engine";
import { failureOf } from "../work/fates";
import type { Access } from "./access";
import type { Reply } from "./operation";
import { type Selector, selectTargets } from "./selection";

/** Limits of the carrier that an account may have otherwise. */
export interface Limits {
  activationsPerMinute: number;
  actionsPerLineAndDay: number;
  planChangesPerMonth: number;
  /** Days until the carrier ends a suspension by itself. */
  suspendDays: number;
  /** Whether a suspended line may be deactivated without being restored first (G-STATE2). */
  deactivateSuspended: boolean;
  /** What a second registration of a listener does (G-CALLBACK1). */
  secondListener: "replaces" | "fails";
}

/** A device as a request names it. */
export interface Target {
  /** As the request wrote them, or all that the device has where it was picked by a rule. */
  ids: DeviceId[];
  /** The device they name; undefined where the caller's accounts have none. */
  device: Device | undefined;
  /** Why nothing can be done with it, known before any work. */
  problem?: CarrierError;
}

/** What a handler works with: the world, the caller, and the ways to name devices and to start work on them. */
export class Context {
  constructor(
    readonly world: World,
    readonly access: Access,
    readonly limits: Limits,
    readonly engine: WorkEngine,
    readonly request: CarrierRequest,
    readonly faults: readonly BookedFault[],
    /** Of the session; "" for the calls that need none. */
    readonly session: string,
    /** Names of the accounts of the caller. */
    private readonly accounts: readonly string[],
    /** For the journal: how many lines the call addresses. */
    readonly addressed: (count: number) => void,
  ) {}

  /** Milliseconds since 1970 on the simulator's clock. */
  now(): number {
    return this.world.now();
  }

  /** The caller's user name. */
  get user(): string {
    return this.access.username;
  }

  /** All accounts of the caller. */
  visible(): Account[] {
    return this.accounts
      .map((name) => this.world.accounts.get(name))
      .filter((account) => account !== undefined);
  }

  /** An account of the caller by name. Refuses one that is unknown, and one that is somebody else's. */
  account(name: string | undefined): Account {
    if (name === undefined) {
      throw new CarrierError("INPUT_INVALID.Account.NotDefined", "The call needs an account name");
    }
    const account = this.world.accounts.get(name);
    if (account === undefined) {
      throw new CarrierError("REQUEST_FAILED.AccountNotFound", `There is no account ${name}`);
    }
    if (!this.accounts.includes(name)) {
      throw new CarrierError("REQUEST_FAILED.AccountName", `Account ${name} is not the user's`);
    }
    return account;
  }

  /** Whether a device is in one of the caller's accounts. */
  sees(device: Device): boolean {
    return this.accounts.includes(device.account);
  }

  /** The device of an identifier, undefined where the caller has none. Refuses an identifier that is none. */
  find(id: DeviceId): Device | undefined {
    const device = this.world.find(id);
    return device !== undefined && this.sees(device) ? device : undefined;
  }

  /**
   * The devices of a changing call: those of a list, or those that a selector picks; both at once are refused. A
   * single unknown device refuses the call, unless `unknown` says otherwise; one of several is only reported.
   */
  targets(
    devices: readonly { deviceIds: DeviceId[] }[] | undefined,
    selector: Selector = {},
    unknown: "refused" | "allowed" = "refused",
  ): Target[] {
    const targets = selectTargets(this, devices, selector, unknown);
    this.addressed(targets.length);
    return targets;
  }

  /**
   * Starts work on each device for itself and answers `{requestId}`. The work is done a while later, and what it
   * reports is sent to the listener of the service; what it throws is reported as failed.
   */
  later(
    service: CallbackService,
    targets: readonly Target[],
    work: (device: Device, target: Target) => Report | undefined,
    more: Later = {},
  ): Reply {
    const { operationId } = this.request.operation;
    const { faults, user } = this;
    return {
      json: { requestId: this.engine.start({ operationId, service, targets, work, faults, user, ...more }) },
    };
  }

  /** Changes a device; reads may lag behind where a fault wants that. */
  change(device: Device, patch: Partial<Omit<Device, "deviceId" | "createdAt">>): boolean {
    return this.world.change(device, patch, faultOf(this.faults, "lag"));
  }

  /** For synchronous calls that answer item by item: the code a fault makes a device fail with, if it does. */
  refusal(target: Target): Refused | undefined {
    return failureOf(this.faults, target);
  }
}
