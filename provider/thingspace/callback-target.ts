/** Where callbacks go: what the carrier takes as an address, and the address of the deployment's own receiver. */
import { Misconfigured } from "../core/errors";
import { setting } from "../core/settings";
import type { ThingspaceSession } from "./session";

/** Ports that the carrier calls (ThingSpace API: Callbacks). */
const PORTS: readonly (readonly [number, number])[] = [
  [80, 80],
  [443, 443],
  [9001, 9006],
  [28200, 28220],
  [50551, 50559],
];

/** Most characters of user name and password each. */
export const MOST_CREDENTIALS = 40;

/** An address with the credentials that come back in each message. */
export interface Target {
  readonly url: string;
  readonly username: string;
  /** A secret. */
  readonly password: string;
}

/** What is wrong with an address, as a sentence; undefined where the carrier can use it. */
export function addressProblem(text: string): string | undefined {
  if (!URL.canParse(text)) return `"${text}" is no address; expected something like https://host/path`;
  const { protocol, hostname, port, username, password, hash } = new URL(text);
  // The address is shown wherever messages are, so nothing secret may be in it.
  if (username !== "" || password !== "")
    return "credentials do not belong in it: give username and password";
  if (hash !== "") return "it must have no fragment (#)";
  const loopback = isLoopback(hostname);
  if (protocol !== "https:" && !(protocol === "http:" && loopback)) {
    return `it must begin with https://: messages bring the password in plain text${loopback ? "" : " (http is for a loopback address only)"}`;
  }
  const number = Number(port || (protocol === "https:" ? 443 : 80));
  // A loopback address is never called by the carrier itself, but by a simulated one, whose ports are any.
  if (loopback || PORTS.some(([from, to]) => number >= from && number <= to)) return undefined;
  const allowed = PORTS.map(([from, to]) => (from === to ? `${from}` : `${from} to ${to}`)).join(", ");
  return `the carrier does not call port ${number}; it calls ${allowed}`;
}

/**
 * The address of the deployment's receiver (`cellular receive`) for one account and service, with the credentials that
 * the receiver asks for: CELLULAR_RECEIVER_PUBLIC_URL (config cellular:receiverPublicUrl; CELLULAR_RECEIVER_URL where
 * carrier and deployment call the same one), CELLULAR_RECEIVER_USERNAME and CELLULAR_RECEIVER_PASSWORD.
 *
 * @throws Misconfigured naming every setting that is missing, or what is wrong with the address.
 */
export function receiverTarget(
  { host: { config } }: ThingspaceSession,
  account: string,
  service: string,
  subject: string,
): Target {
  const base = setting(config, "receiverPublicUrl") ?? setting(config, "receiverUrl");
  const username = setting(config, "receiverUsername");
  const password = setting(config, "receiverPassword");
  const facts = { carrier: "thingspace", subject };
  const missing = [
    ...(base === undefined ? ["CELLULAR_RECEIVER_PUBLIC_URL (config cellular:receiverPublicUrl)"] : []),
    ...(username === undefined ? ["CELLULAR_RECEIVER_USERNAME (config cellular:receiverUsername)"] : []),
    ...(password === undefined ? ["CELLULAR_RECEIVER_PASSWORD (config cellular:receiverPassword)"] : []),
  ];
  if (base === undefined || username === undefined || password === undefined) {
    throw new Misconfigured("receiver is true, but the deployment does not know its receiver", {
      ...facts,
      next: `Set ${missing.join(" and ")}, the same as where \`cellular receive\` runs.`,
    });
  }
  const url = `${base.replace(/\/+$/, "")}/callbacks/thingspace/${encodeURIComponent(account)}/${encodeURIComponent(service)}`;
  const problem =
    addressProblem(url) ??
    (Math.max(username.length, password.length) > MOST_CREDENTIALS
      ? `user name and password have at most ${MOST_CREDENTIALS} characters each`
      : undefined);
  if (problem === undefined) return { url, username, password };
  throw new Misconfigured(`the address of the receiver cannot be registered: ${problem}`, {
    ...facts,
    next: "Set CELLULAR_RECEIVER_PUBLIC_URL (config cellular:receiverPublicUrl) to the address that carriers call.",
  });
}

const isLoopback = (host: string) =>
  host === "localhost" || host === "[::1]" || /^127(\.\d{1,3}){3}$/.test(host);
