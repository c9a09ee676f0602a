import { iccidOf, imeiOf } from "../../core/digits";
import { hashOf } from "../../core/random";
import type { Line } from "./line";
import { blankLine } from "./new-line";
import { CARRIERS, type CarrierInfo, carrierOfNetwork } from "./plans";
import { addFilterGroup, ensureLabel, ROOT_CORP } from "./start-data";
import type { World } from "./world";

const AREAS = ["304", "521", "681", "512"];
const GROUPS = ["Student_K8", "Student_912", "Staff", "Transportation", "Facilities"];
const DEVICES = [
  "SmartSpot 500",
  "Kajeet ENT-BYOD",
  "SmartSpot AOL-BYOD",
  "Cradlepoint IBR900",
  "Chromebook LTE",
];
const CAMPUSES = ["Oak Hill Elementary", "Maple Early Learning", "Northstar High", "Riverside Academy"];
const LIMITS = [null, 10_240, 51_200];

/** One in so many lines of the reference is suspended: 12 of 499. */
const SUSPENDED_SHARE = 12 / 499;

/**
 * Fills a world with lines: the two of the reference's example first, then made-up ones. The same count gives the
 * same lines.
 */
export function generateLines(world: World, count: number): void {
  for (const group of GROUPS) addFilterGroup(world, group);
  // The example of listDevices filters by labels 12 and 18.
  const vehicles = world.labels.category("Vehicle");
  world.labels.ensure("Bus", vehicles, 12);
  world.labels.ensure("Van", vehicles, 18);
  const carriers = CARRIERS.filter(({ name }) => name !== "Verizon Priority");
  const suspended = Math.round(count * SUSPENDED_SHARE);
  for (const line of EXAMPLES.slice(0, count)) world.add(line(world));
  for (let index = EXAMPLES.length; index < count; index += 1) {
    const carrier = carriers[index % carriers.length] as CarrierInfo;
    const line = madeUp(world, index, carrier);
    const rank = index - EXAMPLES.length;
    const others = count - EXAMPLES.length;
    const quota = (at: number) => Math.floor((at * suspended) / others);
    if (quota(rank + 1) > quota(rank)) line.status = "suspended";
    world.add(line);
  }
}

function madeUp(world: World, index: number, carrier: CarrierInfo): Line {
  const key = `${AREAS[index % 4]}${3_000_000 + Math.floor(index / 4)}`;
  const chance = hashOf(key);
  const group = GROUPS[(chance >>> 3) % GROUPS.length] as string;
  const bus = group === "Transportation";
  const campus = CAMPUSES[(chance >>> 7) % CAMPUSES.length] as string;
  const label = bus ? `Bus Route ${(chance % 40) + 1}` : `Campus: ${campus}`;
  const labels = [ensureLabel(world, label)];
  if (chance % 3 === 0) labels.push(ensureLabel(world, "Loaner 2026"));
  const used = (chance % 4_000_000) / 100;
  const deviceName = DEVICES[(chance >>> 11) % DEVICES.length] as string;
  return {
    ...blankLine(key, ROOT_CORP, carrier),
    deviceName,
    showHealthStatus: deviceName !== "Chromebook LTE",
    nickname: bus ? `Bus #${index}` : `${deviceName} ${index}`,
    filterGroup: group,
    imei: imeiOf(`35${String(510_000 + Math.floor(index / 1_000_000)).padStart(6, "0")}`, index),
    uicc: iccidOf(`${carrier.issuer}1`, index),
    oemSerialNumber: `SN${1_000_000_000 + (chance % 1_000_000_000)}`,
    monthlyLimit: LIMITS[chance % LIMITS.length] ?? null,
    dailyLimit: chance % 4 === 0 ? 1024 : null,
    monthlyAmountUsed: used,
    last30DaysUsed: Math.round(used * 120) / 100,
    dayAmountUsed: Math.round(used * 3) / 100,
    summerUsage: chance % 2 === 0,
    mdnCustomField: `ASSET-${100_000 + index}`,
    labels,
    onlineStatus: chance % 5 !== 0,
    activatedAt: new Date(Date.UTC(2024, 7, 1) + (chance % 500) * 86_400_000).toISOString(),
  };
}

/** The two lines of the example of listDevices, with exactly its values. */
const EXAMPLES: readonly ((world: World) => Line)[] = [
  (world) => ({
    ...blankLine("5212671508", ROOT_CORP, carrierOfNetwork("Verizon") as CarrierInfo),
    deviceName: "Kajeet ENT-BYOD",
    nickname: "Main Office Hotspot",
    filterGroup: "Staff",
    imei: "355737360073462",
    uicc: "89148000729731698614",
    simType: "ESIM",
    monthlyAmountUsed: 31_245.43,
    last30DaysUsed: 31_245.43,
    onlineStatus: true,
    labels: [ensureLabel(world, "Campus: Oak Hill Elementary")],
    activatedAt: "2024-08-01T12:00:00.000Z",
  }),
  (world) => ({
    ...blankLine("3042286302", ROOT_CORP, carrierOfNetwork("T-Mobile") as CarrierInfo),
    deviceName: "SmartSpot AOL-BYOD",
    nickname: "Bus #47",
    filterGroup: "Student_K8",
    uicc: "89012604706900592925",
    monthlyAmountUsed: 8106.85,
    last30DaysUsed: null,
    labels: [world.labels.ensure("Bus", null).labelId],
    activatedAt: "2024-08-01T12:00:00.000Z",
  }),
];
