import { describe, expect, it } from "vitest";
import { carriers } from "../../../provider/fleet/carriers";
import { readInventory } from "../../../provider/fleet/index";
import { exportColumns } from "../../../provider/kajeet/export-columns";
import { acme } from "../../fixtures/fleet/acme";

const MDN = "304-228-6302";
const one = (columns: Record<string, string>, options = {}) =>
  readInventory(`${Object.keys(columns).join()}\n${Object.values(columns).join()}\n`, "csv", options);

describe("names of columns", () => {
  it.each([
    "customField",
    "custom_field",
    "Custom Field",
    "CUSTOM-FIELD",
    "MDN_CUSTOM_FIELD",
    "mdn custom field",
    "mdnCustomField",
  ])("%s is the custom field", (column) => {
    expect(one({ mdn: MDN, [column]: "A-1" }).rows[0]?.values).toEqual({ customField: "A-1" });
  });

  it("each column of the export that holds something holds something that exists", () => {
    const names = new Set(["mdn", "corp", ...carriers[0]!.attributes.map(({ name }) => name)]);
    for (const name of Object.values(exportColumns.holds)) expect(names).toContain(name);
    for (const name of exportColumns.reported) expect(names).toContain(name);
  });

  it("an effective value, a display name and a description are not taken for the settings beside them", () => {
    const { rows, ignored } = one({
      MDN,
      EFFECTIVE_VPN_STATUS: "enabled",
      NETWORK: "Verizon",
      DEVICE_GROUP: "Northstar",
      APN: "x",
    });
    expect(rows[0]?.values).toEqual({});
    expect(ignored.map(({ column }) => column)).toEqual([
      "EFFECTIVE_VPN_STATUS",
      "NETWORK",
      "DEVICE_GROUP",
      "APN",
    ]);
    expect(ignored[0]?.instead).toContain("vpn");
  });

  it("our own names of the same settings are", () => {
    const { rows } = one({ mdn: MDN, vpn: "enabled", carrier: "VERIZON", device_group: "NORTHSTAR-BUS" });
    expect(rows[0]?.values).toEqual({ vpn: true, carrier: "VERIZON", deviceGroup: "NORTHSTAR-BUS" });
  });

  it("unknown columns are refused with the nearest names, once each and all at once", () => {
    const { faults } = one({ MDN, STATSU: "active", nicknam: "x" });
    expect(faults).toMatchObject([
      { row: 1, column: "STATSU", problem: expect.stringContaining('"status"') },
      { row: 1, column: "nicknam", problem: expect.stringContaining('did you mean "nickname"') },
    ]);
  });

  it("two columns for one thing are refused, with both names", () => {
    const { faults } = one({ MDN, UICC: "", iccid: "" });
    expect(faults).toMatchObject([{ column: "iccid", problem: expect.stringContaining('"UICC"') }]);
  });

  it("a column without a name is refused", () => {
    expect(one({ MDN, "": "x", status: "active" }).faults).toMatchObject([
      { row: 1, problem: "column 2 has no name" },
    ]);
  });
});

describe("several carriers", () => {
  const both = [...carriers, acme];
  const read = (text: string) => readInventory(text, "csv", { carriers: both });

  it("provider says which API, and each row is checked by its own", () => {
    const { rows, faults } = read("mdn,provider,status\n304-228-6302,,active\n3042286303,Acme,on\n");
    expect(faults).toEqual([]);
    expect(rows).toMatchObject([
      { provider: "kajeet", name: "304-228-6302", values: { status: "active" } },
      { provider: "acme", name: "3042286303", values: { status: "on" } },
    ]);
  });

  it("an unknown provider, and a cell that only the other carrier has, are faults", () => {
    const { faults } = read("mdn,provider,color\n304-228-6302,,red\n3042286303,acne,\n");
    expect(faults).toMatchObject([
      { row: 2, column: "color", value: "red", problem: "lines of kajeet have no color" },
      { row: 3, column: "provider", problem: expect.stringContaining('did you mean "acme"') },
    ]);
  });
});
