import { readFileSync } from "node:fs";
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { FORMATS, type Format, formatCell, readInventory } from "../../../provider/fleet/index";

const quoted = (text: string) => `"${text.replaceAll('"', '""')}"`;
const mdn = (index: number) =>
  `304-${String(200 + Math.floor(index / 10000))}-${String(index % 10000).padStart(4, "0")}`;

/** What a nickname may be, with what troubles files: quotes, separators, line breaks, formulas, and our own words. */
const nickname = fc
  .oneof(
    fc.string({ maxLength: 30, unit: "grapheme" }),
    fc.string({
      maxLength: 12,
      unit: fc.constantFrom('"', ",", ";", "\n", "\r", "\t", "=", "\\", " ", "a", "é", "(none)"),
    }),
    fc.constantFrom("(none)", "\\(none)", "\\\\(NONE)", "=1+1", "-", "0", "null", "true"),
  )
  .map((text) => text.trim())
  .filter((text) => text !== "" && text.length <= 100 && !text.startsWith("\uFEFF"));

describe("nicknames", () => {
  it("survive CSV, and every row knows its line", () => {
    const files = fc.tuple(fc.array(nickname, { minLength: 1, maxLength: 8 }), fc.constantFrom("\n", "\r\n"));
    fc.assert(
      fc.property(files, ([names, end]) => {
        const rows = names.map((name, index) => `${mdn(index)},${quoted(formatCell(name))}`);
        const text = ["mdn,nickname", ...rows].join(end);
        const read = readInventory(Buffer.from(text), "csv");
        expect(read.faults).toEqual([]);
        expect(read.rows.map(({ values }) => values.nickname)).toEqual(names);
        const starts = rows.map((_, index) => {
          const before = ["mdn,nickname", ...rows.slice(0, index), ""].join(end);
          return before.split(/\r\n|\n|\r/).length;
        });
        expect(read.rows.map(({ row }) => row)).toEqual(starts);
      }),
    );
  });

  it("survive JSON and YAML", () => {
    fc.assert(
      fc.property(fc.array(nickname, { minLength: 1, maxLength: 5 }), (names) => {
        const text = JSON.stringify(
          names.map((name, index) => ({ mdn: mdn(index), nickname: formatCell(name) })),
        );
        for (const format of ["json", "yaml"] as const)
          expect(readInventory(text, format).rows.map(({ values }) => values.nickname)).toEqual(names);
      }),
    );
  });
});

describe("whatever the file", () => {
  const base = readFileSync("test/fixtures/fleet/ten-faults.csv");

  it("reading never throws, and every fault of a row has a line of the file", () => {
    const format = fc.constantFrom<Format>(...FORMATS);
    const content = fc.oneof(fc.string({ unit: "binary" }), fc.uint8Array({ maxLength: 200 }), fc.json());
    fc.assert(
      fc.property(content, format, (bytes, kind) => {
        const { faults, rows } = readInventory(bytes, kind);
        expect(faults.length + rows.length).toBeGreaterThan(0);
        const text = typeof bytes === "string" ? bytes : Buffer.from(bytes).toString("latin1");
        const most = text.split(/\r\n|\n|\r/).length;
        for (const { row } of faults) if (row !== undefined) expect(row).toBeLessThanOrEqual(most);
      }),
    );
  }, 30_000);

  it("a file with a few bytes changed still gives rows or faults", () => {
    const change = fc.tuple(fc.nat(base.length - 1), fc.nat(255));
    fc.assert(
      fc.property(fc.array(change, { maxLength: 5 }), (changes) => {
        const bytes = Buffer.from(base);
        for (const [at, byte] of changes) bytes[at] = byte;
        const { faults } = readInventory(bytes, "csv", { file: "l.csv" });
        expect(faults.length).toBeGreaterThan(0);
        for (const { file } of faults) expect(file).toBe("l.csv");
      }),
    );
  });
});
