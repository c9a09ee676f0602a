import { Misconfigured } from "../../core/errors";
import type { LineOutcome } from "../../core/lines/model";
import type { Values } from "../../core/value";
import { setHardwareDetails, setImei, setRatePlan } from "../api/index";
import { byMdn, type LineHandle } from "../lines/identity";
import type { KajeetSession } from "../session";
import { confirm, outcomesOf, shows } from "./outcomes";
import type { KajeetWriter } from "./setters";
import { verifyRatePlans } from "./verify";

/** A setter that the API has for one line only: as many calls as lines. */
function single(
  name: string,
  attributes: readonly string[],
  call: (session: KajeetSession, line: LineHandle, values: Values) => Promise<LineOutcome>,
  more: Partial<KajeetWriter> = {},
): KajeetWriter {
  return {
    name,
    attributes,
    limit: 1,
    send: async (session, { lines, values }) => [await call(session, lines[0]!, values)],
    ...more,
  };
}

const record = (session: KajeetSession, { corp, mdn }: LineHandle) => session.roster(corp).fresh(byMdn(mdn));

export const ratePlanWriter = single(
  "setRatePlan",
  ["ratePlan", "verizonBiPlanId"],
  async (session, line, { ratePlan, verizonBiPlanId }) => {
    // The call demands the plan even where only the business internet plan changes.
    const plan = ratePlan ?? (await record(session, line))?.ratePlan;
    if (!plan) {
      throw new Misconfigured("the line has no rate plan, so verizonBiPlanId cannot be set alone", {
        carrier: "kajeet",
        subject: line.mdn,
        next: "Declare ratePlan too.",
      });
    }
    const shown = await setRatePlan(session.http, {
      mdn: line.mdn,
      ratePlan: String(plan),
      ...(verizonBiPlanId === undefined ? {} : { verizonBiPlanId: verizonBiPlanId as string | null }),
    });
    if (!shown) return confirm(session, line, "setRatePlan", shows({ ratePlan: String(plan) }));
    return {};
  },
  { verify: verifyRatePlans },
);

/** A-IM1: one line a call. Only lines of the network ARCNT can do this, which the carrier says by line. */
export const imeiWriter = single("setImei", ["imei"], async (session, line, { imei }) => {
  const answered = await setImei(session.http, { corpId: line.corp, imei: String(imei), mdns: [line.mdn] });
  const [outcome] = await outcomesOf(session, [line], answered, "setImei", shows({ imei: imei ?? null }));
  return outcome!;
});

/** A-HW1. Its path names the IMEI, so it comes after a change of it. */
export const hardwareWriter = single(
  "setHardwareDetails",
  ["oemSerialNumber", "macAddress"],
  async (session, line, { oemSerialNumber, macAddress }) => {
    const imei = (await record(session, line))?.imei;
    if (!imei) {
      throw new Misconfigured(
        "the carrier knows no IMEI of this line, and hardware details are recorded by IMEI",
        {
          carrier: "kajeet",
          subject: line.mdn,
          next: "Declare imei for this line, or leave oemSerialNumber and macAddress out.",
        },
      );
    }
    await setHardwareDetails(session.http, {
      imei,
      ...(oemSerialNumber ? { oemSerialNumber: String(oemSerialNumber) } : {}),
      ...(macAddress ? { macAddress: String(macAddress) } : {}),
    });
    return {};
  },
  { stage: 1 },
);
