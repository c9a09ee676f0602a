import { describe, expect, test } from "vitest";
import { STYLE } from "../../../policies/report/html-style";
import {
  githubAnnotations,
  gitlabAnnotations,
  htmlReport,
  jsonReport,
  textReport,
} from "../../../policies/report/index";
import { single } from "../../support/plans";
import { bus, leaving, ONLY_APPROVALS, report } from "./report-of";

const hostile = `<script>alert("1")</script> & '\u001b[31m`;
const renamed = single(
  "kajeet:Line",
  "one",
  { mdn: bus(1), nickname: "a" },
  { mdn: bus(1), nickname: hostile },
);
const blocked = report([leaving(40, 30), renamed], { policy: ONLY_APPROVALS });

describe("the page", () => {
  const page = htmlReport(blocked);

  test("says in its head and its first heading what the verdict is, then what cannot be undone", () => {
    const first = "Blocked: 30 changes cannot be undone and may not be made";
    expect(page).toContain(`<title>${first}`);
    const headings = [...page.matchAll(/<h([123])[^>]*>(.*?)<\/h\1>/g)].map(
      ([, level, text]) => `${level} ${text}`,
    );
    expect(headings.slice(0, 4)).toEqual([
      `1 ${first}`,
      "2 Cannot be undone",
      "2 Numbers",
      "2 Lines that cannot be brought back",
    ]);
  });

  test("needs nothing else, and no script", () => {
    expect(page).not.toMatch(/<script|<link|<img|src=|url\(|@import/);
  });

  test("has all lines, in tables with headers for columns and rows", () => {
    for (let at = 10; at < 40; at += 1)
      expect(page).toContain(`<th scope="row"><code>${bus(at)}</code></th>`);
    expect(page).toContain('<th scope="col">Line</th>');
    expect(page.match(/<table>/g)?.length).toBe(page.match(/<caption>/g)?.length);
  });

  test("takes nothing of the fleet for HTML", () => {
    expect(page).toContain("&lt;script&gt;alert(&quot;1&quot;)&lt;/script&gt; &amp; &#39;");
  });

  test("has enough contrast in both schemes", () => {
    const schemes = STYLE.split("@media (prefers-color-scheme: dark)").map((part) =>
      Object.fromEntries(
        [...part.matchAll(/--([a-z-]+): (#[0-9a-f]{6})/g)].map(([, name, hex]) => [name, hex]),
      ),
    );
    for (const colors of schemes) {
      for (const [text, ground] of [
        ["text", "page"],
        ["soft", "page"],
        ["bad", "page"],
        ["good", "page"],
        ["text", "bad-panel"],
        ["bad", "bad-panel"],
        ["good", "bad-panel"],
        ["warn", "warn-panel"],
        ["good", "good-panel"],
        ["text", "panel"],
      ] as const) {
        expect(contrast(colors[text]!, colors[ground]!), `${text} on ${ground}`).toBeGreaterThanOrEqual(4.5);
      }
    }
  });
});

/** As WCAG 2 defines it. */
function contrast(a: string, b: string): number {
  const luminance = (hex: string) => {
    const [r = 0, g = 0, blue = 0] = [1, 3, 5]
      .map((at) => Number.parseInt(hex.slice(at, at + 2), 16) / 255)
      .map((part) => (part <= 0.04045 ? part / 12.92 : ((part + 0.055) / 1.055) ** 2.4));
    return 0.2126 * r + 0.7152 * g + 0.0722 * blue;
  };
  const [light = 0, dark = 0] = [luminance(a), luminance(b)].sort((x, y) => y - x);
  return (light + 0.05) / (dark + 0.05);
}

test("the JSON is the report", () => {
  expect(JSON.parse(jsonReport(blocked))).toEqual(blocked);
});

describe("on a terminal", () => {
  const plain = (text: string) => text;
  const lines = textReport(blocked, { bold: plain, dim: plain, red: plain, yellow: plain });

  test("it begins with the verdict, and cuts long lists", () => {
    expect(lines[0]).toBe(blocked.headline);
    expect(lines).toContain(
      "  not approved: remove 30 lines of kajeet:LineSet buses: of each, its number would be lost for good",
    );
    expect(lines).toContain("    … and 5 more");
    expect(lines).toContain("must be put right: approved-changes-only, 30 findings");
  });

  test("nothing of the fleet steers it", () => {
    const odd = report([renamed], { errors: [hostile] });
    expect(textReport(odd, { bold: plain, dim: plain, red: plain, yellow: plain }).join("")).not.toContain(
      "\u001b",
    );
  });
});

describe("annotations", () => {
  test("of GitHub are one for the verdict and one a rule", () => {
    const [verdict, ...rules] = githubAnnotations(blocked);
    expect(verdict).toBe(
      "::error title=cellular gate::Blocked: 30 changes cannot be undone and may not be made%0Anot approved: remove 30 lines of kajeet:LineSet buses: of each, its number would be lost for good",
    );
    expect(rules).toHaveLength(1);
    expect(rules[0]).toMatch(/^::error title=approved-changes-only::30 changes that cannot be undone%0A/);
  });

  test("of GitHub cannot be ended by a text, and are no more than a notice for a plan that passes", () => {
    const [verdict] = githubAnnotations(report([renamed], { errors: ["100%\n::error::injected"] }));
    expect(verdict).toContain("100%25%0A::error::injected");
    expect(verdict).not.toContain("\n");
    expect(githubAnnotations(report([renamed]))).toEqual([
      "::notice title=cellular gate::Passed: nothing stands in the way",
    ]);
  });

  test("of GitLab are a code quality report, the same for the same plan", () => {
    const entries = JSON.parse(gitlabAnnotations(blocked, "Pulumi.yaml")) as Record<string, unknown>[];
    expect(entries).toHaveLength(30);
    expect(entries[0]).toEqual({
      description: expect.stringContaining(`${bus(10)}: remove`),
      check_name: "approved-changes-only",
      fingerprint: expect.stringMatching(/^[0-9a-f]{64}$/),
      severity: "blocker",
      location: { path: "Pulumi.yaml", lines: { begin: 1 } },
    });
    expect(new Set(entries.map(({ fingerprint }) => fingerprint)).size).toBe(30);
    expect(gitlabAnnotations(blocked, "Pulumi.yaml")).toBe(
      gitlabAnnotations(report([leaving(40, 30), renamed], { policy: ONLY_APPROVALS }), "Pulumi.yaml"),
    );
  });
});
