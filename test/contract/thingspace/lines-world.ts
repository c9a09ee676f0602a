/** What the tests of ThingSpace lines share. */
import type { LineArgs } from "../../../provider/thingspace/index";
import { thingspaceLines } from "../../../provider/thingspace/lines/model";
import type { JournalEntry, ThingspaceSimulator } from "../../../simulator/index";
import { declaring } from "../../support/declared";
import { iccid, imei } from "../../support/numbers";

type More = { accountName?: string; deadlineSeconds?: number };

export const { line, lineSet, membership } = declaring<LineArgs, More & { onDelete?: never }>(
  thingspaceLines,
) as unknown as {
  line(name: string, args: Record<string, unknown>): ReturnType<ReturnType<typeof declaring>["line"]>;
  lineSet(
    name: string,
    lines: Readonly<Record<string, object>>,
    more?: Record<string, unknown>,
  ): ReturnType<ReturnType<typeof declaring>["lineSet"]>;
  membership: ReturnType<typeof declaring>["membership"];
};

/** SIMs and devices that the carrier has never seen. */
export function fresh(count: number): { iccid: string; imei: string }[] {
  return Array.from({ length: count }, (_, index) => ({
    iccid: iccid(70_000 + index),
    imei: imei(70_000 + index),
  }));
}

const LOGINS = ["loginSession", "logoutSession", "requestOAuthToken"];

/** Calls that change something, logins apart. */
export async function writesOf(simulator: ThingspaceSimulator): Promise<JournalEntry[]> {
  const writes = await simulator.journal({ writes: true });
  return writes.filter(({ operationId }) => !LOGINS.includes(operationId ?? ""));
}

/** How often each of them was called. */
export async function writesBy(simulator: ThingspaceSimulator): Promise<Record<string, number>> {
  const counts: Record<string, number> = {};
  for (const { operationId } of await writesOf(simulator)) {
    counts[operationId!] = (counts[operationId!] ?? 0) + 1;
  }
  return counts;
}
