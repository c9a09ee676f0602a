import colors from "picocolors";

/** What the demo says, and how. */
export const tell = {
  title(text: string): void {
    console.log(`\n${colors.bold(colors.cyan(text))}`);
  },

  say(text: string): void {
    console.log(`  ${text}`);
  },

  good(text: string): void {
    console.log(`  ${colors.green("✓")} ${text}`);
  },

  warn(text: string): void {
    console.log(`  ${colors.yellow("!")} ${text}`);
  },

  /** Text of somebody else: the engine, the provider. */
  quote(text: string): void {
    for (const line of text.split("\n")) console.log(`  ${colors.dim("│")} ${line}`);
  },

  table(head: readonly string[], rows: readonly (readonly string[])[]): void {
    const widths = head.map((title, i) => Math.max(title.length, ...rows.map((row) => row[i]!.length)));
    const line = (cells: readonly string[]) =>
      `  ${cells.map((cell, i) => (i === 0 ? cell.padEnd(widths[i]!) : cell.padStart(widths[i]!))).join("  ")}`;
    console.log(colors.bold(line(head)));
    for (const row of rows) console.log(line(row));
  },
};

/** `1 line`, `3 lines`. */
export const counted = (count: number, word: string): string => `${count} ${word}${count === 1 ? "" : "s"}`;
