import { expect } from "vitest";
import { UNKNOWN } from "../../../../provider/core/wire";
import type { Declared } from "../../../support/declared";
import type { Stage } from "../stage";
import type { Case } from "./case";

/** The lines with something in them that another resource will tell only when it is made. */
function unknownIn(stage: Stage): Declared[] {
  const declared = stage.fleet(stage.plain("n"));
  if (stage.grain === "a set")
    return declared.map((set) => ({ ...set, args: { ...set.args, lines: UNKNOWN } }));
  const { plain } = stage.carrier;
  return declared.map((line) => ({ ...line, args: { ...line.args, [plain]: UNKNOWN } }));
}

const unknownValues: Case = {
  async play(stage) {
    const { engine, simulator } = stage;
    const declared = unknownIn(stage);
    const created = await engine.preview(declared);
    expect(created).toMatchObject({ ok: true, errors: [], calls: 0 });
    expect(created.steps).toEqual(declared.map(({ name }) => `create ${name}`));
    await stage.up(stage.fleet(stage.plain("n")));
    await simulator.clearJournal();
    const updated = await engine.preview(declared);
    expect(updated).toMatchObject({ ok: true, errors: [], calls: 0 });
    expect(updated.steps).toEqual(declared.map(({ name }) => `update ${name}`));
    expect(await simulator.journal()).toEqual([]);
  },
};

const secrets: Case = {
  async play(stage) {
    const { carrier, simulator, engine } = stage;
    const [first, second, third] = carrier.lines;
    const order = carrier.newLines?.[0];
    const lines = {
      ...stage.plain("n", [first, third]),
      ...(order ? { [order.line]: order.values } : {}),
    };
    await simulator.faults.add(carrier.refusal([third]));
    const runs = [
      await engine.up(stage.fleet(lines)),
      await engine.refresh(),
      await engine.up(stage.fleet(stage.plain("m", [second, carrier.noLine]))),
    ];
    await simulator.faults.clear();
    await simulator.faults.add({ kind: "status", status: 503 });
    runs.push(await engine.refresh(), await engine.up(stage.fleet(stage.plain("o"))));
    expect(runs.flatMap(({ errors }) => errors).length).toBeGreaterThan(2);
    expect(runs.flatMap(({ log }) => log).length).toBeGreaterThan(0);
    const kept = JSON.stringify([...engine.state]) + JSON.stringify(runs);
    expect(kept).toContain(first);
    for (const secret of carrier.secrets.values) expect(kept).not.toContain(secret);
    expect(kept).not.toMatch(carrier.secrets.tokens);
  },
};

/** What holds whatever is declared. */
export const promises = { "unknown-values": unknownValues, secrets };
