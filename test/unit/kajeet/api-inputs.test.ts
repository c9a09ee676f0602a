/** What the client refuses before anything is sent, and how it reads answers that others would stumble over. */
import { describe, expect, it } from "vitest";
import { z } from "zod";
import { Misconfigured, NotFound, Rejected } from "../../../provider/core/errors";
import type { Call } from "../../../provider/core/http-types";
import { BULK_LIMIT, kajeetApi } from "../../../provider/kajeet/api";
import { failure } from "../core/http-fixture";

const corpId = "NORTHSTAR-ISD";
const mdn = "521-267-1508";

/** A client that gives this answer, or throws it, and keeps the calls. */
function answering(body: unknown) {
  const calls: Call<unknown>[] = [];
  const send = async <T>(call: Call<T>): Promise<T> => {
    calls.push(call as Call<unknown>);
    if (body instanceof Error) throw body;
    return (call.answer as z.ZodType<T>).parse(body);
  };
  return { send, calls, sent: 0, close: async () => {} };
}

const many = (count: number) => Array.from({ length: count }, (_, index) => String(2_000_000_000 + index));

describe("refused before sending", () => {
  it.each<[string, (http: ReturnType<typeof answering>) => Promise<unknown>, RegExp]>([
    ["no MDN", (http) => kajeetApi.getDevice(http, { corpId, mdn: "521" }), /mdn: "521" is no MDN/],
    ["no corp", (http) => kajeetApi.getDevice(http, { corpId: "", mdn }), /corpId/],
    [
      "more lines than a call takes",
      (http) => kajeetApi.setNote(http, { corpId, mdns: many(BULK_LIMIT + 1), note: "" }),
      /mdns: at most 500 lines a call/,
    ],
    [
      "one bad line among many",
      (http) => kajeetApi.setNote(http, { corpId, mdns: [...many(3), "x"], note: "" }),
      /mdns\[3\]: "x" is no MDN/,
    ],
    ["no target", (http) => kajeetApi.setNote(http, { corpId, note: "" }), /either mdns or bulkSelection/],
    [
      "both targets",
      (http) =>
        kajeetApi.setNote(http, { corpId, note: "", mdns: [mdn], bulkSelection: { selectAll: true } }),
      /and not both/,
    ],
    [
      "one IMEI for two lines",
      (http) => kajeetApi.setImei(http, { corpId, imei: "355737360073462", mdns: many(2) }),
      /one line a call/,
    ],
    ["no limit at all", (http) => kajeetApi.setDataLimits(http, { corpId, mdns: [mdn] }), /monthlyLimit/],
    [
      "a swap without its other profile",
      (http) =>
        kajeetApi.changeEsimProfile(http, {
          corpId,
          iccid: "89014103211118510720",
          profileId: "P-1",
          changeType: "swap",
        }),
      /newProfileId/,
    ],
    [
      "labels of the whole corp without their ids",
      (http) => kajeetApi.bulkDeleteLabels(http, { corpId, removeDefinition: true }),
      /labelIds/,
    ],
    [
      "deleting labels of nothing",
      (http) => kajeetApi.bulkDeleteLabels(http, { corpId, labelIds: [12] }),
      /mdns/,
    ],
    [
      "no change of labels",
      (http) => kajeetApi.updateLineLabels(http, { corpId, mdn }),
      /add, assign and delete/,
    ],
    [
      "no setting",
      (http) => kajeetApi.setSmartSpotSettings(http, { corpId, imei: "355737360073462", settings: {} }),
      /at least one setting/,
    ],
    [
      "another kind of date",
      (http) =>
        kajeetApi.getSignalQualityHistory(http, { mdn, startDate: "2026-03-01", endDate: "03/11/2026" }),
      /startDate: expected a date as MM\/DD\/YYYY/,
    ],
    [
      "a short key, without showing it",
      (http) => kajeetApi.setWifiConfiguration(http, { mdn, ssid: "Bus", password: "short7" }),
      /password: (?!.*short7)/,
    ],
  ])("%s", async (_, send, expected) => {
    const http = answering({});
    const error = await failure(send(http));
    expect(error).toBeInstanceOf(Misconfigured);
    expect(error.message).toMatch(expected);
    expect(http.calls).toEqual([]);
  });

  it("takes as many lines as a call takes", async () => {
    const http = answering({});
    expect(await kajeetApi.setNote(http, { corpId, mdns: many(BULK_LIMIT), note: "" })).toBe("unknown");
    expect(http.calls[0]?.subject).toBe("500 lines");
  });
});

describe("what a call is about", () => {
  it.each([
    ["the line", kajeetApi.getDevice, { corpId, mdn: "5212671508" }, mdn],
    ["the only line of a bulk call", kajeetApi.setNote, { corpId, mdns: ["5212671508"], note: "" }, mdn],
    ["the corp", kajeetApi.listAllowedStatuses, { corpId }, corpId],
    [
      "the only device of an activation",
      kajeetApi.submitSmartSimActivation,
      { corpId, devices: [{ imei: "355737360073462", iccid: "89014103211118510720" }] },
      "355737360073462",
    ],
  ])("%s", async (_, send, input, subject) => {
    const http = answering(new Rejected("no"));
    await failure((send as (http: unknown, input: unknown) => Promise<unknown>)(http, input));
    expect(http.calls[0]?.subject).toBe(subject);
  });
});

describe("answers", () => {
  it("about a line keep unknown members and have the number in both forms", async () => {
    const http = answering({ mdn: "5212671508", status: "active", hotspotColour: "red" });
    const device = await kajeetApi.getDevice(http, { corpId, mdn });
    expect(device).toMatchObject({ mdn, key: "5212671508", hotspotColour: "red" });
  });

  it("of a setter may be anything, since the change is made", async () => {
    for (const body of [undefined, "OK", { accepted: true }]) {
      expect(await kajeetApi.setRatePlan(answering(body), { mdn, ratePlan: "P" })).toBeUndefined();
    }
    const shown = await kajeetApi.setRatePlan(answering({ mdn, status: "active", ratePlan: "P" }), {
      mdn,
      ratePlan: "P",
    });
    expect(shown?.ratePlan).toBe("P");
  });

  it("of a removal are an acceptance unless they say no", async () => {
    expect(await kajeetApi.removeLine(answering(undefined), { mdn })).toEqual({ accepted: true });
    expect(await kajeetApi.removeLine(answering({ accepted: false }), { mdn })).toEqual({ accepted: false });
  });

  it("of a submission must name the transaction", async () => {
    const order = { corpId, imei: "355737360073462", iccid: "89014103211118510720", carrier: "VERIZON" };
    await expect(
      kajeetApi.submitActivation(answering({ status: "SUBMITTED" }), order),
    ).rejects.toBeInstanceOf(z.ZodError);
  });

  it("to an unknown IMEI are an empty list, to an unknown corp an error", async () => {
    const input = { corpId, imei: "355737360073462" };
    const none = answering(new NotFound("no such device", { code: "DEVICE_NOT_FOUND" }));
    expect(await kajeetApi.listDevicesByImei(none, input)).toEqual({ totalCount: 0, devices: [] });
    const nowhere = answering(new NotFound("no such corp", { code: "CORP_NOT_FOUND" }));
    expect(await failure(kajeetApi.listDevicesByImei(nowhere, input))).toBeInstanceOf(NotFound);
  });
});
