/** Level L, byte mode: how many data codewords a version holds, and how many for correction (ISO/IEC 18004). */
const VERSIONS = [
  { size: 21, data: 19, correction: 7 },
  { size: 25, data: 34, correction: 10 },
  { size: 29, data: 55, correction: 15 },
  { size: 33, data: 80, correction: 20 },
  { size: 37, data: 108, correction: 26 },
] as const;

/** Format bits for level L and mask 0, with their own check bits. */
const FORMAT_L0 = 0b111011111000100;

type Modules = (boolean | undefined)[][];

/**
 * A QR code of a text of up to 106 bytes: versions 1 to 5 at level L, which are the ones with a single block of
 * correction codewords, and mask 0. `true` is a dark module. Longer texts throw a RangeError.
 */
export function qrModules(text: string): boolean[][] {
  const bytes = Buffer.from(text, "utf8");
  const index = VERSIONS.findIndex(({ data }) => bytes.length + 2 <= data);
  const version = VERSIONS[index];
  if (version === undefined)
    throw new RangeError(`${bytes.length} bytes do not fit into a QR code of version 5`);
  const data = dataCodewords(bytes, version.data);
  const codewords = [...data, ...correctionCodewords(data, version.correction)];
  const modules: Modules = Array.from({ length: version.size }, () =>
    new Array(version.size).fill(undefined),
  );
  drawFunctionPatterns(modules, index + 1);
  drawData(modules, codewords);
  return modules.map((row) => row.map((module) => module === true));
}

/** Mode 4 (bytes), length, text, terminator, and padding in turns of two fixed bytes. */
function dataCodewords(bytes: Uint8Array, count: number): number[] {
  const bits = [0, 1, 0, 0, ...bitsOf(bytes.length, 8), ...[...bytes].flatMap((byte) => bitsOf(byte, 8))];
  bits.push(...new Array<number>(Math.min(4, count * 8 - bits.length)).fill(0));
  while (bits.length % 8 !== 0) bits.push(0);
  const codewords: number[] = [];
  for (let at = 0; at < bits.length; at += 8) {
    codewords.push(bits.slice(at, at + 8).reduce((value, bit) => value * 2 + bit, 0));
  }
  for (let pad = 0xec; codewords.length < count; pad ^= 0xec ^ 0x11) codewords.push(pad);
  return codewords;
}

function bitsOf(value: number, width: number): number[] {
  return Array.from({ length: width }, (_, index) => (value >>> (width - 1 - index)) & 1);
}

/** Reed-Solomon remainder over GF(256) with the polynomial 0x11d. */
function correctionCodewords(data: readonly number[], count: number): number[] {
  let generator = [1];
  for (let power = 0, root = 1; power < count; power += 1, root = multiply(root, 2)) {
    const next = [...generator, 0];
    generator.forEach((factor, at) => {
      next[at + 1] = (next[at + 1] ?? 0) ^ multiply(factor, root);
    });
    generator = next;
  }
  const remainder = new Array<number>(count).fill(0);
  for (const byte of data) {
    const factor = byte ^ (remainder.shift() ?? 0);
    remainder.push(0);
    for (let at = 0; at < count; at += 1) {
      remainder[at] = (remainder[at] ?? 0) ^ multiply(generator[at + 1] ?? 0, factor);
    }
  }
  return remainder;
}

function multiply(a: number, b: number): number {
  let product = 0;
  for (let bit = 7; bit >= 0; bit -= 1) {
    product = (product << 1) ^ ((product >>> 7) * 0x11d);
    product ^= ((b >>> bit) & 1) * a;
  }
  return product;
}

function set(modules: Modules, row: number, column: number, dark: boolean): void {
  const line = modules[row];
  if (line !== undefined && column >= 0 && column < line.length) line[column] = dark;
}

function drawFunctionPatterns(modules: Modules, version: number): void {
  const size = modules.length;
  for (let at = 0; at < size; at += 1) {
    set(modules, 6, at, at % 2 === 0);
    set(modules, at, 6, at % 2 === 0);
  }
  for (const [row, column] of [
    [3, 3],
    [3, size - 4],
    [size - 4, 3],
  ] as const) {
    drawRings(modules, row, column, 4, (distance) => distance !== 2 && distance !== 4);
  }
  if (version > 1) drawRings(modules, size - 7, size - 7, 2, (distance) => distance !== 1);
  drawFormat(modules);
}

function drawRings(
  modules: Modules,
  row: number,
  column: number,
  radius: number,
  dark: (distance: number) => boolean,
): void {
  for (let down = -radius; down <= radius; down += 1) {
    for (let right = -radius; right <= radius; right += 1) {
      set(modules, row + down, column + right, dark(Math.max(Math.abs(down), Math.abs(right))));
    }
  }
}

/** The fifteen format bits stand twice; the module beside the lower copy is always dark. */
function drawFormat(modules: Modules): void {
  const size = modules.length;
  const bit = (index: number) => ((FORMAT_L0 >>> index) & 1) === 1;
  for (let index = 0; index < 15; index += 1) {
    const upRow = index < 6 ? index : index < 8 ? index + 1 : 8;
    const upColumn = index < 8 ? 8 : index === 8 ? 7 : 14 - index;
    set(modules, upRow, upColumn, bit(index));
    if (index < 8) set(modules, 8, size - 1 - index, bit(index));
    else set(modules, size - 15 + index, 8, bit(index));
  }
  set(modules, size - 8, 8, true);
}

/** Two columns at a time from the right, upwards and downwards in turn, around the patterns; mask 0 is laid over. */
function drawData(modules: Modules, codewords: readonly number[]): void {
  const bits = codewords.flatMap((codeword) => bitsOf(codeword, 8));
  const size = modules.length;
  let next = 0;
  let upwards = true;
  for (let right = size - 1; right >= 1; right -= 2) {
    if (right === 6) right = 5;
    for (let step = 0; step < size; step += 1) {
      const row = upwards ? size - 1 - step : step;
      for (const column of [right, right - 1]) {
        if (modules[row]?.[column] !== undefined) continue;
        const dark = bits[next] === 1;
        next += 1;
        set(modules, row, column, dark !== ((row + column) % 2 === 0));
      }
    }
    upwards = !upwards;
  }
}
