import { describe, expect, test } from "vitest";
import { markdownReport } from "../../../policies/report/index";
import { code, escaped } from "../../../policies/report/markdown-text";
import { held, single } from "../../support/plans";
import { approvalOf, bus, leaving, ONLY_APPROVALS, report } from "./report-of";

const markdown = (...args: Parameters<typeof report>) => markdownReport(report(...args));

test("begins with the verdict and the numbers, then what cannot be undone, then findings, then folded lines", () => {
  const text = markdown([leaving(40, 2)], { policy: ONLY_APPROVALS });
  expect(text.split("\n").slice(0, 4)).toEqual([
    "## ⛔ Blocked: 2 changes cannot be undone and may not be made",
    "",
    "| Cannot be undone | 2 lines: 2 not approved |",
    "| --- | --- |",
  ]);
  const order = [
    "Cannot be undone\n\n- **not approved: remove 2 lines",
    `\`${bus(38)}\` Bus 38 | remove`,
    "To approve",
    "### approved-changes-only",
    "### All changes",
    "<details><summary>kajeet:LineSet buses",
  ];
  const places = order.map((part) => text.indexOf(part));
  expect(places).not.toContain(-1);
  expect([...places].sort((a, b) => a - b)).toEqual(places);
  expect(text.slice(0, text.indexOf("To approve")).match(/<details>/g)).toHaveLength(1);
});

test("ends with the mark by which a bot finds the report of the same stack", () => {
  expect(markdown([leaving(4, 1)])).toMatch(/\n<!-- cellular-gate fleet\/test -->\n$/);
});

test("has approvals to paste, with their codes, until they stand", () => {
  const set = leaving(40, 2);
  const [first] = report([set]).irreversible;
  const asked = markdown([set]);
  expect(asked).toContain(`approvals:\n  - action: remove\n    lines:\n      "${bus(38)}": ${first!.code}\n`);
  expect(asked).toContain("    by: …\n    reason: …\n    until: …\n");
  const given = markdown([set], { approvals: [approvalOf(set)] });
  expect(given).not.toContain("To approve");
  expect(given).toContain("approved by M. Alvarez until 2026-12-31");
});

test("says of a plan without its unchanged resources that its totals are no totals", () => {
  const said = "The plan shows only what changes";
  const part = { ...report([leaving(40, 2)]), whole: false };
  expect(markdownReport(part)).toContain(said);
  expect(markdownReport(part)).toContain("| Lines touched | 2 |");
  expect(markdown([leaving(40, 2)])).not.toContain(said);
  expect(markdown([leaving(40, 2)])).toContain("| Lines touched | 2 of 40 |");
});

test("never says that nothing is lost where not all can be judged", () => {
  const nothing = "| Cannot be undone | nothing |";
  expect(markdown([])).toContain(nothing);
  const unreadable = [{ urn: "u", name: "fleet", reason: "lines is a secret" }];
  const hidden = markdownReport({ ...report([]), unreadable });
  expect(hidden).not.toContain(nothing);
  expect(hidden).toContain("| Cannot be judged | 1 resource |");
  expect(markdown([], { errors: ["no answer"] })).not.toContain(nothing);
});

describe("text of a fleet", () => {
  const hostile =
    "a|b `c` <img src=x onerror=alert(1)> @everyone #12 [x](https://evil.example) **b** \n## no";
  const change = single(
    "kajeet:Line",
    "one",
    { mdn: bus(1), nickname: hostile, note: hostile },
    { mdn: bus(1), nickname: hostile, note: `${hostile}!` },
  );

  test("cannot leave its cell, nor become HTML, a link or a mention", () => {
    const text = markdown([change]);
    const row = text.split("\n").find((line) => line.startsWith(`| \`${bus(1)}\``))!;
    const cells = row.replaceAll("\\|", "").split("|");
    expect(cells).toHaveLength(8);
    const outsideCode = row.replace(/(`+)[^`].*?[^`]?\1(?!`)/g, "");
    expect(outsideCode).not.toMatch(/<img|@everyone|#12|https:\/\/|\*\*b/);
    expect(text).not.toMatch(/^## no/m);
  });

  test("is shown as it was", () => {
    expect(escaped("R&D <1> a_b")).toBe("R&amp;D &lt;1&gt; a\\_b");
    expect(escaped("1. first")).toBe("1\\. first");
    expect(escaped("- first")).toBe("\\- first");
    expect(code("a`b|c")).toBe("``a`b\\|c``");
    expect(code("`")).toBe("`` ` ``");
    expect(code(" ")).toBe("");
  });
});

describe("a report that is too long for a comment", () => {
  const set = leaving(3_000, 900);
  const noisy = held(
    "kajeet:LineSet",
    "offices",
    {
      lines: Object.fromEntries(
        Array.from({ length: 900 }, (_, at) => [`512-300-${1000 + at}`, { note: "a" }]),
      ),
    },
    {
      lines: Object.fromEntries(
        Array.from({ length: 900 }, (_, at) => [`512-300-${1000 + at}`, { note: "b" }]),
      ),
    },
  );
  const text = markdown([noisy, set]);

  test("fits, keeps its parts, and says how much is left out", () => {
    expect(text.length).toBeLessThanOrEqual(64_000);
    expect(text).toMatch(/… and [\d,]+ more, in the JSON and HTML reports/);
    for (const part of [
      "remove 900 lines",
      "### approved-changes-only",
      "### All changes",
      "offices: 900 changes",
      "<!-- cellular-gate",
    ]) {
      expect(text).toContain(part);
    }
    expect(text.match(/<details>/g)?.length).toBe(text.match(/<\/details>/g)?.length);
  });

  test("cuts the irreversible changes last", () => {
    const short = markdown([noisy, leaving(200, 150)]);
    for (let at = 50; at < 200; at += 1) expect(short).toContain(`| \`${bus(at)}\` Bus ${at} | remove |`);
    expect(short).toMatch(/… and [\d,]+ more, in the JSON/);
  });
});
