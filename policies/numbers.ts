/** A share as messages show it, against a limit: with as many digits as tell the two apart, `24.0 %`. */
export function percentText(share: number, limit: number): string {
  const short = share.toFixed(1);
  return `${short === limit.toFixed(1) ? share.toFixed(3) : short} %`;
}

/** A limit in per cent, as messages show it. */
export const limitText = (limit: number): string => `${limit.toFixed(1)} %`;

/** How many of a hundred; the whole must be more than none. */
export const percentOf = (part: number, whole: number): number => (part / whole) * 100;
