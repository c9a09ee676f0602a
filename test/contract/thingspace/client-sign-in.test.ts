/** Two logins, each renewed alone on its own signal, and a user who is never locked out. */
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { createHttp, type Http } from "../../../provider/core/http";
import { thingspaceApi as api, listAllDevices } from "../../../provider/thingspace/api";
import { thingspaceProfile } from "../../../provider/thingspace/connection";
import {
  type Carrier,
  FastClock,
  failure,
  type Reply,
  reset,
  type Seen,
  serve,
} from "../../unit/core/http-fixture";
import { connectionOf, LOGOUT_PATH, SECRETS, SESSION_PATH, TOKEN_PATH } from "./client-setup";

const LISTED = "/base/m2m/v1/groups/A";

let carrier: Carrier;
let http: Http;
/** What the carrier takes at present. */
let world: { bearer: number; session: number; bearers: number; sessions: number };
/** Answers a request in place of the carrier's own way. */
let instead: (seen: Seen) => Reply | undefined = () => undefined;

const gateway = (code: string) => ({
  status: 401,
  json: { fault: { code, message: "Invalid Credentials", description: "Access failure" } },
});
const refusal = (code: string) => ({
  status: 400,
  json: { errorCode: `UnifiedWebService.${code}`, errorMessage: "refused" },
});

function answer(seen: Seen): Reply {
  const other = instead(seen);
  if (other !== undefined) return other;
  if (seen.url === TOKEN_PATH) {
    world.bearers += 1;
    return { json: { access_token: `bearer-number-${world.bearer}`, expires_in: 3600 } };
  }
  if (seen.headers.authorization !== `Bearer bearer-number-${world.bearer}`) return gateway("900901");
  if (seen.url === SESSION_PATH) {
    world.sessions += 1;
    return { json: { sessionToken: `session-number-${world.session}` } };
  }
  if (seen.headers["vz-m2m-token"] !== `session-number-${world.session}`) {
    return refusal("REQUEST_FAILED.SessionToken.Expired");
  }
  return { json: [] };
}

beforeEach(async () => {
  world = { bearer: 1, session: 1, bearers: 0, sessions: 0 };
  instead = () => undefined;
  carrier = await serve(answer);
  http = createHttp(thingspaceProfile, connectionOf(carrier.url), { clock: new FastClock() });
});

afterEach(async () => {
  await http.close();
  await carrier.close();
});

const list = () => api.listGroups(http, { accountName: "A" });
const many = () => Promise.all(Array.from({ length: 40 }, list));
const paths = () => carrier.seen.map(({ url }) => url);

describe("signing in", () => {
  it("is done once for forty calls at once: a form with the key, then user name and password", async () => {
    await many();
    expect(world).toMatchObject({ bearers: 1, sessions: 1 });
    const [token, login] = carrier.seen;
    expect(token?.body).toBe("grant_type=client_credentials");
    expect(token?.headers["content-type"]).toBe("application/x-www-form-urlencoded");
    expect(token?.headers["vz-m2m-token"]).toBeUndefined();
    expect(JSON.parse(login?.body ?? "")).toEqual({ username: "ada", password: SECRETS.password });
    expect(login?.headers["vz-m2m-token"]).toBeUndefined();
  });

  it("renews the bearer alone where the gateway refuses it", async () => {
    await many();
    world.bearer = 2;
    await many();
    expect(world).toMatchObject({ bearers: 2, sessions: 1 });
  });

  it.each([
    "REQUEST_FAILED.SessionToken.Expired",
    "REQUEST_FAILED.SessionToken.Format",
    "INPUT_INVALID.SessionToken.Invalid",
  ])("renews the session alone on %s", async (code) => {
    await many();
    world.session = 2;
    instead = ({ url, headers }) =>
      url === LISTED && headers["vz-m2m-token"] !== "session-number-2" ? refusal(code) : undefined;
    await many();
    expect(world).toMatchObject({ bearers: 1, sessions: 2 });
  });

  it("renews both, once each, where both have ended during a pause", async () => {
    await many();
    Object.assign(world, { bearer: 2, session: 2 });
    await many();
    expect(world).toMatchObject({ bearers: 2, sessions: 2 });
  });

  it("gets a new bearer where the old one ends between the call and the login", async () => {
    await list();
    Object.assign(world, { session: 2 });
    instead = ({ url }) => {
      if (url === SESSION_PATH) world.bearer = 2;
      return undefined;
    };
    await many();
    expect(world).toMatchObject({ bearers: 2, sessions: 2 });
    expect(paths().filter((path) => path === SESSION_PATH)).toHaveLength(3);
  });

  it("sends an order again whose login had expired: it was not taken", async () => {
    await list();
    world.session = 2;
    const taken: string[] = [];
    instead = ({ url, headers, body }) => {
      if (!url.endsWith("/suspend") || headers["vz-m2m-token"] !== "session-number-2") return undefined;
      taken.push(body);
      return { json: { requestId: "r-1" } };
    };
    const order = { devices: [{ deviceIds: [{ id: "5212671508", kind: "mdn" as const }] }] };
    expect(await api.suspendDevices(http, order)).toEqual({ requestId: "r-1" });
    expect(taken).toHaveLength(1);
  });

  it("goes on with a list whose session ends between two pages", async () => {
    const device = (id: number) => ({
      accountName: "A",
      carrierInformations: [{ carrierName: "Verizon Wireless", state: "active" }],
      deviceIds: [{ id: `8914800000080013970${id}`, kind: "iccId" }],
      extendedAttributes: [{ key: "DeviceId", value: String(id) }],
    });
    instead = ({ url, body, headers }) => {
      if (!url.endsWith("/devices/actions/list")) return undefined;
      const { largestDeviceIdSeen } = JSON.parse(body);
      if (headers["vz-m2m-token"] !== `session-number-${world.session}`) return undefined;
      world.session = 2;
      return largestDeviceIdSeen === 0
        ? { status: 202, json: { devices: [device(1)], hasMoreData: true } }
        : { json: { devices: [device(2)], hasMoreData: false } };
    };
    expect((await listAllDevices(http, "A")).map(({ number }) => number)).toEqual([1, 2]);
    expect(world).toMatchObject({ bearers: 1, sessions: 2 });
  });
});

describe("a wrong password", () => {
  it.each([400, 403])("is sent once, answered with %i, and never again by anybody", async (status) => {
    instead = ({ url }) =>
      url === SESSION_PATH ? { ...refusal("INPUT_INVALID.Password.Invalid"), status } : undefined;
    const errors = await Promise.all(Array.from({ length: 20 }, () => failure(list())));
    errors.push(await failure(list()));
    expect(paths().filter((path) => path === SESSION_PATH)).toHaveLength(1);
    expect(paths()).not.toContain(LISTED);
    for (const error of errors) {
      expect(error).toMatchObject({ meaning: "Unauthorized" });
      expect(error.message).toContain("CELLULAR_THINGSPACE_PASSWORD");
      expect(error.message).toContain("five refusals in a row lock the user");
      expect(error.message).not.toContain(SECRETS.password);
    }
  });

  it("found out on renewal is sent once more, never again", async () => {
    await list();
    world.session = 2;
    instead = ({ url }) => (url === SESSION_PATH ? refusal("INPUT_INVALID.Password.Invalid") : undefined);
    for (let turn = 0; turn < 5; turn++)
      expect(await failure(list())).toMatchObject({ meaning: "Unauthorized" });
    expect(paths().filter((path) => path === SESSION_PATH)).toHaveLength(2);
  });

  it("behind a carrier that does not answer is sent twice at most", async () => {
    instead = ({ url }) => (url === SESSION_PATH ? reset : undefined);
    for (let turn = 0; turn < 5; turn++)
      expect(await failure(list())).toMatchObject({ meaning: "Ambiguous" });
    expect(paths().filter((path) => path === SESSION_PATH)).toHaveLength(2);
  });

  it("is not thought of where every session is refused: three logins, then the refusal stands", async () => {
    instead = ({ url }) => (url === LISTED ? refusal("REQUEST_FAILED.SessionToken.Expired") : undefined);
    for (let turn = 0; turn < 8; turn++)
      expect(await failure(list())).toMatchObject({ meaning: "Unauthorized" });
    expect(world.sessions).toBe(3);
  });
});

describe("a wrong key", () => {
  it("is sent once; user name and password are not sent at all", async () => {
    instead = ({ url }) =>
      url === TOKEN_PATH
        ? {
            status: 401,
            json: { error: "invalid_client", error_description: "Client authentication failed" },
          }
        : undefined;
    for (let turn = 0; turn < 3; turn++) {
      const error = await failure(list());
      expect(error).toMatchObject({ meaning: "Unauthorized" });
      expect(error.message).toContain("CELLULAR_THINGSPACE_SECRET");
    }
    expect(paths()).toEqual([TOKEN_PATH]);
  });
});

describe("signing out", () => {
  it("ends the session when the client closes, once", async () => {
    await many();
    await http.close();
    await http.close();
    const out = carrier.seen.filter(({ url }) => url === LOGOUT_PATH);
    expect(out).toHaveLength(1);
    expect(out[0]?.headers).toMatchObject({
      authorization: "Bearer bearer-number-1",
      "vz-m2m-token": "session-number-1",
    });
  });

  it("is not tried where nobody signed in, or the login failed", async () => {
    await http.close();
    expect(carrier.seen).toEqual([]);
    http = createHttp(thingspaceProfile, connectionOf(carrier.url), { clock: new FastClock() });
    instead = ({ url }) => (url === SESSION_PATH ? refusal("INPUT_INVALID.Password.Invalid") : undefined);
    await failure(list());
    await http.close();
    expect(paths()).not.toContain(LOGOUT_PATH);
  });

  it("harms nobody where the carrier refuses it", async () => {
    await list();
    instead = ({ url }) => (url === LOGOUT_PATH ? { status: 500 } : undefined);
    await http.close();
    expect(paths()).toContain(LOGOUT_PATH);
  });
});
