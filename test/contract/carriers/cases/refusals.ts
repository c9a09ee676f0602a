import { expect } from "vitest";
import { declarations } from "../../../../provider/core/resource";
import type { Declared } from "../../../support/declared";
import type { Lines } from "../carrier";
import type { Stage } from "../stage";
import type { Case } from "./case";

/** What a program is told that wants this: by the class, or by the engine's hooks where the class has no objection. */
async function refusal(stage: Stage, lines: Lines, unchecked?: Declared[]): Promise<string> {
  await stage.simulator.clearJournal();
  let declared = unchecked;
  try {
    declared ??= stage.fleet(lines);
  } catch (error) {
    return (error as Error).message;
  }
  const { ok, errors } = await stage.engine.up(declared);
  expect(ok).toBe(false);
  expect(await stage.writes()).toEqual([]);
  return errors.join("\n");
}

/** The same, and nobody was even asked. */
async function unasked(stage: Stage, lines: Lines, unchecked?: Declared[]): Promise<string> {
  const message = await refusal(stage, lines, unchecked);
  expect(await stage.simulator.journal()).toEqual([]);
  expect(stage.engine.state.size).toBe(0);
  return message;
}

const badIdentifier: Case = {
  async play(stage) {
    for (const line of stage.carrier.bad.identifiers) {
      expect(await unasked(stage, stage.plain("n", [line]))).toContain(`"${line}"`);
      if (stage.grain !== "a set") continue;
      // And where a program goes round the class, or somebody has edited the state.
      const { lineSet } = stage.declare;
      const args = { lines: { [line]: "" } };
      expect(await unasked(stage, {}, [{ ...lineSet("fleet", {}), args }])).toContain(`"${line}"`);
    }
  },
};

const unknownAttribute: Case = {
  async play(stage) {
    const { carrier } = stage;
    const typo = `${carrier.plain}x`;
    const message = await unasked(stage, { [carrier.lines[0]]: { [typo]: "n" } });
    expect(message).toContain(`"${typo}"; did you mean "${carrier.plain}"`);
  },
};

const outsideList: Case = {
  possible: ({ attributes }) => attributes.some(({ sort }) => sort === "choice"),
  async play(stage) {
    const { lines, bad } = stage.carrier;
    const { attribute, value, allowed } = bad.outside;
    const message = await unasked(stage, { [lines[0]]: { [attribute]: value } });
    expect(message).toMatch(new RegExp(`${attribute}\\b.*must be .*${allowed}`));
  },
};

const unknownName: Case = {
  possible: ({ bad }) => bad.misspelt !== undefined,
  async play(stage) {
    const { lines, bad } = stage.carrier;
    const { attribute, value, nearest } = bad.misspelt!;
    // Lines of their own know nothing of each other; a set is refused as a whole.
    const others = stage.grain === "a set" ? stage.plain("n") : {};
    const message = await refusal(stage, { ...others, [lines[1]]: { [attribute]: value } });
    expect(message).toContain(lines[1]);
    expect(message).toContain(`"${value}"; did you mean "${nearest}"`);
  },
};

const noSuchLine: Case = {
  async play(stage) {
    const { noLine } = stage.carrier;
    expect(await refusal(stage, stage.plain("n", [noLine]))).toContain(`${noLine}: no such line in`);
  },
};

const twice: Case = {
  grains: ["a set"],
  async play(stage) {
    const { carrier, simulator } = stage;
    const [first, second] = carrier.lines;
    const [other] = await carrier.otherNames(simulator, first);
    expect(other !== undefined).toBe(carrier.model.identifiers.length > 1);
    if (other !== undefined) {
      const message = await refusal(stage, { ...stage.plain("n", [first, second]), [other]: {} });
      expect(message).toContain("it is the same line as");
      for (const name of [first, other]) expect(message).toContain(name);
    }
    expect(await unasked(stage, stage.plain("n", [first, ` ${first}`]))).toContain(first);
  },
};

const twoOwners: Case = {
  grains: ["a set"],
  async play({ carrier, simulator }) {
    const [line] = carrier.lines;
    const program = (type: string, name: string, args: object) =>
      declarations.get(`${carrier.name}:${type}`)?.program?.(name, args as never);
    const one = { [line]: { [carrier.plain]: "n" } };
    program("LineSet", "one owner", { lines: one });
    program("LineSet", "one owner", { lines: one });
    const rivals: [string, object][] = [
      ["LineSet", { lines: one }],
      ["Line", { ...carrier.identified(line), [carrier.plain]: "n" }],
    ];
    for (const [type, args] of rivals) {
      expect(() => program(type, "another", args)).toThrow(
        `${carrier.plain} is managed twice: by LineSet one owner and by ${type} another`,
      );
    }
    expect(await simulator.journal()).toEqual([]);
  },
};

/** What is wrong in a program and must never reach the carrier. */
export const refusals = {
  "bad-identifier": badIdentifier,
  "unknown-attribute": unknownAttribute,
  "outside-list": outsideList,
  "unknown-name": unknownName,
  "no-such-line": noSuchLine,
  twice,
  "two-owners": twoOwners,
};
