import * as pulumi from "@pulumi/pulumi";
import * as settings from "@pulumi/pulumi/runtime/settings";
import { afterEach, describe, expect, it, vi } from "vitest";
import { ResetPassword, SendSms } from "../../../provider/thingspace/actions/index";

interface Request {
  getName(): string;
  getAdditionalsecretoutputsList(): string[];
}

/** Outputs that the engine is told to encrypt, by resource. */
async function secretsOf(make: () => pulumi.CustomResource[]): Promise<Record<string, string[]>> {
  await pulumi.runtime.setMocks({
    newResource: ({ name, inputs }) => ({ id: name, state: inputs }),
    call: () => ({}),
  });
  const monitor = settings.getMonitor() as unknown as Record<
    "registerResource",
    (request: Request, ...more: unknown[]) => unknown
  >;
  const seen: Record<string, string[]> = {};
  const register = monitor.registerResource.bind(monitor);
  vi.spyOn(monitor, "registerResource").mockImplementation((request, ...more) => {
    seen[request.getName()] = request.getAdditionalsecretoutputsList();
    return register(request, ...more);
  });
  await Promise.all(make().map(({ urn }) => new Promise((done) => urn.apply(done))));
  return seen;
}

afterEach(() => vi.restoreAllMocks());

describe("a new password", () => {
  it("is an output that the engine encrypts, beside those that a program names", async () => {
    const seen = await secretsOf(() => [
      new ResetPassword("own", { trigger: "1" }),
      new ResetPassword("more", { trigger: "1" }, { additionalSecretOutputs: ["ranFor"] }),
      new SendSms("sms", { trigger: "1", smsMessage: "x", lines: ["521-267-1508"] }),
    ]);
    expect(seen.own).toEqual(["newPassword"]);
    expect(seen.more?.sort()).toEqual(["newPassword", "ranFor"]);
    expect(seen.sms).toEqual([]);
  });

  it("leaves the class what the others are", () => {
    expect(ResetPassword.name).toBe("ResetPassword");
    expect(ResetPassword.__pulumiType).toBe("pulumi-nodejs:dynamic/thingspace:ResetPassword");
    expect(ResetPassword.isInstance({})).toBe(false);
  });
});
