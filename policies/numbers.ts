/** A share as messages show it, against a limit: with as many digits as tell the two apart, `24.0 %`. */
export function percentText(share: number, limit: number): string {
  const short = share.toFixed(1);
  return `${short === limit.toFixed(1) ? share.toFixed(3) : short} %`;
}

/** A limit in per cent, as messages show it. */
export const limitText = (limit: number): string => `${limit.toFixed(1)} %`;

/** How many of a hundred. Of none, it is none. */
export const percentOf = (part: number, whole: number): number => (whole === 0 ? 0 : (part / whole) * 100);
