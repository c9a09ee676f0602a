/**
 * Every error code of the carrier, provoked: by a declaration where one can, else by a call that no declaration makes. The
 * message tells the line, the field, the value and the next step; the other lines of the group get what they were to get.
 */
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { afterAll, beforeAll, beforeEach, describe, expect, test } from "vitest";
import { parse } from "yaml";
import { z } from "zod";
import { controlCenterProfile } from "../../../provider/control-center/connection";
import { createHttp } from "../../../provider/core/http";
import type { Call } from "../../../provider/core/http-types";
import type { ControlCenterSimulator } from "../../../simulator/index";
import { MiniEngine } from "../../support/mini-engine";
import { VirtualClock } from "../../support/virtual-clock";
import { connectionOf } from "./client-setup";
import { byCall, byDeclaration } from "./error-stories";
import { carrierWith, inventory, lineSet, sims } from "./lines-world";

const [FIRST, SECOND, THIRD] = sims(3) as [string, string, string];

let simulator: ControlCenterSimulator;
beforeAll(async () => {
  simulator = await carrierWith(
    inventory(3, (at) =>
      at === 2 ? { ipv4Address: "10.9.0.3", communicationPlan: "Data LTE Fixed IP" } : {},
    ),
  );
});
beforeEach(() => simulator.reset());
afterAll(() => simulator.close());

const userOf = (role?: string) =>
  role === undefined ? {} : { "cellular:controlCenterUsername": `${role}-api` };

describe.each(byDeclaration)("$code by a declaration of $wanted", (story) => {
  const { code, wanted, known, meanwhile, role, named, next } = story;
  const { others = { accountCustom1: "n" } } = story;

  test("is told of its line; the others are done, and the next run does the rest", async () => {
    const engine = new MiniEngine(simulator, userOf(role));
    if (known) {
      await simulator.editLine(SECOND, known);
      const before = lineSet("fleet", { [FIRST]: {}, [SECOND]: known, [THIRD]: {} });
      expect((await engine.up([before])).errors).toEqual([]);
    }
    await meanwhile?.(simulator, SECOND);
    const set = lineSet("fleet", { [FIRST]: others, [SECOND]: wanted, [THIRD]: others });
    const { ok, errors } = await engine.up([set]);
    expect({ ok, count: errors.length }).toEqual({ ok: false, count: 1 });
    const [message] = errors as [string];
    expect(message).toContain(SECOND);
    expect(message).toContain(code);
    expect(message).toContain(named);
    expect(message).toMatch(next);
    for (const other of [FIRST, THIRD]) {
      expect(message).not.toContain(other);
      expect(await simulator.line(other)).toMatchObject(others);
    }
    // Nothing was kept of what was refused: the next run sees the same difference, and only that.
    await simulator.faults.clear();
    await simulator.clearJournal();
    await engine.up([set]);
    const writes = await simulator.journal({ writes: true });
    expect(new Set(writes.map(({ path }) => path.split("/").at(-1)))).toEqual(new Set([SECOND]));
  });
});

describe("10000030 by a declaration of a user that may read only", () => {
  test("is told of each line", async () => {
    const engine = new MiniEngine(simulator, userOf("reader"));
    const { errors } = await engine.up([
      lineSet("fleet", { [FIRST]: { deviceId: "a" }, [SECOND]: { deviceId: "b" } }),
    ]);
    expect(errors.join("\n")).toMatch(new RegExp(`${FIRST}.*10000030.*${SECOND}.*10000030`, "s"));
    expect(errors.join("\n")).toContain("The API user's role does not have this");
  });
});

describe("10000001 by a declaration", () => {
  test("is told with the names of what to correct, after one call", async () => {
    const engine = new MiniEngine(simulator, { "cellular:controlCenterApiKey": "gu3ssed-it" });
    const set = lineSet("fleet", { [FIRST]: { deviceId: "a" }, [SECOND]: { deviceId: "b" } });
    const { errors } = await engine.up([set]);
    expect(errors).toHaveLength(1);
    for (const part of ["10000001", "CELLULAR_CONTROL_CENTER_USERNAME", "cellular:controlCenterApiKey"]) {
      expect(errors[0]).toContain(part);
    }
    expect(errors[0]).toContain("network address is allowed");
    expect(await simulator.journal()).toHaveLength(1);
  });
});

describe.each(byCall)("$code by a call with $body", ({ code, meaning, body, version = "1", named, next }) => {
  test("is told of its line", async () => {
    const { CELLULAR_CONTROL_CENTER_URL: url = "", ...env } = simulator.env;
    const clock = new VirtualClock();
    const http = createHttp(controlCenterProfile, connectionOf(url, env), { clock });
    const call: Call<unknown> = {
      operation: "editDevice",
      method: "PUT",
      path: `/rws/api/v${version}/devices/${FIRST}`,
      body,
      subject: `ICCID ${FIRST}`,
      repeatable: false,
      answer: z.unknown(),
    };
    const before = await simulator.line(FIRST);
    await expect(http.send(call)).rejects.toMatchObject({ meaning, facts: { code } });
    for (const part of [FIRST, code, named, next]) await expect(http.send(call)).rejects.toThrow(part);
    expect(await simulator.line(FIRST)).toEqual(before);
    await http.close();
  });
});

test("no code of the carrier's list is left out", () => {
  const description = readFileSync(join(__dirname, "../openapi/cisco-control-center.openapi.yaml"), "utf8");
  const { "x-error-codes": listed } = parse(description) as { "x-error-codes": { code: string }[] };
  const provoked = new Set([...byDeclaration, ...byCall].map(({ code }) => code).concat("10000001"));
  expect([...provoked].sort()).toEqual(listed.map(({ code }) => code).sort());
  expect(provoked.size).toBe(23);
});
