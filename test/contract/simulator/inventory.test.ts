import { readFileSync } from "node:fs";
import { join } from "node:path";
import { parse } from "csv-parse/sync";
import { describe, expect, it } from "vitest";
import { passesLuhn } from "../../../simulator/core/digits";
import { startKajeetSimulator } from "../../../simulator/index";
import { CORP, listing, OFFICE, withSimulator } from "./client";

const INVENTORY = join(__dirname, "..", "..", "..", "examples", "01-district-fleet", "lines.csv");

/** Amounts may be written 862 or 862.0. */
function amountsAsNumbers(row: Record<string, string>): Record<string, string | number> {
  const used = Object.entries(row).filter(([column, value]) => column.endsWith("_USED") && value !== "");
  return { ...row, ...Object.fromEntries(used.map(([column, value]) => [column, Number(value)])) };
}

describe("an inventory", () => {
  it("becomes the lines, and comes out again as the same CSV", async () => {
    await withSimulator({ inventory: INVENTORY }, async (simulator, call) => {
      const given = parse(readFileSync(INVENTORY), { columns: true, bom: true }) as Record<string, string>[];
      const columns = Object.keys(given[0] ?? {}).join(",");
      const query = listing({ export: "CSV", columns });
      const exported = await call("listDevices", { params: { corpId: CORP }, query });
      const byMdn = (a: Record<string, string>, b: Record<string, string>) =>
        (a.MDN ?? "").localeCompare(b.MDN ?? "");
      const rows = parse(exported.text, { columns: true }) as Record<string, string>[];
      expect(rows.sort(byMdn).map(amountsAsNumbers)).toEqual(given.sort(byMdn).map(amountsAsNumbers));
      const totals = await call("getDeviceTotals", { params: { corpId: CORP } });
      expect(totals.json).toEqual({ active: 487, suspended: 12, total: 499 });
      const { ratePlans, lines } = await simulator.state();
      const networkOf = new Map(ratePlans.map(({ ratePlan, network }) => [ratePlan, network]));
      for (const { ratePlan, network } of lines) expect(networkOf.get(ratePlan ?? "")).toBe(network);
    });
  });

  it("makes the filter groups and labels that it names, with their categories", async () => {
    await withSimulator({ inventory: INVENTORY }, async (simulator, call) => {
      const groups = (await call("listFilterGroups")).json;
      const named = groups.map(({ name, deviceCount }: { name: string; deviceCount: number }) => [
        name,
        deviceCount,
      ]);
      expect(named).toEqual(
        expect.arrayContaining([
          ["Facilities", 103],
          ["Staff", 101],
          ["Transportation", 101],
        ]),
      );
      expect(groups.filter(({ isDefault }: { isDefault: boolean }) => isDefault)).toHaveLength(1);
      const { labels } = await simulator.state();
      const categoryOf = (name: string) => labels.find((label) => label.name === name)?.categoryName;
      expect(categoryOf("Campus: Oak Hill Elementary")).toBe("Campus");
      expect(categoryOf("Bus Route 26")).toBe("Bus route");
      expect(categoryOf("E-Rate")).toBeNull();
      expect(labels.find(({ name }) => name === "E-Rate")?.deviceCount).toBe(241);
    });
  });

  it("may have a byte-order mark, quotes and line breaks, and names the row that cannot be", async () => {
    const text = `\uFEFFMDN,NICKNAME,LABELS\r\n521-267-1508,"Front ""desk"",\nleft",A;B\r\n`;
    await withSimulator({ inventoryText: text }, async (simulator) => {
      const line = await simulator.line(OFFICE);
      expect(line?.nickname).toBe('Front "desk",\nleft');
      expect(line?.labels.map(({ name }) => name)).toEqual(["A", "B"]);
    });
    const refused = (inventoryText: string) => expect(startKajeetSimulator({ inventoryText })).rejects;
    await refused("MDN\n5212671508\nabc\n").toThrow('row 2: "abc" is not an MDN');
    await refused("MDN\n5212671508\n521-267-1508\n").toThrow("twice");
    await refused("MDN,STATUS\n5212671508,asleep\n").toThrow("asleep");
  });
});

describe("made-up lines", () => {
  it("are the same each time, with true check digits and 97.6 percent active", async () => {
    await withSimulator({ lines: 2000 }, async (first) => {
      const lines = await first.lines();
      expect(lines).toHaveLength(2000);
      expect(new Set(lines.map(({ key }) => key)).size).toBe(2000);
      expect(lines.filter(({ status }) => status === "active")).toHaveLength(1952);
      const imeis = lines.flatMap(({ imei }) => imei ?? []);
      const iccids = lines.flatMap(({ uicc }) => uicc ?? []);
      expect(new Set(imeis).size).toBe(imeis.length);
      expect(new Set(iccids).size).toBe(2000);
      for (const id of [...imeis, ...iccids]) expect(passesLuhn(id)).toBe(true);
      await withSimulator({ lines: 2000 }, async (second) => expect(await second.lines()).toEqual(lines));
    });
  });

  it("come with stock for every carrier", async () => {
    await withSimulator({ lines: 1 }, async (simulator, call) => {
      const { stock } = await simulator.state();
      for (const { name } of (await call("listCarriers")).json) {
        const items = (await call("listCarrierInventory", { query: { carrier: name } })).json;
        const pairs = items.filter((item: { imei: string | null }) => item.imei !== null);
        expect(pairs.length).toBeGreaterThanOrEqual(name === "Verizon" ? 50 : 20);
        expect(new Set(pairs.map((item: { status: string }) => item.status))).toEqual(new Set(["AV", "PA"]));
      }
      for (const { iccid, imei } of stock) {
        expect(passesLuhn(iccid)).toBe(true);
        if (imei !== null) expect(passesLuhn(imei)).toBe(true);
      }
    });
  });
});
