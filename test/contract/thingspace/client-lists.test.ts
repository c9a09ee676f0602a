/** Lists that come in pages are read to their end, each record once, or not at all. */
import { afterAll, beforeAll, beforeEach, describe, expect, it } from "vitest";
import { createHttp, type Http } from "../../../provider/core/http";
import {
  getGroupAll,
  getSmsMessagesAll,
  listAllDevices,
  listConnectionHistoryAll,
  listLeadsAll,
  listProvisioningHistoryAll,
  listUsageAll,
} from "../../../provider/thingspace/api";
import { thingspaceProfile } from "../../../provider/thingspace/connection";
import { type Carrier, FastClock, failure, type Reply, type Seen, serve } from "../../unit/core/http-fixture";
import { connectionOf, SESSION_PATH, TOKEN_PATH } from "./client-setup";

let carrier: Carrier;
let http: Http;
let answer: (seen: Seen, body: Record<string, unknown>) => Reply;

beforeAll(async () => {
  carrier = await serve((seen) => {
    if (seen.url === TOKEN_PATH) return { json: { access_token: "a-bearer-token" } };
    if (seen.url === SESSION_PATH) return { json: { sessionToken: "a-session-token" } };
    return answer(seen, seen.body === "" ? {} : JSON.parse(seen.body));
  });
  http = createHttp(thingspaceProfile, connectionOf(carrier.url), { clock: new FastClock() });
});

beforeEach(() => {
  carrier.seen.length = 0;
});

afterAll(async () => {
  await http.close();
  await carrier.close();
});

const calls = () => carrier.seen.filter(({ url }) => url !== TOKEN_PATH && url !== SESSION_PATH).length;
const day = (index: number) => new Date(Date.UTC(2026, 0, 1) + index * 1000).toISOString();

/** Lines 1 to `count`; `moment` tells when each was added, `numbered` whether lists show the carrier's number of it. */
function lines(count: number, numbered: boolean, moment: (index: number) => number = (index) => index) {
  return Array.from({ length: count }, (_, index) => ({
    accountName: "A",
    carrierInformations: [{ carrierName: "Verizon Wireless", state: "active" }],
    deviceIds: [{ id: String(89_148_000_000_000 + index), kind: "iccId" }],
    createdAt: day(moment(index)),
    ...(numbered ? { extendedAttributes: [{ key: "DeviceId", value: String(index + 1) }] } : {}),
  }));
}

/** A list as the carrier gives it: by number after the one seen last, or by day. */
function listing(all: ReturnType<typeof lines>, size = 2000) {
  answer = (_, { largestDeviceIdSeen, earliest, maxNumberOfDevices }) => {
    const rest = all.filter(({ createdAt, extendedAttributes }) => {
      const number = Number(extendedAttributes?.[0]?.value ?? Number.POSITIVE_INFINITY);
      if (largestDeviceIdSeen !== undefined) return number > Number(largestDeviceIdSeen);
      return earliest === undefined || createdAt >= String(earliest);
    });
    const page = rest.slice(0, Math.min(size, Number(maxNumberOfDevices)));
    const hasMoreData = page.length < rest.length;
    return { status: hasMoreData ? 202 : 200, json: { devices: page, hasMoreData } };
  };
}

describe("all lines of an account", () => {
  it.each([
    [0, 1],
    [2000, 1],
    [10_000, 5],
    [10_001, 6],
  ])("%i lines take %i calls", async (count, wanted) => {
    listing(lines(count, true));
    const found = await listAllDevices(http, "A");
    expect(new Set(found.map(({ ids }) => ids.iccid)).size).toBe(count);
    expect(found).toHaveLength(count);
    expect(calls()).toBe(wanted);
  });

  it("follow a carrier that cuts shorter pages", async () => {
    listing(lines(1000, true), 100);
    expect(await listAllDevices(http, "A")).toHaveLength(1000);
  });

  it("are read by day where no number is shown, edges once", async () => {
    listing(lines(5000, false, (index) => Math.floor(index / 7)));
    const found = await listAllDevices(http, "A");
    expect(found).toHaveLength(5000);
    expect(new Set(found.map(({ ids }) => ids.iccid)).size).toBe(5000);
  });

  it("are refused as a whole where more of them were added at once than fit on a page", async () => {
    listing(lines(4500, false, () => 0));
    const error = await failure(listAllDevices(http, "A"));
    expect(error).toMatchObject({ meaning: "Rejected" });
    expect(error.message).toContain("does not go on");
  });

  it("are refused where the carrier repeats a page", async () => {
    const page = lines(3, true);
    answer = () => ({ status: 202, json: { devices: page, hasMoreData: true } });
    expect(await failure(listAllDevices(http, "A"))).toMatchObject({ meaning: "Rejected" });
    expect(calls()).toBe(2);
  });

  it("are restricted on every page", async () => {
    const all = lines(2500, true);
    listing(all);
    await listAllDevices(http, "A", { groupName: "Buses", currentState: "active" });
    for (const { body } of carrier.seen) {
      expect(JSON.parse(body)).toMatchObject({
        accountName: "A",
        groupName: "Buses",
        currentState: "active",
      });
    }
  });
});

describe("pages with a token", () => {
  const location = (token: string) => ({ location: `/m2m/v1/x?next=${encodeURIComponent(token)}` });

  /** Pages 1 to 3, named by tokens that need encoding. */
  function tokens(member: string, items: unknown[][], more = {}) {
    answer = ({ url }) => {
      const token = new URL(url, "http://carrier").searchParams.get("next") ?? "page/1";
      const index = Number(token.slice(5)) - 1;
      const last = index === items.length - 1;
      return {
        status: last ? 200 : 202,
        json: { ...more, [member]: items[index], hasMoreData: !last },
        ...(last ? {} : { headers: location(`page/${index + 2}`) }),
      };
    };
  }

  it("have all members of a group", async () => {
    const member = (id: string) => ({ deviceIds: [{ id, kind: "mdn" }] });
    tokens("devices", [[member("1"), member("2")], [member("3")], []], { name: "my group/é" });
    const group = await getGroupAll(http, { accountName: "A", groupName: "my group/é" });
    expect(group.devices.map(({ deviceIds }) => deviceIds[0]?.id)).toEqual(["1", "2", "3"]);
    expect(carrier.seen[0]?.url).toContain("/groups/A/name/my%20group%2F%C3%A9");
  });

  it("have all leads", async () => {
    tokens("leads", [[{ leadId: "1" }], [{ leadId: "2" }]]);
    expect((await listLeadsAll(http, "A")).map(({ leadId }) => leadId)).toEqual(["1", "2"]);
  });

  it("keep the messages that the carrier has forgotten when a later page fails", async () => {
    answer = ({ url }) =>
      url.includes("next=")
        ? { status: 400, json: { errorCode: "UnifiedWebService.REQUEST_FAILED.UnexpectedError" } }
        : { status: 202, json: { messages: [{ message: "Hello" }] }, headers: location("page/2") };
    const { messages, failure: error } = await getSmsMessagesAll(http, "A");
    expect(messages).toMatchObject([{ message: "Hello" }]);
    expect(error).toMatchObject({ meaning: "Rejected" });
  });

  it("end in an error where there is more and no token, or the same one again", async () => {
    answer = () => ({ status: 202, json: { leads: [] } });
    expect(await failure(listLeadsAll(http, "A"))).toMatchObject({ meaning: "Rejected" });
    answer = () => ({ status: 202, json: { leads: [] }, headers: location("again") });
    expect(await failure(listLeadsAll(http, "A"))).toMatchObject({ meaning: "Rejected" });
  });
});

describe("pages by moment", () => {
  const line = { id: "5212671508", kind: "mdn" as const };
  const input = { deviceId: line, earliest: day(0), latest: day(9999) };

  /** 1200 records, three at each moment, two of which are equal. */
  const records = Array.from({ length: 1200 }, (_, index) => ({
    at: day(Math.floor(index / 3)),
    bytesUsed: index % 3 === 0 ? 1 : 2,
  }));

  function history(member: string, moment: string, wrap: (page: object) => unknown = (page) => page) {
    answer = (_, { earliest }) => {
      const rest = records.filter(({ at }) => at >= String(earliest));
      const page = rest.slice(0, 500).map(({ at, ...other }) => ({ [moment]: at, ...other }));
      const hasMoreData = rest.length > 500;
      return { status: hasMoreData ? 202 : 200, json: wrap({ [member]: page, hasMoreData }) };
    };
  }

  it.each([
    ["usage", "usageHistory", "timestamp", () => listUsageAll(http, input)],
    ["provisioning", "provisioningHistory", "occurredAt", () => listProvisioningHistoryAll(http, input)],
    ["connections", "connectionHistory", "occurredAt", () => listConnectionHistoryAll(http, input)],
  ] as const)(
    "have all of %s, each once, equal ones as often as there are",
    async (_, member, moment, read) => {
      history(member, moment);
      const found = await read();
      expect(found).toHaveLength(1200);
      expect(found.map((each) => (each as { bytesUsed?: number }).bytesUsed)).toEqual(
        records.map(({ bytesUsed }) => bytesUsed),
      );
      expect(calls()).toBe(3);
    },
  );

  it("take a provisioning history in a list of one", async () => {
    history("provisioningHistory", "occurredAt", (page) => [page]);
    expect(await listProvisioningHistoryAll(http, input)).toHaveLength(1200);
  });

  it("end in an error where a page does not get on", async () => {
    const same = Array.from({ length: 500 }, () => ({ timestamp: day(3), bytesUsed: 1 }));
    answer = () => ({ status: 202, json: { usageHistory: same } });
    expect(await failure(listUsageAll(http, input))).toMatchObject({ meaning: "Rejected" });
  });
});
