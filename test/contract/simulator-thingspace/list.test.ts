import { describe, expect, it } from "vitest";
import { checkAnswers } from "../simulator/exchange";
import { ACCOUNT, lineIn, onStage, SECOND, type Stage } from "./client";
import { answerFaults } from "./openapi";

checkAnswers(answerFaults);

interface Shown {
  accountName: string;
  createdAt: string;
  deviceIds: { id: string; kind: string }[];
  extendedAttributes: { key: string; value: string }[];
}

const cursorOf = ({ extendedAttributes }: Shown) =>
  Number(extendedAttributes.find(({ key }) => key === "DeviceId")?.value);

/** One page of a list: status, deviceIds, and the devices themselves. */
async function page({ call }: Stage, body: object) {
  const { status, json } = await call("listDevices", { body });
  const devices = json.devices as Shown[];
  return { status, more: json.hasMoreData as boolean, devices, ids: devices.map(cursorOf) };
}

describe("pages", () => {
  it("go on after the largest device id seen, and say 202 while there is more", async () => {
    await onStage({}, async (stage) => {
      const all = (await stage.simulator.lines()).filter(({ account }) => account === ACCOUNT);
      const seen: number[] = [];
      const statuses: number[] = [];
      for (let more = true; more; ) {
        const next = { accountName: ACCOUNT, maxNumberOfDevices: 30, largestDeviceIdSeen: seen.at(-1) ?? 0 };
        const part = await page(stage, next);
        expect(part.more).toBe(part.status === 202);
        statuses.push(part.status);
        seen.push(...part.ids);
        more = part.more;
      }
      expect(statuses).toEqual([202, 202, 200]);
      expect(seen).toEqual(all.map(({ deviceId }) => deviceId));
    });
  });

  it("go on from the last date, too, and repeat the record at the boundary", async () => {
    await onStage({}, async (stage) => {
      const first = await page(stage, { maxNumberOfDevices: 50 });
      expect(first.status).toBe(202);
      const second = await page(stage, { maxNumberOfDevices: 50, earliest: first.devices.at(-1)?.createdAt });
      expect(second.ids[0]).toBe(first.ids.at(-1));
      expect(new Set([...first.ids, ...second.ids]).size).toBe(80);
      const dates = [...first.devices, ...second.devices].map(({ createdAt }) => createdAt);
      expect(dates).toEqual([...dates].sort());
    });
  });

  it("hold 2000 devices, and no two devices of one call have the same date", async () => {
    await onStage({ lines: 2100 }, async (stage) => {
      expect((await page(stage, {})).ids).toHaveLength(2000);
      expect((await page(stage, { maxNumberOfDevices: 9000 })).ids).toHaveLength(2000);
      const devicesToAdd = [1, 2, 3].map((index) => ({
        deviceIds: [{ kind: "imei", id: String(350_000_000_000_000 + index) }],
      }));
      await stage.call("addDevices", { body: { state: "preactive", accountName: SECOND, devicesToAdd } });
      const added = await page(stage, { earliest: "2026-03-10T00:00:00Z" });
      expect(new Set(added.devices.map(({ createdAt }) => createdAt)).size).toBe(3);
    });
  });

  it("stay true when lines come, go and move meanwhile", async () => {
    await onStage({}, async (stage) => {
      const { simulator } = stage;
      const first = await page(stage, {
        accountName: ACCOUNT,
        maxNumberOfDevices: 10,
        largestDeviceIdSeen: 0,
      });
      await simulator.removeLine(String(first.ids[3]));
      const moved = await lineIn(simulator, "active", 0, SECOND);
      await simulator.editLine(moved.imei ?? "", { account: ACCOUNT });
      const added = await simulator.addLine({ imei: "350000000000018", account: ACCOUNT });
      const rest = await page(stage, { accountName: ACCOUNT, largestDeviceIdSeen: first.ids.at(-1) });
      expect(rest.ids.at(-1)).toBe(added.deviceId);
      const now = (await simulator.lines()).filter(({ account }) => account === ACCOUNT);
      const still = [...first.ids.filter((id) => id !== first.ids[3]), ...rest.ids];
      // The line that moved in has an id from before the first page's end.
      expect([...still, moved.deviceId].sort()).toEqual(
        [...new Set([...now.map(({ deviceId }) => deviceId), moved.deviceId])].sort(),
      );
    });
  });
});

describe("filters", () => {
  it.each([
    ["state", (line: Line) => ({ currentState: "Pre-Active", want: line.status === "preactive" })],
    ["plan", (line: Line) => ({ servicePlan: "LTE10GB", want: line.ratePlan === "LTE10GB" })],
    ["account", (line: Line) => ({ accountName: SECOND, want: line.account === SECOND })],
    [
      "custom field",
      (line: Line) => ({
        customFields: [{ key: "customfield2", value: "Loaner" }],
        want: line.customField2 === "Loaner",
      }),
    ],
    [
      "group",
      (line: Line) => ({
        accountName: ACCOUNT,
        groupName: "Staff",
        want: line.account === ACCOUNT && line.deviceGroup === "Staff",
      }),
    ],
    [
      "default group",
      (line: Line) => ({
        groupName: `Default: ${ACCOUNT}`,
        want: line.deviceGroup === `Default: ${ACCOUNT}`,
      }),
    ],
    [
      "part of an identifier",
      (line: Line) => ({
        filter: {
          deviceIdentifierFilters: [
            { kind: "MDN", startswith: "304", endswith: "1" },
            { kind: "iccid", contains: "000000007" },
          ],
        },
        want:
          (line.mdn?.startsWith("304") === true && line.mdn.endsWith("1")) ||
          line.iccid?.includes("000000007") === true,
      }),
    ],
    [
      "dates",
      (line: Line) => ({
        earliest: "2025-08-01T00:10:00Z",
        latest: "2025-08-01T02:20:00+02:00",
        want: line.createdAt >= Date.UTC(2025, 7, 1, 0, 10) && line.createdAt <= Date.UTC(2025, 7, 1, 0, 20),
      }),
    ],
  ])("by %s", async (_, filtered) => {
    await onStage({}, async (stage) => {
      const lines = await stage.simulator.lines();
      const { want: _wanted, ...body } = filtered(lines[0] as Line);
      const wanted = lines.filter((line) => filtered(line).want).map(({ deviceId }) => deviceId);
      expect(wanted.length).toBeGreaterThan(0);
      expect(wanted.length).toBeLessThan(lines.length);
      expect((await page(stage, body)).ids).toEqual(wanted);
      expect((await page(stage, { ...body, largestDeviceIdSeen: 0 })).ids).toEqual(wanted);
    });
  });

  it("by one identifier of any kind, and nothing else", async () => {
    await onStage({}, async (stage) => {
      const line = await lineIn(stage.simulator, "active");
      for (const kind of ["mdn", "IMEI", "iccId", "imsi", "msisdn", "min"]) {
        const id = line[kind.toLowerCase() as "mdn"] ?? "";
        expect((await page(stage, { deviceId: { id, kind } })).ids).toEqual([line.deviceId]);
      }
      const codeOf = async (body: object) => (await stage.call("listDevices", { body })).json.errorCode;
      expect(await codeOf({ deviceId: { kind: "mdn", id: "9990000000" } })).toMatch(/DeviceNotFound$/);
      expect(await codeOf({ deviceId: { kind: "mdn", id: "1" } })).toMatch(/Device.Identifier.Invalid$/);
      expect(await codeOf({ deviceId: { kind: "name", id: "1" } })).toMatch(/Device.Kind.Invalid$/);
      expect(await codeOf({ accountName: SECOND, deviceId: { kind: "mdn", id: line.mdn } })).toMatch(
        /DeviceNotFound$/,
      );
      expect(await codeOf({ groupName: "Nobody" })).toMatch(/DeviceGroupNotFound$/);
      expect(await codeOf({ groupName: "Staff" })).toMatch(/MultipleAccounts$/);
      expect(await codeOf({ currentState: "asleep" })).toMatch(/CurrentState.Invalid$/);
    });
  });
});

type Line = Awaited<ReturnType<Stage["simulator"]["lines"]>>[number];

describe("a device", () => {
  it("is shown with everything that it has, and nothing that it has not", async () => {
    await onStage({}, async (stage) => {
      const line = await lineIn(stage.simulator, "active");
      const [shown] = (await page(stage, { deviceId: { kind: "imei", id: line.imei } })).devices;
      expect(shown).toMatchObject({
        accountName: ACCOUNT,
        carrierInformations: [
          { carrierName: "Verizon Wireless", servicePlan: line.ratePlan, state: "active" },
        ],
        customFields: expect.arrayContaining([{ key: "CustomField1", value: line.customField1 }]),
        groupNames: [line.deviceGroup],
        ipAddress: line.ipAddress,
      });
      const attributes = Object.fromEntries(
        (shown?.extendedAttributes ?? []).map(({ key, value }) => [key, value]),
      );
      expect(attributes).toMatchObject({
        ...{ CostCenterCode: line.costCenter, SkuNumber: line.skuNumber, AccountNumber: ACCOUNT },
        ...{ PrimaryPlaceOfUseCity: line.placeCity, PrimaryPlaceOfUseLastName: line.placeLastName },
      });
      const idle = await lineIn(stage.simulator, "preactive");
      const [bare] = (await page(stage, { deviceId: { kind: "imei", id: idle.imei } })).devices;
      expect(bare).not.toHaveProperty("ipAddress");
      expect(bare?.deviceIds.map(({ kind }) => kind.toLowerCase()).sort()).toEqual(["iccid", "imei"]);
      expect(JSON.stringify(bare)).not.toContain("null");
    });
  });
});
