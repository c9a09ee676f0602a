import { Echoes, type Lag } from "../../core/echoes";
import { Ordered } from "../../core/ordered";
import type { Account, Group } from "./account";
import { defaultGroupName } from "./account";
import type { Device } from "./device";
import { CarrierError, groupNotFound } from "./errors";
import type { ProvisioningEvent } from "./events";
import { type DeviceId, ID_KINDS, type IdKind, keyOf, kindOf } from "./identifiers";
import { Inbox } from "./inbox";
import { LabelIndex } from "./label-index";
import type { Listener } from "./listeners";
import { Monitors } from "./monitors";
import { Numbers } from "./numbers";
import type { WorkRequest } from "./requests";
import type { SmsEvent } from "./sms-events";
import type { Trigger } from "./triggers";

const byId = (one: Device, other: Device) => one.deviceId - other.deviceId;
const byDate = (one: Device, other: Device) => one.createdAt - other.createdAt || byId(one, other);

/**
 * Everything the carrier knows. All changes of devices go through {@link add}, {@link change} and {@link remove},
 * which keep the indexes true and count what happened.
 */
export class World {
  readonly accounts = new Map<string, Account>();
  readonly groups = new Map<number, Group>();
  readonly requests = new Map<string, WorkRequest>();
  /** Listeners by account and service. */
  readonly listeners = new Map<string, Listener>();
  readonly numbers = new Numbers(this);
  /** Moments of the activation requests of the last minute. */
  readonly activations: number[] = [];
  readonly labels = new LabelIndex();
  /** Messages of devices that wait to be fetched. */
  readonly inbox = new Inbox();
  readonly triggers = new Map<string, Trigger>();
  readonly monitors = new Monitors();
  /** Messages sent through the API, by deviceId. */
  readonly sentSms = new Map<number, SmsEvent[]>();
  /** deviceIds of the eUICC devices whose profile is the one to fall back on. */
  readonly fallbacks = new Set<number>();
  /** Counts every change, so that a caller can tell whether a request had an effect. */
  effects = 0;
  /** Number of the next device that is added. */
  nextDeviceId = 1_000_001;

  private readonly devices = new Map<number, Device>();
  private readonly identifiers = new Map<IdKind, Map<string, Device>>(
    ID_KINDS.map((kind) => [kind, new Map<string, Device>()]),
  );
  private readonly everyone = new Ordered(byId);
  private readonly ofAccount = new Map<string, { byId: Ordered<Device>; byDate: Ordered<Device> }>();
  private readonly ofGroup = new Map<number, Ordered<Device>>();
  private readonly events = new Map<number, ProvisioningEvent[]>();
  private readonly echoes: Echoes<number, Device>;
  private nextGroupId = 1;
  private lastBirth = 0;

  constructor(readonly now: () => number) {
    this.echoes = new Echoes(now);
  }

  get size(): number {
    return this.devices.size;
  }

  /** All devices by deviceId. */
  all(): Generator<Device> {
    return this.everyone.from();
  }

  get(deviceId: number): Device | undefined {
    return this.devices.get(deviceId);
  }

  withId(kind: IdKind, id: string): Device | undefined {
    return this.identifiers.get(kind)?.get(keyOf(kind, id));
  }

  /** The device of an identifier; throws where the identifier itself is none. */
  find(id: DeviceId): Device | undefined {
    return this.withId(kindOf(id), id.id);
  }

  /** The devices of an account in order of deviceId or of date. */
  inAccount(account: string): { byId: Ordered<Device>; byDate: Ordered<Device> } {
    let found = this.ofAccount.get(account);
    if (found === undefined) {
      found = { byId: new Ordered(byId), byDate: new Ordered(byDate) };
      this.ofAccount.set(account, found);
    }
    return found;
  }

  /** The members of a group in order of deviceId. */
  inGroup(groupId: number): Ordered<Device> {
    let found = this.ofGroup.get(groupId);
    if (found === undefined) {
      found = new Ordered(byId);
      this.ofGroup.set(groupId, found);
    }
    return found;
  }

  /**
   * When the next device is added: now, but a millisecond after the one before where both fall together, because
   * clients page by that date.
   */
  birth(): number {
    const now = this.now();
    const together = now <= this.lastBirth && this.lastBirth - now < 60_000;
    this.lastBirth = together ? this.lastBirth + 1 : now;
    return this.lastBirth;
  }

  add(device: Device): Device {
    this.nextDeviceId = Math.max(this.nextDeviceId, device.deviceId + 1);
    this.devices.set(device.deviceId, device);
    this.everyone.add(device);
    this.place(device);
    for (const kind of ID_KINDS) this.index(kind, device[kind], device);
    this.labels.recount(device.deviceId, [], device.labels);
    this.bump();
    return device;
  }

  remove(device: Device): void {
    if (!this.devices.delete(device.deviceId)) return;
    this.everyone.remove(device);
    this.displace(device);
    for (const kind of ID_KINDS) this.unindex(kind, device[kind], device);
    this.labels.recount(device.deviceId, device.labels, []);
    this.events.delete(device.deviceId);
    this.sentSms.delete(device.deviceId);
    this.fallbacks.delete(device.deviceId);
    this.echoes.drop(device.deviceId);
    this.bump();
  }

  /** Sets the fields that differ; answers whether any did. */
  change(device: Device, patch: Partial<Omit<Device, "deviceId" | "createdAt">>, lag?: Lag): boolean {
    const differing = Object.entries(patch).filter(
      ([name, value]) => JSON.stringify(device[name as keyof Device]) !== JSON.stringify(value),
    );
    if (differing.length === 0) return false;
    if (lag !== undefined) this.echoes.hold(device.deviceId, { ...device }, lag);
    const fields = Object.fromEntries(differing) as Partial<Device>;
    const moves = fields.account !== undefined || fields.groupId !== undefined;
    if (moves) this.displace(device);
    for (const kind of ID_KINDS) if (kind in fields) this.unindex(kind, device[kind], device);
    if (fields.labels !== undefined) this.labels.recount(device.deviceId, device.labels, fields.labels);
    Object.assign(device, fields);
    for (const kind of ID_KINDS) if (kind in fields) this.index(kind, device[kind], device);
    if (moves) this.place(device);
    this.bump();
    return true;
  }

  /** The device as a read shows it now: behind, where a lag was asked for. */
  seen(device: Device): Device {
    return this.echoes.seen(device.deviceId, device);
  }

  /** Books a change of something that is no field of a device. */
  bump(): void {
    this.effects += 1;
  }

  /** Books something that happened to a device, for its provisioning history. */
  note(device: Device, event: ProvisioningEvent): void {
    const events = this.events.get(device.deviceId);
    if (events === undefined) this.events.set(device.deviceId, [event]);
    else events.push(event);
  }

  eventsOf(device: Device): readonly ProvisioningEvent[] {
    return this.events.get(device.deviceId) ?? [];
  }

  addAccount(account: Account): void {
    this.accounts.set(account.name, account);
    this.addGroup(account.name, defaultGroupName(account.name), "", true);
  }

  addGroup(account: string, name: string, description: string, isDefault = false): Group {
    if (this.groupNamed(account, name) !== undefined) {
      throw new CarrierError("REQUEST_FAILED.DeviceGroup.Exists", `There is a device group ${name} already`);
    }
    const group: Group = { id: this.nextGroupId, account, name, description, isDefault };
    this.nextGroupId += 1;
    this.groups.set(group.id, group);
    this.bump();
    return group;
  }

  /** Takes a group away; it must be empty. */
  removeGroup({ id }: Group): void {
    this.groups.delete(id);
    this.ofGroup.delete(id);
    this.bump();
  }

  groupsOf(account: string): Group[] {
    return [...this.groups.values()].filter((group) => group.account === account);
  }

  groupNamed(account: string, name: string): Group | undefined {
    for (const group of this.groups.values()) {
      if (group.account === account && group.name === name) return group;
    }
    return undefined;
  }

  /** The group of this name; throws the carrier's error where there is none. */
  requireGroup(account: string, name: string): Group {
    const group = this.groupNamed(account, name);
    if (group === undefined) throw groupNotFound(name);
    return group;
  }

  defaultGroup(account: string): Group {
    return this.requireGroup(account, defaultGroupName(account));
  }

  private place(device: Device): void {
    const { byId: inIdOrder, byDate: inDateOrder } = this.inAccount(device.account);
    inIdOrder.add(device);
    inDateOrder.add(device);
    this.inGroup(device.groupId).add(device);
  }

  private displace(device: Device): void {
    const { byId: inIdOrder, byDate: inDateOrder } = this.inAccount(device.account);
    inIdOrder.remove(device);
    inDateOrder.remove(device);
    this.inGroup(device.groupId).remove(device);
  }

  private index(kind: IdKind, id: string | null, device: Device): void {
    if (id !== null) this.identifiers.get(kind)?.set(keyOf(kind, id), device);
  }

  private unindex(kind: IdKind, id: string | null, device: Device): void {
    if (id === null) return;
    const known = this.identifiers.get(kind);
    if (known?.get(keyOf(kind, id)) === device) known.delete(keyOf(kind, id));
  }
}
