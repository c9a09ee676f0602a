import { describe, expect, it } from "vitest";
import { isFor, isItemOf } from "../../../provider/kajeet/activation-history";

const item = (imei: string, iccid: string | null, eid: string | null = null) => ({
  imei,
  iccid,
  eid,
  status: "COMPLETED",
});
const transaction = (...items: ReturnType<typeof item>[]) => ({
  uniqueTransactionId: "ACT-2026-0313-001",
  status: "COMPLETED",
  items,
});

describe("an earlier activation", () => {
  it("is recognised by device and SIM", () => {
    expect(isItemOf(item("1", "a"), { imei: "1", iccid: "a" })).toBe(true);
    expect(isItemOf(item("1", "b"), { imei: "1", iccid: "a" })).toBe(false);
    expect(isItemOf(item("2", "a"), { imei: "1", iccid: "a" })).toBe(false);
  });

  it("of an eSIM is recognised by its EID, since the ICCID comes out of stock", () => {
    expect(isItemOf(item("1", "a", "e"), { imei: "1", eid: "e" })).toBe(true);
    expect(isItemOf(item("1", "a", "f"), { imei: "1", eid: "e" })).toBe(false);
    expect(isItemOf(item("1", "a", null), { imei: "1", eid: "e" })).toBe(false);
  });

  it("is for exactly the devices declared, in any order", () => {
    const devices = [
      { imei: "1", iccid: "a" },
      { imei: "2", iccid: "b" },
    ];
    expect(isFor(transaction(item("2", "b"), item("1", "a")), devices)).toBe(true);
    expect(isFor(transaction(item("1", "a")), devices)).toBe(false);
    expect(isFor(transaction(item("1", "a"), item("2", "b"), item("3", "c")), devices)).toBe(false);
    expect(isFor(transaction(item("1", "a"), item("1", "a")), devices)).toBe(false);
  });
});
