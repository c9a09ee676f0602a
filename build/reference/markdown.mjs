// Pieces of Markdown. Tables drop columns that are empty in every row, which keeps them short.

/** A page: blocks with an empty line between them, absent ones left out. */
export const page = (...blocks) => `${blocks.flat(Infinity).filter(Boolean).join("\n\n")}\n`;

export const code = (text) => `\`${text}\``;

/** Text in a table: a vertical line would end the cell. */
const cell = (text) =>
  String(text ?? "")
    .replaceAll("|", "\\|")
    .replace(/\s*\n\s*/g, " ");

/** A table of rows, each an object by column title. Nothing where there are no rows. */
export function table(rows) {
  if (rows.length === 0) return "";
  const titles = Object.keys(rows[0]).filter((title) => rows.some((row) => row[title]));
  const line = (cells) => `| ${cells.join(" | ")} |`;
  return [
    line(titles),
    line(titles.map(() => "---")),
    ...rows.map((row) => line(titles.map((title) => cell(row[title])))),
  ].join("\n");
}

/** A heading with what stands below it, or nothing where nothing does. */
export const section = (title, ...blocks) => {
  const below = blocks.flat(Infinity).filter(Boolean);
  return below.length > 0 ? [`## ${title}`, ...below] : [];
};
