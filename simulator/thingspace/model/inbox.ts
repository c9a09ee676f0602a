/** A message that a device sent to the account's short code. */
export interface InboundSms {
  /** Counts up over all accounts; a token of the queue is the number of the last message it speaks of. */
  number: number;
  /** Key of the device it came from. */
  device: string;
  deviceIds: { id: string; kind: string }[];
  message: string;
  /** Milliseconds since 1970. */
  at: number;
}

export interface InboxPage {
  messages: InboundSms[];
  hasMore: boolean;
  /** Acknowledges this page and asks for the next; undefined for a page with nothing on it. */
  token: string | undefined;
}

/** Messages that one answer holds at most (ThingSpace guide: SMS history). */
const PAGE = 100;

/**
 * Messages of devices that wait to be fetched, by account. They stay until they are acknowledged: by a call with the
 * token of their page, or by a listener that took them.
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
    return { messages, hasMore: queue.length > PAGE, token: messages.at(-1)?.number.toString() };
  }

  /** Takes the messages of a token's page and all older ones off the queue; whether any was there. */
  acknowledge(account: string, token: string): boolean {
    const last = Number(token);
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
