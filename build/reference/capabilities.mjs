// What each carrier can, as the contract suite shows it: the same cases for all, and a written reason where one is skipped.
import { existsSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { page, section, table } from "./markdown.mjs";
import { root } from "./package.mjs";

const SUITE = "test/contract/carriers";
const read = (file) => JSON.parse(readFileSync(join(root, SUITE, file), "utf8"));

/** What a carrier skips, and why. A carrier that is not put to the suite at all would pass for one that can everything. */
function skipsOf({ name }) {
  if (!existsSync(join(root, SUITE, `${name}.test.ts`)))
    throw new Error(`${SUITE} has no ${name}.test.ts: every carrier is put to the contract`);
  return read(`${name}.skips.json`);
}

/** docs/capabilities.md. */
export function capabilities(carriers) {
  const playing = carriers.map((carrier) => ({ title: carrier.title, skips: skipsOf(carrier) }));
  const parts = Object.entries(read("cases.json")).map(([group, cases]) =>
    section(
      group,
      table(
        Object.entries(cases).map(([name, text]) => ({
          Case: text,
          ...Object.fromEntries(playing.map(({ title, skips }) => [title, skips[name] ?? "✔"])),
        })),
      ),
    ),
  );
  return page(
    "# What each carrier can",
    "Every carrier is put to the same cases, for single lines and for sets of lines, against its simulator. ✔: it does what the case says. Where a carrier cannot, the table says why.",
    parts,
  );
}
