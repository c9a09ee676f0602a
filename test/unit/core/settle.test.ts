import { expect, test } from "vitest";
import { Unsettled } from "../../../provider/core/errors";
import { settle } from "../../../provider/core/settle";
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
