import { describe, expect, it } from "vitest";
import { formatFault, type InventoryOptions, readInventory } from "../../../provider/fleet/index";

const ICCID = "89012604706900592925";
const IMEI = "353319298147304";
const HEAD = "mdn,iccid,imei,carrier,status,nickname,labels,NETWORK";
const LINE = `304-228-6302,${ICCID},${IMEI},,active,Bus #47,,Verizon`;
const NEW = ",89014103211118510720,355737360073462,VERIZON,,Spare,,";

const read = (options: InventoryOptions = {}, rows = [LINE, NEW]) =>
  readInventory([HEAD, ...rows].join("\n"), "csv", options);
const values = (options: InventoryOptions = {}, rows?: string[]) =>
  read(options, rows).rows.map((row) => row.values);
const problems = (options: InventoryOptions) => read(options).faults.map(formatFault);

describe("what is managed", () => {
  it("what has a column and a value, but not the device of a line that exists", () => {
    const [line, spare] = read().rows;
    expect(line).toMatchObject({
      name: "304-228-6302",
      values: { status: "active", nickname: "Bus #47", iccid: ICCID },
    });
    expect(line?.values).not.toHaveProperty("imei");
    expect(spare).toMatchObject({
      name: "89014103211118510720",
      values: {
        nickname: "Spare",
        imei: "355737360073462",
        iccid: "89014103211118510720",
        carrier: "VERIZON",
      },
    });
  });

  it("manage says which, and asks for the device; what identifies and orders stays", () => {
    expect(values({ manage: ["imei"] })).toEqual([
      { imei: IMEI, iccid: ICCID },
      { imei: "355737360073462", iccid: "89014103211118510720", carrier: "VERIZON" },
    ]);
  });

  it("except takes away, also what identifies, but never what orders", () => {
    expect(values({ except: ["iccid", "nickname", "imei"] })).toEqual([
      { status: "active" },
      { imei: "355737360073462", iccid: "89014103211118510720", carrier: "VERIZON" },
    ]);
  });

  it("the cells of identifiers are checked although they are not managed", () => {
    const { faults } = read({ except: ["iccid"] }, [`304-228-6302,12,${IMEI},,,,,`]);
    expect(faults).toMatchObject([{ column: "iccid", value: "12" }]);
  });
});

describe("empty cells", () => {
  it("leave the line as it is; emptyClears makes them clear, where the file has the column", () => {
    expect(values({}, [LINE])[0]).not.toHaveProperty("labels");
    expect(values({ emptyClears: ["labels", "note"] }, [LINE])[0]).toEqual({
      status: "active",
      nickname: "Bus #47",
      iccid: ICCID,
      labels: [],
    });
  });

  it("take a default where there is one, before they clear", () => {
    const options = {
      defaults: { labels: ["E-Rate"], ratePlan: "KJ-5GB", status: "suspended" },
      emptyClears: ["labels"],
    };
    expect(values(options, [LINE])[0]).toMatchObject({
      labels: ["E-Rate"],
      ratePlan: "KJ-5GB",
      status: "active",
    });
  });

  it("a cell that cannot be read does not silently take the default", () => {
    const { faults, rows } = read({ defaults: { status: "active" } }, [LINE.replace("active", "actve")]);
    expect(rows).toEqual([]);
    expect(faults).toHaveLength(1);
  });
});

describe("functions of the program", () => {
  it("select sees our names and read-only columns, and drops rows with their faults", () => {
    const broken = "304-228-6303,x,,,actve,,,AT&T";
    const options = { select: ({ NETWORK }: Record<string, unknown>) => NETWORK === "Verizon" };
    const { rows, faults } = read(options, [LINE, broken]);
    expect(faults).toEqual([]);
    expect(rows.map(({ name }) => name)).toEqual(["304-228-6302"]);
  });

  it("map changes values, which are checked", () => {
    const map = (row: Record<string, unknown>) =>
      ({ ...row, nickname: `${row.nickname} (bus)`, status: undefined, vpn: true }) as never;
    expect(values({ map }, [LINE])[0]).toEqual({ nickname: "Bus #47 (bus)", vpn: true, iccid: ICCID });
    const bad = (row: Record<string, unknown>) => ({ ...row, status: "gone", colour: "red" }) as never;
    expect(read({ map: bad }, [LINE]).faults.map(formatFault)).toEqual([
      expect.stringMatching(/^row 2, status: unknown status "gone"/),
      expect.stringMatching(/^row 2, colour: map gave an unknown attribute "colour"/),
    ]);
  });

  it("a function that throws is a fault of the row", () => {
    const select = () => {
      throw new Error("no such campus");
    };
    expect(problems({ select })).toEqual([
      "row 2: select or map failed: no such campus",
      "row 3: select or map failed: no such campus",
    ]);
  });

  it("a selection that leaves nothing is refused, as it would let go of the whole fleet", () => {
    expect(problems({ select: () => false })).toEqual(["select leaves no row"]);
  });
});

describe("options that cannot be", () => {
  it("are faults beside those of the file", () => {
    const options = {
      manage: ["statsu"],
      except: ["nickname"],
      emptyClears: ["status"],
      defaults: { nickname: "x", ratePlan: "KJ", vpn: "perhaps" },
    };
    expect(problems(options)).toEqual([
      expect.stringMatching(/^manage: unknown attribute "statsu"; did you mean "status"/),
      "emptyClears: status cannot be cleared",
      "defaults: ratePlan has a default and is not managed; take it out of one of the two",
      "defaults: nickname has a default and is not managed; take it out of one of the two",
      expect.stringMatching(/^defaults: vpn: "perhaps" is no switch/),
      "defaults: vpn has a default and is not managed; take it out of one of the two",
    ]);
  });
});
