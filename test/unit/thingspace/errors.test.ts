import { describe, expect, it } from "vitest";
import { z } from "zod";
import type { Answer, Call } from "../../../provider/core/http-types";
import { codeOf, faultError, thingspaceError } from "../../../provider/thingspace/errors";
import { connectionOf } from "../../contract/thingspace/client-setup";

const connection = connectionOf("http://127.0.0.1:1");

function errorOf(answer: Partial<Answer>, operation = "suspendDevices") {
  const call: Call<unknown> = {
    operation,
    method: "POST",
    path: "/x",
    repeatable: false,
    answer: z.unknown(),
    subject: "MDN 5212671508",
  };
  const text = answer.text ?? JSON.stringify(answer.body);
  return thingspaceError({ status: 400, headers: {}, body: undefined, ...answer, text }, call, connection);
}

const refused = (errorCode: string, operation?: string) =>
  errorOf({ body: { errorCode, errorMessage: "as the carrier says" } }, operation);

describe("codes", () => {
  it.each([
    ["REQUEST_FAILED.DeviceNotFound", "NotFound"],
    ["REQUEST_FAILED.DeviceGroupNotFound", "NotFound"],
    ["REQUEST_FAILED.RequestNotFound", "NotFound"],
    ["REQUEST_FAILED.CallbackNotRegistered", "NotFound"],
    ["REQUEST_FAILED.DeviceGroup.Exists", "AlreadyExists"],
    ["INPUT_INVALID.DeviceGroup.DeleteDefault", "Conflict"],
    ["INPUT_INVALID.DeviceState.Invalid", "Conflict"],
    ["REQUEST_FAILED.DeviceAlreadyActive", "Conflict"],
    ["REQUEST_FAILED.AccountName", "Unauthorized"],
    // Not NotFound: a line of an account that is not there is not gone.
    ["REQUEST_FAILED.AccountNotFound", "Unauthorized"],
    ["INPUT_INVALID.Device.Account.Invalid", "Conflict"],
    ["INPUT_INVALID.Request.InvalidCharacter", "Rejected"],
    ["INPUT_INVALID.CustomField.TooLong", "Rejected"],
    ["REQUEST_FAILED.UnexpectedError", "Rejected"],
    ["INPUT_INVALID.Something.New", "Rejected"],
    ["REQUEST_CANCELLED.Order", "Rejected"],
    ["REQUEST_ONHOLD.CreditCheck", "Unsettled"],
  ])("%s is %s, whichever service says so, in answers and in callbacks", (code, meaning) => {
    for (const service of ["UnifiedWebService", "DeviceService"]) {
      const error = refused(`${service}.${code}`);
      expect(error).toMatchObject({ meaning, facts: { code: `${service}.${code}`, status: 400 } });
      expect(error.facts.next).toMatch(/^[A-Z].{15,}[.)]$/);
      const fault = faultError({
        faultcode: `${service}.${code}`,
        faultstring: "as the carrier says",
        requestId: "r-1",
        subject: "MDN 5212671508",
        operation: "suspendDevices",
      });
      expect(fault).toMatchObject({ meaning, facts: { requestId: "r-1", next: error.facts.next } });
      expect(fault.message).toContain("MDN 5212671508: as the carrier says");
    }
  });

  it("takes an activation of an active line for a race", () => {
    const code = "UnifiedWebService.REQUEST_FAILED.DeviceAlreadyActive";
    expect(refused(code, "activateDevices").meaning).toBe("AlreadyExists");
  });

  it.each(["m2m4G", "5GB.Shared.v2"])("names the plan %s that the account has not", (plan) => {
    const error = refused(`UnifiedWebService.REQUEST_FAILED.${plan}.NotFound`, "changeServicePlan");
    expect(error.meaning).toBe("Rejected");
    expect(error.message).toContain(`no service plan ${plan}`);
  });

  it("knows a code that comes without a service", () => {
    expect(refused("DeserializationFailed").facts.next).toContain("required value");
    expect(codeOf({ body: { errorCode: "X.REQUEST_FAILED.SessionToken.Expired" } })).toBe(
      "REQUEST_FAILED.SessionToken.Expired",
    );
    expect(codeOf({ body: "text" })).toBeUndefined();
  });

  it("survives a fault that says nothing", () => {
    const fault = faultError({ subject: "MDN 5212671508", operation: "activateDevices", faultcode: null });
    expect(fault.meaning).toBe("Rejected");
    expect(fault.message).toContain("gave no reason");
  });
});

describe("answers that are not the service's", () => {
  const gateway = (code: string, status: number) =>
    errorOf({ status, body: { fault: { code, message: "no", description: "more" } } });

  it.each([
    [gateway("900901", 401), "Unauthorized", "CELLULAR_THINGSPACE_KEY"],
    [gateway("900906", 404), "Rejected", "CELLULAR_THINGSPACE_URL"],
    [gateway("900906", 400), "Rejected", "CELLULAR_THINGSPACE_URL"],
    [gateway("900802", 403), "Throttled", "later"],
    [errorOf({ status: 404, text: "<html>" }), "Rejected", "CELLULAR_THINGSPACE_URL"],
    [errorOf({ status: 500, text: "" }), "Ambiguous", "Read the present state"],
    [errorOf({ status: 500, text: "" }, "listDevices"), "Rejected", "later"],
    [errorOf({ status: 400, text: "" }), "Rejected", "the carrier answered 400 without a reason"],
  ])("%s", (error, meaning, words) => {
    expect(error.meaning).toBe(meaning);
    expect(error.message).toContain(words);
  });

  it("tells how long to wait", () => {
    const error = errorOf({ status: 429, headers: { "retry-after": "7" }, text: "" });
    expect(error).toMatchObject({ meaning: "Throttled", facts: { retryAfter: 7 } });
  });

  it("takes a refused login for wrong credentials, but not what the gateway says of it", () => {
    expect(refused("UnifiedWebService.REQUEST_FAILED.UnexpectedError", "loginSession").meaning).toBe(
      "Unauthorized",
    );
    const unknown = errorOf({ body: { fault: { code: "900906", message: "no" } } }, "loginSession");
    expect(unknown.message).toContain("CELLULAR_THINGSPACE_URL");
  });
});
