import { parse } from "csv-parse/sync";
import { SteeringError } from "../core/steering-error";
import { addedAt } from "./model/start-data";
import type { World } from "./model/world";
import { addByPatch } from "./steering";

/**
 * Fills a world with the lines of a CSV: iccid, imei, msisdn, status, ratePlan, communicationPlan, customer, deviceID,
 * modemID, accountCustom1 and so on, every field that a line can be given. Empty cells leave their field unset; a
 * missing status is ACTIVATED. Throws {@link SteeringError} with the row where a value cannot be.
 */
export function loadInventory(world: World, csv: string): void {
  const rows = parse(csv, { columns: true, bom: true, skip_empty_lines: true, trim: true }) as Record<
    string,
    string
  >[];
  rows.forEach((row, index) => {
    const patch = Object.fromEntries(Object.entries(row).filter(([, value]) => value !== ""));
    try {
      addByPatch(world, { status: "ACTIVATED", ...patch }, addedAt(index));
    } catch (error) {
      if (!(error instanceof SteeringError)) throw error;
      throw new SteeringError(`Inventory row ${index + 1}: ${error.message}`);
    }
  });
  world.effects = 0;
}
