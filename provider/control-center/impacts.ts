import type { CarrierImpacts, Impact, LineImpacts, Reversible } from "../core/impact";
import { ACCOUNT_CUSTOM, CUSTOMER_CUSTOM, OPERATOR_CUSTOM } from "./api/index";

const EDIT = ["editDevice"];

const cosmetic: Reversible = { class: "cosmetic", undo: "call", operations: EDIT };

const of = (
  kind: Exclude<Reversible["class"], "cosmetic">,
  undo: Reversible["undo"],
  why: string,
): Reversible => ({ class: kind, undo, why, operations: EDIT });

const RETIRED: Impact = {
  class: "destructive",
  undo: "never",
  action: "retire",
  loss: "a retired SIM is out of use for good",
  operations: EDIT,
};

/** What can be declared; `replaced` only shows. */
const STATUSES = [
  "testReady",
  "inventory",
  "activationReady",
  "activated",
  "deactivated",
  "retired",
  "purged",
];

/** Control Center's lines. */
export const controlCenterLineImpacts: LineImpacts = {
  attributes: {
    status: {
      ...of("connectivity", "call", "only an activated line connects"),
      values: {
        activated: of("cost", "delay", "it is billed from then on, and nothing leads back before activation"),
        retired: RETIRED,
        purged: {
          class: "destructive",
          undo: "never",
          action: "purge",
          loss: "a purged SIM cannot come back",
          operations: EDIT,
        },
      },
    },
    ratePlan: of("cost", "call", "what the line is billed by"),
    communicationPlan: of("connectivity", "call", "which services the line has"),
    customer: of("identity", "call", "whose line it is"),
    deviceId: cosmetic,
    modemId: cosmetic,
    overageLimitOverride: of("cost", "call", "whether it goes on beyond the limit of its plan"),
    ipv4Address: of("connectivity", "delay", "the address may be given to another line meanwhile"),
    ipv6Address: of("connectivity", "delay", "the address may be given to another line meanwhile"),
    apn: of("connectivity", "call", "what a fixed address belongs to"),
    pdpId: of("connectivity", "call", "what a fixed address belongs to"),
    ...Object.fromEntries(
      [...OPERATOR_CUSTOM, ...ACCOUNT_CUSTOM, ...CUSTOMER_CUSTOM].map((name) => [name, cosmetic]),
    ),
    // Never sent: it is what the line is.
    iccid: { class: "identity", undo: "call", why: "which SIM is meant; it is not sent", operations: [] },
  },
  endings: {
    retain: { ...cosmetic, operations: [] },
    deactivate: of("connectivity", "call", "it does not connect until it is activated again"),
    retire: RETIRED,
  },
  // C-ST1: nothing leads back before activation, and purged and replaced are final.
  transitions: {
    testReady: STATUSES,
    inventory: STATUSES,
    activationReady: STATUSES,
    activated: ["deactivated", "retired", "purged"],
    deactivated: ["activated", "retired", "purged"],
    retired: ["activated", "deactivated", "purged"],
    purged: [],
    replaced: [],
  },
};

/** What changes cost to undo at Cisco IoT Control Center. */
export const controlCenterImpacts: CarrierImpacts = { lines: controlCenterLineImpacts, resources: {} };
