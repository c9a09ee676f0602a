import { afterEach, describe, expect, it } from "vitest";
import { createHttp } from "../../../provider/core/http";
import { thingspaceApi as api } from "../../../provider/thingspace/api";
import { thingspaceAccount, thingspaceProfile } from "../../../provider/thingspace/connection";
import { connectionOf } from "../../contract/thingspace/client-setup";
import { type Carrier, FastClock, failure, serve } from "../core/http-fixture";

let carrier: Carrier | undefined;
afterEach(async () => {
  await carrier?.close();
  carrier = undefined;
});

const line = [{ deviceIds: [{ id: "5212671508", kind: "mdn" as const }] }];

async function start() {
  const clock = new FastClock();
  const orders: number[] = [];
  carrier = await serve(({ url }) => {
    if (url.endsWith("/activate")) orders.push(clock.now());
    return { json: { access_token: "bearer", sessionToken: "session", requestId: "r-1" } };
  });
  return { clock, orders, http: createHttp(thingspaceProfile, connectionOf(carrier.url), { clock }) };
}

describe("activations", () => {
  it("are never more than a hundred in any minute, and no other call waits for them", async () => {
    const { clock, orders, http } = await start();
    for (let turn = 0; turn < 250; turn++) {
      await api.activateDevices(http, { devices: line, servicePlan: "m2m4G", mdnZipCode: "75201" });
      const before = clock.now();
      await api.suspendDevices(http, { devices: line });
      expect(clock.now()).toBe(before);
    }
    expect(orders).toHaveLength(250);
    for (const begin of orders) {
      expect(orders.filter((at) => at >= begin && at < begin + 60_000).length).toBeLessThanOrEqual(100);
    }
    await http.close();
  });
});

describe("what is refused before anything is sent", () => {
  it.each([
    ["two ways of naming lines", { devices: line, groupName: "Buses" }, "and not both"],
    ["no way of naming lines", { withBilling: true }, "give devices"],
    ["a letter that the carrier refuses", { groupName: "O'Brien" }, "the carrier takes no '"],
    ["a member of another spelling", { devices: line, withbilling: true }, "withbilling"],
    ["too many devices", { devices: Array.from({ length: 10_001 }, () => line[0]) }, "at most 10000 devices"],
  ])("%s", async (_, input, words) => {
    const { http } = await start();
    const error = await failure(api.suspendDevices(http, input as never));
    expect(error).toMatchObject({ meaning: "Misconfigured" });
    expect(error.message).toContain(words);
    expect(http.sent).toBe(0);
    await http.close();
  });
});

describe("the account", () => {
  it("is the one that is named, else that of the connection, else a fault that tells where to set it", () => {
    const connection = connectionOf("http://127.0.0.1:1");
    expect(thingspaceAccount(connection, "0000123456-00001")).toBe("0000123456-00001");
    const configured = { ...connection, field: () => "0000123456-00002" };
    expect(thingspaceAccount(configured)).toBe("0000123456-00002");
    expect(() => thingspaceAccount(connection)).toThrow("CELLULAR_THINGSPACE_ACCOUNT");
  });
});
