import { describe, expect, test } from "vitest";
import { Unsettled } from "../../../provider/core/errors";
import { settle, settleAll } from "../../../provider/core/settle";
import { VirtualClock } from "../../support/virtual-clock";

const pace = { firstMs: 1000, factor: 2, mostMs: 5000, deadlineMs: 20_000 };
const what = { subject: "304-228-6302", ticket: "ACT-1", carrier: "kajeet" };

test("looks ever less often, and gives the first result", async () => {
  const clock = new VirtualClock();
  const start = clock.now();
  const looks: number[] = [];
  const end = await settle(what, pace, clock, async () => {
    looks.push(clock.now() - start);
    return looks.length === 5 ? "done" : undefined;
  });
  expect(end).toBe("done");
  expect(looks).toEqual([1000, 3000, 7000, 12_000, 17_000]);
});

test("looks a last time at the deadline, and says that nothing is lost", async () => {
  const clock = new VirtualClock();
  const start = clock.now();
  let last = 0;
  const waiting = settle(what, pace, clock, async () => {
    last = clock.now() - start;
    return undefined;
  });
  await expect(waiting).rejects.toThrow(Unsettled);
  await expect(waiting).rejects.toThrowErrorMatchingInlineSnapshot(
    `[Unsettled: 304-228-6302: still under way at the carrier after 20 s (request ACT-1). Nothing is lost: run \`pulumi up\` again and it goes on waiting; nothing is ordered twice.]`,
  );
  expect(last).toBe(20_000);
});

test("does not hide the failure of a look", async () => {
  const look = async () => {
    throw new Error("down");
  };
  await expect(settle(what, pace, new VirtualClock(), look)).rejects.toThrow("down");
});

describe("many pieces of work", () => {
  test("are looked at together, those that are done no more, and come back in their order", async () => {
    const looks: string[][] = [];
    const ends = await settleAll(["a", "b", "c"], pace, new VirtualClock(), async (open) => {
      looks.push([...open]);
      return open.map((one) => (looks.length >= { a: 2, b: 1, c: 3 }[one]! ? `${one} done` : undefined));
    });
    expect(ends).toEqual(["a done", "b done", "c done"]);
    expect(looks).toEqual([["a", "b", "c"], ["a", "c"], ["c"]]);
  });

  test("come back without an end where the deadline came first", async () => {
    const clock = new VirtualClock();
    const start = clock.now();
    const ends = await settleAll(["a", "b"], pace, clock, async (open) =>
      open.map((one) => (one === "a" ? { error: "refused" } : undefined)),
    );
    expect(ends).toEqual([{ error: "refused" }, undefined]);
    expect(clock.now() - start).toBe(20_000);
  });

  test("that are none are not looked at, and take no time", async () => {
    const clock = new VirtualClock();
    const start = clock.now();
    const never = async () => expect.unreachable("there is nothing to look at");
    expect(await settleAll([], pace, clock, never)).toEqual([]);
    expect(clock.now()).toBe(start);
  });

  test("are not looked at where no time is left", async () => {
    const never = async () => expect.unreachable("no time is left");
    expect(await settleAll(["a"], { ...pace, deadlineMs: 0 }, new VirtualClock(), never)).toEqual([
      undefined,
    ]);
  });

  test("count the time of a look that takes long", async () => {
    const clock = new VirtualClock();
    const start = clock.now();
    let looks = 0;
    const ends = await settleAll(["a"], pace, clock, async () => {
      looks += 1;
      await clock.sleep(15_000);
      return [undefined];
    });
    expect(ends).toEqual([undefined]);
    expect(looks).toBe(2);
    expect(clock.now() - start).toBe(33_000);
  });

  test("may be the same twice", async () => {
    let looks = 0;
    const ends = await settleAll(["a", "a"], pace, new VirtualClock(), async (open) => {
      looks += 1;
      return open.map((_, index) => (looks === 2 || index === 0 ? looks : undefined));
    });
    expect(ends).toEqual([1, 2]);
  });
});
