import type { ApiErrorCode } from "./errors";

export type LineStatus = "active" | "suspended" | "suspended_lost_stolen";
type SimType = "PHYSICAL" | "SMARTSIM" | "ESIM";
export type VpnStatus = "ENABLED" | "DISABLED";

/** WLAN of a device. The key is write-only; its SHA-256 lets a test see what arrived without holding it. */
export interface WifiSettings {
  ssid: string;
  authMode: "wpa2psk";
  enabled: boolean;
  broadcastSsid: boolean;
  passwordSha256: string | null;
}

/** Settings of a SmartSpot, password as in {@link WifiSettings}. */
export interface SmartSpotValues {
  ssid: string;
  broadcastSsid: boolean;
  maxClients: number;
  channel: number;
  idleTimeoutMinutes: number;
  wifiEnabled: boolean;
  passwordSha256: string | null;
  updatedAt: string;
}

/** A line of service as the carrier keeps it. Amounts and limits in MB (A-DEV2). */
export interface Line {
  /** Ten digits: the MDN without hyphens. */
  readonly key: string;
  /** The device group the line is in. */
  corpId: string;
  status: LineStatus;
  /** Display name: Verizon, T-Mobile, AT&T. */
  network: string;
  deviceName: string;
  nickname: string | null;
  filterGroup: string | null;
  imei: string | null;
  /** ICCID. */
  uicc: string | null;
  eid: string | null;
  imsi: string | null;
  mac: string | null;
  oemSerialNumber: string | null;
  esnHex: string | null;
  simType: SimType;
  apn: string | null;
  ratePlan: string | null;
  verizonBiPlanId: string | null;
  monthlyLimit: number | null;
  dailyLimit: number | null;
  monthlyAmountUsed: number;
  last30DaysUsed: number | null;
  dayAmountUsed: number;
  /** true: summerStatus enabled. */
  summerUsage: boolean;
  note: string | null;
  mdnCustomField: string | null;
  /** As set on the line; null: the setting of the corp holds. */
  vpnStatus: VpnStatus | null;
  labels: number[];
  name: string | null;
  description: string | null;
  mediaCenterStatus: string | null;
  /** Whether the device is switched on and in reach; it is online while the line is active, too. */
  onlineStatus: boolean;
  showHealthStatus: boolean;
  dataMethod: string | null;
  activatedAt: string | null;
  wifi: WifiSettings | null;
  smartSpot: SmartSpotValues | null;
  /** The last one-shot action: reboot, reset. */
  lastAction: { operation: string; at: string } | null;
}

/** NNN-NNN-NNNN */
export function mdnOf(key: string): string {
  return `${key.slice(0, 3)}-${key.slice(3, 6)}-${key.slice(6)}`;
}

const MDN = /^(\d{3}-\d{3}-\d{4}|\d{10})$/;

/** The key of an MDN in either of its two forms (A-MDN1); undefined for anything else. */
export function keyOf(mdn: string): string | undefined {
  return MDN.test(mdn) ? mdn.replaceAll("-", "") : undefined;
}

/** The code a network has in conditions. The reference names only these two; AT&T has none there. */
export function networkCodeOf(network: string): string | null {
  if (network === "Verizon") return "ARCNT";
  if (network === "T-Mobile") return "SPPCS";
  return null;
}

/** A line that is not active is never online. */
export function isOnline(line: Line): boolean {
  return line.onlineStatus && line.status === "active";
}

export function isSmartSpot(line: Line): boolean {
  return line.deviceName.startsWith("SmartSpot");
}

export function isCradlepoint(line: Line): boolean {
  return line.deviceName.startsWith("Cradlepoint");
}

/** Whether the device has a WLAN of its own that can be configured. */
export function hasWifi(line: Line): boolean {
  return !line.deviceName.startsWith("Chromebook");
}

const ALLOWED: Record<LineStatus, readonly LineStatus[]> = {
  active: ["active", "suspended", "suspended_lost_stolen"],
  suspended: ["active", "suspended", "suspended_lost_stolen"],
  suspended_lost_stolen: ["active", "suspended_lost_stolen"],
};

/** The transition table (A-ST1): a line reported lost or stolen can only be made active again. */
export function refusedTransition(from: LineStatus, to: LineStatus): ApiErrorCode | undefined {
  return ALLOWED[from].includes(to) ? undefined : "ILLEGAL_STATUS_TRANSITION";
}
