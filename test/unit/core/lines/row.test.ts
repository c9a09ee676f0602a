import fc from "fast-check";
import { describe, expect, test } from "vitest";
import type { Attribute } from "../../../../provider/core/lines/attribute";
import { packRows, readRows, unpackRows, writeRows } from "../../../../provider/core/lines/observed";
import { formatRow, parseRow } from "../../../../provider/core/lines/row";
import { kajeetAttributes } from "../../../../provider/kajeet/lines/attributes";

const attributes = kajeetAttributes as readonly Attribute<never>[];

const text = fc.oneof(
  fc.string({ unit: "grapheme", minLength: 1 }),
  fc.stringMatching(/^[ \\;,=()nrst\n\r\t]{1,8}$/),
  fc.constantFrom("(none)", "\\(none)", "a; b=c", " x ", "\\", "true", "7"),
);
const names = fc.uniqueArray(text, { maxLength: 4 }).map((list) => [...list].sort());
const values = fc
  .record(
    {
      nickname: fc.option(text),
      note: fc.option(text),
      monthlyLimit: fc.option(fc.double({ noNaN: true, noDefaultInfinity: true, min: 0 })),
      summerUsage: fc.boolean(),
      labels: names,
      iccid: fc.constant("89148000729731698614"),
    },
    { requiredKeys: [] },
  )
  .map((row) => JSON.parse(JSON.stringify(row)) as Record<string, string>);

describe("a row", () => {
  test("is read back as it was written, whatever the texts hold", () => {
    fc.assert(
      fc.property(values, (row) => {
        expect(parseRow(formatRow(row, attributes), attributes)).toEqual(row);
      }),
    );
  });

  test("is one line of text", () => {
    fc.assert(
      fc.property(values, (row) => {
        expect(formatRow(row, attributes)).not.toMatch(/[\n\r]/);
      }),
    );
  });

  test("is the same for the same values in another order", () => {
    const [a, b] = [
      { note: "n", labels: ["b", "a"] },
      { labels: ["a", "b"], note: "n" },
    ];
    expect(formatRow(a, attributes)).toBe(formatRow(b, attributes));
    expect(formatRow(a, attributes)).toBe("note=n; labels=a, b");
  });

  test("shows none as such, which no text is mistaken for", () => {
    expect(formatRow({ nickname: null, note: "(none)", labels: ["(none)"] }, attributes)).toBe(
      "nickname=(none); note=\\(none); labels=\\(none)",
    );
  });

  test("is refused where nobody can have written it so", () => {
    expect(() => parseRow("nickname=a; colour=red", attributes)).toThrow('"colour=red" is no cell of a row');
    expect(() => parseRow("nickname", attributes)).toThrow('"nickname" is no cell of a row');
  });
});

describe("rows in state", () => {
  const lines = fc.dictionary(fc.stringMatching(/^\d{3}-\d{3}-\d{4}$/), values, { noNullPrototype: true });

  test("come out of their packing as they went in", () => {
    fc.assert(
      fc.property(lines, (some) => {
        const rows = new Map(Object.entries(some));
        expect(unpackRows(packRows(rows, attributes), attributes)).toEqual(rows);
        expect(readRows(writeRows(rows, attributes), attributes)).toEqual(rows);
      }),
    );
  });

  test("are none where nothing was observed yet", () => {
    expect(unpackRows(undefined, attributes)).toEqual(new Map());
    expect(readRows(undefined, attributes)).toEqual(new Map());
  });
});
