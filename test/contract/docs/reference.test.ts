import { existsSync, readdirSync, readFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { describe, expect, it } from "vitest";
import { fieldsOf } from "../../../cli/fields";
import { declarations, functions } from "../../../provider/index";

const ROOT = join(__dirname, "../../..");
const all = [...declarations, ...functions];

describe("every field of a declaration says what it is", () => {
  it.each(all.map(([name, spec]) => ({ name, spec })))("$name", ({ spec }) => {
    const silent = fieldsOf(spec.args).filter(({ description }) => description.length < 5);
    expect(silent.map(({ name }) => name)).toEqual([]);
    expect(spec.describe).toMatch(/\.$/);
  });
});

const pages = readdirSync(join(ROOT, "docs"), { recursive: true, encoding: "utf8" })
  .filter((path) => path.endsWith(".md"))
  .map((path) => join("docs", path));

/** Where a page can be linked to: its headings, as renderers name them. */
function anchors(path: string): Set<string> {
  const headings = readFileSync(join(ROOT, path), "utf8").matchAll(/^#+ (.+)$/gm);
  return new Set(
    [...headings].map(([, text = ""]) =>
      text
        .toLowerCase()
        .replaceAll(/[^\p{L}\p{N}_ -]/gu, "")
        .replaceAll(" ", "-"),
    ),
  );
}

describe("links of the documentation lead somewhere", () => {
  it.each(pages)("%s", (path) => {
    const links = readFileSync(join(ROOT, path), "utf8").matchAll(/\]\((?!https?:)([^)\s]+)\)/g);
    const broken = [...links].flatMap(([, link = ""]) => {
      const [file = "", anchor] = link.split("#");
      const target = file === "" ? path : join(dirname(path), file);
      if (!existsSync(join(ROOT, target))) return [link];
      return anchor !== undefined && !anchors(target).has(anchor) ? [link] : [];
    });
    expect(broken).toEqual([]);
  });
});

it("has a page for each resource and action, and a heading for each function", () => {
  const missing = [...declarations.keys()].filter(
    (type) => !existsSync(join(ROOT, "docs/reference", `${type.replace(":", "/")}.md`)),
  );
  expect(missing).toEqual([]);
  const silent = [...functions].filter(
    ([, { carrier, name }]) =>
      !anchors(`docs/reference/${carrier.name}/functions.md`).has(name.toLowerCase()),
  );
  expect(silent.map(([name]) => name)).toEqual([]);
});
