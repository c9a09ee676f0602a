import type { Entry } from "./store";

/** How messages lie in the embedded store: each one thrice, all of it written and removed together. */

const DIGITS = 16;

/** Numbers as text of one length, so that they sort as they count. */
const padded = (seq: number) => String(seq).padStart(DIGITS, "0");

/** Any text as a part of a key. */
const part = (text: string) => Buffer.from(text).toString("base64url");

/** Messages by request and number: what is read. */
export const messageKey = (requestId: string, seq: number) => `m/${part(requestId)}/${padded(seq)}`;

/** What has been received: how duplicates are known. */
export const digestKey = (requestId: string, carrier: string, digest: string) =>
  `d/${part(requestId)}/${carrier}/${digest}`;

export const digestKeyOf = ({ message, digest }: Entry) =>
  digestKey(message.requestId, message.carrier, digest);

/** Messages by number, that is by age: what is removed first. */
export const ageKey = (seq: number) => `t/${padded(seq)}`;

/** All keys by age. */
export const AGES = { gte: "t/", lt: "t0" };

/** The number at the end of a key. */
export const seqOf = (key: string) => Number(key.slice(-DIGITS));

/** Keys of single values. */
export const STORE_ID = "store";
export const COUNTS = "counts";
export const CHECKED = "checked";

/** What the age index says about a message: enough to remove it without reading it. */
export interface Aged {
  readonly requestId: string;
  readonly carrier: string;
  readonly digest: string;
  readonly receivedAt: number;
  readonly bytes: number;
}
