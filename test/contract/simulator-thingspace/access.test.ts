import { describe, expect, it } from "vitest";
import { checkAnswers } from "../simulator/exchange";
import { ACCOUNT, FOREIGN, login, onStage, requestToken } from "./client";
import { answerFaults } from "./openapi";

checkAnswers(answerFaults);

const CREDENTIALS = { username: "fleet-api", password: "simulated" };
const wrong = { body: { ...CREDENTIALS, password: "not it" } };
const list = { body: {} };

describe("the bearer token", () => {
  it("stays the same within its hour, and counts down", async () => {
    await onStage({}, async ({ simulator, call }) => {
      await simulator.clock.advance(59 * 60_000);
      const again = await requestToken(simulator);
      expect(again.json).toMatchObject({ access_token: call.bearer, token_type: "Bearer", expires_in: 60 });
      await simulator.clock.advance(61_000);
      const other = await requestToken(simulator);
      expect(other.json.access_token).not.toBe(call.bearer);
      expect(other.json.expires_in).toBe(3600);
    });
  });

  it("is refused to a wrong client and for another grant", async () => {
    await onStage({}, async ({ simulator }) => {
      const stranger = await requestToken(simulator, "another-secret");
      expect([stranger.status, stranger.json.error]).toEqual([401, "invalid_client"]);
      const grant = await requestToken(simulator, undefined, { grant_type: "password" });
      expect([grant.status, grant.json.error]).toEqual([400, "unsupported_grant_type"]);
      expect((await requestToken(simulator, undefined, {})).status).toBe(400);
    });
  });

  it("is missed with 900902, and wrong or expired with 900901, before anything else is looked at", async () => {
    await onStage({}, async ({ simulator, call }) => {
      const faultOf = async () => {
        const { status, json } = await call("listDevices", list);
        return [status, json.fault?.code];
      };
      await simulator.expireTokens("bearer");
      expect(await faultOf()).toEqual([401, "900901"]);
      call.bearer = "nonsense";
      expect(await faultOf()).toEqual([401, "900901"]);
      call.bearer = "";
      expect(await faultOf()).toEqual([401, "900902"]);
      // The session has outlived the bearer.
      call.bearer = (await requestToken(simulator)).json.access_token;
      expect((await call("listDevices", list)).status).toBe(200);
    });
  });
});

describe("the session", () => {
  it("ends after 20 minutes without use, and every use extends it", async () => {
    await onStage({}, async ({ simulator, call }) => {
      for (let step = 0; step < 2; step += 1) {
        await simulator.clock.advance(19 * 60_000);
        expect((await call("listDevices", list)).status).toBe(200);
      }
      await simulator.clock.advance(20 * 60_000 + 1);
      const { status, json } = await call("listDevices", list);
      expect([status, json.errorCode]).toEqual([
        400,
        "UnifiedWebService.REQUEST_FAILED.SessionToken.Expired",
      ]);
    });
  });

  it("has codes of its own for a header that is missing, and for one that is no GUID", async () => {
    await onStage({}, async ({ call }) => {
      const codes = [];
      for (const session of ["", "nonsense", "00000000-0000-4000-8000-000000000000"]) {
        call.session = session;
        codes.push((await call("listDevices", list)).json.errorCode);
      }
      expect(codes.map((code: string) => code.replace("UnifiedWebService.", ""))).toEqual([
        "REQUEST_FAILED.SessionToken.Format",
        "INPUT_INVALID.SessionToken.Invalid",
        "REQUEST_FAILED.SessionToken.Expired",
      ]);
    });
  });

  it("ends with logout and by steering, others go on", async () => {
    await onStage({}, async ({ simulator, call }) => {
      const other = await login(simulator);
      expect((await call("logoutSession")).json).toEqual({ sessionToken: call.session });
      expect((await call("listDevices", list)).status).toBe(400);
      expect((await other("listDevices", list)).status).toBe(200);
      await simulator.expireTokens("session");
      expect((await other("listDevices", list)).json.errorCode).toMatch(/SessionToken.Expired$/);
      await expect(simulator.expireTokens("cookie")).rejects.toThrow("bearer, session");
    });
  });

  it("is locked after five failed logins in a row, and only the count in a row counts", async () => {
    await onStage({}, async ({ simulator, call }) => {
      const right = { body: CREDENTIALS };
      for (let failure = 0; failure < 4; failure += 1) await call("loginSession", wrong);
      expect((await call("loginSession", right)).status).toBe(200);
      for (let failure = 0; failure < 5; failure += 1) {
        expect((await call("loginSession", wrong)).json.errorCode).toMatch(/INPUT_INVALID.Password.Invalid$/);
      }
      expect((await call("loginSession", right)).json.errorCode).toMatch(/REQUEST_FAILED.Contact.Locked$/);
      expect((await simulator.state()).locked).toBe(true);
    });
  });

  it("is logged into with the new password as soon as it is reset", async () => {
    await onStage({}, async ({ call }) => {
      const refused = await call("resetPassword", { body: { oldPassword: "not it" } });
      expect(refused.json.errorCode).toMatch(/Password.Invalid$/);
      const { json } = await call("resetPassword", { body: { oldPassword: CREDENTIALS.password } });
      expect((await call("loginSession", { body: CREDENTIALS })).status).toBe(400);
      const renewed = { body: { ...CREDENTIALS, password: json.newPassword } };
      expect((await call("loginSession", renewed)).status).toBe(200);
    });
  });
});

describe("requests as such", () => {
  it("are refused without a body, with one that is not JSON, and with some characters", async () => {
    await onStage({}, async ({ simulator, call }) => {
      const codeOf = async (request: object) => (await call("listDevices", request)).json.errorCode as string;
      expect(await codeOf({})).toMatch(/INPUT_INVALID.RequestUndefined$/);
      for (const groupName of ["it's", "a<b", "a\\b"]) {
        expect(await codeOf({ body: { groupName } })).toMatch(/INPUT_INVALID.Request.InvalidCharacter$/);
      }
      expect(await codeOf({ body: { maxNumberOfDevices: "many" } })).toMatch(
        /REQUEST_FAILED.UnexpectedError$/,
      );
      expect((await simulator.journal({ writes: true })).length).toBe(0);
    });
  });

  it("are told apart by account: unknown, not the user's, missing", async () => {
    await onStage({}, async ({ call }) => {
      const codeOf = async (accountName: string) =>
        (await call("listDevices", { body: { accountName } })).json.errorCode as string;
      expect(await codeOf("nobody")).toMatch(/REQUEST_FAILED.AccountNotFound$/);
      expect(await codeOf(FOREIGN)).toMatch(/REQUEST_FAILED.AccountName$/);
      const added = {
        state: "preactive",
        devicesToAdd: [{ deviceIds: [{ kind: "imei", id: "350000000000001" }] }],
      };
      expect((await call("addDevices", { body: added })).json.errorCode).toMatch(/Account.NotDefined$/);
    });
  });

  it("find their path in any letter case and in both spellings; other paths have none", async () => {
    await onStage({}, async ({ simulator, call }) => {
      const get = (path: string) =>
        fetch(`${simulator.env.CELLULAR_THINGSPACE_URL}/m2m/v1${path}`, {
          headers: { authorization: `Bearer ${call.bearer}`, "vz-m2m-token": call.session },
        });
      for (const last of ["statesandservices", "stateandservices", "StateAndServices"]) {
        expect((await get(`/accounts/${ACCOUNT}/${last}`)).status, last).toBe(200);
      }
      for (const path of ["/callbacks", "/accounts", "/nothing"]) {
        const answer = await get(path);
        const { fault } = (await answer.json()) as { fault: { code: string } };
        expect([answer.status, fault.code], path).toEqual([404, "900906"]);
      }
    });
  });

  it("are throttled with 429 and a fault of the gateway", async () => {
    await onStage({}, async ({ simulator, call }) => {
      await simulator.limitRate(0);
      const { status, json, headers } = await call("listDevices", list);
      expect([status, headers.get("retry-after")]).toEqual([429, "1"]);
      expect(json.fault.code).toMatch(/^9008/);
    });
  });

  it("leave no secret in the journal", async () => {
    await onStage({}, async ({ simulator }) => {
      const journal = JSON.stringify(await simulator.journal());
      expect(journal).not.toContain(CREDENTIALS.password);
      expect(journal).not.toContain(simulator.env.CELLULAR_THINGSPACE_SECRET);
    });
  });
});
