/** Text of a fleet inside HTML: nothing in it has a meaning. */
export const html = (text: string): string =>
  text
    .replaceAll("&", "&amp;")
    .replaceAll("<", "&lt;")
    .replaceAll(">", "&gt;")
    .replaceAll('"', "&quot;")
    .replaceAll("'", "&#39;");

/** A table that scrolls by itself where it is too wide; cells are HTML already. */
export function table(
  caption: string,
  titles: readonly string[],
  rows: readonly (readonly string[])[],
): string {
  const head = titles.map((title) => `<th scope="col">${html(title)}</th>`).join("");
  const body = rows
    .map(([first = "", ...cells]) => {
      const others = cells.map((cell, at) => `<td data-title="${html(titles[at + 1] ?? "")}">${cell}</td>`);
      return `<tr><th scope="row">${first}</th>${others.join("")}</tr>`;
    })
    .join("\n");
  return `<div class="wide" role="region" tabindex="0" aria-label="${html(caption)}"><table>
<caption>${html(caption)}</caption>
<thead><tr>${head}</tr></thead>
<tbody>
${body}
</tbody></table></div>`;
}

/** A text that stays as it is typed: identifiers, codes, values. */
export const typed = (text: string): string => (text === "" ? "" : `<code>${html(text)}</code>`);
