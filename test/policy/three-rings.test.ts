/** One table of changes, and what the gate, the pack and the guard say of each: always the same. */
import { beforeAll, describe, expect, test } from "vitest";
import { engineOnPath } from "../engine";
import { CASES } from "./rings/cases";
import { playRings } from "./rings/rings";

const MINUTES = 60_000;

const version = engineOnPath();
const engines = [
  { engine: "bundled" as const, title: "on the bundled engine", absent: false },
  {
    engine: "cli" as const,
    title: `on the real command line (pulumi ${version ?? "not on PATH, so this half is skipped"})`,
    absent: version === undefined,
  },
];

test("there is a case for each class of change, each grain and each carrier", () => {
  expect(CASES.length).toBeGreaterThanOrEqual(60);
  const of = (name: "class" | "grain" | "carrier") => new Set(CASES.map((one) => one[name])).size;
  expect([of("class"), of("grain"), of("carrier")]).toEqual([5, 3, 3]);
});

for (const { engine, title, absent } of engines) {
  describe.skipIf(absent)(title, () => {
    let told: Awaited<ReturnType<typeof playRings>>;
    beforeAll(async () => {
      told = await playRings(CASES, engine);
    }, 5 * MINUTES);

    test.each(CASES.map((one) => [`${one.carrier} ${one.grain}: ${one.what}`, one] as const))(
      "%s",
      (name, one) => {
        const { gate, pack, guard, class: kind, undo, touched } = told.get(name)!;
        expect({ gate, pack, guard }).toEqual({ gate: one.blocked, pack: one.blocked, guard: one.blocked });
        expect([kind, undo]).toEqual([one.class, one.undo]);
        // What is refused leaves the line as it was; what is let be or only moves does so, too.
        const still =
          one.blocked || one.moves || one.what === "let be" || one.what === "leaving a filter group";
        expect(touched).toBe(!still);
      },
    );
  });
}
