/**
 * Text of a fleet inside HTML inside Markdown, such as a summary. A blank without width keeps `@name` and `#12` from being
 * taken for a person and an issue.
 */
export function asHtml(text: string): string {
  return oneLine(text)
    .replaceAll("&", "&amp;")
    .replaceAll("<", "&lt;")
    .replaceAll(">", "&gt;")
    .replace(/[@#]/g, "$&&#8203;")
    .replace(/:(?=\/\/)/g, ":&#8203;")
    .replace(/\b(www)\./gi, "$1&#8203;.");
}

/** Text of a fleet inside Markdown: it may hold anything, and must neither break a table nor become a link or HTML. */
export function escaped(text: string): string {
  return asHtml(text)
    .replace(/[\\`*_{}[\]()|~]/g, "\\$&")
    .replace(/^(\s*)([-+=])/, "$1\\$2")
    .replace(/^(\s*\d+)\./, "$1\\.");
}

/** Identifiers and values as code, in which nothing has a meaning; a bar would still end the cell of a table. */
export function code(text: string): string {
  const content = oneLine(text);
  if (content.trim() === "") return "";
  const longest = Math.max(0, ...(content.match(/`+/g) ?? []).map((run) => run.length));
  const fence = "`".repeat(longest + 1);
  const pad = content.startsWith("`") || content.endsWith("`") ? " " : "";
  return `${fence}${pad}${content.replaceAll("|", "\\|")}${pad}${fence}`;
}

/** A table; cells are Markdown already. */
export const tableHead = (titles: readonly string[]): string =>
  `| ${titles.join(" | ")} |\n|${" --- |".repeat(titles.length)}\n`;

export const tableRow = (cells: readonly string[]): string => `| ${cells.join(" | ")} |\n`;

/** Control characters say nothing to a reader, and a line break would end a row. */
const oneLine = (text: string): string => text.replace(/\p{Cc}+/gu, " ");
