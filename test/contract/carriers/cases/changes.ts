import { expect } from "vitest";
import type { Values } from "../../../../provider/core/value";
import type { CarrierUnderTest, Sample, Sort } from "../carrier";
import type { Stage } from "../stage";
import type { Case } from "./case";

const of = (carrier: CarrierUnderTest, sort: Sort) => carrier.attributes.filter((one) => one.sort === sort);

/** The first or the second value of each sample, with what must stand beside them. */
function valuesOf(samples: readonly Sample[], at: 0 | 1): Values {
  const beside = samples.map((one) => one.beside ?? {});
  return Object.assign(
    {},
    ...beside,
    ...samples.map(({ attribute, values }) => ({ [attribute]: values[at] })),
  );
}

/** Sets values, changes them, and sets them back. */
async function change(stage: Stage, versions: readonly Values[]): Promise<void> {
  const [line] = stage.carrier.lines;
  for (const values of versions) {
    const lines = { [line]: values };
    await stage.up(stage.fleet(lines));
    await stage.expectAgreed(stage.fleet(lines), lines);
  }
}

const changeOf = (sort: Sort): Case => ({
  possible: (carrier) => of(carrier, sort).length > 0,
  async play(stage) {
    const samples = of(stage.carrier, sort);
    await change(stage, [valuesOf(samples, 0), valuesOf(samples, 1)]);
  },
});

const clear: Case = {
  possible: ({ attributes }) => attributes.some(({ clearable }) => clearable),
  async play(stage) {
    const samples = stage.carrier.attributes.filter(({ clearable }) => clearable);
    const none = Object.fromEntries(samples.map(({ attribute }) => [attribute, null]));
    const values = valuesOf(samples, 0);
    await change(stage, [values, { ...values, ...none }]);
  },
};

const drift: Case = {
  async play(stage) {
    const { carrier, simulator, engine } = stage;
    const [line] = carrier.lines;
    for (const sort of new Set(carrier.attributes.map((one) => one.sort))) {
      const samples = of(carrier, sort);
      const lines = { [line]: valuesOf(samples, 0) };
      const declared = stage.fleet(lines);
      await stage.up(declared);
      const edited = Object.fromEntries(samples.map(({ attribute, values }) => [attribute, values[1]]));
      await carrier.edit(simulator, line, edited);
      await stage.refresh();
      expect((await engine.preview(declared)).steps).toHaveLength(1);
      await stage.up(declared);
      await stage.expectAgreed(declared, lines);
    }
  },
};

/** Every attribute that can be set, by the sort of its values. */
export const changes = {
  text: changeOf("text"),
  number: changeOf("number"),
  flag: changeOf("flag"),
  set: changeOf("set"),
  choice: changeOf("choice"),
  name: changeOf("name"),
  clear,
  drift,
};
