import type { Approved, CarrierName, Case, Grain, Terms } from "./case";

/** What a carrier offers for each kind of change. */
interface Offer {
  readonly carrier: CarrierName;
  /** An attribute of each class, before and after. */
  readonly harmless: readonly Pick<Case, "what" | "before" | "after" | "class" | "undo">[];
  /** What happens to a line at the end, so that it can be taken back. */
  readonly parks: { readonly onDelete: string; readonly undo: Case["undo"] };
  /** What does not. */
  readonly ends: readonly string[];
  /** Values that cannot be taken back. */
  readonly graves: readonly Pick<Case, "what" | "before" | "after">[];
  readonly memberships: readonly Pick<
    Case,
    "what" | "type" | "before" | "after" | "class" | "undo" | "terms"
  >[];
}

const OFFERS: readonly Offer[] = [
  {
    carrier: "kajeet",
    harmless: [
      { what: "a note", before: { note: "a" }, after: { note: "b" }, class: "cosmetic", undo: "call" },
      { what: "labels", before: { labels: ["Bus"] }, after: { labels: [] }, class: "cosmetic", undo: "call" },
      {
        what: "a rate plan",
        before: { ratePlan: "KJ-1GB" },
        after: { ratePlan: "KJ-5GB" },
        class: "cost",
        undo: "call",
      },
      {
        what: "a limit taken off",
        before: { monthlyLimit: 5 },
        after: { monthlyLimit: null },
        class: "cost",
        undo: "call",
      },
      {
        what: "suspension",
        before: { status: "active" },
        after: { status: "suspended" },
        class: "connectivity",
        undo: "call",
      },
      {
        what: "a filter group",
        before: { filterGroup: "Staff" },
        after: { filterGroup: "Facilities" },
        class: "connectivity",
        undo: "call",
      },
      {
        what: "a device group",
        before: { deviceGroup: "NORTHSTAR-ISD" },
        after: { deviceGroup: "Transportation" },
        class: "identity",
        undo: "call",
      },
    ],
    parks: { onDelete: "suspend", undo: "call" },
    ends: ["remove"],
    graves: [],
    memberships: [
      {
        what: "a plan for a group",
        type: "RatePlan",
        before: { ratePlan: "KJ-1GB" },
        after: { ratePlan: "KJ-5GB" },
        class: "cost",
        undo: "call",
      },
      {
        what: "leaving a filter group",
        type: "FilterGroup",
        before: { filterGroup: "Staff" },
        class: "cosmetic",
        undo: "call",
      },
      {
        what: "a status given back",
        type: "LineStatus",
        terms: { onDelete: "restore" },
        before: { status: "suspended" },
        class: "connectivity",
        undo: "call",
      },
    ],
  },
  {
    carrier: "thingspace",
    harmless: [
      {
        what: "a custom field",
        before: { customField1: "a" },
        after: { customField1: "b" },
        class: "cosmetic",
        undo: "call",
      },
      {
        what: "a device group",
        before: { deviceGroup: "Students" },
        after: { deviceGroup: null },
        class: "cosmetic",
        undo: "call",
      },
      {
        what: "a service plan",
        before: { ratePlan: "LTE2GB" },
        after: { ratePlan: "LTE10GB" },
        class: "cost",
        undo: "delay",
      },
      {
        what: "suspension",
        before: { status: "active" },
        after: { status: "suspend" },
        class: "connectivity",
        undo: "call",
      },
    ],
    parks: { onDelete: "suspend", undo: "call" },
    ends: ["deactivate", "remove"],
    graves: [{ what: "status deactive", before: { status: "active" }, after: { status: "deactive" } }],
    memberships: [
      {
        what: "a plan for a group",
        type: "RatePlan",
        before: { ratePlan: "LTE2GB" },
        after: { ratePlan: "LTE10GB" },
        class: "cost",
        undo: "delay",
      },
    ],
  },
  {
    carrier: "control-center",
    harmless: [
      {
        what: "a custom field",
        before: { accountCustom1: "a" },
        after: { accountCustom1: "b" },
        class: "cosmetic",
        undo: "call",
      },
      {
        what: "a rate plan",
        before: { ratePlan: "Standard 1 GB" },
        after: { ratePlan: "Standard 5 GB" },
        class: "cost",
        undo: "call",
      },
      {
        what: "overage without end",
        before: { overageLimitOverride: "default" },
        after: { overageLimitOverride: "permanentOverride" },
        class: "cost",
        undo: "call",
      },
      {
        what: "deactivation",
        before: { status: "activated" },
        after: { status: "deactivated" },
        class: "connectivity",
        undo: "call",
      },
      {
        what: "a customer",
        before: { customer: "Northstar Schools" },
        after: { customer: "Northstar Transportation" },
        class: "identity",
        undo: "call",
      },
    ],
    parks: { onDelete: "deactivate", undo: "call" },
    ends: ["retire"],
    graves: [
      { what: "status retired", before: { status: "activated" }, after: { status: "retired" } },
      { what: "status purged", before: { status: "deactivated" }, after: { status: "purged" } },
    ],
    memberships: [
      {
        what: "a plan for a group",
        type: "RatePlan",
        before: { ratePlan: "Standard 1 GB" },
        after: { ratePlan: "Standard 5 GB" },
        class: "cost",
        undo: "call",
      },
    ],
  },
];

const OPEN: Terms = { deletionProtection: false };
const DEFECTS: readonly Approved[] = ["expired", "another line", "another action", "another change"];
const GRAVE = { class: "destructive", undo: "never" } as const;

function* casesOf({ carrier, harmless, parks, ends, graves, memberships }: Offer): Generator<Case> {
  for (const grain of ["set", "line"] as const satisfies Grain[]) {
    const base = { carrier, grain, before: {} } as const;
    for (const one of harmless) yield { ...base, ...one, blocked: false };
    yield { ...base, what: "let be", class: "cosmetic", undo: "call", blocked: false };
    yield {
      ...base,
      what: `${parks.onDelete} at the end`,
      terms: { onDelete: parks.onDelete },
      class: "connectivity",
      undo: parks.undo,
      blocked: false,
    };
    for (const onDelete of ends) {
      const open = { onDelete, ...OPEN };
      yield {
        ...base,
        ...GRAVE,
        what: `${onDelete}, protected`,
        terms: { onDelete },
        approved: "yes",
        blocked: true,
      };
      yield { ...base, ...GRAVE, what: `${onDelete}, not approved`, terms: open, blocked: true };
      yield {
        ...base,
        ...GRAVE,
        what: `${onDelete}, approved`,
        terms: open,
        approved: "yes",
        blocked: false,
      };
      yield {
        ...base,
        what: `${onDelete}, but moves`,
        terms: open,
        moves: true,
        class: "cosmetic",
        undo: "call",
        blocked: false,
      };
    }
    const [onDelete] = ends;
    for (const approved of DEFECTS) {
      yield {
        ...base,
        ...GRAVE,
        what: `${onDelete}, approval: ${approved}`,
        terms: { onDelete: onDelete!, ...OPEN },
        approved,
        blocked: true,
      };
    }
    for (const grave of graves) {
      yield { ...base, ...GRAVE, ...grave, what: `${grave.what}, protected`, approved: "yes", blocked: true };
      yield { ...base, ...GRAVE, ...grave, what: `${grave.what}, not approved`, terms: OPEN, blocked: true };
      yield {
        ...base,
        ...GRAVE,
        ...grave,
        what: `${grave.what}, approved`,
        terms: OPEN,
        approved: "yes",
        blocked: false,
      };
    }
  }
  const whole = {
    carrier,
    grain: "set",
    before: {},
    whole: true,
    ...GRAVE,
    terms: { onDelete: ends[0]!, ...OPEN },
  } as const;
  yield { ...whole, what: `${ends[0]} of a whole set, not approved`, blocked: true };
  yield { ...whole, what: `${ends[0]} of a whole set, approved`, approved: "yes", blocked: false };
  for (const one of memberships) yield { carrier, grain: "membership", ...one, blocked: false };
}

/** Every class of change, for single lines, sets and memberships of each carrier. */
export const CASES: readonly Case[] = OFFERS.flatMap((offer) => [...casesOf(offer)]);
