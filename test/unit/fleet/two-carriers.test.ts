import { describe, expect, it } from "vitest";
import { checkRows, formatFault, type InventoryOptions, readInventory } from "../../../provider/fleet/index";

const ICCID = "89148000000000000019";
const IMEI = "353319298147304";
const read = (text: string, options: InventoryOptions = {}) =>
  readInventory(text, "csv", { file: "l.csv", ...options });
const problems = (text: string, options?: InventoryOptions) => read(text, options).faults.map(formatFault);
const csv = (...rows: string[]) => `${rows.join("\n")}\n`;

describe("the column carrier", () => {
  it("names the API where its value is one of our carriers, however it is spelled", () => {
    const { rows, faults } = read(
      csv("carrier,mdn,status", "kajeet,304-228-6302,suspended", "Thing Space,304-228-6303,suspend"),
    );
    expect(faults).toEqual([]);
    expect(rows.map(({ provider, name, values }) => [provider, name, values])).toEqual([
      ["kajeet", "304-228-6302", { status: "suspended" }],
      ["thingspace", "304-228-6303", { status: "suspend" }],
    ]);
  });

  it("is Kajeet's network with any other value, also beside a column provider", () => {
    const head = "provider,carrier,iccid,imei";
    const { rows, faults } = read(
      csv(head, `,VERIZON,${ICCID},${IMEI}`, "thingspace,,89148000000000000022,"),
    );
    expect(faults).toEqual([]);
    expect(rows[0]).toMatchObject({ provider: "kajeet", values: { carrier: "VERIZON" } });
    expect(rows[1]).toMatchObject({ provider: "thingspace", name: "89148000000000000022" });
  });

  it("a name that is nearly one of ours is a slip", () => {
    expect(problems(csv("carrier,mdn", "thingspase,304-228-6302", "kajet,304-228-6303"))).toEqual([
      'l.csv:2, carrier: unknown carrier "thingspase"; did you mean "thingspace"?',
      'l.csv:3, carrier: unknown carrier "kajet"; did you mean "kajeet"?',
    ]);
  });

  it("real networks are no slips", () => {
    for (const network of [
      "VERIZON",
      "ATT",
      "AT&T",
      "TMOBILE",
      "T-Mobile",
      "US_CELLULAR",
      "Sprint",
      "FirstNet",
    ])
      expect(problems(csv("carrier,mdn", `${network},304-228-6302`))).toEqual([]);
  });

  it("must not say another one than provider, and chooses no network at ThingSpace", () => {
    const text = csv(
      "provider,carrier,mdn",
      "kajeet,thingspace,304-228-6302",
      "thingspace,thingspace,304-228-6303",
      "thingspace,VERIZON,304-228-6304",
      "kajeet,kajeet,304-228-6305",
    );
    expect(problems(text)).toEqual([
      'l.csv:2, carrier: "thingspace" is another carrier than "kajeet" in the column provider; keep one of them',
      "l.csv:4, carrier: lines of thingspace choose no network: the cell is empty, or says thingspace",
    ]);
    expect(problems(csv("carrier,mdn", "VERIZON,304-228-6302"), { carrier: "thingspace" })).toEqual([
      "l.csv:2, carrier: lines of thingspace choose no network: the cell is empty, or says thingspace",
    ]);
  });

  it("a line that Kajeet is to order tells where its network goes", () => {
    expect(problems(csv("carrier,iccid,imei", `kajeet,${ICCID},${IMEI}`))).toEqual([
      "l.csv:2, carrier: a line without an MDN is ordered by imei, iccid, carrier: carrier is missing; write kajeet in the column provider, and the network in carrier",
    ]);
  });

  it("rows that name none are of the carrier that the program names", () => {
    const text = csv("carrier,mdn,status", ",304-228-6302,suspend", "kajeet,304-228-6303,suspended");
    const { rows } = read(text, { carrier: "thingspace" });
    expect(rows.map(({ provider }) => provider)).toEqual(["thingspace", "kajeet"]);
    expect(problems(text, { carrier: "verizon" as never })[0]).toBe(
      'carrier: unknown carrier "verizon"; known are "kajeet", "thingspace", "control-center"',
    );
  });
});

describe("columns of one carrier in a file of two", () => {
  it("are empty in the rows of the other, or refused, both ways and all at once", () => {
    const text = csv(
      "carrier,mdn,status,nickname,costCenter,corp,accountName",
      "kajeet,304-228-6302,active,Pump 1,,ISD,",
      "thingspace,304-228-6303,suspend,,CC-1,,0000123456-00001",
      "kajeet,304-228-6304,suspend,,CC-1,,0000123456-00001",
      "thingspace,304-228-6305,suspended,Pump 2,,ISD,",
    );
    expect(problems(text)).toEqual([
      'l.csv:4, status: unknown status "suspend"; did you mean "suspended"?',
      "l.csv:4, costCenter: lines of kajeet have no costCenter",
      "l.csv:4, accountName: lines of kajeet have no accountName; their column is corp",
      'l.csv:5, status: unknown status "suspended"; did you mean "suspend"?',
      "l.csv:5, nickname: lines of thingspace have no nickname",
      "l.csv:5, corp: lines of thingspace have no corp; their column is accountName",
    ]);
  });

  it("that only report for one are no fault in the rows of the other", () => {
    const { faults, ignored } = read(
      csv(
        "carrier,mdn,APN,ipAddress",
        "kajeet,304-228-6302,x,10.0.0.1",
        "thingspace,304-228-6303,x,10.0.0.1",
      ),
    );
    expect(faults).toEqual([]);
    expect(ignored.map(({ column }) => column)).toEqual(["APN", "ipAddress"]);
  });

  it("that one uses and the other only reports are told of", () => {
    const text = csv(
      "carrier,mdn,DEVICE_GROUP",
      "kajeet,304-228-6302,North",
      "thingspace,304-228-6303,North",
    );
    const { rows, ignored } = read(text);
    expect(rows.map(({ values }) => values)).toEqual([{}, { deviceGroup: "North" }]);
    expect(ignored).toEqual([
      { column: "DEVICE_GROUP", instead: expect.stringMatching(/^of kajeet's lines: a description/) },
    ]);
  });

  it("in a file of one carrier are one fault a column, and none where they are empty", () => {
    const rows = Array.from({ length: 50 }, (_, index) => `304-228-${6300 + index},active,CC-1,`);
    expect(problems(csv("mdn,status,costCenter,customField1", ...rows))).toEqual([
      "l.csv:1, costCenter: only lines of thingspace have a costCenter, and no row here is of thingspace; the column carrier says which are",
    ]);
  });

  it("an unknown column is one fault, with what it may have meant", () => {
    const text = csv("carrier,mdn,costCentre", "kajeet,304-228-6302,", "thingspace,304-228-6303,x");
    expect(problems(text)).toEqual([
      expect.stringMatching(/^l\.csv:1, costCentre: unknown column "costCentre"; did you mean "costCenter"/),
    ]);
  });
});

describe("lines of ThingSpace", () => {
  it("take the carrier's own words for columns", () => {
    const text = csv(
      "carrier,MDN,Service Plan,GROUP_NAME,Custom Field 1,costcentercode,accountname,account",
      "thingspace,3042286303,LTE2GB,Meters North,M-1,CC-1,0000123456-00001,0000123456-00002",
    );
    const { rows, faults } = read(text);
    expect(faults).toEqual([]);
    expect(rows[0]).toMatchObject({
      account: "0000123456-00001",
      values: {
        ratePlan: "LTE2GB",
        deviceGroup: "Meters North",
        customField1: "M-1",
        costCenter: "CC-1",
        account: "0000123456-00002",
      },
    });
  });

  it("are declared by number, else by SIM; SIM and device of a number are managed where the program says so", () => {
    const text = csv(
      "carrier,mdn,iccid,imei,status",
      `thingspace,304-228-6303,${ICCID},${IMEI},active`,
      "thingspace,,89148000000000000022,,active",
      "thingspace,,,353319298147312,active",
    );
    const { rows, faults } = read(text);
    expect(rows).toMatchObject([
      { name: "304-228-6303", sim: ICCID, values: { status: "active" } },
      { name: "89148000000000000022", values: { status: "active", iccid: "89148000000000000022" } },
    ]);
    expect(rows[0]?.values).toEqual({ status: "active" });
    expect(faults.map(formatFault)).toEqual(["l.csv:4: names no line: it needs an MDN, or an ICCID"]);
    const managed = read(text, { manage: ["iccid", "imei"] }).rows[0]?.values;
    expect(managed).toEqual({ iccid: ICCID, imei: IMEI });
  });

  it("bring their device along where they have no number", () => {
    const text = csv("carrier,iccid,imei,status,zipCode", `thingspace,${ICCID},${IMEI},active,25301`);
    expect(read(text, { except: ["imei"] }).rows[0]?.values).toEqual({
      status: "active",
      iccid: ICCID,
      imei: IMEI,
      zipCode: "25301",
    });
  });

  it("a number stands once in a file, whosever line it is", () => {
    expect(problems(csv("carrier,mdn", "kajeet,304-228-6302", "thingspace,3042286302"))).toEqual([
      "l.csv:3, mdn: line 304-228-6302 stands here again; first on l.csv:2",
    ]);
  });
});

describe("options of the program", () => {
  const rows = [
    { carrier: "kajeet", mdn: "304-228-6302", deviceGroup: "" },
    { carrier: "thingspace", mdn: "304-228-6303", deviceGroup: "" },
  ];

  it("select and map see whose line it is, and cannot change it", () => {
    const only = checkRows(rows, { select: ({ provider }) => provider === "thingspace" });
    expect(only.rows.map(({ name }) => name)).toEqual(["304-228-6303"]);
    const map = (row: Record<string, unknown>) => ({ ...row, provider: "kajeet" }) as never;
    expect(checkRows(rows, { map }).faults.map(formatFault)).toEqual([
      "row 2, provider: map cannot make a line another carrier's; say it in the column provider",
    ]);
  });

  it("a default is for the carriers that have the attribute, and all of them must take it", () => {
    const { rows: lines } = checkRows(rows, { defaults: { costCenter: "CC-1", nickname: "Pump" } });
    expect(lines.map(({ values }) => values)).toEqual([{ nickname: "Pump" }, { costCenter: "CC-1" }]);
    expect(checkRows(rows, { defaults: { status: "suspended" } }).faults.map(formatFault)).toEqual([
      'defaults: status: unknown status "suspended"; did you mean "suspend"?',
    ]);
    expect(checkRows(rows.slice(0, 1), { defaults: { status: "suspended" } }).faults).toEqual([]);
  });

  it("an empty cell clears at the carrier that can clear it", () => {
    const { rows: lines, faults } = checkRows(rows, { emptyClears: ["deviceGroup"] });
    expect(faults).toEqual([]);
    expect(lines.map(({ values }) => values)).toEqual([{}, { deviceGroup: null }]);
  });
});
