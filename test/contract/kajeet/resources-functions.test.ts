import { afterEach, beforeEach, describe, expect, it } from "vitest";
import type { CellularError } from "../../../provider/core/errors";
import * as kajeet from "../../../provider/kajeet/functions/index";
import { kajeetWorld } from "./resources-world";

const world = kajeetWorld({ lines: 130 });
const MDN = "521-267-1508";
const ICCID = "89148000729731698614";
// Each test has a configuration of its own, hence a login of its own.
let options: { connection: string; config: (key: string) => string | undefined };
const as = (username: string) => {
  world.settings.username = username;
};

beforeEach(() => {
  options = { connection: world.connection, config: (key) => world.read(key) };
});
afterEach(async () => {
  delete world.settings.username;
  expect(await world.writes()).toEqual([]);
});

describe("lists", () => {
  it("getDevices gives the first page by default, and the next by offset", async () => {
    const first = await kajeet.getDevices({}, options);
    expect(first.totalCount).toBe(130);
    expect(first.devices).toHaveLength(100);
    const mdns = first.devices.map(({ mdn }) => mdn);
    expect(mdns).toEqual([...mdns].sort());
    const rest = await kajeet.getDevices({ offset: 100 }, options);
    expect(rest.devices).toHaveLength(30);
    const all = new Set([...first.devices, ...rest.devices].map(({ key }) => key));
    expect(all.size).toBe(130);
  });

  it("getDevices sorts, searches and filters", async () => {
    const found = await kajeet.getDevices({ searchValue: "Bus #47", labelIds: [12, 18], limit: 5 }, options);
    expect(found.devices.map(({ mdn }) => mdn)).toEqual(["304-228-6302"]);
    const sorted = await kajeet.getDevices(
      { sort: "MONTHLY_AMOUNT_USED", sortDir: "DESC", limit: 2 },
      options,
    );
    const [most, next] = sorted.devices;
    expect(most?.monthlyAmountUsed).toBeGreaterThanOrEqual(
      next?.monthlyAmountUsed ?? Number.POSITIVE_INFINITY,
    );
  });

  it("getDevices gives CSV of all lines with the columns asked for", async () => {
    const csv = await kajeet.getDevices({ export: "CSV", columns: ["MDN", "STATUS"] }, options);
    const rows = csv.trim().split(/\r?\n/);
    expect(rows[0]).toBe("MDN,STATUS");
    expect(rows).toHaveLength(131);
    expect(rows).toContain(`${MDN},active`);
  });

  it("queryDevices picks lines by what they are, as objects and as CSV", async () => {
    const picked = await kajeet.queryDevices({ statuses: ["suspended"] }, options);
    expect(picked.totalCount).toBeGreaterThan(0);
    expect(new Set(picked.devices.map(({ status }) => status))).toEqual(new Set(["suspended"]));
    const csv = await kajeet.queryDevices(
      { export: "CSV", includeMdns: [MDN], columns: ["MDN", "DEVICE", "DEVICE_GROUP"] },
      options,
    );
    expect(csv).toContain("MDN,DEVICE,DEVICE_GROUP");
    expect(csv).toContain(`${MDN},Kajeet ENT-BYOD`);
  });

  it("counts lines, names statuses and filter groups", async () => {
    const totals = await kajeet.getDeviceTotals({}, options);
    expect(totals.active + totals.suspended).toBe(130);
    expect(await kajeet.getDeviceTotals({ searchValue: "Bus #47" }, options)).toMatchObject({ total: 1 });
    const { statuses } = await kajeet.getAllowedStatuses({}, options);
    expect(statuses).toContain("SUSPENDED_LOST_STOLEN");
    const groups = await kajeet.getFilterGroups({}, options);
    expect(groups.filter(({ isDefault }) => isDefault)).toHaveLength(1);
    expect(groups.map(({ name }) => name)).toEqual(expect.arrayContaining(["Staff", "Student_K8"]));
  });

  it("asks about the corp that is named", async () => {
    expect(await kajeet.getDeviceTotals({ corp: "Transportation" }, options)).toMatchObject({ total: 0 });
    const foreign = kajeet.getDevices({ corp: "SOUTHFIELD-ISD" }, options);
    await expect(foreign).rejects.toMatchObject({ meaning: "Unauthorized" });
  });
});

describe("labels", () => {
  it("previews without changing anything", async () => {
    const lines = { labelIds: [18], mdns: ["304-228-6302", MDN] };
    expect(await kajeet.previewLabelAssignment(lines, options)).toMatchObject({
      assignCount: 1,
      replaceCount: 1,
    });
    const all = { labelIds: [12], bulkSelection: { selectAll: true } };
    expect((await kajeet.previewLabelUnassignment(all, options)).unassignCount).toBeGreaterThan(0);
  });

  it("lists categories with their labels", async () => {
    const categories = await kajeet.getLabelCategories({}, options);
    const vehicle = categories.find(({ categoryName }) => categoryName === "Vehicle");
    expect(vehicle?.labels.map(({ labelId }) => labelId)).toEqual([12, 18]);
  });

  it("wants exactly one way to name the lines", async () => {
    const neither = kajeet.previewLabelAssignment({ labelIds: [18] }, options);
    await expect(neither).rejects.toThrow(/either mdns or bulkSelection/);
  });
});

describe("health", () => {
  it("tells how a device is doing", async () => {
    expect(await kajeet.getDeviceHealth({ mdn: "5212671508" }, options)).toMatchObject({ mdn: MDN });
    expect(await kajeet.getRealTimeSummary({ mdn: MDN }, options)).toMatchObject({ onlineStatus: true });
    expect(await kajeet.getInstallWizard({}, options)).toMatchObject({ finalized: true });
  });

  it("takes days in either form and sends the carrier's", async () => {
    const history = await kajeet.getSignalQualityHistory(
      { mdn: MDN, startDate: "2026-03-01", endDate: "03/03/2026" },
      options,
    );
    expect(history.samples.length).toBeGreaterThan(0);
    const [call] = await world.calls("getSignalQualityHistory");
    expect(call?.query).toMatchObject({ startDate: "03/01/2026", endDate: "03/03/2026" });
  });

  it("tells which devices take settings, and why others do not", async () => {
    await world.simulator.addLine({
      mdn: "521-555-0101",
      deviceName: "SmartSpot 500",
      imei: "355510000000013",
    });
    const answer = await kajeet.getCompatibleDevices(
      { settingType: "SMARTSPOT", mdns: ["521-555-0101", MDN] },
      options,
    );
    expect(answer.compatible).toMatchObject([{ imei: "355510000000013" }]);
    expect(answer.incompatible).toMatchObject([{ mdn: MDN, reason: expect.stringContaining("SMARTSPOT") }]);
  });
});

describe("eSIM", () => {
  it("gives code and picture of an eSIM", async () => {
    as("kpw");
    const { activationCode } = await kajeet.getEsimActivationCode({ iccid: ICCID }, options);
    expect(activationCode).toMatch(/^LPA:1\$/);
    const picture = Buffer.from(await kajeet.getEsimQrCode({ iccid: ICCID }, options), "base64");
    expect([...picture.subarray(0, 8)]).toEqual([137, 80, 78, 71, 13, 10, 26, 10]);
  });

  it("tells accounts of another business type why there is no picture", async () => {
    const refused = kajeet.getEsimQrCode({ iccid: ICCID }, options);
    await expect(refused).rejects.toMatchObject({ meaning: "Conflict" });
  });

  it("counts and lists what eSIMs can be activated with", async () => {
    const carriers = await kajeet.getEsimCarriers({}, options);
    const name = carriers[0]?.name ?? "";
    expect(await kajeet.getEsimInventoryCount({ carrier: name }, options)).toMatchObject({
      carrier: name,
      count: 25,
    });
  });
});

describe("stock and activations", () => {
  it("lists plans, carriers and stock", async () => {
    const plans = await kajeet.getBillingPlans({}, options);
    expect(plans.map(({ ratePlan }) => ratePlan)).toContain("KJ-5GB");
    expect((await kajeet.getBusinessInternetPlans({}, options)).length).toBeGreaterThan(0);
    const carriers = await kajeet.getCarriers({}, options);
    expect(carriers).toContainEqual(expect.objectContaining({ name: "AT&T", code: "ATT" }));
    const stock = await kajeet.getCarrierInventory({ carrier: "AT&T" }, options);
    expect(stock.map(({ carrier }) => carrier)).toContain("AT&T");
  });

  it("checks a CSV and activates nothing", async () => {
    const csv = "IMEI,ICCID\n355510000000013,8914800000000000118\n12,34\n";
    const answer = await kajeet.parseActivationCsv({ csv }, options);
    expect(answer).toMatchObject({ validCount: 1, invalidCount: 1 });
    expect(answer.pairs.map(({ valid }) => valid)).toEqual([true, false]);
    const { transactions } = await world.simulator.state();
    expect(transactions).toEqual([]);
    // The carrier counts the upload among its changes; this looks at what it did instead.
    await world.simulator.clearJournal();
  });

  it("lists the history, as objects and as CSV, and one activation as CSV", async () => {
    const order = { corpId: "NORTHSTAR-ISD", imei: "355510000000013", iccid: "8914800000000000118" };
    const id = await submitElsewhere({ ...order, carrier: "VERIZON" });
    for (const list of [kajeet.getActivationTransactions, kajeet.getActivationTransactionsV2] as const) {
      const { totalCount, transactions } = await list({}, options);
      expect([totalCount, transactions[0]?.uniqueTransactionId]).toEqual([1, id]);
    }
    const csv = await kajeet.getActivationTransactionsV2({ export: "CSV" }, options);
    expect(csv).toContain(id);
    const one = await kajeet.getActivationTransactionCsv({ uniqueTransactionId: id }, options);
    expect(one).toContain(order.imei);
    await world.simulator.clearJournal();
  });
});

describe("every function", () => {
  it.each<[string, () => Promise<unknown>, RegExp]>([
    [
      "an unknown argument",
      () => kajeet.getDevices({ colour: "red" } as never, options),
      /unknown argument "colour"/,
    ],
    ["an unknown sort column", () => kajeet.getDevices({ sort: "AGE" as never }, options), /sort/],
    [
      "an unknown column",
      () => kajeet.getDevices({ export: "CSV", columns: ["AGE" as never] }, options),
      /columns/,
    ],
    [
      "columns of another list",
      () => kajeet.queryDevices({ export: "CSV", columns: ["DEVICE_NAME" as never] }, options),
      /columns/,
    ],
    [
      "columns without an export",
      () => kajeet.getDevices({ columns: ["MDN"] }, options),
      /belong to an export/,
    ],
    ["too large a page", () => kajeet.getDevices({ limit: 101 }, options), /limit/],
    [
      "a day that is none",
      () =>
        kajeet.getSignalQualityHistory({ mdn: MDN, startDate: "2026-02-30", endDate: "2026-03-01" }, options),
      /startDate/,
    ],
    ["a missing argument", () => kajeet.getDeviceHealth({} as never, options), /mdn is required/],
    ["a malformed ICCID", () => kajeet.getEsimActivationCode({ iccid: "1" }, options), /ICCID/],
  ])("refuses %s before anything is sent", async (_, call, reason) => {
    const error = (await call().catch((caught) => caught)) as CellularError;
    expect(error.meaning).toBe("Misconfigured");
    expect(error.message).toMatch(reason);
    const sent = (await world.simulator.journal()).filter(({ operationId }) => operationId !== "createToken");
    expect(sent).toEqual([]);
  });
});

/** An order that somebody placed in the portal. */
async function submitElsewhere(order: object): Promise<string> {
  const { env } = world.simulator;
  const post = async (path: string, body: object, token = "") => {
    const headers = { "content-type": "application/json", authorization: `Bearer ${token}` };
    const answer = await fetch(`${env.CELLULAR_KAJEET_URL}${path}`, {
      method: "POST",
      headers,
      body: JSON.stringify(body),
    });
    return (await answer.json()) as { token: string; uniqueTransactionId: string };
  };
  const credentials = { username: env.CELLULAR_KAJEET_USERNAME, password: env.CELLULAR_KAJEET_PASSWORD };
  const { token } = await post("/v1.0/auth/token", credentials);
  return (await post("/v1.0/activation/transaction", order, token)).uniqueTransactionId;
}
