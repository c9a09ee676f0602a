import { expect } from "vitest";
import { ApprovalsFile, type Asked, askedIn } from "../../../support/approvals";
import type { CarrierUnderTest, Lines } from "../carrier";
import type { Stage } from "../stage";
import type { Case } from "./case";

/** Arguments of lines that are ended for good, once that is approved. */
export const ending = ({ endings }: CarrierUnderTest) => ({
  onDelete: endings.ends.name,
  deletionProtection: false,
});

/** What must be approved to end lines that are declared like this: as the refusals say when it is tried without. */
export async function askedFor(stage: Stage, lines: Lines): Promise<Asked[]> {
  const trial = stage.beside();
  await trial.up(trial.fleet(lines, ending(stage.carrier)));
  const { errors } = await trial.engine.destroy();
  const asked = askedIn(errors);
  expect(asked.map(({ name }) => name).sort()).toEqual(Object.keys(lines).sort());
  return asked;
}

/** Tells a case with an approvals file that agrees to the end of the given lines. */
async function approved(
  outer: Stage,
  lines: readonly string[],
  tell: (stage: Stage, approve: (lines: readonly string[]) => void) => Promise<void>,
): Promise<void> {
  const asked = await askedFor(outer, outer.plain("n"));
  const file = new ApprovalsFile();
  const approve = (some: readonly string[]) => file.approve(asked.filter(({ name }) => some.includes(name)));
  approve(lines);
  try {
    await tell(await outer.anew(file.config), approve);
  } finally {
    file.remove();
  }
}

const retain: Case = {
  async play(stage) {
    await stage.up(stage.fleet(stage.plain("n")));
    await stage.simulator.clearJournal();
    expect((await stage.engine.destroy()).errors).toEqual([]);
    expect(await stage.simulator.journal()).toEqual([]);
    await stage.expectAt(stage.plain("n"));
  },
};

const suspend: Case = {
  async play(stage) {
    const { carrier, simulator } = stage;
    const [first, second, third] = carrier.lines;
    await stage.up(stage.fleet(stage.plain("n"), { onDelete: carrier.endings.parks }));
    const left = stage.fleet(stage.plain("n", [first]), { onDelete: carrier.endings.parks });
    await stage.up(left);
    const parked = await Promise.all(carrier.lines.map((line) => carrier.parked(simulator, line)));
    expect(parked).toEqual([false, true, true]);
    await stage.expectAt(stage.plain("n", [second, third]));
    await stage.expectAgreed(left, stage.plain("n", [first]));
    await stage.expectRemoved();
  },
};

const guarded: Case = {
  play: (stage) =>
    approved(stage, stage.carrier.lines, async (guarding) => {
      const { carrier, engine } = guarding;
      const [first, ...dropped] = carrier.lines;
      const { name, done } = carrier.endings.ends;
      const more = { onDelete: name };
      await guarding.up(guarding.fleet(guarding.plain("n"), more));
      const refused = await engine.up(guarding.fleet(guarding.plain("n", [first]), more));
      for (const line of dropped)
        expect(refused.errors.join("\n")).toContain(`${line}: not ${done}: it is protected`);
      expect((await engine.destroy()).ok).toBe(false);
      await guarding.expectRemoved();
      await guarding.expectAt(guarding.plain("n"));
    }),
};

const unapproved: Case = {
  play: (stage) =>
    approved(stage, [], async (guarding) => {
      const { carrier, engine } = guarding;
      const { name, done } = carrier.endings.ends;
      const more = ending(carrier);
      const [first, ...dropped] = carrier.lines;
      await guarding.up(guarding.fleet(guarding.plain("n"), more));
      const { ok, errors } = await engine.up(guarding.fleet(guarding.plain("n", [first]), more));
      expect(ok).toBe(false);
      for (const line of dropped) {
        expect(errors.join("\n")).toContain(`${line}: not ${done}: no approval names it`);
        expect(errors.join("\n")).toContain(`{ action: ${name}, lines: { "${line}": `);
      }
      // The very change, also when it is asked for in another way.
      expect(askedIn(errors)).toEqual(
        askedIn((await engine.destroy()).errors).filter(({ name: one }) => one !== first),
      );
      await guarding.expectRemoved();
      await guarding.expectAt(guarding.plain("n"));
    }),
};

const withApproval: Case = {
  play: (stage) =>
    approved(stage, [stage.carrier.lines[1]], async (guarding, approve) => {
      const { carrier, engine } = guarding;
      const { done } = carrier.endings.ends;
      const more = ending(carrier);
      const [first, second, third] = carrier.lines;
      await guarding.up(guarding.fleet(guarding.plain("n"), more));
      const left = guarding.fleet(guarding.plain("n", [first]), more);
      const { errors } = await engine.up(left);
      await guarding.expectRemoved(second);
      expect(errors.join("\n")).toContain(`${third}: not ${done}: no approval names it`);
      expect(errors.join("\n")).not.toContain(second);
      approve([second, third]);
      await guarding.up(left);
      await guarding.expectRemoved(second, third);
      await guarding.expectAgreed(left, guarding.plain("n", [first]));
    }),
};

const moved: Case = {
  grains: ["a set"],
  play: (stage) =>
    approved(stage, stage.carrier.lines, async (guarding) => {
      const { carrier, simulator } = guarding;
      const [first, second, third] = carrier.lines;
      const set = (name: string, lines: readonly string[], more: object) =>
        guarding.declare.lineSet(name, guarding.plain("n", lines), more);
      for (const more of [ending(carrier), { ...ending(carrier), onDelete: carrier.endings.parks }]) {
        await guarding.up([set("east", [first, second], more), set("west", [third], more)]);
        await simulator.clearJournal();
        const programs = [
          [set("east", [first], more), set("west", [third, second], more)],
          [set("west", [first, second, third], more)],
        ];
        for (const program of programs) {
          await guarding.up(program);
          await guarding.expectNothingToDo(program);
        }
        expect(await guarding.writes()).toEqual([]);
      }
      await guarding.expectRemoved();
    }),
};

/** What becomes of lines that are no longer declared. */
export const endings = { retain, suspend, protected: guarded, unapproved, approved: withApproval, moved };
