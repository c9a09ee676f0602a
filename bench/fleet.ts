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

/** The same fleet with one attribute changed on every line, or on so many of them, spread over the fleet. */
export function changeFleet(
  fleet: Readonly<Record<string, DeclaredLine>>,
  changes = Number.POSITIVE_INFINITY,
): Record<string, DeclaredLine> {
  const lines = Object.entries(fleet);
  const each = Math.max(1, Math.floor(lines.length / changes));
  return Object.fromEntries(
    lines.map(([mdn, line], index) => [
      mdn,
      index % each === 0 && index / each < changes
        ? { ...line, labels: [...line.labels, NEW_LABEL].sort() }
        : line,
    ]),
  );
}

/** How many lines carry the new label. */
export const changedLines = (lines: readonly SimulatedLine[]): number =>
  lines.filter((line) => labelsOf(line).includes(NEW_LABEL)).length;

const labelsOf = (line: SimulatedLine): string[] => line.labels.map(({ name }) => name).sort();
