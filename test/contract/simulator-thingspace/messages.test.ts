import { describe, expect, it } from "vitest";
import type { ThingspaceSimulator } from "../../../simulator/index";
import { checkAnswers } from "../simulator/exchange";
import { ACCOUNT, type Caller, onStage, type Stage } from "./client";
import { answerFaults, messageFaults } from "./openapi";

checkAnswers(answerFaults);

const params = { accountName: ACCOUNT };
const DAY = 86_400_000;

/** The first line of the account that fits. */
async function lineThat(
  { simulator }: Stage,
  fits: (line: { connected: boolean; nbIot: boolean }) => boolean,
) {
  const lines = await simulator.lines();
  const line = lines.find((one) => one.account === ACCOUNT && one.status === "active" && fits(one));
  if (line === undefined) throw new Error("No such line");
  return { line, deviceIds: [{ kind: "imei", id: line.imei ?? "" }] };
}

/** A page of the queue, and the token that acknowledges it. */
async function page(simulator: ThingspaceSimulator, call: Caller, next?: string) {
  const answer = await call("getSmsMessages", { params, ...(next === undefined ? {} : { query: { next } }) });
  const location = answer.headers.get("location");
  const token = location === null ? undefined : new URL(location, simulator.url).searchParams.get("next");
  const texts = answer.json.messages.map((message: object) => JSON.stringify(message));
  return { status: answer.status, texts, token: token ?? undefined };
}

describe("messages of devices", () => {
  it("come again until the call with the next token has taken them", async () => {
    await onStage({ lines: 499 }, async ({ simulator, call }) => {
      const first = await page(simulator, call);
      expect([first.status, first.texts.length]).toEqual([202, 100]);
      expect(await page(simulator, call)).toEqual(first);
      const second = await page(simulator, call, first.token);
      expect(second.status).toBe(200);
      expect(second.texts.filter((text: string) => first.texts.includes(text))).toEqual([]);
      // The first page is gone, the last one stays until it is acknowledged as well.
      expect((await page(simulator, call)).texts).toEqual(second.texts);
      expect(await page(simulator, call, second.token)).toEqual({ status: 200, texts: [], token: undefined });
      const journal = await simulator.journal({ operation: "getSmsMessages" });
      expect(journal.map(({ effect }) => effect)).toEqual([false, false, true, false, true]);
    });
  });

  it("go to the listener that asks for them, and to nobody without one", async () => {
    await onStage({}, async ({ simulator, call, listen, listener, done }) => {
      const refused = await call("startSmsCallbacks", { params });
      expect(refused.json.errorCode).toBe("UnifiedWebService.REQUEST_FAILED.CallbackNotRegistered");
      const { texts } = await page(simulator, call);
      await listen("EnhancedConnectivityService");
      expect((await call("startSmsCallbacks", { params })).json).toEqual({ success: true });
      await done();
      expect(listener.messages).toHaveLength(texts.length);
      for (const message of listener.messages) {
        expect(messageFaults("EnhancedConnectivityService", message)).toEqual([]);
      }
      expect((await page(simulator, call)).texts).toEqual([]);
    });
  });
});

describe("a message to a device", () => {
  it("is confirmed by a device that is connected, and given up after five days otherwise", async () => {
    await onStage({}, async (stage) => {
      const { call, simulator, listen, listener } = stage;
      await listen("EnhancedConnectivityService");
      await listen("SMSDeliveryConfirmation");
      const near = await lineThat(stage, ({ connected }) => connected);
      const far = await lineThat(stage, ({ connected }) => !connected);
      const deviceIds = [...near.deviceIds, ...far.deviceIds];
      const body = { accountName: ACCOUNT, deviceIds, smsMessage: "Call home" };
      const { requestId } = (await call("sendSms", { body })).json;
      await stage.done();
      expect(listener.messages.map((message) => message.smsResponse)).toMatchObject([
        { message: "Call home" },
        { message: "Call home" },
      ]);
      const confirmed = () =>
        listener.messages
          .slice(2)
          .map(({ deviceIds: [id], status, ...rest }) => [id?.id, status, rest.requestId === requestId]);
      await simulator.clock.advance(1000);
      await simulator.settle();
      expect(confirmed()).toEqual([[near.line.imei, "Success", true]]);
      await simulator.clock.advance(5 * DAY);
      await simulator.settle();
      expect(confirmed().slice(1)).toEqual([[far.line.imei, "Failed", true]]);
    });
  });

  it("is in the history of the device's messages", async () => {
    await onStage({}, async (stage) => {
      const { call, listen, listener } = stage;
      await listen("DeviceService");
      const { line, deviceIds } = await lineThat(stage, ({ connected }) => connected);
      const window = { earliest: "2026-03-10T12:00:00Z", latest: "2026-03-11" };
      await call("sendSms", { body: { accountName: ACCOUNT, deviceIds, smsMessage: "Call home" } });
      await stage.done();
      await call("listSmsEvents", { body: { deviceId: { kind: "mdn", id: line.mdn }, ...window } });
      await stage.done();
      const events = listener.messages[0]?.deviceResponse?.smsEventHistoryResponse.smsEvents;
      expect(events.at(-1)).toMatchObject({ direction: "MT", status: "Delivered" });
    });
  });

  it.each([
    [{ smsMessage: "x".repeat(161) }, "INPUT_INVALID.SmsMessage.TooLong"],
    [{ smsMessage: "é".repeat(71), dataEncoding: "8-bit-UTF-8" }, "INPUT_INVALID.SmsMessage.TooLong"],
    [{ smsMessage: "" }, "INPUT_INVALID.SmsMessage.Null"],
    [{ smsMessage: "Hi", dataEncoding: "9-bit" }, "REQUEST_FAILED.UnexpectedError"],
  ])("is refused as %j", async (wrong, code) => {
    await onStage({}, async (stage) => {
      const { deviceIds } = await lineThat(stage, () => true);
      const answer = await stage.call("sendSms", { body: { accountName: ACCOUNT, deviceIds, ...wrong } });
      expect(answer.json.errorCode).toBe(`UnifiedWebService.${code}`);
    });
  });

  it("goes to a group, and fails for those of it that are not active", async () => {
    await onStage({}, async ({ call, simulator, listen, listener, done }) => {
      await listen("EnhancedConnectivityService");
      const group = (await simulator.lines()).filter(
        ({ account, deviceGroup }) => account === ACCOUNT && deviceGroup === "Students",
      );
      await call("sendSms", { body: { accountName: ACCOUNT, groupName: "Students", smsMessage: "Hi" } });
      await done();
      const sent = listener.messages.filter(({ status }) => status === "Success");
      expect(listener.messages).toHaveLength(group.length);
      expect(sent).toHaveLength(group.filter(({ status }) => status === "active").length);
    });
  });
});

describe("non-IP data", () => {
  const message = Buffer.from("Read meter").toString("base64");
  const request = (deviceIds: object[], more = {}) => ({
    body: { accountName: ACCOUNT, deviceIds, maximumDeliveryTime: 30, message, ...more },
  });

  it("is delivered to a device that is connected, and only to one that has non-IP data", async () => {
    await onStage({}, async (stage) => {
      await stage.listen("NiddService");
      const nbIot = await lineThat(stage, (line) => line.nbIot && line.connected);
      const other = await lineThat(stage, (line) => !line.nbIot);
      await stage.call("sendNidd", request([...nbIot.deviceIds, ...other.deviceIds]));
      await stage.done();
      const [one, two] = stage.listener.messages.sort((a, b) => a.status.localeCompare(b.status));
      expect([one?.status, two?.status]).toEqual(["Delivered", "Failed"]);
      for (const sent of [one, two]) expect(messageFaults("NiddService", sent)).toEqual([]);
      expect(two?.faultResponse?.faultcode).toMatch(/NiddNotProvisioned$/);
    });
  });

  it("waits for a device that is not connected until its time is over", async () => {
    await onStage({}, async (stage) => {
      const { simulator, listener } = stage;
      await stage.listen("NiddService");
      const { line, deviceIds } = await lineThat(stage, ({ nbIot }) => nbIot);
      await simulator.editLine(line.imei ?? "", { connected: false });
      await stage.call("sendNidd", request(deviceIds));
      await stage.done();
      expect(listener.messages.map(({ status }) => status)).toEqual(["Queued"]);
      await simulator.clock.advance(30_000);
      await simulator.settle();
      expect(listener.messages.map(({ status }) => status)).toEqual(["Queued", "DeliveryFailed"]);
    });
  });

  it.each([
    [{ message: "" }, "Message.Null"],
    [{ message: "no base64!" }, "Message.Invalid"],
    [{ message: Buffer.alloc(1359).toString("base64") }, "Message.Invalid"],
    [{ maximumDeliveryTime: 2_592_001 }, "MaximumDeliveryTime.Invalid"],
    [{ deviceIds: [] }, "DeviceNotProvided"],
  ])("is refused as %j", async (wrong, code) => {
    await onStage({}, async (stage) => {
      const { deviceIds } = await lineThat(stage, ({ nbIot }) => nbIot);
      const answer = await stage.call("sendNidd", request(deviceIds, wrong));
      expect(answer.json.errorCode).toBe(`UnifiedWebService.INPUT_INVALID.${code}`);
    });
  });
});
