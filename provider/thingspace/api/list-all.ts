/** All lines of an account, page by page, each once. */
import { Rejected } from "../../core/errors";
import { type Device, type DeviceList, deviceKey } from "./device-schema";
import { listDevices, PAGE_LIMIT } from "./devices-list";
import type { Sender } from "./operation";

/** What the whole list is restricted to. */
export type ListFilter = Pick<
  Parameters<typeof listDevices>[1],
  "filter" | "currentState" | "customFields" | "groupName" | "servicePlan" | "earliest" | "latest"
>;

/**
 * Every line of an account, each once. Pages follow the carrier's own number of the device: a line that comes or goes
 * meanwhile moves no other one across the edge of a page. Where answers do not show that number, the list is read by the
 * day on which lines were added instead.
 *
 * @throws Rejected where the carrier says that there is more and does not give it: a list with gaps would pass for lines
 * that are gone.
 */
export async function listAllDevices(
  http: Sender,
  accountName: string,
  filter: ListFilter = {},
  signal?: AbortSignal,
): Promise<Device[]> {
  const read = (from: { largestDeviceIdSeen: number } | { earliest: string } | object) =>
    listDevices(http, { ...filter, accountName, maxNumberOfDevices: PAGE_LIMIT, ...from }, signal);
  const first = await read({ largestDeviceIdSeen: 0 });
  if (!first.hasMoreData) return once(first.devices);
  const numbered = first.devices.length > 0 && first.devices.every(({ number }) => number !== undefined);
  // Without numbers nobody knows how the first page was sorted, so reading by day begins again.
  return once(numbered ? await byNumber(first, read) : await byDay(read));
}

type Read = (from: { largestDeviceIdSeen: number } | { earliest: string } | object) => Promise<DeviceList>;

async function byNumber(first: DeviceList, read: Read): Promise<Device[]> {
  const found = [...first.devices];
  let seen = largest(first.devices, 0);
  for (let more = true; more; ) {
    const page = await read({ largestDeviceIdSeen: seen });
    const now = largest(page.devices, seen);
    if (page.hasMoreData && now <= seen) throw stuck(found.length, `after device number ${seen}`);
    found.push(...page.devices);
    seen = now;
    more = page.hasMoreData;
  }
  return found;
}

async function byDay(read: Read): Promise<Device[]> {
  const found: Device[] = [];
  let from: { earliest?: string } = {};
  for (let more = true; more; ) {
    const page = await read(from);
    found.push(...page.devices);
    const last = page.devices.at(-1)?.createdAt ?? undefined;
    // As many lines added at one moment as fit on a page: the next page would begin at the same moment again.
    if (page.hasMoreData && (last === undefined || last === from.earliest)) {
      throw stuck(found.length, from.earliest === undefined ? "at the beginning" : `at ${from.earliest}`);
    }
    from = last === undefined ? from : { earliest: last };
    more = page.hasMoreData;
  }
  return found;
}

function largest(devices: readonly Device[], least: number): number {
  return devices.reduce((most, { number }) => Math.max(most, number ?? 0), least);
}

/** Each line once, as it was read last: pages by day repeat the line at their edge. */
function once(devices: readonly Device[]): Device[] {
  return [...new Map(devices.map((each) => [deviceKey(each), each])).values()];
}

function stuck(count: number, where: string): Rejected {
  return new Rejected(`the list does not go on ${where}, although the carrier says that there is more`, {
    carrier: "thingspace",
    operation: "listDevices",
    subject: `${count} lines read`,
    next: "Run it again; if it stays, restrict the list to a group or a state.",
  });
}
