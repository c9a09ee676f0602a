/** What the tests of ThingSpace lines share. */
import type { LineArgs } from "../../../provider/thingspace/index";
import { thingspaceLines } from "../../../provider/thingspace/lines/model";
import type { JournalEntry, ThingspaceSimulator } from "../../../simulator/index";
import { declaring } from "../../support/declared";

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

const luhn = (digits: string): number => {
  const sum = [...digits].reverse().reduce((total, digit, index) => {
    const value = Number(digit) * (index % 2 === 0 ? 2 : 1);
    return total + (value > 9 ? value - 9 : value);
  }, 0);
  return (10 - (sum % 10)) % 10;
};

/** SIMs and devices that the carrier has never seen. */
export function fresh(count: number): { iccid: string; imei: string }[] {
  return Array.from({ length: count }, (_, index) => {
    const tail = String(index).padStart(5, "0");
    const iccid = `8914800000777${tail}9`;
    const imei = `35909777${tail}0`;
    return { iccid: `${iccid}${luhn(iccid)}`, imei: `${imei}${luhn(imei)}` };
  });
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
