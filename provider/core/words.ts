/** `1 line`, `499 lines`. */
export const counted = (count: number, word: string): string => `${count} ${word}${count === 1 ? "" : "s"}`;

/** So many of a list are told; a person reads no more, and the rest is counted. */
const MOST_TOLD = 25;

/** A list as lines of text, indented; of a long one the beginning, and how many more there are. */
export function listing(texts: readonly string[]): string {
  const told = texts.slice(0, MOST_TOLD).map((text) => `  ${text}`);
  if (texts.length > MOST_TOLD) told.push(`  … and ${texts.length - MOST_TOLD} more`);
  return told.join("\n");
}
