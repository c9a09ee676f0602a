import { describe, expect, test } from "vitest";
import { Coalescer } from "../../../provider/core/batch";

describe("Coalescer", () => {
  test("sends what comes together under one key in calls up to the limit, and gives each its own result", async () => {
    const calls: number[][] = [];
    const coalescer = new Coalescer<number, number>();
    const send = async (items: readonly number[]) => {
      calls.push([...items]);
      return items.map((item) => (item === 3 ? new Error("three") : item * 10));
    };
    const results = await Promise.all([1, 2, 3, 4, 5].map((item) => coalescer.submit("k", 2, [item], send)));
    expect(results.flat()).toEqual([10, 20, new Error("three"), 40, 50]);
    expect(calls).toEqual([[1, 2], [3, 4], [5]]);
  });

  test("keeps keys apart", async () => {
    const calls: string[] = [];
    const coalescer = new Coalescer<string, string>();
    const send = async (items: readonly string[]) => {
      calls.push(items.join("+"));
      return items;
    };
    await Promise.all(["a1", "b1", "a2"].map((item) => coalescer.submit(item[0]!, 9, [item], send)));
    expect(calls.sort()).toEqual(["a1+a2", "b1"]);
  });

  test("gives the failure of a call to each of its items, and sends the same items again when asked", async () => {
    const coalescer = new Coalescer<number, number>();
    let down = true;
    const send = async (items: readonly number[]) => {
      if (down) throw new Error("down");
      return items;
    };
    expect(await coalescer.submit("k", 9, [1, 2], send)).toEqual([new Error("down"), new Error("down")]);
    down = false;
    expect(await coalescer.submit("k", 9, [1, 2], send)).toEqual([1, 2]);
  });

  test("sends nothing for nothing", async () => {
    expect(await new Coalescer<number, number>().submit("k", 9, [], async () => [])).toEqual([]);
  });
});
