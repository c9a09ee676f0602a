/** What carriers send, as the receiver keeps it and deployments get it. */

/** A device as the carrier names it: one id of one kind, for example `{ kind: "iccid", id: "8914…" }`. */
export interface MessageDevice {
  readonly kind: string;
  readonly id: string;
}

/** A message that a carrier's adapter has read: everything but when and as which one it was stored. */
export interface IncomingMessage {
  /** The carrier, for example `thingspace`. */
  readonly carrier: string;
  /** The account of the registration, where its address names one. */
  readonly account?: string;
  /** The carrier's service, where it is known. */
  readonly service?: string;
  /** Id of the request that this answers; `unsolicited` where the carrier reports something that nobody asked for. */
  readonly requestId: string;
  /** What kind of answer it is, in the carrier's word. */
  readonly kind?: string;
  readonly devices: readonly MessageDevice[];
  /** The carrier's word for what became of it. */
  readonly status?: string;
  /** Why it failed, in the carrier's words. */
  readonly fault?: { readonly code: string; readonly text: string };
  /** The message as it came, without the credentials. */
  readonly payload: Readonly<Record<string, unknown>>;
}

/** A message that is kept. */
export interface Message extends IncomingMessage {
  /** Its number: later stored, higher number; over all requests. */
  readonly seq: number;
  /** When it came, ISO 8601. */
  readonly receivedAt: string;
}

/** Request id of messages that answer no request. */
export const UNSOLICITED = "unsolicited";

/** What a carrier's adapter makes of a body. */
export type Reading =
  | {
      readonly ok: true;
      readonly credentials: { readonly username: string; readonly password: string };
      readonly message: IncomingMessage;
      /** Equal for every delivery of one message, different for any two messages of a request. */
      readonly digest: string;
    }
  /** Not a message of this carrier; the sentence goes back to whoever sent it. */
  | { readonly ok: false; readonly problem: string };

/** How one carrier's messages are read. Everything else in this room is the same for all carriers. */
export interface CarrierAdapter {
  /** The carrier, which is also the last part of its address: `/callbacks/<name>`. */
  readonly name: string;
  /** Most characters that a registration of this carrier takes as user name or as password. */
  readonly credentialLimit: number;
  read(body: unknown, from: { readonly account?: string; readonly service?: string }): Reading;
}
