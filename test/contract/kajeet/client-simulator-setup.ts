/** The client against the simulator: two independent readings of the same pages. */
import { resolveConnection } from "../../../provider/core/connection";
import { createHttp, type Http, type HttpOptions } from "../../../provider/core/http";
import { kajeetConnection, kajeetProfile } from "../../../provider/kajeet/connection";
import type { KajeetSimulator } from "../../../simulator";

export const corpId = "NORTHSTAR-ISD";

/** A client of one of the simulator's users; every user has the same password. */
export function clientOf(simulator: KajeetSimulator, username?: string, options: HttpOptions = {}): Http {
  const env = {
    ...simulator.env,
    ...(username === undefined ? {} : { CELLULAR_KAJEET_USERNAME: username }),
  };
  return createHttp(
    kajeetProfile,
    resolveConnection(kajeetConnection, undefined, () => undefined, env),
    options,
  );
}

/** Lines with the hardware that operations ask for, beside those that the simulator starts with. */
export const LINES = {
  smartSpot: { mdn: "700-000-0001", deviceName: "SmartSpot 500", imei: "355737360073470" },
  cradlepoint: { mdn: "700-000-0002", deviceName: "Cradlepoint IBR900" },
  tmobile: { mdn: "700-000-0003", network: "T-Mobile" },
  esim: { mdn: "700-000-0004", simType: "ESIM", uicc: "89014103211118510720", imei: "355737360073488" },
  doomed: { mdn: "700-000-0005" },
} as const;

export async function addLines(simulator: KajeetSimulator): Promise<void> {
  for (const line of Object.values(LINES)) await simulator.addLine({ ...line });
}
