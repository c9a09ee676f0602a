import { formatMdn } from "../../../provider/core/identifiers";
import {
  type ControlCenterSimulator,
  type KajeetSimulator,
  startControlCenterSimulator,
  startKajeetSimulator,
  startThingspaceSimulator,
  type ThingspaceSimulator,
} from "../../../simulator/index";
import { iccid, imei } from "../../support/numbers";
import type { CarrierName } from "./case";

/** A simulated carrier with as many lines as there are cases, and what it says of a line. */
export interface World {
  readonly simulator: KajeetSimulator | ThingspaceSimulator | ControlCenterSimulator;
  /** Lines as programs declare them. */
  readonly lines: readonly string[];
  /** Every line as the carrier has it, as text: two readings are equal where nothing has changed. */
  look(): Promise<ReadonlyMap<string, string>>;
}

/** When something was last touched is the carrier's own note. */
const told = (record: object): string =>
  JSON.stringify(Object.entries(record).filter(([name]) => !/date|last|updated|modified/i.test(name)));

const looking =
  <T extends object>(lines: () => Promise<readonly T[]>, nameOf: (line: T) => string) =>
  async () =>
    new Map((await lines()).map((line) => [nameOf(line), told(line)]));

/** Kajeet's lines: those in the fleet's own corp that are in use. */
async function kajeet(count: number): Promise<World> {
  const simulator = await startKajeetSimulator({ lines: count * 3 });
  const all = await simulator.lines();
  const [root] = all.filter(({ mdn }) => mdn === "304-228-6302").map(({ corpId }) => corpId);
  const usable = all.filter(
    ({ corpId, status, network }) => corpId === root && status === "active" && network !== "ARCNT",
  );
  return {
    simulator,
    lines: usable.map(({ mdn }) => mdn).slice(0, count),
    look: looking(simulator.lines, ({ mdn }) => mdn),
  };
}

async function thingspace(count: number): Promise<World> {
  const mdns = Array.from({ length: count }, (_, at) => `61430${String(at).padStart(5, "0")}`);
  const rows = mdns.map((mdn, at) => [mdn, imei(at), iccid(at), "active", "LTE2GB", "Students"].join());
  const simulator = await startThingspaceSimulator({
    inventoryText: ["mdn,imei,iccid,status,ratePlan,deviceGroup", ...rows].join("\n"),
    requestDelayMs: 10,
  });
  return {
    simulator,
    lines: mdns.map(formatMdn),
    look: looking(simulator.lines, ({ mdn }) => formatMdn(mdn ?? "")),
  };
}

async function controlCenter(count: number): Promise<World> {
  const lines = Array.from({ length: count }, (_, at) => iccid(at + 1));
  const rows = lines.map((sim) =>
    [sim, "ACTIVATED", "Standard 1 GB", "Data LTE", "Northstar Schools"].join(),
  );
  const simulator = await startControlCenterSimulator({
    inventoryText: ["iccid,status,ratePlan,communicationPlan,customer", ...rows].join("\n"),
    callsPerSecond: 1_000,
  });
  return {
    simulator,
    lines,
    look: looking(simulator.lines, (line) => line.iccid),
  };
}

export const startWorld: Readonly<Record<CarrierName, (count: number) => Promise<World>>> = {
  kajeet,
  thingspace,
  "control-center": controlCenter,
};
