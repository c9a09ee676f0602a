import { describe, expect, it } from "vitest";
import { checkAnswers } from "../simulator/exchange";
import { ACCOUNT, device, lineIn, onStage, SECOND, type Stage } from "./client";
import { answerFaults, messageFaults } from "./openapi";

checkAnswers(answerFaults);

const ROUTE = { name: "Route", value: "North12" };
const VIN = { name: "VIN", value: "1FTEW1EP5JFA00001" };

async function labelsOf({ simulator }: Stage, imei: string | null) {
  return (await simulator.line(imei ?? ""))?.labels;
}

/** Three lines, the first two with a label in the form of the guide. */
async function labelled(stage: Stage) {
  const { simulator, call } = stage;
  const imeis = await Promise.all(
    [0, 1, 2].map(async (index) => (await lineIn(simulator, "active", index)).imei),
  );
  const labels = imeis.slice(0, 2).map((imei) => ({ ...device({ imei }), label: ROUTE }));
  await call("setUsageLabels", { body: { accountName: ACCOUNT, labels } });
  await stage.done();
  return imeis as [string, string, string];
}

describe("labels", () => {
  it("are put on lines in the form of the guide and in that of the SDKs", async () => {
    await onStage({}, async (stage) => {
      await stage.listen("CarrierService");
      const [one, two, three] = await labelled(stage);
      expect(await labelsOf(stage, one)).toEqual([ROUTE]);
      const labels = { devices: [device({ imei: two }), device({ imei: three })], label: [ROUTE, VIN] };
      await stage.call("setUsageLabels", { body: { accountName: ACCOUNT, labels } });
      expect(await labelsOf(stage, three)).toEqual([]);
      await stage.done();
      for (const imei of [two, three]) expect(await labelsOf(stage, imei)).toEqual([ROUTE, VIN]);
      expect(stage.listener.messages).toHaveLength(4);
      for (const message of stage.listener.messages) {
        expect(messageFaults("CarrierService", message)).toEqual([]);
      }
    });
  });

  it("have one value of a name on a line", async () => {
    await onStage({}, async (stage) => {
      const [one] = await labelled(stage);
      const label = { ...ROUTE, value: "South7" };
      const labels = [{ ...device({ imei: one }), label }];
      await stage.call("setUsageLabels", { body: { accountName: ACCOUNT, labels } });
      await stage.done();
      expect(await labelsOf(stage, one)).toEqual([label]);
    });
  });

  it.each([
    { body: { accountName: ACCOUNT, labels: [ROUTE, VIN] } },
    {
      query: {
        accountName: ACCOUNT,
        "LabelList[deviceIds][0][name]": ROUTE.name,
        "LabelList[deviceIds][0][value]": ROUTE.value,
        "LabelList[deviceIds][1][name]": VIN.name,
        "LabelList[deviceIds][1][value]": VIN.value,
      },
    },
  ])("are taken off whatever line has them: %j", async (request) => {
    await onStage({}, async (stage) => {
      await stage.listen("CarrierService");
      const [one, two] = await labelled(stage);
      await stage.call("removeUsageLabels", request);
      await stage.done();
      expect([await labelsOf(stage, one), await labelsOf(stage, two)]).toEqual([[], []]);
      expect(stage.listener.messages).toHaveLength(4);
    });
  });

  it("are taken off in the account of the call alone; one message says so when nobody has them", async () => {
    await onStage({}, async (stage) => {
      await stage.listen("CarrierService", SECOND);
      const [one] = await labelled(stage);
      const body = { accountName: SECOND, labels: [ROUTE] };
      const { requestId } = (await stage.call("removeUsageLabels", { body })).json;
      await stage.done();
      expect(await labelsOf(stage, one)).toEqual([ROUTE]);
      expect(stage.listener.messages).toMatchObject([{ requestId, deviceIds: [], status: "Success" }]);
    });
  });

  it.each([
    [{ ...ROUTE, name: "VI" }, "Label.Invalid"],
    [{ ...ROUTE, value: "North-12" }, "Label.Invalid"],
  ])("are refused as %j", async (label, code) => {
    await onStage({}, async (stage) => {
      const { imei } = await lineIn(stage.simulator, "active");
      const labels = [{ ...device({ imei }), label }];
      const answer = await stage.call("setUsageLabels", { body: { accountName: ACCOUNT, labels } });
      expect(answer.json.errorCode).toBe(`UnifiedWebService.INPUT_INVALID.${code}`);
    });
  });

  it("are refused for more than 2,000 lines in one call", async () => {
    await onStage({}, async (stage) => {
      const { imei } = await lineIn(stage.simulator, "active");
      const labels = Array.from({ length: 2001 }, () => ({ ...device({ imei }), label: ROUTE }));
      const answer = await stage.call("setUsageLabels", { body: { accountName: ACCOUNT, labels } });
      expect(answer.json.errorCode).toBe("UnifiedWebService.INPUT_INVALID.MaxRequestsExceeded");
    });
  });
});

describe("usage by labels", () => {
  it("is the sum of the lines that carry them", async () => {
    await onStage({}, async (stage) => {
      const [one, two] = await labelled(stage);
      const window = { earliest: "2026-02-01", latest: "2026-02-28" };
      const bytes = async (who: object) => {
        const { json } = await stage.call("listUsage", { body: { ...who, ...window } });
        const days: { bytesUsed: number }[] = json.usageHistory;
        return days.reduce((sum, { bytesUsed }) => sum + bytesUsed, 0);
      };
      const of = (id: string) => bytes({ deviceId: { kind: "imei", id } });
      const sum = (await of(one)) + (await of(two));
      expect(await bytes({ label: ROUTE })).toBe(sum);
      const billed = { accountName: ACCOUNT, labels: [ROUTE], billingCycle: { year: "2026", month: "02" } };
      const { usage } = (await stage.call("getBilledUsage", { body: billed })).json;
      expect(usage.map(({ label }: { label: object }) => label)).toEqual([ROUTE, ROUTE]);
      expect(usage[0].dataUsage + usage[1].dataUsage).toBe(sum);
      await stage.listen("DeviceService");
      await stage.call("listBilledUsage", { body: { ...billed, labels: { deviceIds: [ROUTE] } } });
      await stage.done();
      const told = stage.listener.messages.map(
        ({ deviceResponse }) => deviceResponse?.billedUsageResponse.dataUsage,
      );
      expect(told[0] + told[1]).toBe(sum);
    });
  });
});
