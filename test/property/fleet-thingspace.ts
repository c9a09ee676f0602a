import fc from "fast-check";
import { formatMdn } from "../../provider/core/identifiers";
import type { Values } from "../../provider/core/value";
import { thingspaceLines } from "../../provider/thingspace/lines/model";
import { startThingspaceSimulator, type ThingspaceSimulator } from "../../simulator/index";
import { MiniEngine } from "../support/mini-engine";
import { iccid, imei } from "../support/numbers";
import { CREDENTIALS, receiver, removeDirectories, TOKEN } from "../support/receiver";
import type { FleetCarrier, PortalEdit } from "./fleet-carrier";
import { EXISTING, some, type Wish, wireFaults } from "./fleet-story";

const ACCOUNT = "0000123456-00001";
const DAY = 24 * 3600_000;
const FATES = ["lost", "late", "doubled", "reordered", "stray"] as const;
const CODE = "REQUEST_FAILED.UnexpectedError";

// What was refused for haste is not done.
const ownWireFaults = wireFaults.map((fault) =>
  fault.kind === "status" && fault.status === 429 ? { ...fault, when: "before" as const } : fault,
);

const workFaults = fc.oneof(
  fc.record({ kind: fc.constant("partial" as const), code: fc.constant(CODE) }),
  fc.record({ kind: fc.constant("work" as const), share: fc.constantFrom(0.5, 1), code: fc.constant(CODE) }),
  // A line whose activation never ends is beyond every run.
  fc.record({
    kind: fc.constant("work" as const),
    operation: fc.constant([
      "changeServicePlan",
      "changeCustomFields",
      "changeCostCenter",
      "suspendDevices",
      "restoreDevices",
    ]),
    share: fc.constantFrom(0.5, 1),
    stuck: fc.constant(true),
  }),
  fc.record({ kind: fc.constant("work" as const), delayMs: fc.constantFrom(100_000, 900_000) }),
  fc.record({
    kind: fc.constant("callback" as const),
    share: fc.constantFrom(0.5, 1),
    fate: fc.constantFrom(...FATES),
  }),
);

/** Every second line may be suspended; of the others the plan may belong to a membership. */
const isParkable = (index: number) => index % 2 === 0;

/** The carrier changes no plan of a suspended line: what is to have one is declared active. */
function tamed(wish: Wish, index: number): Wish {
  const { status, ...rest } = wish.values;
  const isNew = index >= EXISTING;
  const values: Values = isNew ? { ratePlan: "LTE2GB", ...rest } : rest;
  if (isNew) return { ...wish, values: { ...values, status: "active" } };
  if (!isParkable(index))
    return { ...wish, values: status === undefined ? values : { ...values, status: "active" } };
  const wanted = values.ratePlan === undefined ? status : "active";
  return {
    ...wish,
    member: [false, false],
    values: wanted === undefined ? values : { ...values, status: wanted },
  };
}

/** Verizon ThingSpace, whose work takes so long: with a ledger on disk, and a receiver where the story has one. */
export const thingspaceFleet = (
  name: string,
  requestDelayMs: number,
  ledger: () => string,
): FleetCarrier => ({
  name,
  model: thingspaceLines,
  async start() {
    const listening = await receiver();
    const simulator = await startThingspaceSimulator({
      lines: 12,
      requestDelayMs,
      // What a month allows is a matter of its own tests.
      actionsPerLineAndDay: 1_000,
      planChangesPerMonth: 1_000,
    });
    const told = { "cellular:receiverUrl": listening.url, "cellular:receiverToken": TOKEN };
    return {
      simulator: simulator as never,
      async reset(hears) {
        await simulator.reset();
        if (hears) await register(simulator, listening.url);
        return {
          ...(hears ? told : {}),
          "cellular:ledger": ledger(),
          "cellular:thingspaceDailyActions": "1000",
          "cellular:thingspacePollSeconds": "20",
          "cellular:thingspaceLongPollSeconds": "0.004",
          "cellular:thingspaceDeadlineSeconds": "400",
        };
      },
      async close() {
        await simulator.close();
        await listening.close();
        removeDirectories();
      },
    };
  },
  values: some({
    status: fc.constantFrom("active", "suspend"),
    ratePlan: fc.constantFrom("LTE2GB", "LTE10GB"),
    deviceGroup: fc.constantFrom(null, "Staff", "Buses"),
    customField1: fc.constantFrom(null, "Bus #1", "a; b, c = d", "(none)"),
    customField2: fc.constantFrom(null, "n"),
    costCenter: fc.constantFrom(null, "CC-1"),
  }),
  patch: some({
    status: fc.constantFrom("active", "suspend"),
    ratePlan: fc.constantFrom("LTE2GB", "NB50KB"),
    deviceGroup: fc.constantFrom("Staff", "Students"),
    customField1: fc.constantFrom(null, "from the portal"),
    costCenter: fc.constantFrom(null, "CC-9"),
  }),
  faults: fc.oneof(ownWireFaults, workFaults),
  memberships: [
    {
      type: "RatePlan",
      name: "unlimited",
      values: { ratePlan: "LTEUNL" },
      onDelete: "restore",
      has: (truth) => truth.ratePlan === "LTEUNL",
    },
  ],
  orderable: (index) => ({ iccid: iccid(index), imei: imei(index), status: "active", zipCode: "78701" }),
  tamed,
  tamedPatch({ status, ...patch }, index) {
    return isParkable(index) && status !== undefined ? { ...patch, status } : patch;
  },
  truth({ deviceGroup, ...record }) {
    const { status, ratePlan, customField1, customField2, costCenter, iccid: sim, imei: device } = record;
    const group = /^Default: /.test(String(deviceGroup)) ? null : deviceGroup;
    const own = { status, ratePlan, customField1, customField2, costCenter, iccid: sim, imei: device };
    return { ...own, deviceGroup: group } as Values;
  },
  hidden: ["zipCode"],
  numberOf: ({ mdn }) => (typeof mdn === "string" ? formatMdn(mdn) : undefined),
  iccidOf: (record) => record.iccid as string | undefined,
  async edit(simulator, number, patch) {
    await simulator.editLine(number.replaceAll("-", ""), patch);
  },
  usable: ({ status, account }) => status === "active" && account === ACCOUNT,
  // Within the thirty days of the ledger, and in another month.
  restMs: 29 * DAY,
  runsToRecover: 3,
  misdeeds: (simulator, edits) => sentTwice(simulator as unknown as ThingspaceSimulator, edits),
});

async function register(simulator: ThingspaceSimulator, url: string): Promise<void> {
  const args = { service: "CarrierService", url: `${url}/callbacks/thingspace/${ACCOUNT}/CarrierService` };
  const ear = { type: "thingspace:Callback", name: "ear", args: { ...args, ...CREDENTIALS } };
  const { errors } = await new MiniEngine(simulator).up([ear]);
  if (errors.length > 0) throw new Error(errors.join("\n"));
}

interface Sent {
  readonly what: string;
  readonly seq: number;
  readonly at: number;
}

/**
 * What the carrier took twice in a row for a line, though the first one was done or under way, and nobody else had changed
 * the line in between. What has not ended within a day is given up, and may come again.
 */
async function sentTwice(simulator: ThingspaceSimulator, edits: readonly PortalEdit[]): Promise<string[]> {
  const { requests, lines } = await simulator.state();
  const taken = (await simulator.journal({ writes: true })).filter(
    ({ body, effect }) => effect && Array.isArray((body as { devices?: unknown } | null)?.devices),
  );
  if (taken.length !== requests.length) return ["the journal and the carrier's requests are not the same"];
  const names = new Map<string, string>();
  for (const { iccid: sim, imei: device, mdn } of lines)
    for (const id of [sim, device, mdn]) if (id !== null) names.set(id, mdn ?? sim ?? "");
  const last = new Map<string, Sent>();
  const twice: string[] = [];
  for (const [at, { body, seq, operationId, faults }] of taken.entries()) {
    const { devices: _, ...values } = body as Record<string, unknown>;
    const request = requests[at]!;
    for (const { ids, status } of request.parts) {
      const line = names.get(ids[0]!.id) ?? ids[0]!.id;
      const key = `${line} ${/suspend|restore/.test(operationId!) ? "status" : operationId}`;
      const sent = { what: `${operationId} ${JSON.stringify(values)}`, seq, at: request.acceptedAt };
      const before = last.get(key);
      const edited = edits.some(({ number, after }) => {
        return number.replaceAll("-", "") === line && before && after >= before.seq && after < seq;
      });
      if (before?.what === sent.what && !edited && sent.at - before.at < DAY)
        twice.push(`${line} ${sent.what}`);
      // Of a delayed one whose answer or process was lost nobody can know that it has arrived.
      if (status !== "Failed" && !faults.includes("work")) last.set(key, sent);
    }
  }
  return twice;
}
