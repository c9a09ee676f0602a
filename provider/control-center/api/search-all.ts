/** All lines of a search, page by page, each once, although the pages shift while they are read. */
import { Rejected } from "../../core/errors";
import { PAGE_LIMIT } from "./fields";
import type { Sender } from "./operation";
import { type DevicePage, type DeviceSummary, searchDevices } from "./search";

/** What the whole search is restricted to. */
export type DeviceSearch = Omit<Parameters<typeof searchDevices>[1], "pageNumber" | "pageSize">;

/** Before the first SIM of the carrier: a search from here on finds every line. */
export const SINCE_EVER = "2000-01-01T00:00:00+00:00";

/**
 * Every line of a search, each once and as it was read last.
 *
 * Lines are sorted by change, and pages are counted, not marked: a line that changes while pages are read leaves its place
 * for the end, and all behind it move up by one. Where its place was on a page read already, the first row of the next
 * page moves to a page that is not read again: somebody would be missing. The line that moved is met a second time at the
 * end, which tells that it happened. Then the pages are read once more, from the last to the first: rows only ever move
 * towards the front, so none that stays in the search escapes this time; and the end once more, for those that changed
 * meanwhile.
 *
 * A line that changes may also leave a narrowed search altogether, and is met by nobody: such a search is read both ways
 * unless it fits on a page. Any search is, where the carrier says how many rows there are and that does not fit.
 *
 * Takes one call for 50 lines, twice as many where it is read both ways.
 * @throws Rejected where the carrier says that there is more and gives nothing.
 */
export async function searchAllDevices(
  http: Sender,
  search: DeviceSearch,
  signal?: AbortSignal,
): Promise<DeviceSummary[]> {
  const found = new Map<string, DeviceSummary>();
  let rows = 0;
  const read = async (pageNumber: number): Promise<DevicePage> => {
    const page = await searchDevices(http, { ...search, pageSize: PAGE_LIMIT, pageNumber }, signal);
    rows += page.devices.length;
    for (const device of page.devices) found.set(device.iccid, device);
    return page;
  };
  const end = await onwards(read, 1);
  const shifted = rows !== found.size || end.totals.some((total) => total !== found.size);
  if (!shifted && (end.number === 1 || !isNarrowed(search))) return [...found.values()];
  for (let number = end.number; number >= 1; number -= 1) await read(number);
  await onwards(read, end.number);
  return [...found.values()];
}

/** Reads from a page on to the last one, and tells its number and how many rows each page said there are. */
async function onwards(
  read: (pageNumber: number) => Promise<DevicePage>,
  first: number,
): Promise<{ number: number; totals: number[] }> {
  const totals: number[] = [];
  for (let number = first, before = ""; ; number += 1) {
    const { lastPage, devices, totalCount } = await read(number);
    if (typeof totalCount === "number") totals.push(totalCount);
    if (lastPage) return { number, totals };
    const rows = devices.map(({ iccid }) => iccid).join();
    if (rows === before) throw stuck(number);
    before = rows;
  }
}

/** May a line that changes drop out of the search? Only its account and the beginning do not depend on the line. */
function isNarrowed({ modifiedSince: _, accountId: __, ...narrowing }: DeviceSearch): boolean {
  return Object.values(narrowing).some((value) => value !== undefined);
}

function stuck(number: number): Rejected {
  return new Rejected(
    `page ${number} of the search has nothing new, although the carrier says that there is more`,
    {
      carrier: "control-center",
      operation: "searchDevices",
      next: "Run it again; if it stays, narrow the search by modifiedSince.",
    },
  );
}
