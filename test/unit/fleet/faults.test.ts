import { mkdirSync, mkdtempSync, readFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { formatFault, inventoryError, loadInventory, readInventory } from "../../../provider/fleet/index";

const bytes = readFileSync("test/fixtures/fleet/ten-faults.csv");
const texts = (faults: readonly Parameters<typeof formatFault>[0][]) => faults.map(formatFault);

describe("a file with many faults", () => {
  it("says them all at once, in the order of the file", () => {
    const { faults } = readInventory(bytes, "csv", { file: "ten-faults.csv" });
    expect(inventoryError("Fleet northstar", faults).message).toMatchInlineSnapshot(`
      "Fleet northstar: the inventory has 15 faults, nothing was sent:
        ten-faults.csv:1, FILTER_GRUP: unknown column "FILTER_GRUP"; did you mean "FILTER_GROUP"?
        ten-faults.csv:3, MDN: "521-267-150" is no MDN: expected ten digits, written 5212671508 or 521-267-1508
        ten-faults.csv:4, IMEI: IMEI "35331929814730X" has characters other than digits, expected 14 to 16 digits
        ten-faults.csv:6, STATUS: unknown status "actve"; did you mean "active"?
        ten-faults.csv:7, MONTHLY_LIMIT: "10,240" is no number; write 10240
        ten-faults.csv:8, MDN: line 304-228-6302 stands here again; first on ten-faults.csv:2
        ten-faults.csv:9, IMEI: IMEI 354250185528869 belongs to another line too, on ten-faults.csv:6
        ten-faults.csv:10, SUMMER_STATUS: "perhaps" is no switch; write true or false (or enabled, disabled)
        ten-faults.csv:11, UICC: ICCID "8.90141E+19" was turned into a quantity by a spreadsheet; format the column as text and enter it again
        ten-faults.csv:11, STATUS: status cannot be cleared; leave the cell empty to let it be as it is
        ten-faults.csv:11, MONTHLY_LIMIT: -5 is less than 0
        ten-faults.csv:12: names no line: it needs an MDN, or imei, iccid, carrier for a line that is still to be ordered
        ten-faults.csv:13, IMEI: a line without an MDN is ordered by imei, iccid, carrier: imei is missing
        ten-faults.csv:14: has 12 cells and the header 11: "left over" has no column; a cell with a comma in it must stand in quotes
        ten-faults.csv:15: has 6 cells and the header 11; empty cells need their commas, and a cell with a line break in it must stand in quotes"
    `);
  });

  it("gives file, row, column and value of each to programs", () => {
    const { faults } = readInventory(bytes, "csv", { file: "ten-faults.csv" });
    expect(faults[7]).toEqual({
      file: "ten-faults.csv",
      row: 10,
      column: "SUMMER_STATUS",
      value: "perhaps",
      problem: '"perhaps" is no switch; write true or false (or enabled, disabled)',
    });
  });

  it("a wrong check digit is a warning that names the right one, and a fault where it is strict", () => {
    const text =
      "ten-faults.csv:10, UICC: ICCID 89012604282490855172: the check digit should be 1, not 2; a digit may be mistyped";
    const lax = readInventory(bytes, "csv", { file: "ten-faults.csv" });
    expect(texts(lax.warnings)).toEqual([text]);
    const strict = readInventory(bytes, "csv", { file: "ten-faults.csv", strict: true });
    expect(strict.warnings).toEqual([]);
    expect(texts(strict.faults)).toContain(text);
    expect(strict.faults).toHaveLength(lax.faults.length + 1);
  });
});

describe("lines that stand there twice", () => {
  const ICCID = "89012604706900592925";

  it("either spelling of an MDN is the same line, named once", () => {
    const text = `mdn,iccid\n304-228-6302,${ICCID}\n3042286302,${ICCID}\n`;
    expect(texts(readInventory(text, "csv", { file: "l.csv" }).faults)).toEqual([
      "l.csv:3, mdn: line 304-228-6302 stands here again; first on l.csv:2",
    ]);
  });

  it("an ICCID of two lines, and the same SIM to be ordered twice", () => {
    const head = "mdn,iccid,imei,carrier";
    const rows = [`304-228-6302,${ICCID},,`, `304-228-6303,${ICCID},,`, `,${ICCID},353319298147304,VERIZON`];
    expect(texts(readInventory([head, ...rows].join("\n"), "csv").faults)).toEqual([
      `row 3, iccid: ICCID ${ICCID} belongs to another line too, on row 2`,
      `row 4, iccid: ICCID ${ICCID} belongs to another line too, on row 2`,
    ]);
  });
});

describe("files that cannot be read", () => {
  it.each([
    ["", "is empty"],
    ["\n\n", "is empty"],
    ["mdn,status\n", "has a header and no rows"],
  ])("%j", (text, problem) => {
    expect(texts(readInventory(text, "csv", { file: "l.csv" }).faults)).toEqual([`l.csv: ${problem}`]);
  });

  it("names each line that is not UTF-8, and the other faults of the file too", () => {
    const latin = Buffer.from(
      "mdn,nickname,status\n304-228-6302,Siobh\xe1n 1,active\n304-228-6303,x,actve\n",
      "latin1",
    );
    expect(texts(readInventory(latin, "csv", { file: "l.csv" }).faults)).toEqual([
      'l.csv:2: is not UTF-8 (it may read "Siobhán"); save the file as "CSV UTF-8"',
      'l.csv:3, status: unknown status "actve"; did you mean "active"?',
    ]);
  });

  it("knows UTF-16 and workbooks", () => {
    const utf16 = Buffer.from("\uFEFFmdn\n304-228-6302\n", "utf16le");
    expect(texts(readInventory(utf16, "csv").faults)).toEqual([
      'is UTF-16 and not UTF-8; save the file as "CSV UTF-8"',
    ]);
    expect(texts(readInventory(Buffer.from("PK\u0003\u0004zip"), "csv").faults)).toEqual([
      'is a workbook and not text; save the sheet as "CSV UTF-8"',
    ]);
  });

  it("missing files, directories and unknown formats are faults, not exceptions", () => {
    expect(texts(loadInventory("no/such/lines.csv").faults)).toEqual([
      expect.stringMatching(/^no\/such\/lines\.csv: there is no such file \(looked for .*lines\.csv\)$/),
    ]);
    expect(texts(loadInventory("lines.cvs").faults)).toEqual([
      expect.stringContaining('did you mean "csv"?'),
    ]);
    const directory = join(mkdtempSync(join(tmpdir(), "fleet-")), "lines.csv");
    mkdirSync(directory);
    expect(texts(loadInventory(directory).faults)).toEqual([`${directory}: is a directory, expected a file`]);
  });
});

it("an error of thousands of faults shows some hundreds and counts the rest by column", () => {
  const rows = Array.from({ length: 800 }, (_, index) => `${3042280000 + index},actve,maybe`);
  const { faults } = readInventory(["mdn,status,vpn", ...rows].join("\n"), "csv");
  const { message } = inventoryError("Fleet big", faults);
  expect(message).toContain("the inventory has 1600 faults");
  expect(message.split("\n").filter((line) => line.startsWith("  row"))).toHaveLength(500);
  expect(message).toContain("… and 1100 more: status 550, vpn 550");
});
