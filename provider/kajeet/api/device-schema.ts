/** A line as the carrier answers it (A-DEV1, A-DEV2). */
import { z } from "zod";
import { formatMdn, mdnKey } from "../../core/identifiers";
import { label } from "./label-schema";

const text = z.string().nullish();
const amount = z.number().nullish();

/** Fields of a line. All but the number and the status may be absent: the second line of the carrier's own example has no IMEI. */
const fields = z.looseObject({
  mdn: z.string(),
  /** The ten digits of the MDN. */
  key: text,
  /** active, suspended or suspended_lost_stolen; others are let through. */
  status: z.string(),
  corpId: text,
  corpDescription: text,
  /** Display name of the carrier network, for example Verizon. */
  network: text,
  /** Code of the carrier network, for example ARCNT or SPPCS. */
  networkCode: text,
  deviceName: text,
  nickname: text,
  note: text,
  mdnCustomField: text,
  name: text,
  description: text,
  filterGroup: text,
  labels: z.array(label).nullish(),
  imei: text,
  esnHex: text,
  /** The ICCID. */
  uicc: text,
  imsi: text,
  msisdn: text,
  eid: text,
  /** PHYSICAL, SMARTSIM or ESIM. */
  simType: text,
  mac: text,
  oemSerialNumber: text,
  apn: text,
  /** Code of the rate plan. */
  ratePlan: text,
  ratePlanDescription: text,
  verizonBiPlanId: text,
  /** MB a month; null is no limit. */
  monthlyLimit: amount,
  /** MB a day; null is no limit. */
  dailyLimit: amount,
  /** MB. */
  monthlyAmountUsed: amount,
  /** MB. */
  last30DaysUsed: amount,
  /** MB. */
  dayAmountUsed: amount,
  onlineStatus: z.boolean().nullish(),
  /** enabled or disabled (A-SU1). */
  summerStatus: text,
  mediaCenterStatus: text,
  /** ENABLED or DISABLED, as set on the line (A-VPN1). */
  vpnStatus: text,
  /** ENABLED or DISABLED, as in force: the line's setting, else that of the corp (A-VPN1). */
  effectiveVpnStatus: text,
  showHealthStatus: z.boolean().nullish(),
  dataMethod: text,
  /** ISO 8601 in UTC (A-DATE1). */
  activatedAt: text,
});

/** A line, its number always in both forms, whichever the carrier sent. */
export const device = fields.transform((line) => ({
  ...line,
  mdn: formatMdn(line.mdn),
  key: mdnKey(line.mdn),
}));

export type Device = z.output<typeof device>;

/** One page of lines. `totalCount` counts all matches, not those of the page. */
export const deviceList = z.looseObject({ totalCount: z.number().int(), devices: z.array(device) });

export type DeviceList = z.output<typeof deviceList>;
