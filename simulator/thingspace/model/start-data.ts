import { iccidOf, imeiOf } from "../../core/digits";
import { hashOf } from "../../core/random";
import type { Account, Lead, ServicePlan } from "./account";
import { blankDevice, type Device, type PlaceOfUse } from "./device";
import { numbered } from "./lifecycle";
import { World } from "./world";

/** The account most lines are in. */
export const ROOT_ACCOUNT = "0000123456-00001";
/** The customer's other account. */
const SECOND_ACCOUNT = "0000123456-00002";
/** An account of somebody else, so that there is one to be refused for. */
const FOREIGN_ACCOUNT = "0000999999-00001";

/** Accounts that the simulator's user may work with. */
export const OWN_ACCOUNTS: readonly string[] = [ROOT_ACCOUNT, SECOND_ACCOUNT];

const PLANS: readonly ServicePlan[] = [
  { name: "LTE 2 GB", code: "LTE2GB", sizeKb: 2_097_152, carrierServicePlanCode: "84001" },
  { name: "LTE 10 GB", code: "LTE10GB", sizeKb: 10_485_760, carrierServicePlanCode: "84002" },
  { name: "LTE Unlimited", code: "LTEUNL", sizeKb: 0, carrierServicePlanCode: "84003" },
  { name: "NB-IoT 50 KB", code: "NB50KB", sizeKb: 50, carrierServicePlanCode: "84004" },
];
const STATES = [
  { name: "Active", deviceState: "active" },
  { name: "Suspended", deviceState: "suspend" },
  { name: "Deactivated", deviceState: "deactive" },
] as const;

/** A world with accounts, plans, pools and groups, and no device yet. */
export function emptyWorld(now: () => number): World {
  const world = new World(now);
  world.addAccount(account(ROOT_ACCOUNT, "Northstar Independent School District", PLANS, 12));
  // The unlimited plan is missing here, so that a move can fail for want of it.
  const fewer = PLANS.filter(({ code }) => code !== "LTEUNL");
  world.addAccount(account(SECOND_ACCOUNT, "Northstar Transportation", fewer, 620));
  world.addAccount(account(FOREIGN_ACCOUNT, "Southfield Independent School District", PLANS, 0));
  for (const name of OWN_ACCOUNTS) {
    for (const group of GROUPS) world.addGroup(name, group, `${group} lines`);
  }
  world.effects = 0;
  return world;
}

function account(
  name: string,
  organization: string,
  servicePlans: readonly ServicePlan[],
  leads: number,
): Account {
  const plans = servicePlans.map(({ code }) => code);
  return {
    name,
    number: name,
    organization,
    isProvisioningAllowed: true,
    carriers: ["Verizon Wireless"],
    features: ["ConnectivityManagement", "NIDD"],
    ipPools: [
      { poolName: "DYNAMIC-EAST", poolType: "Dynamic IP", isDefaultPool: true },
      { poolName: "STATIC-EAST", poolType: "Static IP", isDefaultPool: false },
    ],
    servicePlans: [...servicePlans],
    leads: Array.from({ length: leads }, (_, index) => leadAt(name, index)),
    services: [
      {
        name: "Fleet",
        description: "States of the fleet",
        states: STATES.map((state, index) => ({
          ...state,
          workflowSequenceNumber: index + 1,
          servicePlans: plans,
        })),
      },
    ],
  };
}

function leadAt(name: string, index: number): Lead {
  const chance = hashOf(`${name} lead ${index}`);
  const { city, state, zip } = PLACES[chance % PLACES.length] as (typeof PLACES)[number];
  return {
    leadId: String(1_000_000 + (hashOf(name) % 1000) * 1000 + index),
    leadState: chance % 3 === 0 ? "Closed - Won" : "Qualified",
    address: { addressLine1: `${100 + (chance % 900)} Main Street`, city, state, zip, country: "US" },
  };
}

const GROUPS = ["Students", "Staff", "Buses"];
const AREAS = ["304", "521", "681", "512"];
const PLACES = [
  { city: "Columbus", state: "OH", zip: "43004" },
  { city: "Charleston", state: "WV", zip: "25301" },
  { city: "Austin", state: "TX", zip: "78701" },
] as const;
/** Verizon's issuer prefix of ICCIDs. */
const ISSUER = "891480000";
/** The first made-up line is added then, each other a minute later. */
const FIRST_ADDED = Date.UTC(2025, 7, 1);

/** When the line of this index was added. */
export function addedAt(index: number): number {
  return FIRST_ADDED + index * 60_000;
}

/** Fills a world with made-up lines; the same count gives the same lines. One in ten is in the second account. */
export function generateLines(world: World, count: number): void {
  const groups = new Map(
    OWN_ACCOUNTS.map((name) => [
      name,
      [world.defaultGroup(name), ...GROUPS.map((g) => world.requireGroup(name, g))],
    ]),
  );
  for (let index = 0; index < count; index += 1) {
    const name = index % 10 === 9 ? SECOND_ACCOUNT : ROOT_ACCOUNT;
    const members = groups.get(name) ?? [];
    const group = members[hashOf(`group ${index}`) % members.length] ?? world.defaultGroup(name);
    world.add(madeUp(world, index, name, group.id));
  }
  world.effects = 0;
}

function madeUp(world: World, index: number, name: string, groupId: number): Device {
  const createdAt = addedAt(index);
  const chance = hashOf(`line ${index}`);
  const nbIot = chance % 25 === 7;
  const device: Device = Object.assign(blankDevice(world.nextDeviceId, name, groupId, createdAt), {
    imei: imeiOf(`35${String(610_000 + Math.floor(index / 1_000_000)).padStart(6, "0")}`, index),
    iccid: iccidOf(`${ISSUER}1`, index),
    customField1: `ASSET-${100_000 + index}`,
    customField2: chance % 3 === 0 ? "Loaner" : null,
    costCenter: `CC-${100 + (chance % 40)}`,
    skuNumber: "VZW080000460032",
    nbIot,
  });
  // Among forty lines one is not active yet, one was, and one is suspended.
  if (index % 40 === 31) return device;
  const mdn = `${AREAS[index % 4]}${3_000_000 + Math.floor(index / 4)}`;
  const lastActivationDate = createdAt + 30_000;
  const activated = { lastActivationBy: "fleet-api", lastActivationDate };
  if (index % 40 === 35) {
    return Object.assign(device, activated, { state: "deactive", lastDeactivationDate: lastActivationDate });
  }
  const suspended = index % 40 === 23;
  return Object.assign(device, activated, {
    ...numbered(world, `31148${String(1_000_000_000 + index)}`, mdn),
    state: suspended ? "suspend" : "active",
    suspendedAt: suspended ? lastActivationDate : null,
    servicePlan: nbIot ? "NB50KB" : chance % 4 === 0 ? "LTE10GB" : "LTE2GB",
    ipPool: "DYNAMIC-EAST",
    ipAddress: world.numbers.ipAddress("Dynamic IP"),
    zipCode: PLACES[chance % PLACES.length]?.zip ?? null,
    placeOfUse: placeOf(chance),
    connected: !suspended && chance % 5 !== 0,
    lastConnectionDate: lastActivationDate,
  });
}

function placeOf(chance: number): PlaceOfUse {
  const { city, state, zip } = PLACES[chance % PLACES.length] as (typeof PLACES)[number];
  return {
    address: { addressLine1: `${1 + (chance % 999)} School Road`, city, state, zip, country: "US" },
    customerName: { firstName: "Northstar", lastName: "District" },
  };
}
