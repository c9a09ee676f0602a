import { InvalidArgumentError } from "commander";

/** Counts, times and sizes as options: each is a text in, a number out, or a sentence on what was expected. */

/** A whole number within limits. */
export function whole(least: number, most: number): (text: string) => number {
  return (text) => {
    const value = /^\d+$/.test(text) ? Number(text) : Number.NaN;
    if (value >= least && value <= most) return value;
    throw new InvalidArgumentError(`Expected a whole number from ${least} to ${most}.`);
  };
}

const UNITS = { m: 60_000, h: 3_600_000, d: 86_400_000 } as const;

/** A length of time, in milliseconds. */
export function time(text: string): number {
  const [, count, unit] = /^(\d{1,5})([mhd])$/.exec(text) ?? [];
  if (Number(count) > 0) return Number(count) * UNITS[unit as keyof typeof UNITS];
  throw new InvalidArgumentError("Expected minutes, hours or days, such as 90m, 12h or 30d.");
}

const SIZES = { "": 1, k: 1024, M: 1024 ** 2, G: 1024 ** 3 } as const;

/** A size in bytes. */
export function size(text: string): number {
  const [, count, unit = ""] = /^(\d{1,10})([kMG]?)$/.exec(text) ?? [];
  if (Number(count) > 0) return Number(count) * SIZES[unit as keyof typeof SIZES];
  throw new InvalidArgumentError("Expected bytes, such as 65536, 64k, 1M or 2G.");
}
