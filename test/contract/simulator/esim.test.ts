import { inflateSync } from "node:zlib";
import { describe, expect, it } from "vitest";
import { type Caller, CORP, login, OFFICE_ICCID, withSimulator } from "./client";

const params = { corpId: CORP };
const P1 = `${OFFICE_ICCID.slice(-8)}-P1`;
const P2 = `${OFFICE_ICCID.slice(-8)}-P2`;

async function statuses(call: Caller): Promise<string[]> {
  const profiles = await call("listEsimProfiles", { params: { ...params, iccid: OFFICE_ICCID } });
  return profiles.json.map(({ status }: { status: string }) => status);
}

describe("eSIM profiles", () => {
  it("are swapped: the old one is swapped, the new one active", async () => {
    await withSimulator({ lines: 3 }, async (_, call) => {
      expect(await statuses(call)).toEqual(["active", "available"]);
      const change = (body: object) =>
        call("changeEsimProfile", {
          params,
          query: { changeType: "swap" },
          body: { iccid: OFFICE_ICCID, profileId: P1, ...body },
        });
      expect((await change({})).json.errors[0].field).toBe("newProfileId");
      const swapped = await change({ newProfileId: P2 });
      expect(swapped.json).toMatchObject({ profileId: P2, status: "active" });
      expect(await statuses(call)).toEqual(["swapped", "active"]);
      expect((await change({ newProfileId: P2 })).json.code).toBe("CONFLICT");
    });
  });

  it("are activated once, stay active, and are cancelled for good", async () => {
    await withSimulator({ lines: 3 }, async (simulator, call) => {
      const body = { iccid: OFFICE_ICCID, profileId: P2 };
      const activate = () => call("activateEsimProfile", { params, body });
      expect((await activate()).json.status).toBe("active");
      expect((await activate()).json.status).toBe("active");
      expect((await simulator.journal({ operation: "D08" })).map(({ effect }) => effect)).toEqual([
        true,
        false,
      ]);
      const cancel = () => call("changeEsimProfile", { params, query: { changeType: "cancel" }, body });
      expect((await cancel()).json.status).toBe("cancelled");
      expect((await cancel()).json.code).toBe("CONFLICT");
      expect((await activate()).json.code).toBe("CONFLICT");
    });
  });

  it("are loaded with an LPA code, and with a picture of it for business type KPW", async () => {
    await withSimulator({ lines: 3 }, async (simulator, call) => {
      const iccid = { params: { iccid: OFFICE_ICCID } };
      const { json } = await call("getEsimActivationCode", iccid);
      expect(json.activationCode).toBe(`LPA:1$${json.smdpAddress}$${json.matchingId}`);
      const kpw = await login(simulator, "kpw");
      const picture = Buffer.from((await kpw("getEsimQrCode", iccid)).bytes);
      expect(picture.subarray(1, 4).toString()).toBe("PNG");
      const width = picture.readUInt32BE(16);
      const data = picture.subarray(41, 41 + picture.readUInt32BE(33));
      expect(inflateSync(data)).toHaveLength(width * (Math.ceil(width / 8) + 1));
    });
  });
});
