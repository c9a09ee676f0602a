/** A message that a device sent to the account's short code. */
export interface InboundSms {
  /** Counts up over all accounts; a page is acknowledged by its last number. */
  number: number;
  /** deviceId of the sender. */
  device: number;
  deviceIds: { id: string; kind: string }[];
  message: string;
  /** Milliseconds since 1970. */
  at: number;
}

export interface InboxPage {
  messages: InboundSms[];
  hasMore: boolean;
  /** Number of the last message, which acknowledges the page; undefined for a page with nothing on it. */
  last: number | undefined;
}

/** Messages that one answer holds at most (ThingSpace guide: SMS history). */
const PAGE = 100;

/**
 * Messages of devices that wait to be fetched, by account. They stay until they are acknowledged: by the
 * call for the next page, or by a listener that took them.
 */
export class Inbox {
  private readonly queues = new Map<string, InboundSms[]>();
  private number = 0;

  receive(account: string, sms: Omit<InboundSms, "number">): InboundSms {
    this.number += 1;
    const message = { number: this.number, ...sms };
    const queue = this.queues.get(account);
    if (queue === undefined) this.queues.set(account, [message]);
    else queue.push(message);
    return message;
  }

  /** How many wait. */
  waiting(account: string): number {
    return this.queues.get(account)?.length ?? 0;
  }

  /** The oldest messages that wait. */
  page(account: string): InboxPage {
    const queue = this.queues.get(account) ?? [];
    const messages = queue.slice(0, PAGE);
    return { messages, hasMore: queue.length > PAGE, last: messages.at(-1)?.number };
  }

  /** Takes the messages up to a number off the queue; whether any was there. */
  acknowledge(account: string, last: number): boolean {
    const queue = this.queues.get(account) ?? [];
    const left = queue.filter(({ number }) => number > last);
    this.queues.set(account, left);
    return left.length < queue.length;
  }

  /** Takes all messages off the queue, for a listener that is to get them. */
  drain(account: string): InboundSms[] {
    const queue = this.queues.get(account) ?? [];
    this.queues.delete(account);
    return queue;
  }
}
