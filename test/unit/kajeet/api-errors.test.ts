import { describe, expect, it } from "vitest";
import { resolveConnection } from "../../../provider/core/connection";
import type { Answer } from "../../../provider/core/http-types";
import type { OperationId } from "../../../provider/kajeet/api";
import { kajeetConnection } from "../../../provider/kajeet/connection";
import { kajeetError, kajeetItemError, NoDevicesFound } from "../../../provider/kajeet/errors";

const withLogin = { CELLULAR_KAJEET_USERNAME: "ada", CELLULAR_KAJEET_PASSWORD: "swordfish" };

function errorOf(
  operation: OperationId,
  status: number,
  body: unknown,
  { headers = {}, env = withLogin as NodeJS.ProcessEnv, name = undefined as string | undefined } = {},
) {
  const text = typeof body === "string" ? body : JSON.stringify(body);
  const answer: Answer = { status, headers, body, text };
  const call = {
    operation,
    method: "PUT" as const,
    path: "/x",
    repeatable: true,
    answer: "none" as const,
    subject: "521-267-1508",
  };
  return kajeetError(
    answer,
    call,
    resolveConnection(kajeetConnection, name, () => undefined, env),
  );
}

describe("whole answers", () => {
  it.each([
    [400, "VALIDATION_FAILED", "Rejected"],
    [401, "TOKEN_EXPIRED", "Unauthorized"],
    [403, "FORBIDDEN_SCOPE", "Unauthorized"],
    [404, "CORP_NOT_FOUND", "NotFound"],
    [404, "DEVICE_NOT_FOUND", "NotFound"],
    [404, "LABEL_NOT_FOUND", "NotFound"],
    [404, "TRANSACTION_NOT_FOUND", "NotFound"],
    [404, "PROFILE_NOT_FOUND", "NotFound"],
    [409, "ILLEGAL_STATUS_TRANSITION", "Conflict"],
    [409, "BUSINESS_TYPE_NOT_ALLOWED", "Conflict"],
    [409, "NETWORK_NOT_ALLOWED", "Conflict"],
    [409, "NOT_ELIGIBLE", "Conflict"],
    [409, "CONFLICT", "Conflict"],
    [429, "RATE_LIMITED", "Throttled"],
    [500, "INTERNAL_ERROR", "Ambiguous"],
  ])("%i %s means %s", (status, code, meaning) => {
    const error = errorOf("setLineStatus", status, { status, code, message: "because" });
    expect(error.meaning).toBe(meaning);
    expect(error.facts).toMatchObject({ code, status, operation: "setLineStatus", subject: "521-267-1508" });
    expect(error.message).toContain("because");
  });

  it.each([
    [400, "", "Rejected"],
    [404, "", "NotFound"],
    [404, "gone", "NotFound"],
    [409, "", "Conflict"],
    [429, "", "Throttled"],
    [502, "<html>Bad gateway</html>", "Ambiguous"],
    [418, null, "Rejected"],
    [400, ["odd"], "Rejected"],
    [400, { code: 7, errors: "none" }, "Rejected"],
  ])("%i with the body %j means %s", (status, body, meaning) => {
    const error = errorOf("setLineStatus", status, body);
    expect(error.meaning).toBe(meaning);
    expect(error.message.length).toBeGreaterThan(20);
  });

  it.each([
    ["a web page", "<!DOCTYPE html><h1>Not Found</h1>"],
    [
      "the frame around the API",
      { timestamp: "x", status: 404, error: "Not Found", path: "/v1.0/devices/C/1" },
    ],
  ])("a 404 of %s is no word about a line: it must not look as if the line were gone", (_, body) => {
    const error = errorOf("getDevice", 404, body);
    expect(error.meaning).toBe("Rejected");
    expect(error.message).toContain("CELLULAR_KAJEET_URL");
  });

  it("a server fault while reading is no doubt about a change", () => {
    expect(errorOf("getDevice", 500, "").meaning).toBe("Rejected");
    expect(errorOf("previewLabelAssignReplace", 500, "").meaning).toBe("Rejected");
  });

  it("names the fields of a refusal and the id of the request", () => {
    const body = {
      code: "VALIDATION_FAILED",
      message: "Invalid",
      errors: [{ field: "status", message: "unknown" }, 7],
    };
    const error = errorOf("setLineStatus", 400, body, { headers: { "x-request-id": "r-1" } });
    expect(error.problem).toBe("Invalid; status: unknown");
    expect(error.facts.requestId).toBe("r-1");
  });

  it("keeps how long the carrier asks to wait", () => {
    expect(errorOf("getDevice", 429, "", { headers: { "retry-after": "30" } }).facts.retryAfter).toBe(30);
  });

  it.each([
    ["setLineStatus", "org_super or org_tech or org_kajeetmanaged or org_managerplus"],
    ["removeLine", "needs org_super,"],
    ["listFilterGroups", "of scope org_mediacenter may not"],
    ["submitActivation", "aux_activation"],
    ["getDevice", "No scope is needed"],
  ] as const)("403 on %s names the scopes: %s", (operation, scopes) => {
    expect(errorOf(operation, 403, "").facts.next).toContain(scopes);
  });

  it("401 says what to do: for a login, for a given token, and for a named connection", () => {
    expect(errorOf("createToken", 401, "").facts.next).toMatch(/CELLULAR_KAJEET_PASSWORD.*not tried again/);
    expect(errorOf("createToken", 400, "").meaning).toBe("Unauthorized");
    const given = errorOf("getDevice", 401, "", { env: { SENTINEL_TOKEN: "a-given-token" } });
    expect(given.facts.next).toMatch(/given token.*CELLULAR_KAJEET_TOKEN/);
    expect(given.message).not.toContain("a-given-token");
    const env = { CELLULAR_NORTH_TOKEN: "a-given-token" };
    expect(errorOf("getDevice", 401, "", { env, name: "north" }).facts.next).toContain("cellular:northToken");
  });

  it("a second order for a device is already there; another conflict stays one", () => {
    expect(errorOf("submitActivation", 409, { code: "CONFLICT" }).meaning).toBe("AlreadyExists");
    expect(errorOf("submitEsimActivation", 409, "").meaning).toBe("AlreadyExists");
    expect(errorOf("submitActivation", 409, { code: "NOT_ELIGIBLE" }).meaning).toBe("Conflict");
    expect(errorOf("setLineStatus", 409, { code: "CONFLICT" }).meaning).toBe("Conflict");
  });

  it.each([400, 404, 500])("%i with 'no devices found' is an empty list", (status) => {
    expect(errorOf("listDevices", status, "Sorry, No Devices Found.")).toBeInstanceOf(NoDevicesFound);
    expect(errorOf("listDevices", status, { message: "no devices found" })).toBeInstanceOf(NoDevicesFound);
  });

  it.each([401, 403, 429])("%i is none, whatever its text", (status) => {
    expect(errorOf("listDevices", status, "no devices found")).not.toBeInstanceOf(NoDevicesFound);
  });
});

describe("single lines of a bulk answer", () => {
  it.each([
    ["ILLEGAL_STATUS_TRANSITION", "Conflict"],
    ["DEVICE_NOT_FOUND", "NotFound"],
    ["FORBIDDEN_SCOPE", "Unauthorized"],
    ["INTERNAL_ERROR", "Ambiguous"],
    ["NEVER_HEARD_OF", "Rejected"],
    [null, "Rejected"],
  ])("%s means %s", (code, meaning) => {
    const error = kajeetItemError("setLineStatus", "521-267-1508", { code, message: null });
    expect(error.meaning).toBe(meaning);
    expect(error.message).toMatch(/^521-267-1508: .*setLineStatus/);
  });
});
