import { describe, expect, it } from "vitest";
import { kajeetOperations } from "../../../simulator/index";
import { CHILD, CORP, FOREIGN, listing, login, OFFICE, withSimulator } from "./client";

const SCOPES = [
  "org_super",
  "org_tech",
  "org_kajeetmanaged",
  "org_managerplus",
  "org_mediacenter",
  "readonly",
  "aux_activation",
  "aux_kemp_user",
];

/** Values for every path; the line, the device and the transaction are nobody's. */
const params = {
  ...{ corpId: CORP, mdn: "999-999-9999", status: "active" },
  ...{ imei: "350000000000000", iccid: "89000000000000000000", uniqueTransactionId: "ACT-2020-0101-001" },
};

describe("scopes", () => {
  it.each(SCOPES)("%s is let in exactly where the table says so", async (scope) => {
    await withSimulator({ lines: 5 }, async (simulator) => {
      const call = await login(simulator, scope);
      for (const { operationId, anyOf, deny, open } of kajeetOperations) {
        if (open === true) continue;
        const answer = await call(operationId, { params });
        const named = (scopes: readonly string[] | undefined) => scopes?.includes(scope);
        const allowed = (named(anyOf) ?? true) && !(named(deny) ?? false);
        const refused = answer.status === 403 && answer.json.code === "FORBIDDEN_SCOPE";
        expect({ operationId, refused }).toEqual({ operationId, refused: !allowed });
      }
    });
  });

  it("are named in the refusal", async () => {
    await withSimulator({ lines: 5 }, async (simulator) => {
      const call = await login(simulator, "org_tech");
      const answer = await call("removeLine", { params: { mdn: OFFICE } });
      expect(answer.json.message).toContain("org_super");
      expect(await simulator.line(OFFICE)).toBeDefined();
    });
  });
});

describe("tokens", () => {
  it("say the corp, the scopes and the business type of their user", async () => {
    await withSimulator({ lines: 5 }, async (_, call) => {
      const answer = await call("createToken", { body: { username: "wbu", password: "simulated" } });
      expect(answer.json).toMatchObject({ details: { corpId: CORP, businessType: "WBU" }, expiresIn: 3600 });
      expect(answer.json.details.scopes).toContain("org_super");
    });
  });

  it("expire with the clock, and at will", async () => {
    await withSimulator({ lines: 5, tokenSeconds: 60 }, async (simulator, call) => {
      await simulator.clock.advance(59_000);
      expect((await call("listLabels")).status).toBe(200);
      await simulator.clock.advance(2000);
      const expired = await call("listLabels");
      expect([expired.status, expired.json.code]).toEqual([401, "TOKEN_EXPIRED"]);
      const again = await login(simulator);
      expect((await again("listLabels")).status).toBe(200);
      await simulator.expireTokens();
      expect((await again("listLabels")).json.code).toBe("TOKEN_EXPIRED");
    });
  });
});

describe("device groups", () => {
  it("are reachable downwards only", async () => {
    await withSimulator({ lines: 5 }, async (simulator, call) => {
      const child = await login(simulator, "transportation");
      const status = async (who: typeof call, corpId: string) =>
        (await who("listDevices", { params: { corpId }, query: listing() })).status;
      expect(await status(call, CHILD)).toBe(200);
      expect(await status(call, FOREIGN)).toBe(403);
      expect(await status(call, "NOBODY")).toBe(404);
      expect(await status(child, CHILD)).toBe(200);
      expect(await status(child, CORP)).toBe(403);
      expect((await child("getWifiConfiguration", { params: { mdn: OFFICE } })).status).toBe(404);
    });
  });

  it("own a line alone: after a move it answers only under the new one", async () => {
    await withSimulator({ lines: 5 }, async (simulator, call) => {
      const move = { params: { corpId: CORP }, body: { mdns: [OFFICE], deviceGroup: CHILD } };
      expect((await call("setDeviceGroup", move)).json.successCount).toBe(1);
      expect((await call("getDevice", { params: { corpId: CORP, mdn: OFFICE } })).status).toBe(404);
      const moved = await call("getDevice", { params: { corpId: CHILD, mdn: OFFICE } });
      expect(moved.json).toMatchObject({ corpId: CHILD, corpDescription: "Transportation" });
      expect((await call("setDeviceGroup", move)).json.results[0].code).toBe("DEVICE_NOT_FOUND");
      expect((await call("getDeviceTotals", { params: { corpId: CORP } })).json.total).toBe(4);
      expect((await simulator.line(OFFICE))?.corpId).toBe(CHILD);
    });
  });
});
