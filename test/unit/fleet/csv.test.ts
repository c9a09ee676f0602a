import { describe, expect, it } from "vitest";
import { readCsv } from "../../../provider/fleet/csv";
import { readInventory } from "../../../provider/fleet/index";

const places = (text: string) => readCsv(text).rows.map(({ row, cells }) => [row, ...cells]);

describe("rows and the lines of the file they begin on", () => {
  it("counts lines as an editor does, whatever the line ends are", () => {
    const lines = ["a,b", '1,"x', 'y"', "", "3,4"];
    for (const end of ["\n", "\r\n", "\r"]) {
      expect(places(lines.join(end))).toEqual([
        [2, "1", `x${end}y`],
        [5, "3", "4"],
      ]);
    }
  });

  it("takes mixed line ends", () => {
    expect(places("a,b\r\n1,2\n3,4\r\n")).toEqual([
      [2, "1", "2"],
      [3, "3", "4"],
    ]);
  });

  it("takes commas, doubled quotes and padding around quotes", () => {
    const text = 'mdn,nickname\n304-228-6302 ,  "Bus ""5"", spare"  \n';
    expect(readInventory(text, "csv").rows).toMatchObject([
      { row: 2, name: "304-228-6302", values: { nickname: 'Bus "5", spare' } },
    ]);
  });

  it("skips a byte-order mark, blank lines before the header and empty columns behind it", () => {
    const text = "\uFEFF\n , \nmdn,status,,\n304-228-6302,active,,\n,,,\n";
    const { rows, faults } = readInventory(text, "csv");
    expect(faults).toEqual([]);
    expect(rows).toEqual([
      { row: 4, name: "304-228-6302", provider: "kajeet", values: { status: "active" } },
    ]);
  });

  it("keeps text that looks like a formula", () => {
    const texts = ["=1+1", "+5", "-3", "@SUM(A1)", "=HYPERLINK(1)"];
    const rows = texts.map((text, index) => `304-228-630${index},${text}`);
    const read = readInventory(["mdn,nickname", ...rows].join("\n"), "csv");
    expect(read.rows.map(({ values }) => values.nickname)).toEqual(texts);
  });
});

describe("what is no CSV", () => {
  it("names each broken quote and reads on behind it", () => {
    const text =
      'mdn,nickname\n304-228-6302,Bus "5"\n304-228-6303,"a"b\n304-228-6304,ok\n304-228-6305,"open\n';
    const { faults, rows } = readCsv(text);
    expect(faults.map(({ row, problem }) => [row, problem.slice(0, 40)])).toEqual([
      [2, "a quote stands inside a cell; write the "],
      [3, "a quote stands inside a cell; write the "],
      [5, "a quote opens a cell in this row and non"],
    ]);
    expect(rows.map(({ row }) => row)).toEqual([4]);
  });

  it("stops at a file that is quotes throughout", () => {
    const text = `a,b\n${'x"y,1\n'.repeat(500)}`;
    const { faults } = readCsv(text);
    expect(faults).toHaveLength(21);
    expect(faults[20]).toMatchObject({ row: 22, problem: expect.stringContaining("was not read") });
  });

  it("says where cells are too many or too few", () => {
    const text = "mdn,status\n304-228-6302,active,,left\n304-228-6303\n304-228-6304,active,,\n";
    const { faults, rows } = readCsv(text);
    expect(faults).toMatchObject([
      { row: 2, value: "left", problem: expect.stringContaining("has 4 cells and the header 2") },
      { row: 3, problem: expect.stringContaining("has 1 cells and the header 2") },
    ]);
    expect(rows.map(({ row }) => row)).toEqual([4]);
  });

  it("knows semicolons and tabs", () => {
    for (const [separator, word] of [
      [";", "semicolons"],
      ["\t", "tabs"],
    ]) {
      const { faults } = readInventory(`mdn${separator}status\n304-228-6302${separator}active\n`, "csv");
      expect(faults).toMatchObject([{ row: 1, problem: expect.stringContaining(word!) }]);
    }
  });
});
