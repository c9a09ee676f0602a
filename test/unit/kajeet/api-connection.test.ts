import { afterEach, describe, expect, it } from "vitest";
import { resolveConnection } from "../../../provider/core/connection";
import { Misconfigured, Unauthorized } from "../../../provider/core/errors";
import { createHttp } from "../../../provider/core/http";
import { getDevice } from "../../../provider/kajeet/api";
import { kajeetConnection, kajeetCorp, kajeetProfile } from "../../../provider/kajeet/connection";
import { type Carrier, failure, serve } from "../core/http-fixture";

let carrier: Carrier | undefined;
afterEach(async () => {
  await carrier?.close();
  carrier = undefined;
});

const login = { CELLULAR_KAJEET_USERNAME: "ada", CELLULAR_KAJEET_PASSWORD: "swordfish" };
const line = { key: "5212671508", mdn: "521-267-1508", status: "active" };
const TOKEN = "/base/v1.0/auth/token";

async function kajeet(env: NodeJS.ProcessEnv, valid: (authorization: string) => boolean = () => true) {
  let issued = 0;
  carrier = await serve(({ url, headers }) => {
    if (url === TOKEN) {
      issued += 1;
      const details = { corpId: "NORTHSTAR-ISD", scopes: ["org_super"] };
      return { json: { token: `opaque-token-${issued}`, details, expiresIn: 3600 } };
    }
    const taken = valid(String(headers.authorization));
    return taken ? { json: line } : { status: 401, json: { code: "TOKEN_EXPIRED", message: "expired" } };
  });
  const connection = resolveConnection(kajeetConnection, undefined, () => undefined, {
    CELLULAR_KAJEET_URL: carrier.url,
    ...env,
  });
  return { http: createHttp(kajeetProfile, connection), connection, seen: carrier.seen };
}

const read = { corpId: "NORTHSTAR-ISD", mdn: "5212671508" };

describe("connection", () => {
  it("has the address of the pages by default and takes SENTINEL_TOKEN", () => {
    const found = resolveConnection(kajeetConnection, undefined, () => undefined, {
      SENTINEL_TOKEN: "t-1234",
    });
    expect(found.url).toBe("https://api.kajeet.dev/sentinel-proxy/sentinel/api");
    expect(found.field("token")).toBe("t-1234");
  });

  it("logs in with username and password and sends the token as bearer", async () => {
    const { http, seen } = await kajeet(login);
    expect(await getDevice(http, read)).toMatchObject(line);
    expect(seen.map(({ method, url }) => `${method} ${url}`)).toEqual([
      `POST ${TOKEN}`,
      "GET /base/v1.0/devices/NORTHSTAR-ISD/521-267-1508",
    ]);
    expect(JSON.parse(seen[0]?.body ?? "")).toEqual({ username: "ada", password: "swordfish" });
    expect(seen[0]?.headers.authorization).toBeUndefined();
    expect(seen[1]?.headers.authorization).toBe("Bearer opaque-token-1");
    await http.close();
  });

  it("renews the token on 401", async () => {
    const { http, seen } = await kajeet(login, (authorization) => authorization.endsWith("-2"));
    expect(await getDevice(http, read)).toMatchObject(line);
    expect(seen.filter(({ url }) => url === TOKEN)).toHaveLength(2);
    await http.close();
  });

  it("never logs in with a given token, and says what to do when it has expired", async () => {
    const { http, seen } = await kajeet({ SENTINEL_TOKEN: "a-given-token" }, () => false);
    const error = await failure(getDevice(http, read));
    expect(error).toBeInstanceOf(Unauthorized);
    expect(error.message).toContain("CELLULAR_KAJEET_TOKEN");
    expect(error.message).not.toContain("a-given-token");
    expect(seen).toHaveLength(1);
    await http.close();
  });
});

describe("corp", () => {
  it("is the configured one, and nothing is sent for it", async () => {
    const { http, connection, seen } = await kajeet({ ...login, CELLULAR_KAJEET_CORP: "SOUTH" });
    expect(await kajeetCorp(http, connection)).toBe("SOUTH");
    expect(seen).toHaveLength(0);
    await http.close();
  });

  it("is the one of the login, which is not made twice for it and not hidden as if it were a secret", async () => {
    const { http, connection, seen } = await kajeet(login);
    expect(await kajeetCorp(http, connection)).toBe("NORTHSTAR-ISD");
    await getDevice(http, read);
    expect(await kajeetCorp(http, connection)).toBe("NORTHSTAR-ISD");
    expect(seen.filter(({ url }) => url === TOKEN)).toHaveLength(1);
    await http.close();
  });

  it("has to be configured where a token is given", async () => {
    const { http, connection } = await kajeet({ SENTINEL_TOKEN: "a-given-token" });
    const error = await failure(kajeetCorp(http, connection));
    expect(error).toBeInstanceOf(Misconfigured);
    expect(error.message).toMatch(/CELLULAR_KAJEET_CORP.*cellular:kajeetCorp/);
    await http.close();
  });
});
