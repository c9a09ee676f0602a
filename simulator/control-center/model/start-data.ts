import { iccidOf, imeiOf } from "../../core/digits";
import { hashOf } from "../../core/random";
import { blankLine, type Line } from "./line";
import type { SimStatus } from "./statuses";
import { World } from "./world";

/** The account all lines are in. */
const ACCOUNT_ID = "100055999";

const RATE_PLANS = ["Standard 1 GB", "Standard 5 GB", "Seasonal 50 MB"] as const;
const COMMUNICATION_PLANS = { plain: "Data LTE", fixed: "Data LTE Fixed IP" };
const CUSTOMERS = ["Northstar Schools", "Northstar Transportation"] as const;
/** The custom field that is a combo box, and what it offers. */
const COMBO_BOX = ["accountCustom10", ["Student", "Staff", "Bus"]] as const;

/** Statuses among every forty lines; the others are activated. */
const UNUSUAL: Readonly<Record<number, SimStatus>> = {
  2: "TEST_READY",
  5: "INVENTORY",
  8: "ACTIVATION_READY",
  11: "DEACTIVATED",
  14: "RETIRED",
  17: "PURGED",
  20: "REPLACED",
};
/** Statuses of lines that were in use once. */
const USED: readonly SimStatus[] = ["ACTIVATED", "DEACTIVATED", "RETIRED", "PURGED", "REPLACED"];

const SECOND = 1000;
const DAY = 86_400_000;
/** The first line is added then, each other one a second later. */
const FIRST_ADDED = Date.UTC(2025, 7, 1);

/** When the line of this index was added. */
export function addedAt(index: number): number {
  return FIRST_ADDED + index * SECOND;
}

/** A world with plans, customers and a combo box, and no line yet. */
export function emptyWorld(now: () => number, ratePlans: readonly string[] = []): World {
  const world = new World(now, ACCOUNT_ID);
  const { catalog } = world;
  for (const plan of [...RATE_PLANS, ...ratePlans]) catalog.ratePlans.add(plan);
  catalog.addCommunicationPlan(COMMUNICATION_PLANS.plain, false);
  catalog.addCommunicationPlan(COMMUNICATION_PLANS.fixed, true);
  for (const customer of CUSTOMERS) catalog.customers.add(customer);
  catalog.comboBoxes.set(...COMBO_BOX);
  return world;
}

/** Fills a world with made-up lines; the same count gives the same lines. */
export function generateLines(world: World, count: number): void {
  world.addAll(Array.from({ length: count }, (_, index) => madeUp(index)));
  world.effects = 0;
}

function madeUp(index: number): Line {
  const added = addedAt(index);
  const chance = hashOf(`line ${index}`);
  const status = UNUSUAL[index % 40] ?? "ACTIVATED";
  const used = USED.includes(status);
  const busy = status === "ACTIVATED";
  const [, boxValues] = COMBO_BOX;
  const fixed = chance % 10 === 3;
  return Object.assign(blankLine(iccidOf("8901170", index), ACCOUNT_ID, added), {
    imsi: `310170${String(index).padStart(9, "0")}`,
    msisdn: `1882${String(index).padStart(9, "0")}`,
    imei: used ? imeiOf("35610000", index) : null,
    status,
    ratePlan: RATE_PLANS[chance % 4 === 0 ? 1 : 0],
    communicationPlan: fixed ? COMMUNICATION_PLANS.fixed : COMMUNICATION_PLANS.plain,
    ...(fixed ? { ipv4Address: fixedAddress(index), apn: "fixed.northstar", pdpId: "1" } : {}),
    customer: chance % 5 === 0 ? null : CUSTOMERS[chance % 3 === 0 ? 1 : 0],
    deviceID: used ? `NS-${100_000 + index}` : null,
    dateActivated: used ? added + DAY : null,
    // Not in the order of the ICCIDs, as in an account that is in use.
    dateUpdated: used ? added + DAY + (chance % (20 * DAY)) : added,
    accountCustom1: `ASSET-${100_000 + index}`,
    accountCustom10: boxValues[chance % boxValues.length] ?? "",
    globalSimType: "NONE",
    simProfileId: "1",
    ctdDataUsage: busy ? chance % 900_000_000 : 0,
    ctdSMSUsage: busy ? chance % 20 : 0,
    ctdSessionCount: busy ? chance % 300 : 0,
  });
}

function fixedAddress(index: number): string {
  return `10.${64 + (index >>> 16)}.${(index >>> 8) & 255}.${index & 255}`;
}
