import { describe, expect, test } from "vitest";
import { NotFound } from "../../../../provider/core/errors";
import type { LineKey } from "../../../../provider/core/lines/line-key";
import { Roster } from "../../../../provider/core/lines/roster";

interface Record {
  mdn: string;
  note?: string;
}
const key = (mdn: string): LineKey => ({ kind: "mdn", key: mdn });

/** A carrier of three lines that counts what it is asked. */
function carrier(lines: Record[] = [{ mdn: "1" }, { mdn: "2" }, { mdn: "3" }]) {
  const asked = { lists: 0, singles: [] as string[] };
  const faults: Error[] = [];
  const roster = new Roster<Record>(
    {
      list: async () => {
        asked.lists += 1;
        const fault = faults.shift();
        if (fault) throw fault;
        return lines;
      },
      one: async ({ key: mdn }) => {
        asked.singles.push(mdn);
        const found = lines.find((line) => line.mdn === mdn);
        if (!found) throw new NotFound("no such line");
        return found;
      },
    },
    ({ mdn }) => [key(mdn)],
  );
  return { roster, asked, faults };
}

describe("Roster", () => {
  test("reads a few lines one by one", async () => {
    const { roster, asked } = carrier();
    expect(await roster.find([key("1"), key("9")])).toEqual([{ mdn: "1" }, undefined]);
    expect(asked).toEqual({ lists: 0, singles: ["1", "9"] });
  });

  test("reads the list when many ask together, once for all of them", async () => {
    const { roster, asked } = carrier();
    const asks = ["1", "2", "3", "4", "1"].map((mdn) => roster.find([key(mdn)]));
    expect((await Promise.all(asks)).flat().map((line) => line?.mdn)).toEqual([
      "1",
      "2",
      "3",
      undefined,
      "1",
    ]);
    expect(await roster.find([key("2"), key("5")])).toEqual([{ mdn: "2" }, undefined]);
    expect(asked).toEqual({ lists: 1, singles: [] });
  });

  test("goes over to the list when single questions go on", async () => {
    const { roster, asked } = carrier();
    for (const mdn of ["1", "2", "9", "3"]) await roster.find([key(mdn)]);
    expect(asked).toEqual({ lists: 1, singles: ["1", "2", "9"] });
  });

  test("does not ask twice for a line that is not there", async () => {
    const { roster, asked } = carrier();
    await roster.find([key("9")]);
    expect(await roster.find([key("9")])).toEqual([undefined]);
    expect(asked.singles).toEqual(["9"]);
  });

  test("takes a failed list for no answer, and asks again", async () => {
    const { roster, asked, faults } = carrier();
    faults.push(new Error("down"));
    await expect(roster.all()).rejects.toThrow("down");
    expect(await roster.all()).toHaveLength(3);
    expect(asked.lists).toBe(2);
  });

  test("keeps what we wrote ourselves over an older list", async () => {
    const { roster } = carrier();
    roster.put({ mdn: "1", note: "ours" });
    expect((await roster.all()).find(({ mdn }) => mdn === "1")).toEqual({ mdn: "1", note: "ours" });
  });

  test("forgets a line that is gone, until it is put back", async () => {
    const { roster } = carrier();
    const [line] = await roster.find([key("1")]);
    roster.drop(line!);
    expect(await roster.find([key("1")])).toEqual([undefined]);
    roster.put(line!);
    expect(roster.peek(key("1"))).toBe(line);
  });

  test("reads anew on demand", async () => {
    const { roster, asked } = carrier();
    await roster.find([key("1")]);
    expect(await roster.fresh(key("1"))).toEqual({ mdn: "1" });
    expect(await roster.fresh(key("9"))).toBeUndefined();
    expect(asked.singles).toEqual(["1", "1", "9"]);
  });
});
