import { afterEach, describe, expect, it } from "vitest";
import { z } from "zod";
import { Rejected, Unauthorized } from "../../../provider/core/errors";
import { createHttp, signIn } from "../../../provider/core/http";
import {
  type Carrier,
  connectionTo,
  FastClock,
  failure,
  open,
  profile,
  read,
  SECRETS,
  serve,
} from "./http-fixture";

let carrier: Carrier | undefined;
afterEach(async () => {
  await carrier?.close();
  carrier = undefined;
});

/** Hands out token-1, token-2, … and takes only those for which `good` is true. */
async function tokenCarrier(good: (token: string) => boolean, login = 200) {
  let issued = 0;
  carrier = await serve(({ url, headers }) => {
    if (url === "/base/token") {
      issued += 1;
      return login === 200 ? { json: { token: `token-number-${issued}` } } : { status: login, text: "no" };
    }
    const token = String(headers.authorization).replace("Bearer ", "");
    return good(token) ? { json: { ok: true } } : { status: 401, text: `${token} has expired` };
  });
  return carrier;
}

const logins = () => carrier?.seen.filter(({ url }) => url === "/base/token").length;

describe("login", () => {
  it("is made once for fifty calls at once", async () => {
    const { url } = await tokenCarrier(() => true);
    const http = createHttp(profile(), connectionTo(url));
    const answers = await Promise.all(Array.from({ length: 50 }, () => http.send(read())));
    expect(answers).toEqual(Array.from({ length: 50 }, () => ({ ok: true })));
    expect(logins()).toBe(1);
    expect(http.sent).toBe(51);
    await http.close();
  });

  it("is renewed once on expiry, for all calls at once, and each call is repeated", async () => {
    const { url } = await tokenCarrier((token) => token !== "token-number-1");
    const http = createHttp(profile(), connectionTo(url), { clock: new FastClock() });
    const answers = await Promise.all(Array.from({ length: 50 }, () => http.send(read())));
    expect(answers.every(({ ok }) => ok)).toBe(true);
    expect(logins()).toBe(2);
    await http.close();
  });

  it("renews again when a token that worked expires later", async () => {
    let valid = "token-number-1";
    const { url } = await tokenCarrier((token) => token === valid);
    const http = createHttp(profile(), connectionTo(url));
    for (let turn = 1; turn <= 5; turn++) {
      valid = `token-number-${turn}`;
      expect(await http.send(read())).toEqual({ ok: true });
    }
    expect(logins()).toBe(5);
    await http.close();
  });

  it("takes a refusal on other grounds for a login that works", async () => {
    let valid = "token-number-1";
    carrier = await serve(({ url, headers }) => {
      if (url === "/base/token") return { json: { token: `token-number-${logins()}` } };
      return headers.authorization === `Bearer ${valid}` ? { status: 404, text: "none" } : { status: 401 };
    });
    const http = createHttp(profile(), connectionTo(carrier.url));
    for (let turn = 1; turn <= 6; turn++) {
      valid = `token-number-${turn}`;
      expect(await failure(http.send(read()))).toBeInstanceOf(Rejected);
    }
    expect(logins()).toBe(6);
    await http.close();
  });

  it("repeats a call that must not be made twice, since a refused token means it was not made", async () => {
    const { url, seen } = await tokenCarrier((token) => token !== "token-number-1");
    const http = createHttp(profile(), connectionTo(url));
    await http.send(read({ method: "POST", repeatable: false }));
    expect(seen.map(({ url: at }) => at)).toEqual([
      "/base/token",
      "/base/thing",
      "/base/token",
      "/base/thing",
    ]);
    await http.close();
  });

  it("gives up after one renewal, and stops logging in where every new token is refused", async () => {
    const { url } = await tokenCarrier(() => false);
    const http = createHttp(profile(), connectionTo(url));
    expect(await failure(http.send(read()))).toBeInstanceOf(Unauthorized);
    expect(logins()).toBe(2);
    for (let turn = 0; turn < 10; turn++) await failure(http.send(read()));
    expect(logins()).toBe(3);
    await http.close();
  });

  it("is not tried again after a failure: everybody gets the same refusal", async () => {
    const { url } = await tokenCarrier(() => true, 401);
    const http = createHttp(profile(), connectionTo(url));
    const errors = await Promise.all(Array.from({ length: 20 }, () => failure(http.send(read()))));
    errors.push(await failure(http.send(read())));
    for (const error of errors) {
      expect(error).toBeInstanceOf(Unauthorized);
      expect(error.message).toContain("createToken");
    }
    expect(carrier?.seen).toHaveLength(1);
    await http.close();
  });

  it("does not renew what was never obtained: fixed credentials are refused once and for all", async () => {
    const { url, seen } = await tokenCarrier(() => false);
    const fixed = open({ authorize: async () => ({ authorization: "Bearer fixed" }) });
    const http = createHttp(fixed, connectionTo(url));
    expect(await failure(http.send(read()))).toBeInstanceOf(Unauthorized);
    expect(seen).toHaveLength(1);
    await http.close();
  });

  it("works through a single place: the call that waits for the login does not keep the login out", async () => {
    const { url } = await tokenCarrier(() => true);
    const http = createHttp(profile({ connections: 1 }), connectionTo(url));
    await Promise.all([http.send(read()), http.send(read())]);
    expect(carrier?.peak()).toBe(1);
    await http.close();
  });

  it("survives the caller who began it and gave up", async () => {
    let release = () => {};
    const held = new Promise<void>((resolve) => {
      release = resolve;
    });
    carrier = await serve(async ({ url }) => {
      if (url === "/base/token") await held;
      return url === "/base/token" ? { json: { token: "token-number-1" } } : { json: { ok: true } };
    });
    const http = createHttp(profile(), connectionTo(carrier.url));
    const giveUp = new AbortController();
    const first = failure(http.send(read({ signal: giveUp.signal })));
    const second = http.send(read());
    giveUp.abort(new Error("enough"));
    expect((await first).message).toBe("enough");
    release();
    expect(await second).toEqual({ ok: true });
    expect(logins()).toBe(1);
    await http.close();
  });

  it("can be made ahead of the first call", async () => {
    const { url } = await tokenCarrier(() => true);
    const http = createHttp(profile(), connectionTo(url));
    await Promise.all([signIn(http), signIn(http), http.send(read())]);
    expect(logins()).toBe(1);
    await http.close();
  });

  it("shows neither password nor token in errors and log lines", async () => {
    const lines: string[] = [];
    carrier = await serve(({ url, body, headers }) =>
      url === "/base/token" && carrier?.seen.length === 1
        ? { json: { token: "token-number-1" } }
        : { status: 400, text: `you sent ${body} with ${headers.authorization} and ${SECRETS.password}` },
    );
    const http = createHttp(profile(), connectionTo(carrier.url), { log: (line) => lines.push(line) });
    const error = await failure(
      http.send(read({ method: "PUT", body: { settings: { password: "wlan-key-1" } } })),
    );
    const shown = [error.message, error.stack, JSON.stringify(error), ...lines].join("\n");
    expect(shown).toContain("you sent");
    for (const secret of ["token-number-1", SECRETS.password, "wlan-key-1"])
      expect(shown).not.toContain(secret);
    expect(lines).toEqual([
      expect.stringMatching(/^acme createToken 200 \d+ ms, attempt 1$/),
      expect.stringMatching(/^acme getThing 400 \d+ ms, attempt 1$/),
    ]);
    await http.close();
  });
});

describe("two logins of one connection", () => {
  /** Takes a badge and a key, each by its number, and says which one of them has expired. */
  async function twoLogins() {
    const valid = { badge: 1, key: 1 };
    const given = { badge: 0, key: 0 };
    carrier = await serve(({ url, headers }) => {
      const kind = url === "/base/badge" ? "badge" : url === "/base/key" ? "key" : undefined;
      if (kind !== undefined) {
        given[kind] += 1;
        return { json: { token: `${kind}-number-${valid[kind]}` } };
      }
      const old = (["badge", "key"] as const).find(
        (each) => headers[each] !== `${each}-number-${valid[each]}`,
      );
      return old === undefined ? { json: { ok: true } } : { status: 401, text: old };
    });
    const both = profile({
      authorize: async (_, login) => {
        const get = (kind: string) =>
          login.remember(kind, () =>
            login.send({
              ...read({ operation: kind, path: `/${kind}` }),
              answer: z.object({ token: z.string() }).transform(({ token }) => token),
            }),
          );
        return { badge: await get("badge"), key: await get("key") };
      },
      expired: ({ status, text }) => status === 401 && text,
    });
    return { http: createHttp(both, connectionTo(carrier.url), { clock: new FastClock() }), valid, given };
  }

  it("are renewed each alone, once for all callers", async () => {
    const { http, valid, given } = await twoLogins();
    const many = () => Promise.all(Array.from({ length: 30 }, () => http.send(read())));
    await many();
    valid.key = 2;
    await many();
    expect(given).toEqual({ badge: 1, key: 2 });
    valid.badge = 2;
    await many();
    expect(given).toEqual({ badge: 2, key: 2 });
    await http.close();
  });

  it("are both renewed for one call where both have expired", async () => {
    const { http, valid, given } = await twoLogins();
    await http.send(read());
    Object.assign(valid, { badge: 2, key: 2 });
    expect(await http.send(read())).toEqual({ ok: true });
    expect(given).toEqual({ badge: 2, key: 2 });
    await http.close();
  });
});

describe("what a call may have of its own", () => {
  it("is a form, headers, and a word on the status and headers of its answer", async () => {
    carrier = await serve(() => ({ status: 202, json: { ok: true }, headers: { location: "/next" } }));
    const http = createHttp(open(), connectionTo(carrier.url));
    const call = read({ method: "POST", fields: { a: "1 & 2", b: "é" }, headers: { "x-own": "yes" } });
    const complete = (value: unknown, frame: { status: number; headers: Record<string, string> }) => ({
      value,
      status: frame.status,
      next: frame.headers.location,
    });
    expect(await http.send({ ...call, complete } as typeof call)).toEqual({
      value: { ok: true },
      status: 202,
      next: "/next",
    });
    expect(carrier.seen[0]).toMatchObject({ body: "a=1+%26+2&b=%C3%A9" });
    expect(carrier.seen[0]?.headers).toMatchObject({
      "content-type": "application/x-www-form-urlencoded",
      "x-own": "yes",
    });
    await http.close();
  });
});
