import { describe, expect, it } from "vitest";
import { checkRows, formatFault, type InventoryOptions, readInventory } from "../../../provider/fleet/index";

const ICCID = "89148000000000000019";
const OTHER = "89148000000000000027";
const read = (text: string, options: InventoryOptions = {}) =>
  readInventory(text, "csv", { file: "l.csv", carrier: "control-center", ...options });
const problems = (text: string, options?: InventoryOptions) => read(text, options).faults.map(formatFault);
const csv = (...rows: string[]) => `${rows.join("\n")}\n`;

describe("lines of Control Center", () => {
  it("take the carrier's own words for columns, and its own spelling of values", () => {
    const text = csv(
      "iccid,Status,rate plan,communicationPlan,customer,deviceID,modemID,fixedIPAddress,fixedIpv6Address,apn,pdpId,accountId,accountCustom1",
      `${ICCID},ACTIVATION_READY,Standard 1 GB,Fixed,North,bus-7,M-7,10.9.0.1,2003:0:0::1,fixed,1,100055999,depot`,
    );
    const { rows, faults, ignored } = read(text);
    expect(faults).toEqual([]);
    expect(ignored).toEqual([]);
    expect(rows).toEqual([
      {
        row: 2,
        name: ICCID,
        provider: "control-center",
        account: "100055999",
        values: {
          iccid: ICCID,
          status: "activationReady",
          ratePlan: "Standard 1 GB",
          communicationPlan: "Fixed",
          customer: "North",
          deviceId: "bus-7",
          modemId: "M-7",
          ipv4Address: "10.9.0.1",
          ipv6Address: "2003::1",
          apn: "fixed",
          pdpId: "1",
          accountCustom1: "depot",
        },
      },
    ]);
  });

  it("leave aside what only reports", () => {
    const { faults, ignored, rows } = read(
      csv("iccid,msisdn,imei,dateActivated,ctdDataUsage,deviceId", `${ICCID},188200000001,x,2026,5,bus-7`),
    );
    expect(faults).toEqual([]);
    expect(ignored.map(({ column }) => column)).toEqual(["msisdn", "imei", "dateActivated", "ctdDataUsage"]);
    expect(rows[0]?.values).toEqual({ iccid: ICCID, deviceId: "bus-7" });
  });

  it("are declared by their ICCID and by nothing else", () => {
    expect(problems(csv("iccid,deviceId", ",bus-7", `${ICCID.slice(0, 12)},bus-8`))).toEqual([
      "l.csv:2: names no line: it needs an ICCID",
      expect.stringMatching(/^l\.csv:3, iccid: .*12 digits, expected 18 to 20/),
    ]);
    const [problem, ...rest] = problems(csv("mdn,iccid", `304-228-6302,${ICCID}`));
    expect(problem).toMatch(/^l\.csv:1, mdn: only lines of .*kajeet.*thingspace.* have a mdn/);
    expect(rest).toEqual([]);
  });

  it("stand once in a file", () => {
    expect(problems(csv("iccid", ICCID, OTHER, ICCID))).toEqual([
      `l.csv:4, iccid: ICCID ${ICCID} belongs to another line too, on l.csv:2`,
    ]);
  });

  it("need what an address needs, and values of their lists", () => {
    const text = csv(
      "iccid,ipv4Address,apn,pdpId,overageLimitOverride,status",
      `${ICCID},10.9.0.1,fixed,,DEFAULT,activated`,
      `${OTHER},,,,temporary,active`,
    );
    expect(problems(text)).toEqual([
      expect.stringContaining("l.csv:2: ipv4Address: a fixed address needs pdpId beside it"),
      'l.csv:3, overageLimitOverride: unknown overageLimitOverride "temporary"; did you mean "temporaryOverride"?',
      'l.csv:3, status: unknown status "active"; did you mean "activated"?',
    ]);
  });

  it("are cleared by (none) where the carrier can clear, and let be by an empty cell", () => {
    const text = csv("iccid,deviceId,accountCustom1,customer", `${ICCID},(none),,(none)`);
    expect(problems(text)).toEqual([
      expect.stringMatching(/^l\.csv:2, customer: customer cannot be cleared/),
    ]);
    const { rows } = read(csv("iccid,deviceId,accountCustom1", `${ICCID},(none),`));
    expect(rows[0]?.values).toEqual({ iccid: ICCID, deviceId: null });
  });
});

describe("a file of three carriers", () => {
  const head = "carrier,mdn,iccid,status,nickname,costCenter,deviceID,corp,accountName,accountId";

  it("holds each line's own words", () => {
    const { rows, faults } = read(
      csv(
        head,
        "kajeet,304-228-6302,,suspended,Pump 1,,,ISD,,",
        "thingspace,304-228-6303,,suspend,,CC-1,,,0000123456-00001,",
        `control-center,,${ICCID},deactivated,,,bus-7,,,100055999`,
        `Control Center,,${OTHER},retired,,,,,,`,
      ),
      { carrier: "kajeet" },
    );
    expect(faults).toEqual([]);
    expect(
      rows.map(({ provider, name, account, values: { status } }) => [provider, name, account, status]),
    ).toEqual([
      ["kajeet", "304-228-6302", "ISD", "suspended"],
      ["thingspace", "304-228-6303", "0000123456-00001", "suspend"],
      ["control-center", ICCID, "100055999", "deactivated"],
      ["control-center", OTHER, undefined, "retired"],
    ]);
  });

  it("refuses in a row what its lines do not have", () => {
    expect(
      problems(
        csv(
          head,
          "kajeet,304-228-6302,,active,,,bus-7,,,",
          `control-center,304-228-6303,${ICCID},suspend,Pump,CC-1,,ISD,,`,
          "thingspace,304-228-6304,,active,,,,,,",
        ),
      ),
    ).toEqual([
      "l.csv:2, deviceID: lines of kajeet have no deviceID",
      expect.stringMatching(/^l\.csv:3, status: unknown status "suspend"; known are "testReady"/),
      "l.csv:3, mdn: lines of control-center have no mdn",
      "l.csv:3, nickname: lines of control-center have no nickname",
      "l.csv:3, costCenter: lines of control-center have no costCenter",
      "l.csv:3, corp: lines of control-center have no corp; their column is accountId",
    ]);
  });

  it("may be made by a program", () => {
    const { rows, faults } = checkRows([{ iccid: ICCID, deviceId: "bus-7" }], { carrier: "control-center" });
    expect(faults).toEqual([]);
    expect(rows).toMatchObject([{ provider: "control-center", name: ICCID }]);
  });
});
