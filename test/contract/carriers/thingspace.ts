import { formatMdn } from "../../../provider/core/identifiers";
import type { Values } from "../../../provider/core/value";
import { thingspaceLines } from "../../../provider/thingspace/lines/model";
import type { Simulator } from "../../../simulator/index";
import { startThingspaceSimulator, type ThingspaceSimulator } from "../../../simulator/thingspace/index";
import { iccid, imei } from "../../support/numbers";
import { CREDENTIALS, receiver, TOKEN } from "../../support/receiver";
import type { CarrierUnderTest, Sample } from "./carrier";
import skips from "./thingspace.skips.json";

const ROOT = "0000123456-00001";
const SECOND = "0000123456-00002";
const SIGN_IN = { key: "k3y-of-the-fleet", secret: "s3cret-of-the-fleet", password: "Tr0ub4dor-and-3" };

const [METER, PUMP, VALVE] = ["304-300-0001", "304-300-0002", "304-300-0003"] as const;
const LINES = [METER, PUMP, VALVE] as const;
const FIELDS = ["customField1", "customField2", "customField3", "customField4", "customField5"];

/** Device and SIM of a line at the start. */
const idsOf = (line: string) => {
  const serial = LINES.indexOf(line as (typeof LINES)[number]) + 1;
  return [imei(serial), iccid(serial)];
};

/** The lines there are: active, with a device, a SIM and a place each. */
const INVENTORY = [
  "mdn,imei,iccid,status,ratePlan,deviceGroup,customField1,costCenter",
  ...LINES.map((mdn, at) =>
    [
      mdn.replaceAll("-", ""),
      imei(at + 1),
      iccid(at + 1),
      "active",
      "LTE2GB",
      "Students",
      `A-${at}`,
      "CC-0",
    ].join(),
  ),
].join("\n");

/** The primary place of use is sent whole, so that its needed parts stand beside every other. */
const PLACES: readonly (readonly [string, string, string])[] = [
  ["placeFirstName", "Ada", "Grace"],
  ["placeLastName", "Byron", "Murray"],
  ["placeAddressLine1", "1 School Road", "2 Main Street"],
  ["placeCity", "Columbus", "Austin"],
  ["placeState", "OH", "TX"],
  ["placeZip", "43004", "78701"],
  ["placeCountry", "USA", "US"],
  ["placeTitle", "Dr", "Ms"],
  ["placeMiddleName", "A", "B"],
  ["placeSuffix", "II", "III"],
  ["placeAddressLine2", "Room 1", "Room 2"],
  ["placeZip4", "0001", "0002"],
  ["placePhone", "3045550100", "5125550100"],
  ["placePhoneType", "H", "W"],
  ["placeEmail", "ada@example.com", "grace@example.com"],
];

const text = (attribute: string, ...values: [string, string]): Sample => ({
  attribute,
  sort: "text",
  values,
});

const record = async (simulator: Simulator, line: string) => {
  const digits = line.replaceAll("-", "");
  return (await (simulator as unknown as ThingspaceSimulator).lines()).find(
    ({ mdn, iccid: sim, imei: device }) => mdn === digits || sim === digits || device === digits,
  );
};

/** Tells the simulated carrier where its callbacks go, as a deployment's `Callback` would. */
async function register({ env }: Simulator, url: string): Promise<void> {
  const api = env.CELLULAR_THINGSPACE_URL ?? "";
  const post = async (path: string, body: string, headers: Record<string, string>) => {
    const answer = await fetch(`${api}${path}`, { method: "POST", body, headers });
    if (!answer.ok) throw new Error(`${path}: ${answer.status} ${await answer.text()}`);
    return (await answer.json()) as Record<string, string>;
  };
  const basic = Buffer.from(`${SIGN_IN.key}:${SIGN_IN.secret}`).toString("base64");
  const form = { authorization: `Basic ${basic}`, "content-type": "application/x-www-form-urlencoded" };
  const { access_token } = await post("/ts/v1/oauth2/token", "grant_type=client_credentials", form);
  const bearer = { authorization: `Bearer ${access_token}`, "content-type": "application/json" };
  const user = { username: env.CELLULAR_THINGSPACE_USERNAME, password: SIGN_IN.password };
  const { sessionToken = "" } = await post("/m2m/v1/session/login", JSON.stringify(user), bearer);
  const signed = { ...bearer, "vz-m2m-token": sessionToken };
  for (const account of [ROOT, SECOND]) {
    const listener = { name: "CarrierService", url: `${url}/callbacks/thingspace`, ...CREDENTIALS };
    await post(`/m2m/v1/callbacks/${account}`, JSON.stringify(listener), signed);
  }
}

/** Verizon ThingSpace: what is asked of it is done later, and told by callbacks, which a receiver keeps. */
export const thingspace: CarrierUnderTest = {
  name: "thingspace",
  model: thingspaceLines,
  async start() {
    const listening = await receiver();
    // The carrier's counts a day and a month are a matter of its own tests.
    const simulator = await startThingspaceSimulator({
      ...SIGN_IN,
      inventoryText: INVENTORY,
      actionsPerLineAndDay: 1_000,
      planChangesPerMonth: 1_000,
    });
    return {
      simulator,
      settings: {
        "cellular:receiverUrl": listening.url,
        "cellular:receiverToken": TOKEN,
        // The time of the test passes at once, callbacks arrive in that of the machine: a moment for each question.
        "cellular:thingspaceLongPollSeconds": "0.05",
        "cellular:thingspaceDeadlineSeconds": "900",
      },
      async reset() {
        await simulator.reset();
        await register(simulator, listening.url);
        await simulator.clearJournal();
      },
      async close() {
        await simulator.close();
        await listening.close();
      },
    };
  },

  lines: LINES,
  noLine: "304-999-9999",
  identified: (line): Values => (line.includes("-") ? { mdn: line } : { iccid: line }),
  async otherNames(simulator, line) {
    const found = await record(simulator, line);
    return [found?.iccid, found?.imei].filter((name) => typeof name === "string");
  },
  newLines: [
    {
      line: iccid(11),
      values: { imei: imei(11), status: "active", ratePlan: "LTE2GB", zipCode: "43004", customField1: "new" },
    },
    {
      line: iccid(12),
      values: {
        imei: imei(12),
        status: "active",
        ratePlan: "LTE10GB",
        zipCode: "43004",
        deviceGroup: "Staff",
      },
    },
  ],

  attributes: [
    ...FIELDS.map((name): Sample => ({ ...text(name, `${name} first`, "a, b; c"), clearable: true })),
    { ...text("costCenter", "CC-1", "CC 2!"), clearable: true },
    text("imei", imei(71), imei(72)),
    text("iccid", iccid(71), iccid(72)),
    ...PLACES.map(([name, ...values]) => text(name, ...values)),
    { attribute: "status", sort: "choice", values: ["active", "suspend"] },
    { attribute: "ratePlan", sort: "name", values: ["LTE10GB", "LTE2GB"] },
    { attribute: "deviceGroup", sort: "name", values: ["Staff", "Buses"], clearable: true },
  ],
  unsampled: {
    account: "A line is found in the accounts that its declaration names; moves have tests of their own",
  },
  plain: "customField1",
  change: {
    before: {
      [METER]: { customField1: "a", status: "active", ratePlan: "LTE2GB" },
      [PUMP]: { customField1: "b", customField2: null, deviceGroup: "Students" },
      [VALVE]: { customField1: "c", costCenter: "CC-1" },
    },
    after: {
      [METER]: { customField1: "Office", status: "suspend", ratePlan: "LTE10GB" },
      [PUMP]: { customField1: "Office", customField2: "n", deviceGroup: "Staff" },
      [VALVE]: { customField1: "Office", costCenter: null },
    },
  },
  membership: { type: "RatePlan", values: { ratePlan: "LTEUNL" } },
  inUse: "active",
  endings: { parks: "suspend", ends: { name: "remove", done: "removed" } },

  async readBack(simulator, line) {
    const found = await record(simulator, line);
    if (found === undefined) return undefined;
    const {
      deviceGroup,
      mdn,
      placeEmailAddress,
      state: _,
      servicePlan: __,
      ...rest
    } = found as Record<string, unknown> as typeof found & {
      state?: unknown;
      servicePlan?: unknown;
    };
    const group = /^Default:/.test(deviceGroup ?? "") ? null : deviceGroup;
    const number = mdn === null ? {} : { mdn: formatMdn(mdn) };
    return { ...rest, ...number, deviceGroup: group, placeEmail: placeEmailAddress } as unknown as Values;
  },
  async edit(simulator, line, { placeEmail, ...values }) {
    const found = await record(simulator, line);
    const more = placeEmail === undefined ? {} : { placeEmailAddress: placeEmail };
    await simulator.editLine(found?.iccid ?? line, { ...values, ...more });
  },
  async drop(simulator, line) {
    await simulator.removeLine((await record(simulator, line))?.iccid ?? line);
  },
  parked: async (simulator, line) => (await record(simulator, line))?.status === "suspend",
  async removals(simulator) {
    const states = await Promise.all(LINES.map(async (line) => (await record(simulator, line))?.status));
    return LINES.filter((_, at) => states[at] === undefined || states[at] === "deactive");
  },
  ordersIn({ operationId, body }) {
    if (operationId !== "activateDevices") return [];
    const { devices } = body as { devices: { deviceIds: { id: string; kind: string }[] }[] };
    return devices.flatMap(({ deviceIds }) =>
      deviceIds.filter(({ kind }) => kind.toLowerCase() === "iccid").map(({ id }) => id),
    );
  },
  // A fault aims at the identifiers that a call names, which need not be the declared one.
  refusal: (lines) => ({
    kind: "partial",
    lines: lines.flatMap((line) => [line, ...idsOf(line)]),
    code: "REQUEST_FAILED.UnexpectedError",
    message: "Locked",
  }),
  orderRefusal: {
    kind: "status",
    status: 400,
    operation: "activateDevices",
    code: "REQUEST_FAILED.UnexpectedError",
  },
  orderOperation: "activateDevices",
  runsToRecover: 2,
  logins: ["requestOAuthToken", "loginSession", "logoutSession"],

  wrongLogin: { config: { "cellular:thingspacePassword": "gu3ssed-it" }, guess: "gu3ssed-it", most: 2 },
  secrets: {
    values: [...Object.values(SIGN_IN), TOKEN, CREDENTIALS.password],
    tokens: /Bearer |vz-m2m-token/i,
  },
  bad: {
    identifiers: ["304-300-00012", "8.9148E+19", "89148000x29731698614"],
    outside: { attribute: "status", value: "paused", allowed: "deactive" },
    misspelt: { attribute: "ratePlan", value: "LTE3GB", nearest: "LTE2GB" },
  },
  skips,
};
