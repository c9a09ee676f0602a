import { describe, expect, it } from "vitest";
import { Bucket, Gate, Pause } from "../../../provider/core/rate";
import { FastClock, failure } from "./http-fixture";

describe("Bucket", () => {
  it("lets a burst through at once, then one an interval", async () => {
    const clock = new FastClock();
    const begun = clock.now();
    const bucket = new Bucket(10, 3, clock);
    const times: number[] = [];
    for (let turn = 0; turn < 6; turn++) {
      await bucket.take();
      times.push(clock.now() - begun);
    }
    expect(times).toEqual([0, 0, 0, 100, 200, 300]);
  });

  it("fills up again, but never beyond the burst", async () => {
    const clock = new FastClock();
    const bucket = new Bucket(10, 2, clock);
    for (let turn = 0; turn < 2; turn++) await bucket.take();
    clock.advance(60_000);
    for (let turn = 0; turn < 2; turn++) await bucket.take();
    expect(clock.sleeps).toEqual([]);
    await bucket.take();
    expect(clock.sleeps).toEqual([100]);
  });

  it("gives takers at the same moment turns one after the other", async () => {
    const clock = new FastClock();
    const waits: number[] = [];
    clock.sleep = async (ms) => {
      waits.push(ms);
    };
    const bucket = new Bucket(5, 1, clock);
    await Promise.all(Array.from({ length: 4 }, () => bucket.take()));
    expect(waits).toEqual([200, 400, 600]);
  });

  it("takes nothing for a caller who has given up already", async () => {
    const clock = new FastClock();
    const bucket = new Bucket(1, 1, clock);
    await failure(bucket.take(AbortSignal.abort(new Error("enough"))));
    await bucket.take();
    expect(clock.sleeps).toEqual([]);
  });
});

describe("Gate", () => {
  it("keeps order and limit, also after failures", async () => {
    const gate = new Gate(2);
    const begun: number[] = [];
    let running = 0;
    let peak = 0;
    const tasks = Array.from({ length: 8 }, (_, index) =>
      gate.run(async () => {
        begun.push(index);
        running += 1;
        peak = Math.max(peak, running);
        await Promise.resolve();
        running -= 1;
        if (index % 3 === 0) throw new Error(`task ${index}`);
        return index;
      }),
    );
    const results = await Promise.allSettled(tasks);
    expect(begun).toEqual([0, 1, 2, 3, 4, 5, 6, 7]);
    expect(peak).toBe(2);
    expect(results.filter(({ status }) => status === "rejected")).toHaveLength(3);
    expect(await gate.run(async () => "free")).toBe("free");
  });

  it("forgets a waiter who gives up, and lets the next one in", async () => {
    const gate = new Gate(1);
    let release = () => {};
    const held = new Promise<void>((resolve) => {
      release = resolve;
    });
    const first = gate.run(() => held);
    const stop = new AbortController();
    let ran = false;
    const second = failure(
      gate.run(async () => {
        ran = true;
      }, stop.signal),
    );
    const third = gate.run(async () => "third");
    stop.abort(new Error("enough"));
    release();
    await first;
    expect((await second).message).toBe("enough");
    expect(await third).toBe("third");
    expect(ran).toBe(false);
  });
});

describe("Pause", () => {
  it("holds everybody until the latest end asked for", async () => {
    const clock = new FastClock();
    const begun = clock.now();
    const pause = new Pause(clock);
    await pause.pass();
    expect(clock.sleeps).toEqual([]);
    pause.begin(5000);
    pause.begin(1000);
    await pause.pass();
    expect(clock.now() - begun).toBe(5000);
  });

  it("holds longer when prolonged meanwhile", async () => {
    const clock = new FastClock();
    const begun = clock.now();
    const pause = new Pause(clock);
    const sleep = clock.sleep;
    let first = true;
    clock.sleep = async (ms) => {
      await sleep(ms);
      if (first) pause.begin(3000);
      first = false;
    };
    pause.begin(1000);
    await pause.pass();
    expect(clock.now() - begun).toBe(4000);
  });
});
