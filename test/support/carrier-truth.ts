import { expect } from "vitest";
import type { LineArgs } from "../../provider/kajeet/index";
import type { KajeetSimulator, SimulatedLine } from "../../simulator/index";

const STATUSES: Record<string, string> = {
  active: "active",
  suspended: "suspended",
  suspended_lost_stolen: "suspendedLostStolen",
};

/** What the carrier has of a line, in the words of a declaration, read from the carrier's own records. */
export function truthOf(line: SimulatedLine): Required<Omit<LineArgs, "statusReason" | "carrier">> {
  return {
    status: STATUSES[line.status] as "active",
    ratePlan: line.ratePlan ?? "",
    verizonBiPlanId: line.verizonBiPlanId,
    filterGroup: line.filterGroup ?? "",
    deviceGroup: line.corpId,
    monthlyLimit: line.monthlyLimit,
    dailyLimit: line.dailyLimit,
    nickname: line.nickname,
    note: line.note,
    customField: line.mdnCustomField,
    summerUsage: line.summerUsage,
    vpn: line.vpnStatus === "ENABLED",
    labels: line.labels.map(({ name }) => name).sort(),
    imei: line.imei ?? "",
    iccid: line.uicc ?? "",
    oemSerialNumber: line.oemSerialNumber ?? "",
    macAddress: line.mac ?? "",
  };
}

/** Every declared attribute of every declared line is at the carrier as declared. */
export async function expectAsDeclared(
  simulator: KajeetSimulator,
  lines: Readonly<Record<string, LineArgs>>,
): Promise<void> {
  const all = await simulator.lines();
  const found: Record<string, unknown> = {};
  const declared: Record<string, unknown> = {};
  for (const [key, { statusReason: _, carrier: _carrier, ...values }] of Object.entries(lines)) {
    const present = all.filter(({ mdn, uicc }) => mdn === key || uicc === key);
    const truth = present[0] && truthOf(present[0]);
    const names = Object.keys(values) as (keyof typeof values)[];
    found[key] =
      present.length === 1 ? Object.fromEntries(names.map((name) => [name, truth?.[name]])) : present;
    const labels = values.labels ? { labels: [...values.labels].sort() } : {};
    declared[key] = { ...values, ...labels };
  }
  expect(found).toEqual(declared);
}
