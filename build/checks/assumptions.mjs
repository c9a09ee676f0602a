// Every assumption about a carrier that the code names has a row in docs/concept.md that says where it is, and no row names
// one that is not there. Ids: A-… (Kajeet), G-… (ThingSpace), C-… (Control Center).
import { readFileSync } from "node:fs";
import { trackedFiles } from "./tracked-files.mjs";

const ID = /\b(?:[AC]-[A-Z]+\d+|G-[A-Z0-9]+(?:-[A-Z]+)*)\b/g;
const CONCEPT = "docs/concept.md";
const ROOM = /^(?:provider|receiver|simulator)\/[\w-]+/;

/** Ids of the code by file. */
const code = new Map();
for (const file of trackedFiles().filter((path) => path.endsWith(".ts") && ROOM.test(path))) {
  code.set(file, new Set(readFileSync(file, "utf8").match(ID)));
}

/** Files that the tables name, by id. */
const rows = new Map();
for (const line of readFileSync(CONCEPT, "utf8").split("\n")) {
  const cells = line.split("|").map((cell) => cell.trim());
  const [, id = "", , where = ""] = cells;
  if (cells.length !== 5 || !new RegExp(`^${ID.source}$`).test(id)) continue;
  const files = [...where.matchAll(/`([^`]+)`/g)].map(([, file]) => file);
  if (rows.has(id)) fail(`${id} has two rows`);
  rows.set(id, files);
  if (files.length === 0) fail(`${id} is said to be nowhere`);
  for (const file of files.filter((each) => !code.get(each)?.has(id))) fail(`${file} does not name ${id}`);
}

// One file a room is enough: others may lean on what it says.
for (const [file, ids] of code) {
  const [room] = ROOM.exec(file);
  for (const id of ids) {
    if (!rows.get(id)?.some((each) => each.startsWith(`${room}/`) || each === file))
      fail(`${id} of ${file} has no row that names ${room}`);
  }
}

function fail(text) {
  console.error(`${CONCEPT}: ${text}`);
  process.exitCode = 1;
}
