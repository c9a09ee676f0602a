/** What the tests of Control Center lines share. */
import { controlCenterLines } from "../../../provider/control-center/lines/model";
import {
  type ControlCenterSimulator,
  type ControlCenterSimulatorOptions,
  startControlCenterSimulator,
} from "../../../simulator/index";
import { type Declared, declaring } from "../../support/declared";
import { iccid } from "../../support/numbers";

export const { line, lineSet } = declaring(controlCenterLines) as unknown as {
  line(name: string, args: Record<string, unknown>): Declared;
  lineSet(name: string, lines: Readonly<Record<string, object>>, more?: Record<string, unknown>): Declared;
};

/** The ICCIDs of the lines of a simulator made by `inventory`. */
export const sims = (count: number): string[] => Array.from({ length: count }, (_, at) => iccid(at + 1));

/** So many lines, activated and on plans without fixed addresses, unless a row says otherwise. */
export function inventory(count: number, of: (at: number) => Record<string, string> = () => ({})): string {
  const usual = { status: "ACTIVATED", ratePlan: "Standard 1 GB", communicationPlan: "Data LTE" };
  const rows = sims(count).map((sim, at) => ({ iccid: sim, ...usual, ...of(at) }));
  const columns = [...new Set(rows.flatMap((row) => Object.keys(row)))];
  const cells = rows.map((row) => columns.map((column) => (row as Record<string, string>)[column] ?? ""));
  return [columns, ...cells].map((row) => row.join()).join("\n");
}

/** A carrier that takes one call at a time, as the real one. */
export const carrierWith = (
  inventoryText: string,
  more: ControlCenterSimulatorOptions = {},
): Promise<ControlCenterSimulator> =>
  startControlCenterSimulator({ inventoryText, oneAtATime: true, ...more });

/** Calls that change something, or would have: the line and what was sent. */
export async function edits(
  simulator: ControlCenterSimulator,
): Promise<{ iccid: string; body: unknown; status: number }[]> {
  const calls = await simulator.journal({ writes: true });
  return calls.map(({ path, body, status }) => ({ iccid: path.split("/").at(-1)!, body, status }));
}

/** How often each operation was called. */
export async function callsBy(simulator: ControlCenterSimulator): Promise<Record<string, number>> {
  const counts: Record<string, number> = {};
  for (const { operationId } of await simulator.journal()) {
    counts[operationId ?? "none"] = (counts[operationId ?? "none"] ?? 0) + 1;
  }
  return counts;
}
