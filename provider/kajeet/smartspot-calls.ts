/** The calls behind SmartSpotSettings: reading each device, and setting many at once. */
import { Ambiguous, CellularError, NotFound } from "../core/errors";
import { pieces } from "../core/pieces";
import {
  BULK_LIMIT,
  getSmartSpotSettings,
  setSmartSpotSettings,
  setSmartSpotSettingsMulti,
} from "./api/index";
import type { KajeetSession } from "./session";
import type { Change, Settings, Shown } from "./smartspot-plan";
import { AS_DECLARED, standing } from "./smartspot-plan";

/** What reading some devices gave. A device stands in exactly one of `shown` and `missing`. */
export interface Seen {
  readonly shown: readonly { imei: string; shown: Shown }[];
  /** Devices that could not be read, whatever the reason. */
  readonly missing: readonly string[];
  /** One a missing device. */
  readonly faults: readonly CellularError[];
}

/** Reads each device; the carrier has no list of settings. One that cannot be read does not stop the others. */
export async function look(session: KajeetSession, corpId: string, imeis: readonly string[]): Promise<Seen> {
  const shown: { imei: string; shown: Shown }[] = [];
  const missing: string[] = [];
  const faults: CellularError[] = [];
  await Promise.all(
    imeis.map(async (imei) => {
      try {
        const { settings } = await getSmartSpotSettings(session.http, { corpId, imei });
        shown.push({ imei, shown: settings });
      } catch (error) {
        if (!(error instanceof CellularError)) throw error;
        missing.push(imei);
        faults.push(error instanceof NotFound ? noSmartSpot(corpId, imei, error) : error);
      }
    }),
  );
  return { shown, missing, faults };
}

/** Sends the changes and says which devices do not have theirs. */
export async function apply(
  session: KajeetSession,
  corpId: string,
  wanted: readonly Change[],
): Promise<{ failed: ReadonlySet<string>; faults: readonly CellularError[] }> {
  const failed = new Set<string>();
  const faults: CellularError[] = [];
  for (const change of wanted.flatMap(inCalls)) {
    try {
      for (const { imei, error } of await send(session, corpId, change)) {
        if (!error) continue;
        failed.add(imei);
        faults.push(error);
      }
    } catch (error) {
      if (!(error instanceof CellularError)) throw error;
      for (const imei of change.imeis) failed.add(imei);
      faults.push(error);
    }
  }
  return { failed, faults };
}

function inCalls({ settings, imeis }: Change): Change[] {
  return pieces(imeis, BULK_LIMIT).map((some) => ({ settings, imeis: some }));
}

type Outcome = { imei: string; error?: CellularError };

async function send(
  session: KajeetSession,
  corpId: string,
  { settings, imeis }: Change,
): Promise<readonly Outcome[]> {
  const [only, ...others] = imeis;
  if (only !== undefined && others.length === 0) {
    await setSmartSpotSettings(session.http, { corpId, imei: only, settings });
    return [];
  }
  const outcomes = await setSmartSpotSettingsMulti(session.http, { corpId, imeis: [...imeis], settings });
  return outcomes === "unknown" ? lookAgain(session, corpId, settings, imeis) : outcomes;
}

/** The answer told nothing about the devices (A-MUT1), so they are asked themselves. A password cannot be asked for. */
async function lookAgain(
  session: KajeetSession,
  corpId: string,
  settings: Settings,
  imeis: readonly string[],
): Promise<Outcome[]> {
  const seen = await look(session, corpId, imeis);
  const reached = new Set(
    seen.shown
      .filter(
        ({ shown }) => settings.password === undefined && standing(settings, shown, false) === AS_DECLARED,
      )
      .map(({ imei }) => imei),
  );
  return imeis
    .filter((imei) => !reached.has(imei))
    .map((imei) => ({
      imei,
      error: new Ambiguous("the answer does not say whether the device was set", {
        carrier: "kajeet",
        operation: "setSmartSpotSettingsMulti",
        subject: `SmartSpot ${imei}`,
        next: "Run `pulumi up` again: the settings are sent once more.",
      }),
    }));
}

function noSmartSpot(corpId: string, imei: string, { facts }: NotFound): NotFound {
  return new NotFound(`corp ${corpId} has no SmartSpot with this IMEI`, {
    ...facts,
    subject: `SmartSpot ${imei}`,
    next: "Check the IMEI, and whether the device is a SmartSpot in this corp.",
  });
}
