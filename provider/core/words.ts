/** `1 line`, `499 lines`. */
export const counted = (count: number, word: string): string => `${count} ${word}${count === 1 ? "" : "s"}`;

/** So many failures are told; a person reads no more, and the rest is counted. */
export const MOST_TOLD = 25;

/** A list as lines of text, indented; of a long one the beginning, and how many more there are. */
export function listing(texts: readonly string[], most = MOST_TOLD): string {
  const told = texts.slice(0, most).map((text) => `  ${text}`);
  if (texts.length > most) told.push(`  … and ${texts.length - most} more`);
  return told.join("\n");
}

/** Names for a sentence: the first few, and how many more there are. */
export function someOf(names: readonly string[]): string {
  const shown = names.slice(0, 5).join(", ");
  return names.length > 5 ? `${shown} and ${names.length - 5} more` : shown;
}
