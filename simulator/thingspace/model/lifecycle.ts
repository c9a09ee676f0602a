import type { Account, IpPool } from "./account";
import type { Device, DeviceState } from "./device";
import { CarrierError } from "./errors";
import type { World } from "./world";

const DAY = 86_400_000;
/** How long nobody else gets the number of a deactivated device. */
const RESERVED_DAYS = 50;

type Changes = Partial<Omit<Device, "deviceId" | "createdAt">>;

/** What a device gets when its service begins: number, address, plan, pool. */
export interface Service {
  servicePlan: string;
  pool: IpPool;
  zipCode: string | null;
  by: string;
}

/** The changes that make a device active: it always gets a new number, whatever it had before. */
export function begun(world: World, device: Device, { servicePlan, pool, zipCode, by }: Service): Changes {
  const now = world.now();
  return {
    ...numbered(world, device.imsi, world.numbers.mdn(zipCode)),
    state: "active",
    servicePlan,
    ipPool: pool.poolName,
    ipAddress: world.numbers.ipAddress(pool.poolType),
    zipCode,
    connected: true,
    lastActivationBy: by,
    lastActivationDate: now,
    lastConnectionDate: now,
    ...notSuspended,
  };
}

/** A number, and the identifiers that follow from it. */
export function numbered(world: World, imsi: string | null, mdn: string) {
  return { mdn, msisdn: `1${mdn}`, min: mdn, imsi: imsi ?? world.numbers.imsi() };
}

const notSuspended = { suspendedAt: null, resumeAt: null, withBilling: false };

/** The changes that make a device deactive. Number and address are gone; SIM and hardware stay paired. */
export function ended(world: World, { mdn }: Device): Changes {
  const now = world.now();
  if (mdn !== null) world.numbers.retire(mdn);
  return {
    state: "deactive",
    ...{ mdn: null, msisdn: null, min: null, ipAddress: null, servicePlan: null, plannedPlan: null },
    connected: false,
    lastDeactivationDate: now,
    reservedMdn: mdn === null ? null : { mdn, until: now + RESERVED_DAYS * DAY },
    ...notSuspended,
  };
}

export function suspended(now: number, days: number, withBilling: boolean): Changes {
  return { state: "suspend", connected: false, suspendedAt: now, resumeAt: now + days * DAY, withBilling };
}

export function restored(): Changes {
  return { state: "active", connected: true, ...notSuspended };
}

/** The transition table of the carrier; pending activation leads to both ends of an activation. */
const NEXT: Record<DeviceState, readonly DeviceState[]> = {
  preactive: ["active"],
  "pending activation": ["active", "deactive"],
  active: ["suspend", "deactive"],
  suspend: ["active"],
  deactive: ["active"],
};

export function mayGo(from: DeviceState, to: DeviceState): boolean {
  return NEXT[from].includes(to);
}

/** The pool of a name, or the default one. */
export function poolOf({ ipPools, name }: Account, poolName: string | undefined): IpPool {
  if (poolName === undefined) {
    const usual = ipPools.find(({ isDefaultPool }) => isDefaultPool);
    if (usual === undefined) {
      throw new CarrierError(
        "REQUEST_FAILED.DefaultIpPoolNotDefined",
        `Account ${name} has no default IP pool`,
      );
    }
    return usual;
  }
  const pool = ipPools.find((candidate) => candidate.poolName === poolName);
  if (pool === undefined) {
    throw new CarrierError("INPUT_INVALID.CarrierIpPoolName.Invalid", `There is no IP pool ${poolName}`);
  }
  return pool;
}
