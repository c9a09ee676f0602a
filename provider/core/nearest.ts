/** The names closest to `wanted`, where any is close at all: what a person most likely meant by a name that does not exist. */
function nearest(wanted: string, known: Iterable<string>, most = 3): string[] {
  const target = wanted.toLowerCase();
  const ranked = [...new Set(known)].map((name) => ({
    name,
    distance: distance(target, name.toLowerCase()),
  }));
  const closest = Math.min(...ranked.map(({ distance: far }) => far));
  return ranked
    .filter(({ name, distance: far }) => far === closest && far <= Math.max(2, Math.ceil(name.length / 2)))
    .sort((a, b) => a.name.localeCompare(b.name))
    .slice(0, most)
    .map(({ name }) => name);
}

/** `"x" is unknown; did you mean "y"?`, or the whole list where nothing is near and the list is short. */
export function unknownName(what: string, wanted: string, known: Iterable<string>): string {
  const names = [...known];
  const near = nearest(wanted, names);
  if (near.length > 0) return `unknown ${what} "${wanted}"; did you mean ${near.map(quote).join(" or ")}?`;
  if (names.length === 0) return `unknown ${what} "${wanted}"; the account has none`;
  const shown = names.slice(0, 12).map(quote).join(", ");
  return `unknown ${what} "${wanted}"; known are ${shown}${names.length > 12 ? ` and ${names.length - 12} more` : ""}`;
}

const quote = (name: string) => `"${name}"`;

/** Levenshtein distance with two rows. */
function distance(a: string, b: string): number {
  let previous = Array.from({ length: b.length + 1 }, (_, i) => i);
  for (let i = 1; i <= a.length; i++) {
    const row = [i];
    for (let j = 1; j <= b.length; j++) {
      const swap = previous[j - 1]! + (a[i - 1] === b[j - 1] ? 0 : 1);
      row.push(Math.min(swap, previous[j]! + 1, row[j - 1]! + 1));
    }
    previous = row;
  }
  return previous[b.length]!;
}
