import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, beforeEach, describe, expect, test } from "vitest";
import type { CarrierUnderTest, CaseName, Theatre } from "./carrier";
import { cases } from "./cases/index";
import texts from "./cases.json";
import { type Grain, Stage } from "./stage";

const GRAINS: readonly Grain[] = ["a set", "lines of their own"];
/** The least that can be a reason. */
const REASON = /^[A-Z"`].{20,}[^.]$/s;

/** Plays every case of the contract for a carrier, and shows that none was left out without a reason. */
export function contract(carrier: CarrierUnderTest): void {
  const played = new Set<string>();
  const directory = mkdtempSync(join(tmpdir(), "contract-"));
  let theatre: Theatre;
  beforeAll(async () => {
    theatre = await carrier.start();
  });
  beforeEach(() => theatre.reset());
  afterAll(async () => {
    await theatre.close();
    rmSync(directory, { recursive: true });
  });

  for (const [group, words] of Object.entries(texts)) {
    describe(group, () => {
      for (const [name, text] of Object.entries(words) as [CaseName, string][]) {
        if (carrier.skips[name] !== undefined) continue;
        const { play, grains = GRAINS } = cases[name];
        for (const grain of grains) {
          test(`${name}: ${text} (${grain})`, { timeout: 60_000 }, async () => {
            await play(new Stage(carrier, theatre, grain, directory));
            played.add(name);
          });
        }
      }
    });
  }

  describe("nothing is left out", () => {
    const all = Object.values(texts).flatMap((words) => Object.keys(words)) as CaseName[];

    test("every case was played or has a written reason", () => {
      const left = all.filter((name) => !played.has(name));
      expect(left).toEqual(Object.keys(carrier.skips));
      for (const reason of Object.values(carrier.skips)) expect(reason).toMatch(REASON);
    });

    test("a case that the carrier has all ingredients for may not be skipped for want of them, nor the reverse", () => {
      const impossible = all.filter((name) => cases[name].possible?.(carrier) === false);
      expect(Object.keys(carrier.skips)).toEqual(expect.arrayContaining(impossible));
      const tied = all.filter((name) => cases[name].possible !== undefined);
      expect(tied.filter((name) => carrier.skips[name] !== undefined && !impossible.includes(name))).toEqual(
        [],
      );
    });

    test("every attribute that can be set is sampled or has a written reason", () => {
      const { model, attributes, unsampled = {} } = carrier;
      const settings = model.attributes.filter(({ role }) => role === "setting").map(({ name }) => name);
      const sampled = [...attributes.map(({ attribute }) => attribute), ...Object.keys(unsampled)];
      expect(sampled.sort()).toEqual(settings.sort());
      for (const reason of Object.values(unsampled)) expect(reason).toMatch(REASON);
      const clearable = model.attributes.filter((one) => one.clearable).map(({ name }) => name);
      const cleared = attributes.filter((one) => one.clearable).map(({ attribute }) => attribute);
      const excused = clearable.filter((name) => name in unsampled);
      expect([...cleared, ...excused].sort()).toEqual(clearable.sort());
    });
  });
}
