/** Everything of what comes in pages. Pages follow one another: each begins where the one before it ended. */
import { type CellularError, CellularError as Failure, Rejected } from "../../core/errors";
import { type Lead, listLeads } from "./accounts";
import { type DeviceGroupDetail, getGroup } from "./groups";
import {
  type ConnectionRecord,
  listConnectionHistory,
  listProvisioningHistory,
  listUsage,
  type ProvisioningRecord,
  type UsageRecord,
} from "./history";
import { getSmsMessages, type ReceivedSms } from "./messages";
import type { Sender } from "./operation";
import type { OperationId } from "./operations";

interface Page {
  hasMoreData: boolean;
  next?: string | undefined;
}

/** A group with all of its members. */
export async function getGroupAll(
  http: Sender,
  input: { accountName: string; groupName: string },
  signal?: AbortSignal,
): Promise<DeviceGroupDetail> {
  const pages = await byToken("getGroup", (next) => getGroup(http, { ...input, ...next }, signal));
  const last = pages.at(-1) as DeviceGroupDetail;
  return { ...last, devices: pages.flatMap(({ devices }) => devices), hasMoreData: false };
}

/** All leads of an account. */
export async function listLeadsAll(http: Sender, accountName: string, signal?: AbortSignal): Promise<Lead[]> {
  const pages = await byToken("listLeads", (next) => listLeads(http, { accountName, ...next }, signal));
  return pages.flatMap(({ leads }) => leads);
}

/**
 * All messages that wait. Reading a page makes the carrier forget the one before, so a failure after the first page loses
 * nothing: what was read is the result, and the failure is beside it.
 */
export async function getSmsMessagesAll(
  http: Sender,
  accountName: string,
  signal?: AbortSignal,
): Promise<{ messages: ReceivedSms[]; failure?: CellularError }> {
  const messages: ReceivedSms[] = [];
  try {
    await byToken("getSmsMessages", async (next) => {
      const page = await getSmsMessages(http, { accountName, ...next }, signal);
      messages.push(...page.messages);
      return page;
    });
  } catch (error) {
    if (messages.length === 0 || !(error instanceof Failure)) throw error;
    return { messages, failure: error };
  }
  return { messages };
}

/** All usage of a line or a label between two moments, oldest first. */
export function listUsageAll(
  http: Sender,
  input: Parameters<typeof listUsage>[1],
  signal?: AbortSignal,
): Promise<UsageRecord[]> {
  return byMoment("listUsage", input.earliest, async (earliest) => {
    const page = await listUsage(http, { ...input, earliest }, signal);
    return { ...page, records: page.usageHistory.map((record) => ({ at: record.timestamp, record })) };
  });
}

/** All that was done to a line between two moments, oldest first. */
export function listProvisioningHistoryAll(
  http: Sender,
  input: Parameters<typeof listProvisioningHistory>[1],
  signal?: AbortSignal,
): Promise<ProvisioningRecord[]> {
  return byMoment("listProvisioningHistory", input.earliest, async (earliest) => {
    const page = await listProvisioningHistory(http, { ...input, earliest }, signal);
    return {
      ...page,
      records: page.provisioningHistory.map((record) => ({ at: record.occurredAt, record })),
    };
  });
}

/** All connections of a line between two moments, oldest first. */
export function listConnectionHistoryAll(
  http: Sender,
  input: Parameters<typeof listConnectionHistory>[1],
  signal?: AbortSignal,
): Promise<ConnectionRecord[]> {
  return byMoment("listConnectionHistory", input.earliest, async (earliest) => {
    const page = await listConnectionHistory(http, { ...input, earliest }, signal);
    return { ...page, records: page.connectionHistory.map((record) => ({ at: record.occurredAt, record })) };
  });
}

/** Pages with a token for the next one. A token that comes twice leads nowhere. */
async function byToken<P extends Page>(
  operation: OperationId,
  read: (next: { next?: string }) => Promise<P>,
): Promise<P[]> {
  const pages: P[] = [];
  const seen = new Set<string>();
  for (let next: string | undefined; ; ) {
    const page = await read(next === undefined ? {} : { next });
    pages.push(page);
    if (!page.hasMoreData) return pages;
    next = page.next;
    if (next === undefined || seen.has(next)) throw stuck(operation, "it names no new page");
    seen.add(next);
  }
}

interface Dated<T> {
  hasMoreData: boolean;
  records: { at: string; record: T }[];
}

/**
 * Pages by the moment of their last record. The next page begins with the records of that moment, so those of them that
 * were read already are left out: as many of each as there were, since two equal records can both be meant.
 */
async function byMoment<T>(
  operation: OperationId,
  earliest: string,
  read: (earliest: string) => Promise<Dated<T>>,
): Promise<T[]> {
  const found: T[] = [];
  let edge: string[] = [];
  for (let from = earliest; ; ) {
    const { records, hasMoreData } = await read(from);
    const known = [...edge];
    const fresh = records.filter(({ record }) => {
      const at = known.indexOf(JSON.stringify(record));
      if (at >= 0) known.splice(at, 1);
      return at < 0;
    });
    found.push(...fresh.map(({ record }) => record));
    if (!hasMoreData) return found;
    const last = records.at(-1)?.at;
    if (last === undefined || last === from || fresh.length === 0) throw stuck(operation, `at ${from}`);
    edge = records.filter(({ at }) => at === last).map(({ record }) => JSON.stringify(record));
    from = last;
  }
}

function stuck(operation: OperationId, where: string): Rejected {
  return new Rejected(`the list does not go on (${where}), although the carrier says that there is more`, {
    carrier: "thingspace",
    operation,
    next: "Run it again; if it stays, ask for a shorter time.",
  });
}
