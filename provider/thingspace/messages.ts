/** What callbacks have told about requests, shared by all resources of a deployment that wait. */
import { gather } from "../core/gather";
import type { ReceivedMessage } from "../core/receiver-client";
import { type CallbackService, listCallbacks } from "./api/index";
import type { ThingspaceSession } from "./session";

const told = new WeakMap<ThingspaceSession, Map<string, ReceivedMessage[]>>();

/**
 * All messages about these requests so far. The receiver hands out each one once and several resources may wait for the
 * same request, so they are kept while the deployment runs. Where there is none yet, the receiver is given `waitMs`.
 */
export async function messagesAbout(
  session: ThingspaceSession,
  requestIds: readonly string[],
  waitMs = 0,
): Promise<ReceivedMessage[]> {
  if (!session.receiver || requestIds.length === 0) return [];
  const known = told.get(session) ?? new Map<string, ReceivedMessage[]>();
  told.set(session, known);
  for (const message of await session.receiver.messages(requestIds, { waitMs })) {
    gather(known, message.requestId, message);
  }
  complain(session);
  return [...new Set(requestIds)].flatMap((id) => known.get(id) ?? []);
}

/** What a message says of its work; nothing where its status is neither success nor failure. */
export function verdictOf({
  status = "",
  fault,
}: Pick<ReceivedMessage, "status" | "fault">): "done" | "failed" | undefined {
  if (fault || /^fail/i.test(status)) return "failed";
  return /^success$/i.test(status) ? "done" : undefined;
}

const complained = new WeakSet<ThingspaceSession>();

/** A receiver that cannot be asked is no failure, but makes failures of lines mute: said once a deployment. */
function complain(session: ThingspaceSession): void {
  const error = session.receiver?.unavailable;
  if (!error || complained.has(session)) return;
  complained.add(session);
  session.host.log("warning", error.message);
}

const listening = new WeakMap<ThingspaceSession, Set<string>>();

/**
 * Whether the end of a request will be told: a receiver is configured, and somebody is registered for the service that
 * tells it. Without the second one a run would wait for a message that nobody sends.
 */
export async function isTold(
  session: ThingspaceSession,
  account: string,
  service: CallbackService,
): Promise<boolean> {
  if (!session.receiver) return false;
  const known = listening.get(session) ?? new Set<string>();
  listening.set(session, known);
  const key = `${account} ${service}`;
  if (known.has(key)) return true;
  const registered = await listCallbacks(session.http, { accountName: account });
  if (!registered.some(({ serviceName }) => serviceName === service)) return false;
  known.add(key);
  return true;
}
