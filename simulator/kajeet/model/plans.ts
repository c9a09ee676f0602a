/** A rate plan of the reference list (A-REF1). */
export interface RatePlan {
  ratePlan: string;
  ratePlanDescription: string;
  /** Display name of the only network it is for; null: any. */
  network: string | null;
  /** MB included; null: no limit. */
  monthlyLimit: number | null;
}

export const RATE_PLANS: readonly RatePlan[] = [
  plan("KJ-1GB", "Kajeet 1 GB", null, 1024),
  plan("KJ-5GB", "Kajeet 5 GB", null, 5120),
  plan("KJ-UNL", "Kajeet Unlimited", null, null),
  plan("KJ-VZ-10GB", "Kajeet Verizon 10 GB", "Verizon", 10_240),
  plan("KJ-VZ-BI", "Kajeet Verizon Business Internet", "Verizon", null),
  plan("KJ-TM-10GB", "Kajeet T-Mobile 10 GB", "T-Mobile", 10_240),
  plan("KJ-AT-10GB", "Kajeet AT&T 10 GB", "AT&T", 10_240),
];

/** Verizon business internet plans (A-RP1). */
export const BUSINESS_INTERNET_PLANS = [
  { verizonBiPlanId: "BI-100", name: "Business Internet 100", downloadMbps: 100 },
  { verizonBiPlanId: "BI-200", name: "Business Internet 200", downloadMbps: 200 },
  { verizonBiPlanId: "BI-400", name: "Business Internet 400", downloadMbps: 400 },
] as const;

/** A carrier that activations can be sent to. */
export interface CarrierInfo {
  /** As used in the carrier query parameter. */
  name: string;
  /** As used in activation bodies. */
  code: string;
  /** Display name of the network its lines show. */
  network: string;
  apn: string;
  /** First digits of its ICCIDs. */
  issuer: string;
  /** MCC and MNC, for IMSIs. */
  plmn: string;
  defaultPlan: string;
}

export const CARRIERS: readonly CarrierInfo[] = [
  carrier("Verizon", "VERIZON", "Verizon", "vzwinternet", "8914800", "311480", "KJ-VZ-10GB"),
  carrier(
    "Verizon Priority",
    "VERIZON_PRIORITY",
    "Verizon",
    "vzwinternet",
    "8914801",
    "311480",
    "KJ-VZ-10GB",
  ),
  carrier("T-Mobile", "TMOBILE", "T-Mobile", "fast.t-mobile.com", "8901260", "310260", "KJ-TM-10GB"),
  carrier("AT&T", "ATT", "AT&T", "broadband", "8901410", "310410", "KJ-AT-10GB"),
];

/** A carrier by its code or its name, in any case. */
export function carrierNamed(nameOrCode: string): CarrierInfo | undefined {
  const wanted = nameOrCode.toLowerCase();
  return CARRIERS.find(({ name, code }) => name.toLowerCase() === wanted || code.toLowerCase() === wanted);
}

/** The first carrier whose lines show this network. */
export function carrierOfNetwork(network: string): CarrierInfo | undefined {
  return CARRIERS.find((candidate) => candidate.network === network);
}

function plan(
  ratePlan: string,
  ratePlanDescription: string,
  network: string | null,
  monthlyLimit: number | null,
): RatePlan {
  return { ratePlan, ratePlanDescription, network, monthlyLimit };
}

function carrier(
  name: string,
  code: string,
  network: string,
  apn: string,
  issuer: string,
  plmn: string,
  defaultPlan: string,
): CarrierInfo {
  return { name, code, network, apn, issuer, plmn, defaultPlan };
}
