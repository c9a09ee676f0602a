import { execFile } from "node:child_process";
import {
  appendFileSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  readFileSync,
  rmSync,
  statSync,
  writeFileSync,
} from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { promisify } from "node:util";
import { afterEach, beforeEach, describe, expect, test } from "vitest";
import { Misconfigured } from "../../../provider/core/errors";
import { Ledger, type Noted } from "../../../provider/core/ledger";

const NOW = Date.parse("2026-11-02T08:00:00Z");
const DAY = 24 * 3600_000;
const clockAt = (at: { ms: number }) => ({ now: () => at.ms, sleep: async () => {} });

let directory: string;
let path: string;
const open: Ledger[] = [];
beforeEach(() => {
  directory = mkdtempSync(join(tmpdir(), "ledger-"));
  path = join(directory, "kept", "ledger.jsonl");
});
afterEach(() => {
  for (const ledger of open.splice(0)) ledger.close();
  rmSync(directory, { recursive: true, force: true });
});

/** The ledger as a process that begins now finds it. */
function ledger(at = { ms: NOW }, where: string | undefined = path): Ledger {
  const one = new Ledger(where, clockAt(at));
  open.push(one);
  return one;
}

const submission = (...lines: string[]) => ({
  carrier: "thingspace",
  account: "A-1",
  writer: "changeServicePlan",
  values: { ratePlan: "LTE2GB" },
  lines,
});
const of = (one: Ledger, line: string, after = "", account = "A-1", carrier = "thingspace") =>
  one.of(carrier, account, line, after);
const idsOf = (found: readonly Noted[]) => found.map(({ id }) => id);

describe("what is noted", () => {
  test("is on disk before it is sent, and found by each of its lines", () => {
    const noted = ledger().intend(submission("L1", "L2"));
    expect(noted.since).toBe("2026-11-02T08:00:00.000Z");
    expect(noted).not.toHaveProperty("ticket");
    const later = ledger();
    for (const line of ["L1", "L2"]) expect(of(later, line)).toEqual([noted]);
    expect(of(later, "L3")).toEqual([]);
    expect(of(later, "L1", "", "A-2")).toEqual([]);
    expect(of(later, "L1", "", "A-1", "kajeet")).toEqual([]);
  });

  test("gets its ticket when the carrier has answered", () => {
    const first = ledger();
    const noted = first.intend(submission("L1"));
    first.accepted(noted.id, "T-1");
    expect(of(first, "L1")).toEqual([{ ...noted, ticket: "T-1" }]);
    expect(of(ledger(), "L1")).toEqual([{ ...noted, ticket: "T-1" }]);
  });

  test("is over for lines one by one", () => {
    const first = ledger();
    const noted = first.intend(submission("L1", "L2"));
    first.over(noted.id, ["L1"]);
    first.over(noted.id, []);
    for (const one of [first, ledger()]) {
      expect(of(one, "L1")).toEqual([]);
      expect(idsOf(of(one, "L2"))).toEqual([noted.id]);
    }
  });

  test("comes oldest first, and only what is newer than a moment", () => {
    const at = { ms: NOW };
    const first = ledger(at);
    const ids = [0, 1, 2].map((hour) => {
      at.ms = NOW + hour * 3600_000;
      return first.intend(submission("L1")).id;
    });
    expect(idsOf(of(ledger(), "L1"))).toEqual(ids);
    expect(idsOf(of(ledger(), "L1", "2026-11-02T08:00:00.000Z"))).toEqual(ids.slice(1));
    expect(idsOf(of(ledger(), "L1", "2026-11-02T10:00:00.000Z"))).toEqual([]);
  });

  test("of one line and moment is dismissed without the rest", () => {
    const at = { ms: NOW };
    const first = ledger(at);
    const early = first.intend(submission("L1", "L2"));
    at.ms += 1000;
    const late = first.intend(submission("L1"));
    first.dismiss("thingspace", "A-1", "L1", early.since);
    first.dismiss("thingspace", "A-2", "L2", early.since);
    for (const one of [first, ledger()]) {
      expect(idsOf(of(one, "L1"))).toEqual([late.id]);
      expect(idsOf(of(one, "L2"))).toEqual([early.id]);
    }
  });

  test("is kept for thirty days", () => {
    const noted = ledger().intend(submission("L1"));
    expect(idsOf(of(ledger({ ms: NOW + 30 * DAY }), "L1"))).toEqual([noted.id]);
    const much = ledger({ ms: NOW + 30 * DAY + 1 });
    expect(of(much, "L1")).toEqual([]);
    much.accepted(noted.id, "T-1");
    much.over(noted.id, ["L1"]);
    expect(of(much, "L1")).toEqual([]);
  });

  test("is shortened once most of it is over and nobody writes to it", () => {
    const lines = Array.from({ length: 60_000 }, (_, index) => `line-${String(index).padStart(6, "0")}`);
    const submission = { carrier: "acme", account: "a", writer: "plan", values: { plan: "p" } };
    const before = ledger();
    before.intend({ ...submission, lines });
    const kept = before.intend({ ...submission, lines: lines.slice(0, 2) });
    before.intend({ ...submission, lines });
    const size = () => statSync(path).size;
    const long = size();
    // The file's own time is that of the machine.
    const written = statSync(path).mtimeMs;
    const later = { ms: written + 31 * DAY };
    const young = { ...kept, id: "young", since: new Date(written + 30 * DAY).toISOString() };
    appendFileSync(path, `${JSON.stringify(young)}\n`);
    const busy = ledger({ ms: written });
    busy.intend({ ...submission, lines: ["another"] });
    expect(size()).toBeGreaterThan(long);
    const after = ledger(later);
    after.intend({ ...submission, lines: ["new"] });
    expect(size()).toBeLessThan(1000);
    const found = ledger(later);
    expect(found.of("acme", "a", "line-000001", "").map(({ id }) => id)).toEqual(["young"]);
    expect(found.of("acme", "a", "new", "")).toHaveLength(1);
  });

  test("stays in memory where no file is wanted", () => {
    const first = new Ledger(undefined, clockAt({ ms: NOW }));
    const noted = first.intend(submission("L1"));
    expect(idsOf(of(first, "L1"))).toEqual([noted.id]);
    first.close();
    expect(of(new Ledger(undefined, clockAt({ ms: NOW })), "L1")).toEqual([]);
  });
});

describe("the file", () => {
  test("is read by nobody else, and is not made by looking", () => {
    expect(of(ledger(), "L1")).toEqual([]);
    expect(existsSync(path)).toBe(false);
    ledger().intend(submission("L1"));
    expect(statSync(path).mode & 0o077).toBe(0);
  });

  test("may end in half a line, at any byte: what was whole is known, what follows is not lost", () => {
    const first = ledger();
    const kept = first.intend(submission("L1"));
    first.accepted(kept.id, "T-1");
    const before = readFileSync(path, "utf8");
    first.intend(submission("L2"));
    const whole = readFileSync(path, "utf8");
    for (let length = before.length; length < whole.length; length += 7) {
      writeFileSync(path, whole.slice(0, length));
      const next = ledger();
      expect(of(next, "L1")).toEqual([{ ...kept, ticket: "T-1" }]);
      const added = next.intend(submission("L3"));
      const last = ledger();
      expect(idsOf(of(last, "L3"))).toEqual([added.id]);
      expect(of(last, "L1")).toEqual([{ ...kept, ticket: "T-1" }]);
    }
  });

  test("with lines of something else in it is read for what is known", () => {
    const noted = ledger().intend(submission("L1"));
    appendFileSync(path, 'null\n3\n"text"\n[]\n{}\n{"id":"x"}\n{"id":"x","ticket":"T"}\n\u0000\u0000\n');
    expect(idsOf(of(ledger(), "L1"))).toEqual([noted.id]);
  });

  test.each(["a directory", "below a file"])("that is %s stops everything before it is sent", (which) => {
    if (which === "a directory") mkdirSync(path, { recursive: true });
    else writeFileSync(join(directory, "kept"), "");
    const sending = () => ledger().intend(submission("L1"));
    expect(sending).toThrow(Misconfigured);
    expect(sending).toThrow(path);
    expect(sending).toThrow(/Nothing was sent.*cellular:ledger or CELLULAR_LEDGER/);
  });

  test("takes what several processes write at the same time, whole", { timeout: 60_000 }, async () => {
    // The parent's lines are long: they must not be torn by those of the others either.
    const writers = 3;
    const each = 40;
    const lines = Array.from({ length: 300 }, (_, at) => `8914800000${String(at).padStart(10, "0")}`);
    const program = `
      const { openSync, writeSync, fsyncSync } = require("node:fs");
      const [path, name, each, lines] = process.argv.slice(1);
      const file = openSync(path, "a", 0o600);
      writeSync(file, "\\n");
      for (let at = 0; at < Number(each); at += 1) {
        const entry = { ...JSON.parse(lines), id: name + "-" + at, since: new Date(${NOW}).toISOString() };
        writeSync(file, JSON.stringify(entry) + "\\n");
        fsyncSync(file);
      }`;
    const own = ledger();
    const first = own.intend(submission(...lines));
    const others = Array.from({ length: writers }, (_, at) =>
      promisify(execFile)(process.execPath, [
        "-e",
        program,
        path,
        `W${at}`,
        String(each),
        JSON.stringify(submission(...lines)),
      ]),
    );
    const mine = [first.id];
    for (let at = 0; at < each; at += 1) {
      mine.push(own.intend(submission(...lines)).id);
      await new Promise((resolve) => setImmediate(resolve));
    }
    await Promise.all(others);
    const found = idsOf(of(ledger(), lines[299]!));
    expect(found).toHaveLength(writers * each + mine.length);
    expect(found).toEqual(expect.arrayContaining(mine));
    expect(
      readFileSync(path, "utf8")
        .split("\n")
        .filter((line) => line !== "")
        .map((line) => JSON.parse(line)),
    ).toHaveLength(found.length);
  });
});
