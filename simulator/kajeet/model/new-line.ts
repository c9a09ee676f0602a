import type { Line } from "./line";
import type { CarrierInfo } from "./plans";
import { COMMON_REALM } from "./stock";

/** A line with nothing set on it yet. */
export function blankLine(key: string, corpId: string, carrier: CarrierInfo): Line {
  return {
    key,
    corpId,
    status: "active",
    network: carrier.network,
    deviceName: "SmartSpot 500",
    nickname: null,
    filterGroup: null,
    imei: null,
    uicc: null,
    eid: null,
    imsi: carrier.plmn + key.slice(1),
    mac: null,
    oemSerialNumber: null,
    esnHex: null,
    simType: "PHYSICAL",
    apn: carrier.apn,
    ratePlan: carrier.defaultPlan,
    verizonBiPlanId: null,
    monthlyLimit: null,
    dailyLimit: null,
    monthlyAmountUsed: 0,
    last30DaysUsed: 0,
    dayAmountUsed: 0,
    summerUsage: false,
    note: null,
    mdnCustomField: null,
    vpnStatus: null,
    labels: [],
    name: null,
    description: null,
    mediaCenterStatus: null,
    onlineStatus: false,
    showHealthStatus: true,
    dataMethod: COMMON_REALM,
    activatedAt: null,
    wifi: null,
    smartSpot: null,
    lastAction: null,
  };
}
