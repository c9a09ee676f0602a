import type { IncomingMessage, Message } from "../message";

/** A message on its way into the store. */
export interface Entry {
  readonly message: IncomingMessage;
  /** See `Reading`. */
  readonly digest: string;
  /** When it came, milliseconds since the epoch. */
  readonly receivedAt: number;
}

/** What is asked of the store: messages of these requests with a number above the one given for each. */
export interface Query {
  readonly after: ReadonlyMap<string, number>;
  /** At most so many messages. */
  readonly limit: number;
}

/** An answer of the store. */
export interface Page {
  /** In the order of their numbers. */
  readonly messages: readonly Message[];
  /** Everything up to this number has been looked at: what to give as `after` next time, for each of the requests. */
  readonly next: number;
  /** There is more already. */
  readonly more: boolean;
}

/** How much there is. */
export interface StoreSize {
  readonly messages: number;
  /** Bytes of the messages as text; what a store adds around them does not count. */
  readonly bytes: number;
}

/** Where messages are kept. What `add` has answered survives the death of the process at any moment. */
export interface Store {
  /** Changes when the store is another one, so that numbers of the old one mean nothing. */
  readonly id: string;
  /** Resolves when the message is on disk: `stored`, or `duplicate` where it was there already. */
  add(entry: Entry): Promise<"stored" | "duplicate">;
  read(query: Query): Promise<Page>;
  /** Calls the listener with the requests of new messages once these can be read; gives the way to stop that. */
  onNew(listener: (requestIds: ReadonlySet<string>) => void): () => void;
  size(): Promise<StoreSize>;
  /** Removes messages from before a time, then the oldest ones until the rest fits; tells how many went for which reason. */
  prune(before: number, mostBytes: number): Promise<{ expired: number; crowdedOut: number }>;
  /** Rejects where nothing can be written at the moment. */
  check(): Promise<void>;
  /** Ends after everything that was added is on disk. */
  close(): Promise<void>;
}

/** Bytes of messages in one answer, beyond which the rest waits for the next one. */
export const PAGE_BYTES = 4 * 1024 * 1024;

/** A message as stores keep it; its number is kept beside it. */
export function messageText({ message, receivedAt }: Entry): string {
  return JSON.stringify({ ...message, receivedAt: new Date(receivedAt).toISOString() });
}
