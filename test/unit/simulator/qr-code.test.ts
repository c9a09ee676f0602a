import { describe, expect, it } from "vitest";
import { qrModules } from "../../../simulator/core/qr-code";
import { qrPng } from "../../../simulator/core/qr-png";

/** Reads the bytes of a code back: format and mask are fixed, so that the walk over the modules is enough. */
function readBack(modules: boolean[][]): string {
  const size = modules.length;
  const reserved = (row: number, column: number): boolean => {
    const finder =
      (row < 9 && column < 9) || (row < 9 && column >= size - 8) || (row >= size - 8 && column < 9);
    const alignment =
      size > 21 && row >= size - 9 && row <= size - 5 && column >= size - 9 && column <= size - 5;
    return finder || alignment || row === 6 || column === 6;
  };
  const bits: number[] = [];
  for (let pair = 0, right = size - 1; right > 0; right -= 2, pair += 1) {
    if (right === 6) right = 5;
    for (let step = 0; step < size; step += 1) {
      const row = pair % 2 === 0 ? size - 1 - step : step;
      for (const column of [right, right - 1]) {
        if (reserved(row, column)) continue;
        bits.push((modules[row]?.[column] === true) !== ((row + column) % 2 === 0) ? 1 : 0);
      }
    }
  }
  const number = (from: number, width: number) => Number.parseInt(bits.slice(from, from + width).join(""), 2);
  expect(number(0, 4)).toBe(4);
  const length = number(4, 8);
  return Buffer.from(Array.from({ length }, (_, index) => number(12 + index * 8, 8))).toString("utf8");
}

describe("a QR code", () => {
  it.each([1, 17, 18, 32, 53, 54, 78, 79, 106])("holds a text of %i bytes", (length) => {
    const text = "LPA:1$smdp.example$".padEnd(length, "X").slice(0, length);
    expect(readBack(qrModules(text))).toBe(text);
  });

  it("has finder patterns in three corners and the fixed dark module", () => {
    const modules = qrModules("LPA:1$smdp.example$A");
    const size = modules.length;
    const ring = (row: number, column: number) =>
      Array.from({ length: 7 }, (_, index) => modules[row]?.[column + index]).every((dark) => dark === true);
    expect([ring(0, 0), ring(0, size - 7), ring(size - 7, 0), ring(size - 7, size - 7)]).toEqual([
      true,
      true,
      true,
      false,
    ]);
    expect(modules[size - 8]?.[8]).toBe(true);
  });

  it("refuses a text that is too long", () => {
    expect(() => qrModules("x".repeat(107))).toThrow(RangeError);
  });

  it("as a PNG has its signature, its size and its end", () => {
    const png = qrPng("LPA:1$smdp.example$A");
    expect(png.subarray(0, 8)).toEqual(Buffer.from([137, 80, 78, 71, 13, 10, 26, 10]));
    expect([png.readUInt32BE(16), png.readUInt32BE(20)]).toEqual([132, 132]);
    expect(png.subarray(-8, -4).toString()).toBe("IEND");
  });
});
