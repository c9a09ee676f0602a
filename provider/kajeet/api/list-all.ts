/** All lines of a corp, page by page and side by side, although lines come and go meanwhile. */
import type { Device } from "./device-schema";
import { listDevices } from "./devices-list";
import { PAGE_LIMIT } from "./fields";
import type { Sender } from "./operation";

/** Readings of the whole list before the best of them is taken. */
const ROUNDS = 3;

/** What the whole list is restricted to. */
export interface ListAllOptions {
  /** Lines that carry any of these labels. */
  labelIds?: readonly number[];
  searchValue?: string;
  signal?: AbortSignal;
}

/**
 * Every line of a corp, each once, in the order of their numbers. The first page tells how many there are; the others
 * follow at once, as many at a time as the connection allows.
 *
 * A line that goes while the pages are read moves another one across the edge of a page, where nobody sees it. So the
 * number of different lines is compared with the count of the carrier, and where they differ the list is read again,
 * until two readings agree. A line in any of at most three readings is in the result: one that has just gone may be
 * there, one that is there is not missed.
 */
export async function listAllDevices(
  http: Sender,
  corpId: string,
  options: ListAllOptions = {},
): Promise<Device[]> {
  const found = new Map<string, Device>();
  let before: Round | undefined;
  for (let round = 1; round <= ROUNDS; round++) {
    const now = await readRound(http, corpId, options);
    if (now.whole) return sorted(now.lines);
    for (const [key, line] of now.lines) found.set(key, line);
    // A carrier whose count is simply not the number of lines it lists gives the same lines twice; that settles it.
    if (before !== undefined && sameKeys(before.lines, now.lines)) return sorted(now.lines);
    before = now;
  }
  return sorted(found);
}

/** One reading of the list. */
interface Round {
  lines: Map<string, Device>;
  /** All pages gave the same count, and it is the number of different lines. */
  whole: boolean;
}

async function readRound(http: Sender, corpId: string, options: ListAllOptions): Promise<Round> {
  // The first page that fails ends the others.
  const stop = new AbortController();
  const signals = options.signal === undefined ? [stop.signal] : [stop.signal, options.signal];
  const signal = AbortSignal.any(signals);
  const read = (offset: number) =>
    listDevices(
      http,
      {
        corpId,
        offset,
        limit: PAGE_LIMIT,
        sort: "MDN",
        sortDir: "ASC",
        ...(options.labelIds === undefined ? {} : { labelIds: [...options.labelIds] }),
        ...(options.searchValue === undefined ? {} : { searchValue: options.searchValue }),
      },
      signal,
    );

  const first = await read(0);
  // Should the carrier cut pages shorter than it says, its own first page tells how long they are.
  const step = first.devices.length;
  const offsets: number[] = [];
  if (step > 0) for (let offset = step; offset < first.totalCount; offset += step) offsets.push(offset);
  const rest = await Promise.all(offsets.map(read)).catch((error: unknown) => {
    stop.abort(error);
    throw error;
  });
  const pages = [first, ...rest];
  const lines = new Map(pages.flatMap((each) => each.devices).map((line) => [line.key, line] as const));
  const whole = pages.every((each) => each.totalCount === lines.size);
  return { lines, whole };
}

function sameKeys(one: ReadonlyMap<string, Device>, other: ReadonlyMap<string, Device>): boolean {
  return one.size === other.size && [...one.keys()].every((key) => other.has(key));
}

function sorted(lines: ReadonlyMap<string, Device>): Device[] {
  return [...lines.values()].sort((a, b) => (a.key < b.key ? -1 : 1));
}
