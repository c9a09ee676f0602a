import { expect } from "vitest";
import type { Fault, JournalEntry } from "../../../../simulator/index";
import type { OrderSample } from "../carrier";
import type { Stage } from "../stage";
import type { Case } from "./case";

/** Whether a call names a line, by whichever of its identifiers. */
async function names({ carrier, simulator }: Stage, { path, query, body }: JournalEntry, line: string) {
  const text = JSON.stringify([path, query, body]).replaceAll("-", "");
  const all = [line, ...(await carrier.otherNames(simulator, line))];
  return all.some((name) => text.includes(name.replaceAll("-", "")));
}

/** Whether a message names a line that was ordered, by one of the identifiers that its declaration has. */
const told = (message: string, { line, values }: OrderSample) =>
  [line, ...Object.values(values).filter((value) => /^\d{14,}$/.test(String(value)))].some((name) =>
    message.includes(String(name)),
  );

const partial: Case = {
  async play(stage) {
    const { carrier, simulator, engine } = stage;
    const [first, second, third] = carrier.lines;
    const declared = stage.fleet(stage.plain("after"));
    for (const from of ["the beginning", "a value that all have"]) {
      if (from !== "the beginning") await stage.up(stage.fleet(stage.plain("before")));
      await simulator.faults.add(carrier.refusal([second]));
      const { ok, errors } = await engine.up(declared);
      expect({ ok, count: errors.length }).toEqual({ ok: false, count: 1 });
      expect(errors[0]).toContain(second);
      for (const other of [first, third]) expect(errors[0]).not.toContain(other);
      await stage.expectAt(stage.plain("after", [first, third]));
      expect((await engine.preview(declared)).steps).toHaveLength(1);
      await simulator.faults.clear();
      await simulator.clearJournal();
      await stage.up(declared);
      const writes = await stage.writes();
      expect(writes.length).toBeGreaterThan(0);
      for (const write of writes) {
        expect(await names(stage, write, second)).toBe(true);
        for (const other of [first, third]) expect(await names(stage, write, other)).toBe(false);
      }
      await stage.expectAgreed(declared, stage.plain("after"));
    }
  },
};

const orderRefused: Case = {
  possible: ({ newLines }) => newLines !== undefined,
  async play(stage) {
    const { carrier, simulator, engine } = stage;
    const [order] = carrier.newLines!;
    const { line, values } = order;
    const lines = { ...stage.plain("after"), [line]: values };
    await simulator.faults.add(carrier.orderRefusal!);
    const { ok, errors } = await engine.up(stage.fleet(lines));
    expect({ ok, count: errors.length }).toEqual({ ok: false, count: 1 });
    expect(told(errors[0]!, order)).toBe(true);
    await stage.expectAt(stage.plain("after"));
    await simulator.faults.clear();
    await simulator.clearJournal();
    await stage.up(stage.fleet(lines));
    for (const write of await stage.writes()) {
      for (const other of carrier.lines) expect(await names(stage, write, other)).toBe(false);
    }
    expect(await stage.orders()).toEqual({ [line]: 1 });
    await stage.expectAgreed(stage.fleet(lines), lines);
  },
};

const WAIT_S = 30;

const throttled: Case = {
  async play(stage) {
    const { carrier, simulator } = stage;
    await stage.up(stage.fleet(carrier.change.before));
    // Time passes by waiting alone, so that whoever does not wait is seen.
    await simulator.clock.freeze();
    await simulator.clearJournal();
    await simulator.faults.add({ kind: "status", status: 429, retryAfter: WAIT_S, count: 2 });
    const declared = stage.fleet(carrier.change.after);
    await stage.up(declared);
    const all = await simulator.journal();
    const times = all.map(({ time }) => Date.parse(time));
    const refused = all.flatMap(({ faults }, at) => (faults.includes("status") ? [at] : []));
    expect(refused.length).toBeGreaterThan(0);
    for (const at of refused) {
      const [from, until] = [times[at]!, times[at]! + 1000 * WAIT_S];
      expect(times.slice(at + 1).filter((time) => time > from && time < until)).toEqual([]);
      expect(times.some((time) => time >= until)).toBe(true);
    }
    await simulator.clock.resume();
    await stage.expectAgreed(declared, carrier.change.after);
  },
};

/** Plays a fault at the writes of a change and of an order: what is wanted is done in the end, and once. */
async function once(stage: Stage, fault: (when: "before" | "after") => Fault): Promise<void> {
  const { carrier, simulator, engine } = stage;
  for (const when of ["before", "after"] as const) {
    await stage.up(stage.fleet(stage.plain(`${when} 1`)));
    await simulator.clearJournal();
    const operation = [
      ...new Set((await writesOfChange(stage, `${when} 2`)).map(({ operationId }) => operationId!)),
    ];
    const lines = stage.plain(`${when} 3`);
    await simulator.clearJournal();
    await simulator.faults.add({ ...fault(when), operation, count: 1 } as Fault);
    const first = await engine.up(stage.fleet(lines));
    // What could not be brought to an end is told with its line.
    if (!first.ok) expect(carrier.lines.some((line) => first.errors.join().includes(line))).toBe(true);
    const played = (await stage.writes()).filter(({ faults }) => faults.length > 0);
    expect(played).toHaveLength(1);
    await simulator.faults.clear();
    if (!first.ok) await stage.recover(stage.fleet(lines));
    for (const line of carrier.lines) {
      const effects = (await stage.writes()).filter(({ effect }) => effect);
      const mine = await Promise.all(effects.map((write) => names(stage, write, line)));
      expect(mine.filter(Boolean)).toHaveLength(1);
    }
    await stage.expectAgreed(stage.fleet(lines), lines);
  }
}

/** The calls that change the plain value of all sample lines take. */
async function writesOfChange(stage: Stage, value: string): Promise<JournalEntry[]> {
  await stage.up(stage.fleet(stage.plain(value)));
  return stage.writes();
}

/** The same at an order, of which even a second try would be one too many. */
async function orderedOnce(stage: Stage, fault: (when: "before" | "after") => Fault): Promise<void> {
  const { carrier, simulator, engine } = stage;
  for (const [at, when] of (["before", "after"] as const).entries()) {
    const order = carrier.newLines![at]!;
    const { line, values } = order;
    const lines = { ...stage.plain("o", [carrier.lines[0]]), [line]: values };
    await stage.up(stage.fleet(stage.plain("o", [carrier.lines[0]])));
    await simulator.clearJournal();
    await simulator.faults.add({ ...fault(when), operation: carrier.orderOperation, count: 1 } as Fault);
    const first = await engine.up(stage.fleet(lines));
    if (!first.ok) expect(told(first.errors.join(), order)).toBe(true);
    await simulator.faults.clear();
    if (!first.ok) await stage.recover(stage.fleet(lines));
    const taken = (await stage.writes()).filter(
      (entry) => entry.effect && carrier.ordersIn(entry).includes(line),
    );
    expect(taken).toHaveLength(1);
    // What may have been done is looked for, and not tried again.
    if (when === "after") expect(await stage.orders()).toEqual({ [line]: 1 });
    await stage.expectAgreed(stage.fleet(lines), lines);
  }
}

const disturbed = (fault: (when: "before" | "after") => Fault): Case => ({
  async play(stage) {
    await once(stage, fault);
    if (stage.carrier.newLines) await orderedOnce(stage, fault);
  },
});

const garbled: Case = {
  async play(stage) {
    const { simulator, engine } = stage;
    const declared = stage.fleet(stage.plain("after"));
    // Which operations read lines is seen from the carrier's own journal.
    await stage.up(stage.fleet(stage.plain("before")));
    const reads = (await stage.calls()).filter(({ writes }) => !writes);
    const operation = [...new Set(reads.map(({ operationId }) => operationId!))];
    expect(operation.length).toBeGreaterThan(0);
    engine.state.clear();
    for (const kind of ["empty", "not-json"] as const) {
      await simulator.clearJournal();
      await simulator.faults.add({ kind, operation });
      expect((await engine.up(declared)).ok).toBe(false);
      expect(await stage.writes()).toEqual([]);
      expect(engine.state.size).toBe(0);
      await simulator.faults.clear();
    }
    await stage.up(declared);
    await stage.expectAgreed(declared, stage.plain("after"));
  },
};

const badLogin: Case = {
  async play(stage) {
    const { carrier, simulator, engine } = stage;
    const { config, guess, most } = carrier.wrongLogin;
    const { ok, errors } = await engine.up(stage.fleet(stage.plain("n")), { config });
    expect(ok).toBe(false);
    expect(errors.join()).toContain("CELLULAR_");
    expect(errors.join()).not.toContain(guess);
    const journal = await simulator.journal();
    // Where there is no login it is the first call that is refused.
    expect((await stage.calls()).filter(({ status }) => status < 400)).toEqual([]);
    expect(journal.filter(({ status }) => status >= 400).length).toBeGreaterThan(0);
    expect(journal.filter(({ status }) => status >= 400).length).toBeLessThanOrEqual(most);
    expect(engine.state.size).toBe(0);
  },
};

/** What the carrier or the way to it does wrong. */
export const faults = {
  partial,
  "order-refused": orderRefused,
  throttled,
  "server-error": disturbed((when) => ({ kind: "status", status: 503, when })),
  reset: disturbed((when) => ({ kind: "reset", when })),
  garbled,
  "bad-login": badLogin,
};
