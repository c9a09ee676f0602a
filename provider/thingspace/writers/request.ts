import type { LineOutcome, Writer } from "../../core/lines/model";
import type { Values } from "../../core/value";
import type { DeviceId, RequestAccepted } from "../api/index";
import type { LineHandle } from "../lines/identity";
import type { ThingspaceSession } from "../session";

export type ThingspaceWriter = Writer<ThingspaceSession, LineHandle>;

type Devices = { deviceIds: LineHandle["ids"][number][] }[];

/** Lines as a request names them: by one identifier each. */
export const devicesOf = (lines: readonly LineHandle[]): Devices =>
  lines.map(({ ids }) => ({ deviceIds: [ids[0]!] }));

/** The same by what is in the hardware, for calls about lines that may have no number. */
export const hardwareOf = (lines: readonly LineHandle[]): DeviceId[] =>
  lines.map(
    ({ ids }) =>
      ids.find(({ kind }) => kind === "iccid") ?? ids.find(({ kind }) => kind === "imei") ?? ids[0]!,
  );

/** Most lines of one request of most operations. */
export const MOST_LINES = 10_000;

/** A writer whose calls the carrier takes at once and carries out later, under one request id for all its lines. */
export function requested(
  name: string,
  attributes: readonly string[],
  call: (
    session: ThingspaceSession,
    lines: readonly LineHandle[],
    values: Values,
    account: string,
  ) => Promise<RequestAccepted>,
  more: Partial<Omit<ThingspaceWriter, "name" | "attributes" | "send">> = {},
): ThingspaceWriter {
  return {
    name,
    attributes,
    limit: MOST_LINES,
    ...more,
    async send(session, { lines, values }): Promise<LineOutcome[]> {
      const { requestId } = await call(session, lines, values, lines[0]!.account);
      return lines.map(() => ({ ticket: requestId }));
    },
  };
}
