import { expect } from "vitest";
import { ApprovalsFile } from "../../../support/approvals";
import type { Declared } from "../../../support/declared";
import type { Death } from "../../../support/deployment";
import type { Lines } from "../carrier";
import type { Stage } from "../stage";
import type { Case } from "./case";
import { askedFor, ending } from "./endings";

/** A change during which the process is lost. */
interface Story {
  /** What was declared and so at the carrier before. */
  readonly was: Lines;
  readonly more?: object;
  readonly declared: readonly Declared[];
  /** What the carrier must have in the end. */
  readonly lines: Lines;
  /** Lines that must have been ordered, once each, and ended, and no others. */
  readonly ordered?: readonly string[];
  readonly removed?: readonly string[];
  readonly config?: Readonly<Record<string, string>>;
}

/** Where the process is lost: at one of its calls, or when all is done and nothing is in state yet. */
type Moment = Death | "unsaved";

/**
 * Loses the process at each call of the change in turn, before the carrier does anything and after it (lines of their
 * own: now before, now after), and then before state is written; runs again each time, every other time after a refresh.
 */
async function sweep(stage: Stage, story: Story): Promise<void> {
  const whens = ["before", "after"] as const;
  let reached = true;
  let call = 0;
  while (reached) {
    call += 1;
    reached = false;
    for (const [at, when] of whens.entries()) {
      if (stage.grain !== "a set" && (call + at) % 2 === 0) continue;
      reached = await survive(stage, story, { call, when }, (call + at) % 2 === 0);
    }
  }
  expect(call).toBeGreaterThan(2);
  for (const refreshFirst of [true, false]) await survive(stage, story, "unsaved", refreshFirst);
}

/** Loses the process once, runs again, looks at the world, and gives whether the moment came at all. */
async function survive(outer: Stage, story: Story, moment: Moment, refreshFirst: boolean): Promise<boolean> {
  const stage = await outer.anew(story.config);
  const { carrier, simulator } = stage;
  // What was there before is given to the carrier directly: to make it so by calls is another case's business.
  for (const [line, values] of Object.entries(story.was)) await carrier.edit(simulator, line, values);
  await stage.up(stage.fleet(story.was, story.more));
  const lost = moment === "unsaved" ? await unsaved(stage, story) : await killed(stage, story, moment);
  if (lost) {
    if (refreshFirst) await stage.refresh();
    await stage.recover(story.declared);
  }
  // Not even tried twice: that the carrier itself refuses a second order is not to be relied on.
  expect(await stage.orders()).toEqual(Object.fromEntries((story.ordered ?? []).map((line) => [line, 1])));
  await stage.expectRemoved(...(story.removed ?? []));
  await stage.expectAgreed(story.declared, story.lines);
  return lost;
}

async function killed(stage: Stage, { declared }: Story, death: Death): Promise<boolean> {
  const run = await stage.engine.up(declared, { death });
  if (!run.lost) expect(run.errors).toEqual([]);
  return run.lost;
}

/** All is done, and the engine dies before it has written a word of it. */
async function unsaved(stage: Stage, { declared }: Story): Promise<boolean> {
  const { state } = stage.engine;
  const saved = [...state];
  await stage.up(declared);
  state.clear();
  for (const [name, resource] of saved) state.set(name, resource);
  return true;
}

const change: Case = {
  async play(stage) {
    const { before, after } = stage.carrier.change;
    await sweep(stage, { was: before, declared: stage.fleet(after), lines: after });
  },
};

const order: Case = {
  possible: ({ newLines }) => newLines !== undefined,
  async play(stage) {
    const [first, second] = stage.carrier.newLines!;
    const old = stage.plain("old", [stage.carrier.lines[0]]);
    const lines = {
      ...stage.plain("new", [stage.carrier.lines[0]]),
      [first.line]: first.values,
      [second.line]: second.values,
    };
    await sweep(stage, {
      was: old,
      declared: stage.fleet(lines),
      lines,
      ordered: [first.line, second.line],
    });
  },
};

/**
 * The lines declare their status, so that a refresh after the crash sees how far the end had come: what was approved must
 * hold for the rest.
 */
const removal: Case = {
  async play(stage) {
    const { carrier } = stage;
    const [first, second, third] = carrier.lines;
    const more = ending(carrier);
    const lines = (names: readonly string[]) =>
      Object.fromEntries(
        Object.entries(stage.plain("n", names)).map(([line, values]) => [
          line,
          { ...values, status: carrier.inUse },
        ]),
      );
    const asked = await askedFor(stage, lines(carrier.lines));
    const file = new ApprovalsFile();
    file.approve(asked.filter(({ name }) => name === second));
    try {
      await sweep(stage, {
        was: lines(carrier.lines),
        more,
        declared: stage.fleet(lines([first, third]), more),
        lines: lines([first, third]),
        removed: [second],
        config: file.config,
      });
    } finally {
      file.remove();
    }
  },
};

/** What becomes of work that is cut off anywhere. */
export const crashes = { "crash-change": change, "crash-order": order, "crash-removal": removal };
