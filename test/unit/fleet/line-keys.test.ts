/** Which line a row of ThingSpace means, and that it goes on meaning the same one when its number comes or goes. */
import { afterAll, beforeAll, beforeEach, describe, expect, test } from "vitest";
import { checkRows } from "../../../provider/fleet/index";
import { startThingspaceSimulator, type ThingspaceSimulator } from "../../../simulator/index";
import { lineSet, writesBy } from "../../contract/thingspace/lines-world";
import { MiniEngine, outputsOf } from "../../support/mini-engine";

let simulator: ThingspaceSimulator;
let engine: MiniEngine;
beforeAll(async () => {
  simulator = await startThingspaceSimulator({ lines: 60, requestDelayMs: 5 });
});
beforeEach(async () => {
  await simulator.reset();
  engine = new MiniEngine(simulator);
});
afterAll(() => simulator.close());

/** The set that a fleet makes of these rows. Lines that leave it are suspended, so that a line taken for another one shows. */
function fleet(rows: readonly Record<string, string>[], manage?: readonly string[]) {
  const inventory = checkRows(rows, { carrier: "thingspace", ...(manage ? { manage } : {}) });
  expect(inventory.faults).toEqual([]);
  const lines = Object.fromEntries(inventory.rows.map(({ name, values }) => [name, values]));
  return lineSet("fleet", lines as never, { onDelete: "suspend" });
}

const active = async (count: number) =>
  (await simulator.lines())
    .filter(({ status, account }) => status === "active" && account === "0000123456-00001")
    .slice(0, count)
    .map(({ iccid, mdn, imei }) => ({ iccid: iccid!, mdn: mdn!, imei: imei! }));

describe("a row's number", () => {
  test("may come and go: it is the same line, and nothing is sent", async () => {
    const lines = await active(3);
    const bySim = lines.map(({ iccid }) => ({ iccid, status: "active" }));
    const byBoth = lines.map(({ iccid, mdn }) => ({ iccid, mdn, status: "active" }));
    const byNumber = lines.map(({ mdn }) => ({ mdn, status: "active" }));
    for (const rows of [bySim, byBoth, byNumber, bySim]) {
      const run = await engine.up([fleet(rows)]);
      expect(run.errors).toEqual([]);
      expect((await engine.preview([fleet(rows)])).steps).toEqual([]);
    }
    expect(await writesBy(simulator)).toEqual({});
    for (const { mdn } of lines) expect((await simulator.line(mdn))?.status).toBe("active");
  });

  test("that a new line is given goes into the row without a call about it", async () => {
    const [iccid, imei] = ["89148000000777000010", "353319298147304"];
    const order = { iccid, imei, status: "active", ratePlan: "LTE2GB", zipCode: "25301" };
    const born = await engine.up([fleet([order])]);
    expect(born.errors).toEqual([]);
    const numbers = outputsOf(engine, "fleet").numbers as Record<string, string>;
    const mdn = numbers[iccid]!;
    const before = await writesBy(simulator);
    expect(before).toEqual({ activateDevices: 1 });
    const known = await engine.up([fleet([{ ...order, mdn }])]);
    expect(known.errors).toEqual([]);
    expect(await writesBy(simulator)).toEqual(before);
    expect((await simulator.line(iccid))?.status).toBe("active");
  });
});

describe("another SIM in the row of a number", () => {
  const swap = async (manage?: readonly string[]) => {
    const [line] = await active(1);
    const rows = (iccid: string) => [{ mdn: line!.mdn, iccid, status: "active" }];
    await engine.up([fleet(rows(line!.iccid), manage)]);
    const run = await engine.up([fleet(rows("89148000000777000010"), manage)]);
    expect(run.errors).toEqual([]);
    return (await simulator.line(line!.mdn))?.iccid === line!.iccid ? "kept" : "changed";
  };

  test("is left alone unless the program manages it", async () => {
    expect(await swap()).toBe("kept");
    expect(await writesBy(simulator)).toEqual({});
  });

  test("is a change of the SIM where it does, and no other line", async () => {
    expect(await swap(["status", "iccid"])).toBe("changed");
    expect(Object.keys(await writesBy(simulator))).toEqual(["changeDeviceIdentifier"]);
  });
});
