import type { SimulatedLine } from "../simulator/index";

/** What the benchmark declares of a line. */
export interface DeclaredLine {
  status: string;
  ratePlan: string;
  filterGroup: string;
  nickname?: string;
  labels: string[];
  iccid: string;
}

/** The label that the measured change puts on every line. */
export const NEW_LABEL = "Inventory 2026";

/** The lines of the carrier as somebody who adopts them declares them: nothing differs. */
export function declareFleet(lines: readonly SimulatedLine[]): Record<string, DeclaredLine> {
  return Object.fromEntries(
    lines.map((line) => [
      line.mdn,
      {
        status: line.status,
        ratePlan: String(line.ratePlan),
        filterGroup: String(line.filterGroup),
        ...(line.nickname === null ? {} : { nickname: line.nickname }),
        labels: labelsOf(line),
        iccid: String(line.uicc),
      },
    ]),
  );
}

/** The same fleet with one attribute changed on every line. */
export function changeFleet(fleet: Readonly<Record<string, DeclaredLine>>): Record<string, DeclaredLine> {
  return Object.fromEntries(
    Object.entries(fleet).map(([mdn, line]) => [
      mdn,
      { ...line, labels: [...line.labels, NEW_LABEL].sort() },
    ]),
  );
}

/** How many lines carry the new label. */
export const changedLines = (lines: readonly SimulatedLine[]): number =>
  lines.filter((line) => labelsOf(line).includes(NEW_LABEL)).length;

const labelsOf = (line: SimulatedLine): string[] => line.labels.map(({ name }) => name).sort();
