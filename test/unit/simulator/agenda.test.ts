import { describe, expect, it } from "vitest";
import { Agenda } from "../../../simulator/core/agenda";
import { SimulatorClock } from "../../../simulator/core/clock";
import { Echoes } from "../../../simulator/core/echoes";
import { Ordered } from "../../../simulator/core/ordered";
import { Router } from "../../../simulator/core/router";

function frozen() {
  const clock = new SimulatorClock();
  const agenda = new Agenda(clock);
  clock.freeze(0);
  return { clock, agenda };
}

describe("the agenda", () => {
  it("does what is due, in order of its moments and then of its booking", () => {
    const { clock, agenda } = frozen();
    const done: string[] = [];
    for (const [due, what] of [
      [30, "c"],
      [10, "a"],
      [20, "b1"],
      [20, "b2"],
      [40, "d"],
    ] as const) {
      agenda.at(due, (at) => done.push(`${what}@${at}`));
    }
    agenda.run();
    expect(done).toEqual([]);
    clock.advance(30);
    expect(done).toEqual(["a@10", "b1@20", "b2@20", "c@30"]);
    expect(agenda.size).toBe(1);
  });

  it("does what its own work books, when that is due already", () => {
    const { clock, agenda } = frozen();
    const done: number[] = [];
    const step = (due: number) => {
      done.push(due);
      if (due < 50) agenda.at(due + 10, step);
    };
    agenda.at(10, step);
    clock.advance(35);
    expect(done).toEqual([10, 20, 30]);
    clock.advance(100);
    expect(done).toEqual([10, 20, 30, 40, 50]);
  });

  it("runs by itself while the clock runs, and not any more once it is closed", async () => {
    const clock = new SimulatorClock();
    const agenda = new Agenda(clock);
    const first = new Promise<string>((resolve) => agenda.at(clock.now() + 5, () => resolve("done")));
    expect(await first).toBe("done");
    let late = false;
    agenda.at(clock.now() + 1, () => {
      late = true;
    });
    agenda.close();
    await new Promise((resolve) => setTimeout(resolve, 10));
    expect([late, agenda.size]).toEqual([false, 0]);
  });

  it("keeps thousands of moments in order", () => {
    const { clock, agenda } = frozen();
    const done: number[] = [];
    for (let index = 0; index < 5000; index += 1) agenda.at((index * 7919) % 5000, (due) => done.push(due));
    clock.advance(5000);
    expect(done).toHaveLength(5000);
    expect(done).toEqual([...done].sort((one, other) => one - other));
  });
});

describe("an ordered list", () => {
  it("puts late comers in their place, and begins where it is asked to", () => {
    const list = new Ordered<number>((one, other) => one - other);
    for (const item of [5, 1, 9, 3, 7]) list.add(item);
    list.remove(3);
    list.remove(4);
    expect(list.all()).toEqual([1, 5, 7, 9]);
    expect([...list.from((item) => item > 5)]).toEqual([7, 9]);
    expect(list.size).toBe(4);
  });
});

describe("echoes", () => {
  it("show the old item for so many reads or so long, and through further changes", () => {
    let now = 0;
    const echoes = new Echoes<string, string>(() => now);
    echoes.hold("a", "old", { reads: 2 });
    echoes.hold("a", "newer", { reads: 1 });
    expect([echoes.seen("a", "new"), echoes.seen("a", "new")]).toEqual(["old", "new"]);
    echoes.hold("b", "old", { ms: 10 });
    expect(echoes.seen("b", "new")).toBe("old");
    now = 10;
    expect(echoes.seen("b", "new")).toBe("new");
  });
});

describe("a router for which letter case does not count", () => {
  const operation = { method: "GET", path: "/a/{id}/lastOne", aliases: ["/a/{id}/theLastOne"] };
  const router = new Router(
    [operation],
    () => true,
    (segment) => segment.toLowerCase(),
  );

  it("finds both spellings, and leaves values as they are", () => {
    for (const path of ["/A/Xy/lastone", "/a/Xy/LASTONE", "/a/Xy/thelastOne"]) {
      expect(router.match("GET", path)).toEqual({ operation, params: { id: "Xy" } });
    }
    expect(router.match("GET", "/a/Xy/last")).toBeUndefined();
  });
});
