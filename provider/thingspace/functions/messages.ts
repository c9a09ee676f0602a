/** Functions about messages: those that devices sent, and the record of both ways. */
import { z } from "zod";
import { CellularError } from "../../core/errors";
import { defineFunction } from "../../core/function";
import {
  getSmsMessagesAll,
  listSmsEvents,
  type ReceivedSms,
  getSmsMessages as smsMessages,
} from "../api/index";
import { type ThingspaceSession, thingspace } from "../session";
import { accountName, deviceIdOf, limit, lineField, span } from "./args";
import { deadlineField, RETURNS, reportsOf } from "./reports";

/** Messages that were read, and why there are no more of them. */
interface Inbox {
  messages: ReceivedSms[];
  /** The failure that ended the reading. What was read before it stands in `messages` and comes to nobody else. */
  failure?: string;
}

/**
 * Messages that devices sent and nobody has fetched. Reading goes on with the token of the next page, and with that the
 * carrier takes the page before for delivered: its messages do not come again, in a preview neither. Only the last page
 * that is read comes again. To look without taking anything off, ask for a `limit` of 100 or fewer.
 *
 * ThingSpace API: SMS, GET /sms/{accountName}/history. At once, 100 messages a page.
 */
export const getSmsMessages = defineFunction({
  carrier: thingspace,
  name: "getSmsMessages",
  describe:
    "Fetches messages that devices sent. Each page after the first tells the carrier that the one before has arrived, so its messages do not come again; with a limit of at most 100 nothing is taken off.",
  args: z.object({
    accountName,
    limit: limit.describe(
      "Most messages wanted, read page by page of 100; all of them where it is left out. The last page that is read comes again.",
    ),
  }),
  returns:
    "messages, each with deviceIds, message and timestamp, oldest first; failure where reading broke off after some of them.",
  async run(session, { accountName: declared, limit: most }): Promise<Inbox> {
    const account = session.account(declared);
    if (most !== undefined) return someMessages(session, account, most);
    const { messages, failure } = await getSmsMessagesAll(session.http, account);
    return { messages, ...(failure === undefined ? {} : { failure: failure.message }) };
  },
});

/** Pages are read only as far as needed, since each call with a token takes messages off. */
async function someMessages(session: ThingspaceSession, account: string, most: number): Promise<Inbox> {
  const messages: ReceivedSms[] = [];
  try {
    for (let next: string | undefined; ; ) {
      const page = await smsMessages(session.http, { accountName: account, next });
      messages.push(...page.messages);
      // Of the last page some may be too many: it is not acknowledged, so these come again.
      if (messages.length >= most || !page.hasMoreData || page.next === undefined || page.next === next)
        return { messages: messages.slice(0, most) };
      next = page.next;
    }
  } catch (error) {
    if (messages.length === 0 || !(error instanceof CellularError)) throw error;
    return { messages, failure: error.message };
  }
}

/**
 * Messages that a line sent and got: the last three months, at most 500 of them.
 *
 * ThingSpace API: Segmentation, POST /devices/sms/history/actions/list. Answered by callback (DeviceService): needs a
 * callback receiver.
 */
export const getSmsEvents = defineFunction({
  carrier: thingspace,
  name: "getSmsEvents",
  describe: "Lists the messages that a line sent and got in the last three months. Answered by callback.",
  args: z.object({
    accountName,
    line: lineField,
    earliest: span.earliest.optional(),
    latest: span.latest.optional(),
    deadlineSeconds: deadlineField,
  }),
  returns: RETURNS,
  async run(session, { accountName: declared, line, earliest, latest, deadlineSeconds }) {
    const { requestId } = await listSmsEvents(session.http, {
      accountName: session.account(declared),
      deviceId: deviceIdOf(line),
      earliest,
      latest,
    });
    return reportsOf(session, "listSmsEvents", requestId, { lines: [line] }, deadlineSeconds);
  },
});
