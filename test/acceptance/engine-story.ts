import { expect } from "vitest";
import type { KajeetSimulator } from "../../simulator/index";
import type { EngineName, OperationResult } from "../engine";
import { removalsOf, writesOf } from "../support/journal";
import { BUS, iccid, OFFICE, orderable } from "../support/numbers";
import { changesOf, errorsOf, type FleetStack, openFleet, type Written } from "../support/stack";

const NEW = iccid(1);
const THIRD = "681-300-0000";
const LOANER = "Loaner 2026";
const PROTECTED = { onDelete: "remove" };

/** Of the simulated API user; nothing may print or keep it. */
export const PASSWORD = "Tr0ub4dor-and-3";

/** What an operation did, in what both engines must agree on. */
export interface Chapter {
  readonly name: string;
  readonly ok: boolean;
  readonly changes: readonly string[];
  readonly errors: readonly string[];
  readonly writes: Readonly<Record<string, number>>;
  readonly state: unknown;
}

/** A story told on one engine, and everything it printed or kept. */
export interface Told {
  readonly chapters: readonly Chapter[];
  readonly printed: string;
}

/**
 * The life of a small fleet: made with one line failing, finished, changed by somebody else, read again, repaired while
 * a protected line is dropped, and destroyed in vain.
 */
export async function tell(simulator: KajeetSimulator, engine: EngineName): Promise<Told> {
  await simulator.reset();
  await simulator.editLine("512-300-0000", { labels: [LOANER] });
  const fleet = await openFleet(simulator, engine);
  const chapters: Chapter[] = [];
  let printed = "";
  const chapter = async (name: string, run: (fleet: FleetStack) => Promise<OperationResult>) => {
    await simulator.clearJournal();
    const result = await run(fleet);
    const state = await fleet.stack.exportState();
    printed += JSON.stringify(result) + JSON.stringify(state);
    chapters.push({
      name,
      ok: result.ok,
      changes: changesOf(result),
      errors: errorsOf(result)
        .filter((text) => text.includes("-"))
        .map(plainly)
        .sort(),
      // How many lines are read one by one depends on how many resources ask at once, and that on the engine.
      writes: await countsOf(simulator),
      state: (state.deployment.resources ?? [])
        .filter(({ type }) => type.startsWith("pulumi-nodejs:dynamic"))
        .map(({ urn, id, inputs, outputs }) => ({ urn, id, inputs, outputs }))
        .sort((a, b) => (a.urn < b.urn ? -1 : 1)),
    });
  };
  try {
    const locked = await simulator.faults.add({ kind: "partial", lines: [THIRD], code: "NOT_ELIGIBLE" });
    fleet.declare(program({}));
    await chapter("made, but for one line", ({ stack }) => stack.up());
    await simulator.faults.remove(locked);

    await simulator.editLine(BUS, { dailyLimit: 9 });
    fleet.declare(program({ bus: { dailyLimit: null } }));
    await chapter("finished, and a limit taken off", ({ stack }) => stack.up());
    expect((await simulator.line(BUS))!.dailyLimit).toBeNull();
    await chapter("nothing left to do", ({ stack }) => stack.preview());

    await simulator.editLine(OFFICE, { nickname: "from the portal", labels: [] });
    await chapter("read again", ({ stack }) => stack.refresh());
    fleet.declare(program({ bus: { dailyLimit: null }, dropThird: true }));
    await chapter("repaired, a protected line dropped", ({ stack }) => stack.up());
    await chapter("destroyed in vain", ({ stack }) => stack.destroy());
    expect(await removalsOf(simulator)).toEqual([]);
    return { chapters, printed };
  } finally {
    await fleet.close();
  }
}

async function countsOf(simulator: KajeetSimulator): Promise<Record<string, number>> {
  const counts: Record<string, number> = {};
  for (const { operationId } of await writesOf(simulator)) {
    counts[String(operationId)] = (counts[String(operationId)] ?? 0) + 1;
  }
  return counts;
}

function program({ bus = {}, dropThird = false }: { bus?: object; dropThird?: boolean }): Written[] {
  const third = dropThird ? {} : { [THIRD]: { nickname: "Office", note: "third" } };
  const lines = { [OFFICE]: { nickname: "Office" }, ...third, [NEW]: { ...orderable(1), note: "new" } };
  return [
    { type: "LineSet", name: "fleet", args: { lines, ...PROTECTED } },
    { type: "Line", name: "bus", args: { mdn: BUS, note: "a; b", ...PROTECTED, ...bus } },
    { type: "LabelAssignment", name: "loaners", args: { lines: [OFFICE, BUS], labels: [LOANER] } },
  ];
}

/** The message without what the engines put around it. */
const plainly = (message: string) =>
  message
    .replace(/^[\s\S]*?occurred:\s*\* /, "")
    .replace(/\s+/g, " ")
    .trim();
