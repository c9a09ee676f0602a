import { parse } from "csv-parse/sync";
import { SteeringError } from "../core/steering-error";
import { addedAt } from "./model/start-data";
import type { World } from "./model/world";
import { deviceOfPatch } from "./steering";

/**
 * Fills a world with the lines of a CSV: account, iccid, imei, mdn, eid, status, ratePlan, deviceGroup, customField1
 * to 5, costCenter, placeFirstName and so on, every field that a line can be given. Empty cells leave their field
 * unset, a missing account is the first one. Throws {@link SteeringError} with the row where a value cannot be.
 */
export function loadInventory(world: World, csv: string, account: string): void {
  const rows = parse(csv, { columns: true, bom: true, skip_empty_lines: true, trim: true }) as Record<
    string,
    string
  >[];
  rows.forEach((row, index) => {
    const patch = Object.fromEntries(Object.entries(row).filter(([, value]) => value !== ""));
    try {
      world.add(
        deviceOfPatch(world, { ...patch, status: patch.status ?? "active" }, account, addedAt(index)),
      );
    } catch (error) {
      if (!(error instanceof SteeringError)) throw error;
      throw new SteeringError(`Inventory row ${index + 1}: ${error.message}`);
    }
  });
  world.effects = 0;
}
