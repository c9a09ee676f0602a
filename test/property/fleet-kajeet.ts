import fc from "fast-check";
import { kajeetLines } from "../../provider/kajeet/lines/model";
import { type KajeetSimulator, type SimulatedLine, startKajeetSimulator } from "../../simulator/index";
import { truthOf } from "../support/carrier-truth";
import { ordersOf, removalsOf } from "../support/journal";
import { orderable } from "../support/numbers";
import type { FleetCarrier } from "./fleet-carrier";
import { some, wireFaults } from "./fleet-story";

const LABEL = "Loaner 2026";
const GROUP = "Transportation";
const labels = fc.subarray(["E-Rate", "Campus: Northstar High", LABEL]);
const own = (simulator: unknown) => simulator as KajeetSimulator;

/** Kajeet Sentinel: every answer says what became of it, so one run more is enough. */
export const kajeetFleet: FleetCarrier = {
  name: "Kajeet",
  model: kajeetLines,
  async start() {
    const simulator = await startKajeetSimulator({ lines: 9 });
    return {
      simulator: simulator as never,
      async reset() {
        await simulator.reset();
        return {};
      },
      close: () => simulator.close(),
    };
  },
  values: some({
    status: fc.constantFrom("active", "suspended"),
    ratePlan: fc.constantFrom("KJ-1GB", "KJ-5GB"),
    filterGroup: fc.constantFrom("Staff", "Facilities"),
    monthlyLimit: fc.constantFrom(null, 100, 2048),
    dailyLimit: fc.constantFrom(null, 10),
    nickname: fc.constantFrom(null, "Bus #1", "a; b, c = \\d", "(none)", " x "),
    note: fc.constantFrom(null, "line one\nline two", "n"),
    customField: fc.constantFrom(null, "ASSET-1"),
    summerUsage: fc.boolean(),
    labels,
  }),
  patch: some({
    status: fc.constantFrom("active", "suspended"),
    ratePlan: fc.constantFrom("KJ-1GB", "KJ-UNL"),
    filterGroup: fc.constantFrom("Staff", "Student_K8"),
    nickname: fc.constantFrom(null, "from the portal"),
    monthlyLimit: fc.constantFrom(null, 7),
    labels,
  }),
  faults: fc.oneof(
    { weight: 4, arbitrary: wireFaults },
    {
      weight: 1,
      arbitrary: fc.record({
        kind: fc.constant("partial" as const),
        code: fc.constantFrom("INTERNAL_ERROR", "CONFLICT"),
      }),
    },
  ),
  memberships: [
    {
      type: "LabelAssignment",
      name: "loaners",
      values: { labels: [LABEL] },
      onDelete: "retain",
      has: (truth) => (truth.labels as string[]).includes(LABEL),
    },
    {
      type: "FilterGroup",
      name: "buses",
      values: { filterGroup: GROUP },
      onDelete: "restore",
      has: (truth) => truth.filterGroup === GROUP,
    },
  ],
  journey: { attribute: "deviceGroup", from: "NORTHSTAR-ISD", to: "Transportation" },
  orderable,
  truth: (record) => truthOf(record as unknown as SimulatedLine),
  hidden: ["carrier", "statusReason"],
  numberOf: ({ mdn }) => mdn as string,
  iccidOf: ({ uicc }) => uicc as string | undefined,
  async edit(simulator, number, patch) {
    await simulator.editLine(number, patch);
  },
  usable: () => true,
  async prepare(simulator, bystander) {
    // Its label exists because of it.
    await simulator.editLine(bystander, { labels: ["E-Rate", "Campus: Northstar High", LABEL] });
  },
  restMs: 0,
  runsToRecover: 1,
  async misdeeds(simulator) {
    const twice = Object.entries(await ordersOf(own(simulator))).filter(([, count]) => count > 1);
    return [...(await removalsOf(own(simulator))), ...twice.map(([iccid]) => `${iccid} was ordered twice`)];
  },
};
