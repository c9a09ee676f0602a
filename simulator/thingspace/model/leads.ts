import { hashOf } from "../../core/random";

/** A sales lead that an activation can be booked on. */
export interface Lead {
  leadId: string;
  leadState: "Qualified" | "Closed - Won";
  address: {
    addressLine1: string;
    city: string;
    state: string;
    zip: string;
    country: string;
  };
}

const PLACES = [
  { city: "Columbus", state: "OH", zip: "43004" },
  { city: "Charleston", state: "WV", zip: "25301" },
  { city: "Austin", state: "TX", zip: "78701" },
] as const;

/** Leads of an account that has a usual number of them, and of one that has more than a page. */
const FEW = 12;
const MANY = 620;

/** The leads of an account, always the same. Every account but the customer's first has more than one page of them. */
export function leadsOf(account: string, first: boolean): Lead[] {
  const count = first ? FEW : MANY;
  return Array.from({ length: count }, (_, index) => leadAt(account, index));
}

function leadAt(account: string, index: number): Lead {
  const chance = hashOf(`${account} lead ${index}`);
  const place = PLACES[chance % PLACES.length] ?? PLACES[0];
  return {
    leadId: String(1_000_000 + (hashOf(account) % 1000) * 1000 + index),
    leadState: chance % 3 === 0 ? "Closed - Won" : "Qualified",
    address: { addressLine1: `${100 + (chance % 900)} Main Street`, ...place, country: "US" },
  };
}
