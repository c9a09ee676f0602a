import type { CustomField } from "./attributes";
import type { Line } from "./line";
import type { SimStatus } from "./statuses";
import type { World } from "./world";

/** Which lines a search wants. Both ends count as within (C-SE3). */
export interface Search {
  since: number;
  till: number;
  status: SimStatus | undefined;
  custom: readonly (readonly [field: CustomField, value: string])[];
}

/** One page, oldest change first, and whether it is the last one. */
export function pageOf(
  world: World,
  search: Search,
  pageNumber: number,
  pageSize: number,
): { lines: Line[]; lastPage: boolean } {
  const lines: Line[] = [];
  let passed = (pageNumber - 1) * pageSize;
  for (const line of world.changedSince(search.since)) {
    if (line.dateUpdated > search.till) break;
    if (!fits(line, search)) continue;
    if (passed > 0) passed -= 1;
    else if (lines.length === pageSize) return { lines, lastPage: false };
    else lines.push(line);
  }
  return { lines, lastPage: true };
}

function fits(line: Line, { status, custom }: Search): boolean {
  return (
    (status === undefined || line.status === status) &&
    custom.every(([field, value]) => line[field] === value)
  );
}
