/** The three carriers of the bypass story: a set of two lines and a line of its own at each, and what reached them. */
import {
  type ControlCenterSimulator,
  type JournalEntry,
  type KajeetSimulator,
  startControlCenterSimulator,
  startKajeetSimulator,
  startThingspaceSimulator,
  type ThingspaceSimulator,
} from "../../simulator/index";
import { pointedAt } from "../support/deployment";
import { BUS, iccid, OFFICE } from "../support/numbers";
import type { Written } from "../support/stack";

/** How the lines of one carrier are declared and ended. */
export interface Site {
  readonly carrier: string;
  /** The lines by the identifier of their declaration: one that stays, one that leaves the set, one of its own. */
  readonly stays: string;
  readonly leaves: string;
  readonly alone: string;
  /** How a line of its own names itself. */
  readonly identifier: "mdn" | "iccid";
  readonly note: string;
  readonly inUse: string;
  readonly parked: string;
  /** What `onDelete` says: in the program at first, and what ends a line for good. */
  readonly atFirst: string;
  readonly ends: string;
}

/** A call that cannot be taken back, and the lines of the story that it names. */
export interface Irrevocable {
  readonly operation: string;
  readonly lines: readonly string[];
}

export class BypassWorld {
  private constructor(
    readonly kajeet: KajeetSimulator,
    private readonly thingspace: ThingspaceSimulator,
    private readonly controlCenter: ControlCenterSimulator,
    readonly sites: readonly Site[],
  ) {}

  static async open(): Promise<BypassWorld> {
    const [kajeet, thingspace, controlCenter] = await Promise.all([
      startKajeetSimulator({ lines: 8 }),
      startThingspaceSimulator({ lines: 20, requestDelayMs: 5 }),
      startControlCenterSimulator({
        inventoryText: [1, 2, 3]
          .map((at) => `${iccid(at)},ACTIVATED,Standard 1 GB,Data LTE`)
          .reduce((rows, row) => `${rows}\n${row}`, "iccid,status,ratePlan,communicationPlan"),
      }),
    ]);
    // Both simulators have a 681-300-0000, and refusals name lines by their numbers.
    const actives = (await thingspace.lines()).flatMap(({ status, account, iccid: sim, mdn }) =>
      status === "active" && account === "0000123456-00001" && sim && mdn && !/^681/.test(mdn) ? [sim] : [],
    );
    const sites: Site[] = [
      {
        ...{ carrier: "kajeet", identifier: "mdn", note: "note", inUse: "active", parked: "suspended" },
        ...{ stays: OFFICE, leaves: BUS, alone: "681-300-0000", atFirst: "remove", ends: "remove" },
      },
      {
        ...{ carrier: "thingspace", identifier: "iccid", note: "customField1" },
        ...{ inUse: "active", parked: "suspend", atFirst: "deactivate", ends: "remove" },
        ...{ stays: actives[0]!, leaves: actives[1]!, alone: actives[2]! },
      },
      {
        ...{ carrier: "control-center", identifier: "iccid", note: "deviceId" },
        ...{ inUse: "activated", parked: "deactivated", atFirst: "retire", ends: "retire" },
        ...{ stays: iccid(1), leaves: iccid(2), alone: iccid(3) },
      },
    ];
    return new BypassWorld(kajeet, thingspace, controlCenter, sites);
  }

  /** Where the carriers of the stack beside Kajeet are. */
  get others(): Record<string, string> {
    return { ...pointedAt(this.thingspace), ...pointedAt(this.controlCenter) };
  }

  /** Calls since the last look that cannot be taken back, whether the carrier took them or not. */
  async irrevocable(): Promise<Irrevocable[]> {
    const found: Irrevocable[] = [];
    for (const simulator of [this.kajeet, this.thingspace, this.controlCenter]) {
      for (const entry of (await simulator.journal({ writes: true })) as JournalEntry[]) {
        if (!isIrrevocable(entry)) continue;
        const said = `${entry.path} ${JSON.stringify(entry.body)}`;
        const named = this.sites.flatMap(({ stays, leaves, alone }) => [stays, leaves, alone]);
        found.push({ operation: entry.operationId!, lines: named.filter((line) => said.includes(line)) });
      }
      await simulator.clearJournal();
    }
    return found.sort((a, b) => a.operation.localeCompare(b.operation));
  }

  /** What the carriers say of the notes of the lines that stay. */
  async notes(): Promise<unknown[]> {
    const [kajeet, thingspace, controlCenter] = this.sites as [Site, Site, Site];
    return [
      (await this.kajeet.line(kajeet.stays))?.note,
      (await this.thingspace.line(thingspace.stays))?.customField1,
      (await this.controlCenter.line(controlCenter.stays))?.deviceID,
    ];
  }

  async reset(): Promise<void> {
    await Promise.all([this.kajeet, this.thingspace, this.controlCenter].map((one) => one.reset()));
  }

  async close(): Promise<void> {
    await Promise.all([this.kajeet, this.thingspace, this.controlCenter].map((one) => one.close()));
  }
}

const ENDS = ["removeLine", "deactivateDevices", "deleteDevices"];

function isIrrevocable({ operationId, body }: JournalEntry): boolean {
  if (ENDS.includes(operationId ?? "")) return true;
  return operationId === "editDevice" && /RETIRED|PURGED/.test(JSON.stringify(body));
}

/** What a program of the story says. */
export interface Said {
  readonly note: string;
  readonly status?: "inUse" | "parked";
  /** Whether the set still has the line that leaves, and whether the line of its own is still declared. */
  readonly whole: boolean;
  readonly unprotected?: boolean;
}

/** The program: at each carrier a set and, while it is whole, a line of its own. */
export function program(sites: readonly Site[], said: Said): Written[] {
  return sites.flatMap((site): Written[] => {
    const { carrier, stays, leaves, alone } = site;
    const more = said.unprotected
      ? { onDelete: site.ends, deletionProtection: false }
      : { onDelete: site.atFirst };
    const values = { [site.note]: said.note, status: site[said.status ?? "inUse"] };
    const lines = { [stays]: values, ...(said.whole ? { [leaves]: values } : {}) };
    const set = { type: `${carrier}:LineSet`, name: `${carrier}-set`, args: { lines, ...more } };
    const args = { [site.identifier]: alone, ...values, ...more };
    return said.whole ? [set, { type: `${carrier}:Line`, name: `${carrier}-line`, args }] : [set];
  });
}
