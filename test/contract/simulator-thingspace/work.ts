import { expect } from "vitest";
import type { Stage } from "./client";
import { messageFaults } from "./openapi";

/** Makes a call of CarrierService's, lets its work be done, and answers the messages that came of it. */
export async function work({ call, done, listener }: Stage, operation: string, body: object, params = {}) {
  const before = listener.messages.length;
  const answer = await call(operation, { params, body });
  await done();
  const messages = listener.messages.slice(before);
  for (const message of messages) {
    // A message names the device as the request did, and be it by a kind that there is not.
    const known = message.deviceIds.every(({ kind }) => kind !== "colour");
    if (known) expect(messageFaults("CarrierService", message)).toEqual([]);
  }
  const codes = messages.map(
    ({ faultResponse, status }) => faultResponse?.faultcode.replace(/^\w+\./, "") ?? status,
  );
  return {
    answer,
    messages,
    codes,
    refusal: answer.json.errorCode?.replace(/^\w+\./, "") as string | undefined,
  };
}
