import { describe, expect, it } from "vitest";
import { checkRows, formatFault, readInventory } from "../../../provider/fleet/index";

const ICCID = "89014103211118510720";

describe("YAML", () => {
  it("reads a list, bare or under lines, with the line of each row", () => {
    const text = `- mdn: 304-228-6302
  status: active
  labels: [E-Rate, "a;b"]

- mdn: 3042286303
  vpn: true
`;
    const bare = readInventory(text, "yaml").rows;
    expect(bare).toEqual([
      {
        row: 1,
        name: "304-228-6302",
        provider: "kajeet",
        values: { status: "active", labels: ["E-Rate", "a;b"] },
      },
      { row: 5, name: "304-228-6303", provider: "kajeet", values: { vpn: true } },
    ]);
    const wrapped = readInventory(`lines:\n${text.replace(/^(?=.)/gm, "  ")}`, "yaml").rows;
    expect(wrapped.map(({ row, ...rest }) => rest)).toEqual(bare.map(({ row, ...rest }) => rest));
    expect(wrapped.map(({ row }) => row)).toEqual([2, 6]);
  });

  it("keeps every digit of numbers without quotes, and leading zeros", () => {
    const { rows } = readInventory(`- mdn: 3042286302\n  iccid: ${ICCID}\n  nickname: 0047\n`, "yaml");
    expect(rows[0]?.values).toEqual({ iccid: ICCID, nickname: "0047" });
  });

  it("nothing is not managed, null clears", () => {
    const { rows } = readInventory(
      "- mdn: 304-228-6302\n  nickname:\n  note: null\n  customField: ~\n",
      "yaml",
    );
    expect(rows[0]?.values).toEqual({ note: null, customField: null });
  });

  it("takes anchors and merges", () => {
    const text = `- &bus
  mdn: 304-228-6302
  status: active
  labels: &labels [Bus]
- <<: *bus
  mdn: 304-228-6303
  status: suspended
- mdn: 304-228-6304
  labels: *labels
`;
    const { rows, faults } = readInventory(text, "yaml");
    expect(faults).toEqual([]);
    expect(rows.map(({ name, values }) => [name, values])).toEqual([
      ["304-228-6302", { status: "active", labels: ["Bus"] }],
      ["304-228-6303", { status: "suspended", labels: ["Bus"] }],
      ["304-228-6304", { labels: ["Bus"] }],
    ]);
  });

  it("names the lines of all faults", () => {
    const text = "- mdn: 304-228-6302\n  status: actve\n  note: {a: 1}\n- nothing\n- mdn: 12\n  mdn: 13\n";
    expect(readInventory(text, "yaml", { file: "l.yaml" }).faults.map(formatFault)).toEqual([
      "l.yaml:1, note: a cell is a text, a number, a switch or a list of texts",
      'l.yaml:1, status: unknown status "actve"; did you mean "active"?',
      "l.yaml:4: a row is a mapping of columns to values",
      expect.stringContaining('l.yaml:5, mdn: "13" is no MDN'),
      "l.yaml:6: is no YAML: Map keys must be unique",
    ]);
  });

  it.each([
    ["", "is empty"],
    ["# nothing\n", "is empty"],
    ["[]", "is empty"],
    ["fleet: 1\n", "expected a list of rows"],
    ["just text", "expected a list of rows"],
  ])("%j is a fault", (text, problem) => {
    expect(readInventory(text, "yaml").faults).toMatchObject([{ problem: expect.stringContaining(problem) }]);
  });
});

describe("JSON", () => {
  it("reads a list, bare or as the only member, with the line of each row", () => {
    const rows = [
      '{"mdn": "304-228-6302", "labels": ["a, [b]", "\\"c{"]}',
      '{\n"mdn": "304-228-6303",\n"nickname": null}',
    ];
    const bare = readInventory(`[\n${rows.join(",\n\n")}\n]`, "json");
    expect(bare.faults).toEqual([]);
    expect(bare.rows.map(({ row, name, values }) => [row, name, values])).toEqual([
      [2, "304-228-6302", { labels: ['"c{', "a, [b]"] }],
      [4, "304-228-6303", { nickname: null }],
    ]);
    expect(readInventory(`{"lines": [\n${rows.join(",\n\n")}\n]}`, "json").rows).toEqual(bare.rows);
  });

  it("refuses an ICCID whose digits a number cannot hold", () => {
    const { faults } = readInventory(`[{"mdn": "304-228-6302", "iccid": ${ICCID}}]`, "json");
    expect(faults).toMatchObject([
      { column: "iccid", problem: expect.stringContaining("write it in quotes") },
    ]);
  });

  it.each([
    ['[{"mdn": "304-228-6302"},\n{"mdn" "x"}]', 2, "is no JSON"],
    ['{"rows": []}', 1, "expected a list"],
    ['[\n"x"]', 2, "a row is an object"],
    ['[\n{"mdn": "304-228-6302", "labels": [1]}]', 2, "a cell is a text"],
  ])("%j is a fault with its line", (text, row, problem) => {
    expect(readInventory(text, "json").faults).toMatchObject([
      { row, problem: expect.stringContaining(problem) },
    ]);
  });
});

describe("rows that a program gives", () => {
  it("are named by position", () => {
    const rows = [
      { mdn: "304-228-6302", status: "active" },
      { mdn: "304-228-6303", satus: "active" },
      { status: "active" },
    ];
    expect(checkRows(rows).faults.map(formatFault)).toEqual([
      expect.stringMatching(/^satus: unknown column "satus"; did you mean "status"/),
      expect.stringMatching(/^row 3: names no line/),
    ]);
  });

  it("undefined is not managed, null clears", () => {
    const { rows } = checkRows([{ mdn: "304-228-6302", note: null, nickname: undefined, monthlyLimit: 5 }]);
    expect(rows[0]?.values).toEqual({ monthlyLimit: 5, note: null });
  });
});
