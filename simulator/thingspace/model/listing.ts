import type { Device, DeviceState } from "./device";
import type { IdKind } from "./identifiers";
import type { World } from "./world";

/** A partial identifier; all that is given must fit. */
export interface IdSearch {
  kind: IdKind;
  contains?: string | undefined;
  startswith?: string | undefined;
  endswith?: string | undefined;
}

/** Which devices a list is asked for. */
export interface ListQuery {
  accounts: readonly string[];
  groupId: number | undefined;
  state: DeviceState | undefined;
  servicePlan: string | undefined;
  fields: Partial<Device>;
  /** Any of them has to fit. */
  searches: readonly IdSearch[];
  earliest: number;
  latest: number;
  /** Only devices after this one, in order of deviceId; undefined: in order of date. */
  after: number | undefined;
  most: number;
}

/** One page, and whether there is more. Costs what the page costs, where most devices fit. */
export function pageOf(world: World, query: ListQuery): { devices: Device[]; hasMoreData: boolean } {
  const devices: Device[] = [];
  for (const device of candidates(world, query)) {
    if (!fits(device, query)) continue;
    if (devices.length === query.most) return { devices, hasMoreData: true };
    devices.push(device);
  }
  return { devices, hasMoreData: false };
}

const byId = (one: Device, other: Device) => one.deviceId - other.deviceId;
const byDate = (one: Device, other: Device) => one.createdAt - other.createdAt || byId(one, other);

function candidates(world: World, { accounts, groupId, after, earliest }: ListQuery): Iterable<Device> {
  const later = (device: Device) => device.deviceId > (after ?? 0);
  const notBefore = (device: Device) => device.createdAt >= earliest;
  if (groupId !== undefined) {
    const members = world.inGroup(groupId);
    return after === undefined ? members.all().sort(byDate) : members.from(later);
  }
  const sources = accounts.map((name) => {
    const account = world.inAccount(name);
    return after === undefined ? account.byDate.from(notBefore) : account.byId.from(later);
  });
  return merged(sources, after === undefined ? byDate : byId);
}

/** Several ordered sources as one. */
function* merged<Item>(
  sources: readonly Iterator<Item>[],
  compare: (one: Item, other: Item) => number,
): Generator<Item> {
  const heads = sources.map((source) => ({ source, next: source.next() }));
  for (;;) {
    let first: (typeof heads)[number] | undefined;
    for (const head of heads) {
      if (head.next.done === true) continue;
      if (first === undefined || compare(head.next.value, first.next.value) < 0) first = head;
    }
    if (first === undefined) return;
    yield first.next.value;
    first.next = first.source.next();
  }
}

function fits(device: Device, query: ListQuery): boolean {
  const { state, servicePlan, fields, searches, earliest, latest } = query;
  return (
    device.createdAt >= earliest &&
    device.createdAt <= latest &&
    (state === undefined || device.state === state) &&
    (servicePlan === undefined || device.servicePlan === servicePlan) &&
    Object.entries(fields).every(([name, value]) => (device[name as keyof Device] ?? "") === value) &&
    (searches.length === 0 || searches.some((search) => matches(device, search)))
  );
}

function matches(device: Device, { kind, contains, startswith, endswith }: IdSearch): boolean {
  const id = device[kind];
  if (id === null) return false;
  return (
    (contains === undefined || id.includes(contains)) &&
    (startswith === undefined || id.startsWith(startswith)) &&
    (endswith === undefined || id.endsWith(endswith))
  );
}
