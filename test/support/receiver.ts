import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { type Receiver, type ReceiverOptions, startReceiver } from "../../receiver/index";

export const TOKEN = "token-of-the-deployment";
export const CREDENTIALS = { username: "fleet", password: "s3cret of the registration" };

/** A receiver of this test, with a directory of its own. */
export interface TestReceiver extends Receiver {
  readonly directory: string;
  /** Closes it and starts another one on the same directory and port. */
  restart(): Promise<TestReceiver>;
}

const directories = new Set<string>();

/** A directory that `removeDirectories` removes. */
export function directory(): string {
  const made = mkdtempSync(join(tmpdir(), "receiver-"));
  directories.add(made);
  return made;
}

export function removeDirectories(): void {
  for (const each of directories) rmSync(each, { recursive: true, force: true });
  directories.clear();
}

export async function receiver(options: Partial<ReceiverOptions> = {}): Promise<TestReceiver> {
  const store = options.store ?? directory();
  const running = await startReceiver({ token: TOKEN, ...CREDENTIALS, store, ...options });
  return {
    ...running,
    directory: store,
    restart: async () => {
      await running.close();
      return receiver({ ...options, store, port: running.port });
    },
  };
}

/** A message as the carrier sends it. */
export const envelope = (requestId: string, device: string, more: Record<string, unknown> = {}) => ({
  ...CREDENTIALS,
  requestId,
  deviceIds: [{ id: device, kind: "iccid" }],
  deviceResponse: { activateResponse: { state: "active", servicePlan: "M2M 5MB" } },
  status: "Success",
  callbackCount: 1,
  maxCallbackThreshold: 4,
  ...more,
});

/** Sends a message; gives the status. */
export async function post(url: string, body: unknown, path = "/callbacks/thingspace"): Promise<number> {
  const text = typeof body === "string" ? body : JSON.stringify(body);
  const answer = await fetch(`${url}${path}`, { method: "POST", body: text });
  await answer.arrayBuffer();
  return answer.status;
}

export interface Asked {
  status: number;
  messages: {
    seq: number;
    requestId: string;
    devices: { kind: string; id: string }[];
    status?: string;
    payload: Record<string, unknown>;
    [more: string]: unknown;
  }[];
  next: number;
  more: boolean;
  store: string;
}

const BEARER = { authorization: `Bearer ${TOKEN}` };

/** Messages of one request. */
export async function messagesOf(
  url: string,
  requestId: string,
  { after = 0, wait = 0, headers = BEARER as Record<string, string> } = {},
): Promise<Asked> {
  const path = `/requests/${encodeURIComponent(requestId)}/messages?after=${after}&wait=${wait}`;
  const answer = await fetch(`${url}${path}`, { headers });
  return { status: answer.status, ...((await answer.json()) as Omit<Asked, "status">) };
}

/** Messages of many requests. */
export async function query(url: string, body: unknown): Promise<Asked> {
  const text = JSON.stringify(body);
  const answer = await fetch(`${url}/messages/query`, { method: "POST", headers: BEARER, body: text });
  return { status: answer.status, ...((await answer.json()) as Omit<Asked, "status">) };
}

/** The value of a metric, with its labels as they are written. */
export async function metric(url: string, name: string): Promise<number> {
  const text = await (await fetch(`${url}/metrics`, { headers: BEARER })).text();
  const line = text.split("\n").find((each) => each.startsWith(`cellular_receiver_${name} `));
  return Number(line?.split(" ")[1]);
}
