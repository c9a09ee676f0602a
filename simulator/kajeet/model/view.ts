import type { LabelDefinition } from "./labels";
import { isOnline, isSmartSpot, type Line, mdnOf, networkCodeOf } from "./line";
import type { World } from "./world";

/** A label as answered, with the count of lines that carry it. */
export function labelView(world: World, label: LabelDefinition) {
  const { labelId, name, categoryId } = label;
  return {
    labelId,
    name,
    categoryId,
    categoryName: categoryId === null ? null : (world.labels.categories.get(categoryId) ?? null),
    deviceCount: world.labels.linesWith(labelId).size,
  };
}

/** The labels of a line, by id. */
export function labelsOf(world: World, line: Line) {
  return line.labels
    .map((labelId) => world.labels.get(labelId))
    .filter((label) => label !== undefined)
    .map((label) => labelView(world, label));
}

/** The setting in force on a line: its own, else that of the corp (A-VPN1). */
export function effectiveVpn(world: World, line: Line): "ENABLED" | "DISABLED" {
  return line.vpnStatus ?? world.corps.get(line.corpId)?.vpnStatus ?? "DISABLED";
}

/** A line as a read shows it now, which may lag behind a write. */
export function deviceView(world: World, line: Line): DeviceView {
  return freshView(world, world.seen(line));
}

/** A line as it is. Members without a value are null, but imei and last30DaysUsed are left out. */
export function freshView(world: World, line: Line) {
  return {
    key: line.key,
    mdn: mdnOf(line.key),
    status: line.status,
    network: line.network,
    deviceName: line.deviceName,
    corpDescription: world.corps.get(line.corpId)?.description ?? line.corpId,
    monthlyAmountUsed: line.monthlyAmountUsed,
    ...(line.last30DaysUsed === null ? {} : { last30DaysUsed: line.last30DaysUsed }),
    nickname: line.nickname,
    filterGroup: line.filterGroup,
    // The seed's second example has neither imei nor last30DaysUsed: absent, not null.
    ...(line.imei === null ? {} : { imei: line.imei }),
    onlineStatus: isOnline(line),
    ratePlan: line.ratePlan,
    ratePlanDescription: world.plans.get(line.ratePlan ?? "")?.ratePlanDescription ?? null,
    oemSerialNumber: line.oemSerialNumber,
    mediaCenterStatus: line.mediaCenterStatus ?? (isSmartSpot(line) ? "ENABLED" : null),
    esnHex: line.esnHex,
    uicc: line.uicc,
    imsi: line.imsi,
    msisdn: `1${line.key}`,
    eid: line.eid,
    mac: line.mac,
    simType: line.simType,
    networkCode: networkCodeOf(line.network),
    apn: line.apn,
    corpId: line.corpId,
    monthlyLimit: line.monthlyLimit,
    dailyLimit: line.dailyLimit,
    dayAmountUsed: line.dayAmountUsed,
    summerStatus: line.summerUsage ? "enabled" : "disabled",
    note: line.note,
    mdnCustomField: line.mdnCustomField,
    vpnStatus: line.vpnStatus,
    effectiveVpnStatus: effectiveVpn(world, line),
    labels: labelsOf(world, line),
    name: line.name,
    description: line.description,
    verizonBiPlanId: line.verizonBiPlanId,
    showHealthStatus: line.showHealthStatus,
    dataMethod: line.dataMethod,
    activatedAt: line.activatedAt,
  };
}

export type DeviceView = ReturnType<typeof freshView>;
