// Writes docs/reference, docs/coverage.md, docs/capabilities.md and docs/impacts.md from the built declarations and the contract suite. With
// --check it writes nothing and fails where a page is stale, missing or left over.
import { mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { capabilities } from "./reference/capabilities.mjs";
import { declarationPage, functionsPage } from "./reference/declarations.mjs";
import { impactsPage } from "./reference/impacts.mjs";
import { coverage } from "./reference/operations.mjs";
import { carriers, declarations, functions, root } from "./reference/package.mjs";
import { commandPage, configurationPage, fleetPage, indexPage } from "./reference/programs.mjs";
import { rulesPage } from "./reference/rules.mjs";

const FOLDER = "docs/reference";

const byName = (a, b) => (a.name < b.name ? -1 : 1);
const of = (registry) => (carrier) =>
  [...registry.values()].filter((spec) => spec.carrier.name === carrier.name).sort(byName);
const [specsOf, functionsOf] = [of(declarations), of(functions)];

const pages = new Map([
  [`${FOLDER}/index.md`, indexPage(carriers, specsOf, functionsOf)],
  [`${FOLDER}/Fleet.md`, fleetPage()],
  [`${FOLDER}/configuration.md`, configurationPage(carriers)],
  [`${FOLDER}/command-line.md`, commandPage()],
  [`${FOLDER}/policies.md`, rulesPage()],
  ...carriers.flatMap((carrier) => [
    ...specsOf(carrier).map((spec) => [
      `${FOLDER}/${carrier.name}/${spec.name}.md`,
      declarationPage(carrier, spec),
    ]),
    [`${FOLDER}/${carrier.name}/functions.md`, functionsPage(carrier, functionsOf(carrier))],
  ]),
  ["docs/coverage.md", coverage(carriers)],
  ["docs/capabilities.md", capabilities(carriers)],
  ["docs/impacts.md", impactsPage(carriers, specsOf)],
]);

const read = (path) => {
  try {
    return readFileSync(join(root, path), "utf8");
  } catch {
    return undefined;
  }
};
const there = () => {
  try {
    const found = readdirSync(join(root, FOLDER), { recursive: true, encoding: "utf8" });
    return found
      .filter((path) => path.endsWith(".md"))
      .map((path) => `${FOLDER}/${path.replaceAll("\\", "/")}`);
  } catch {
    return [];
  }
};

const stale = [...pages].filter(([path, text]) => read(path) !== text).map(([path]) => path);
const left = there().filter((path) => !pages.has(path));

if (process.argv.includes("--check")) {
  for (const path of stale) console.error(`${path} is stale or missing: npm run docs`);
  for (const path of left) console.error(`${path} belongs to no declaration: npm run docs`);
  if (stale.length + left.length > 0) process.exitCode = 1;
} else {
  for (const path of stale) {
    mkdirSync(dirname(join(root, path)), { recursive: true });
    writeFileSync(join(root, path), pages.get(path));
  }
  for (const path of left) rmSync(join(root, path));
  console.log(`${pages.size} pages, ${stale.length} written, ${left.length} removed`);
}
