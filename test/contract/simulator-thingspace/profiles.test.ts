import { describe, expect, it } from "vitest";
import type { SimulatedThingspaceLine } from "../../../simulator/index";
import { checkAnswers } from "../simulator/exchange";
import { ACCOUNT, device, lineIn, onStage, type Stage } from "./client";
import type { Message } from "./listener";
import { answerFaults, messageFaults } from "./openapi";

checkAnswers(answerFaults);

const SERVICE = "DeviceProfileService";
const smsrOid = "1.3.6.1.4.1.46304.992.1.1";
const NEW_EID = "89049032000000000000000000099945";

async function cardIn({ simulator }: Stage, status = "active"): Promise<SimulatedThingspaceLine> {
  const lines = await simulator.lines();
  const card = lines.find((line) => line.eid !== null && line.status === status && line.account === ACCOUNT);
  if (card === undefined) throw new Error("No line on a card");
  return card;
}

const onCard = ({ eid, iccid }: SimulatedThingspaceLine) => [device({ eid, iccid })];

/** Sends an eUICC call, lets it be done, and answers what the listener was told. */
async function ordered(stage: Stage, operationId: string, line: SimulatedThingspaceLine, more = {}) {
  const { call, listener } = stage;
  const body = { accountName: ACCOUNT, devices: onCard(line), smsrOid, ...more };
  const { requestId } = (await call(operationId, { body })).json;
  await stage.done();
  const message = listener.messages.at(-1);
  expect(message?.requestId).toBe(requestId);
  expect(messageFaults(SERVICE, message)).toEqual([]);
  return message?.faultResponse?.faultcode ?? message?.deviceResponse?.profileResponse.profileStatus;
}

describe("a profile", () => {
  it("is disabled, deleted and downloaded again, step by step", async () => {
    await onStage({}, async (stage) => {
      await stage.listen(SERVICE);
      const card = await cardIn(stage);
      const wrong = "UnifiedWebService.INPUT_INVALID.DeviceState.Invalid";
      const step = (operationId: string) => ordered(stage, operationId, card);
      expect(await step("profileDelete")).toBe(wrong);
      expect(await step("profileDisable")).toBe("DISABLE");
      expect(await step("profileEnable")).toBe("ENABLE");
      expect(await step("profileDownloadEnable")).toBe(wrong);
      expect(await step("profileDisable")).toBe("DISABLE");
      expect(await step("profileDelete")).toBe("DELETE");
      expect(await step("profileEnable")).toBe(wrong);
      expect(await step("profileDownloadEnable")).toBe("DOWNLOAD_ENABLE");
      // The line itself has kept its number and its service.
      const after = await stage.simulator.line(card.iccid ?? "");
      expect(after).toMatchObject({ status: "active", mdn: card.mdn, profileStatus: "DOWNLOAD_ENABLE" });
    });
  });

  it("begins and ends the service of its line", async () => {
    await onStage({}, async (stage) => {
      const { simulator } = stage;
      await stage.listen(SERVICE);
      const card = await cardIn(stage);
      const read = async () => await simulator.line(card.iccid ?? "");
      const twice = await ordered(stage, "profileActivate", card);
      expect(twice).toBe("UnifiedWebService.REQUEST_FAILED.DeviceAlreadyActive");
      const reason = { reasonCode: "FF" };
      const checked = await ordered(stage, "profileDeactivate", card, {
        ...reason,
        checkFallbackProfile: true,
      });
      expect(checked).toMatch(/FallbackProfileNotFound$/);
      expect((await read())?.status).toBe("active");
      await ordered(stage, "profileSetFallback", card);
      expect(await ordered(stage, "profileDeactivate", card, { ...reason, checkFallbackProfile: true })).toBe(
        "DISABLE",
      );
      expect(await read()).toMatchObject({ status: "deactive", mdn: null });
      const plan = { servicePlan: "LTE10GB", mdnZipCode: "43004" };
      expect(await ordered(stage, "profileActivateEnable", card, plan)).toBe("ENABLE");
      expect(await read()).toMatchObject({ status: "active", ratePlan: "LTE10GB" });
    });
  });

  it("is named by the card and the profile that belong together", async () => {
    await onStage({}, async (stage) => {
      await stage.listen(SERVICE);
      const card = await cardIn(stage);
      const other = await lineIn(stage.simulator, "active", 5);
      const code = "UnifiedWebService.INPUT_INVALID.Device.Identifier.Invalid";
      const devices = [device({ eid: card.eid })];
      expect(await ordered(stage, "profileDisable", card, { devices })).toBe(code);
      const mixed = [device({ eid: card.eid, iccid: other.iccid })];
      const body = { accountName: ACCOUNT, smsrOid, devices: mixed };
      expect((await stage.call("profileDisable", { body })).json.errorCode).toBe(code);
    });
  });

  it("can be asked after by its request, before and after", async () => {
    await onStage({}, async (stage) => {
      const { call } = stage;
      const card = await cardIn(stage);
      const body = { accountName: ACCOUNT, devices: onCard(card), smsrOid };
      const { requestId } = (await call("profileDisable", { body })).json;
      const status = async () =>
        (await call("getGlobalRequestStatus", { params: { accountName: ACCOUNT, requestId } })).json.status;
      expect(await status()).toBe("Pending");
      await stage.done();
      expect(await status()).toBe("Success");
      const plain = await call("getRequestStatus", { params: { accountName: ACCOUNT, requestId } });
      expect(plain.json.errorCode).toMatch(/RequestNotFound$/);
    });
  });
});

describe("the lists of eUICC devices", () => {
  it("tell of each device that fits, and of its history", async () => {
    await onStage({}, async (stage) => {
      const { simulator, call, listener } = stage;
      await stage.listen(SERVICE);
      const own = (await simulator.lines()).filter(({ account, eid }) => account === ACCOUNT && eid !== null);
      await call("listGlobalDevices", { body: { accountName: ACCOUNT, profileStatusFilter: "ENABLE" } });
      await stage.done();
      const enabled = own.filter(({ profileStatus }) => profileStatus === "ENABLE");
      expect(enabled.length).toBeGreaterThan(0);
      expect(listener.messages).toHaveLength(enabled.length);
      const [first] = enabled;
      const deviceFilter = [{ kind: "eid", id: first?.eid }];
      await call("listGlobalHistory", { body: { accountName: ACCOUNT, deviceFilter } });
      await stage.done();
      const answer = listener.messages.at(-1);
      expect(answer?.deviceResponse?.profileResponse.provisioningHistory).toMatchObject([
        { eventType: "Activation Confirmed" },
      ]);
      expect(messageFaults(SERVICE, answer)).toEqual([]);
    });
  });
});

describe("a swap to another eUICC device", () => {
  it("keeps the line and sends three messages", async () => {
    await onStage({}, async (stage) => {
      const { simulator, call } = stage;
      for (const service of ["CarrierService", "StateService"]) await stage.listen(service);
      const card = await cardIn(stage);
      const body = {
        accountName: ACCOUNT,
        deviceIds: device({ eid: card.eid }).deviceIds,
        deviceIdsTo: device({ eid: NEW_EID, imei: "356200009999995" }).deviceIds,
      };
      await call("swapEidDevice", { body });
      await stage.done();
      const sent = await simulator.callbacks();
      const said = sent.map(({ service, body: message }) => [
        service,
        ...Object.keys((message as Message).deviceResponse ?? {}),
      ]);
      expect(said).toEqual([
        ["CarrierService", "deactivateResponse"],
        ["CarrierService", "changeIdentifierResponse"],
        ["StateService", "goToStateResponse"],
      ]);
      expect(await simulator.line(card.mdn ?? "")).toMatchObject({
        ...{ eid: NEW_EID, imei: "356200009999995", preImei: card.imei },
        ...{ status: "active", iccid: card.iccid },
      });
      expect(await simulator.line(card.eid ?? "")).toBeUndefined();
      // From now on the SIM counts as one in unexpected hardware.
      const filter = { earliest: "2025-08-01", latest: "2026-03-11" };
      const found = await call("listImeiIccidMismatch", { body: { accountName: ACCOUNT, filter } });
      const mismatch = found.json.devices.find(({ mdn }: { mdn: string }) => mdn === card.mdn);
      expect(mismatch).toMatchObject({ preImei: card.imei, postImei: "356200009999995" });
    });
  });
});
