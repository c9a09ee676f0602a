/** One call at a time, five a second, the same credentials with each, and never a second knock with a wrong key. */
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { controlCenterApi as api } from "../../../provider/control-center/api";
import { controlCenterProfile } from "../../../provider/control-center/connection";
import { createHttp, type Http } from "../../../provider/core/http";
import { type Carrier, FastClock, failure, type Reply, reset, serve } from "../../unit/core/http-fixture";
import { ICCID } from "./client-samples";
import { API_KEY, BASIC, connectionOf } from "./client-setup";

let carrier: Carrier;
let http: Http;
let clock: FastClock;
let times: number[];
let answer: (call: number) => Reply | Promise<Reply>;

beforeEach(async () => {
  clock = new FastClock();
  times = [];
  answer = () => ({ json: { iccid: ICCID, status: "ACTIVATED" } });
  carrier = await serve((_, number) => {
    times.push(clock.now());
    return answer(number);
  });
  http = createHttp(controlCenterProfile, connectionOf(carrier.url), { clock, random: () => 1 });
});

afterEach(async () => {
  await http.close();
  await carrier.close();
});

const get = () => api.getDevice(http, { iccid: ICCID });
const edit = () => api.editDevice(http, { iccid: ICCID, ratePlan: "B" });
const refused = (status: number, errorCode?: string, headers = {}): Reply => ({
  status,
  json: { errorMessage: "as the carrier says", ...(errorCode === undefined ? {} : { errorCode }) },
  headers,
});

describe("the pace", () => {
  it("is one call at a time and five a second", async () => {
    answer = async () => {
      await new Promise((resolve) => setTimeout(resolve, 2));
      return { json: { iccid: ICCID, status: "ACTIVATED" } };
    };
    await Promise.all(Array.from({ length: 25 }, get));
    expect(carrier.peak()).toBe(1);
    for (const [index, time] of times.slice(5).entries()) {
      expect(time - (times[index] as number)).toBeGreaterThanOrEqual(1000);
    }
  });
});

describe("credentials", () => {
  it("are user name and key, any letters in them", async () => {
    await get();
    expect(carrier.seen[0]?.headers.authorization).toBe(BASIC);
    const other = { CELLULAR_CONTROL_CENTER_USERNAME: "jürgen", CELLULAR_CONTROL_CENTER_API_KEY: "k:é" };
    const second = createHttp(controlCenterProfile, connectionOf(carrier.url, other), { clock });
    await api.echo(second, { param: "x" }).catch(() => undefined);
    await second.close();
    const [, sent = ""] = String(carrier.seen[1]?.headers.authorization).split(" ");
    expect(Buffer.from(sent, "base64").toString("utf8")).toBe("jürgen:k:é");
  });

  it("that are refused are not sent again, by nobody, and are not shown", async () => {
    answer = () => refused(401, "10000001", { "www-authenticate": 'Basic realm="Jasper"' });
    const errors = await Promise.all(Array.from({ length: 30 }, () => failure(get())));
    for (const error of errors) {
      expect(error).toMatchObject({ meaning: "Unauthorized", facts: { code: "10000001", status: 401 } });
      expect(error.message).toContain("CELLULAR_CONTROL_CENTER_API_KEY");
      expect(error.message).toContain("as the carrier says");
      expect(error.message).not.toContain(API_KEY);
      expect(error.message).not.toContain(BASIC.slice(6));
    }
    expect(errors[0]?.message).toContain(ICCID);
    expect(errors[1]?.message).toContain('connection "control-center"');
    expect(carrier.seen).toHaveLength(1);
  });

  it("that do not arrive are told from wrong ones", async () => {
    answer = () => refused(401);
    const error = await failure(get());
    expect(error).toMatchObject({ meaning: "Unauthorized" });
    expect(error.message).toContain("no Authorization header");
    expect(error.message).toContain("CELLULAR_CONTROL_CENTER_URL");
    await failure(get());
    expect(carrier.seen).toHaveLength(1);
  });

  it("of one connection say nothing about those of another", async () => {
    answer = (call) => (call === 1 ? refused(401, "10000001") : { json: { context: "x" } });
    await failure(get());
    const other = createHttp(controlCenterProfile, connectionOf(carrier.url), { clock });
    expect(await api.echo(other, { param: "x" })).toEqual({ context: "x" });
    await other.close();
  });

  it("cannot have a colon in the user name", async () => {
    const wrong = connectionOf(carrier.url, { CELLULAR_CONTROL_CENTER_USERNAME: "a:b" });
    const error = await failure(api.echo(createHttp(controlCenterProfile, wrong, { clock }), { param: "x" }));
    expect(error).toMatchObject({ meaning: "Misconfigured" });
    expect(error.message).toContain("CELLULAR_CONTROL_CENTER_USERNAME");
    expect(carrier.seen).toHaveLength(0);
  });

  it("have no address of their own: every operator has another one", () => {
    expect(() => connectionOf("")).toThrow(
      "CELLULAR_CONTROL_CENTER_URL (or config cellular:controlCenterUrl)",
    );
    expect(() => connectionOf(carrier.url, { CELLULAR_CONTROL_CENTER_API_KEY: "" })).toThrow(
      "CELLULAR_CONTROL_CENTER_API_KEY (or config cellular:controlCenterApiKey)",
    );
  });
});

describe("what is sent again", () => {
  it.each([429, 500, 503, 504])("a read after %i", async (status) => {
    answer = (call) => (call <= 2 ? refused(status) : { json: { iccid: ICCID, status: "ACTIVATED" } });
    expect(await get()).toMatchObject({ iccid: ICCID });
    expect(carrier.seen).toHaveLength(3);
  });

  it("an edit after 429, as long as the carrier wishes", async () => {
    answer = (call) =>
      call === 1 ? refused(429, undefined, { "retry-after": "7" }) : { json: { iccid: ICCID } };
    expect(await edit()).toEqual({ iccid: ICCID, pending: false });
    expect((times[1] as number) - (times[0] as number)).toBeGreaterThanOrEqual(7000);
  });

  it.each([
    ["500 with its code", () => refused(500, "30000001")],
    ["503", () => refused(503)],
    ["504", () => refused(504)],
    ["a broken connection", () => reset],
  ])("no edit after %s: one looks first", async (_, reply) => {
    answer = reply;
    const error = await failure(edit());
    expect(error).toMatchObject({ meaning: "Ambiguous", facts: { subject: `ICCID ${ICCID}` } });
    expect(error.message).toContain("Read the present state");
    expect(carrier.seen).toHaveLength(1);
  });

  it("nothing that was refused", async () => {
    for (const code of ["10000013", "10000014", "10000015"]) {
      answer = () => refused(code === "10000013" ? 404 : 400, code);
      expect(await failure(edit())).toMatchObject({ meaning: "Rejected" });
    }
    expect(carrier.seen).toHaveLength(3);
  });
});
