import { describe, expect, it } from "vitest";
import {
  connectSimulator,
  describeForCommand,
  type KajeetSimulator,
  type KajeetState,
  type SimulatedLine,
  SteeringError,
  startKajeetSimulator,
} from "../../../simulator/index";
import { BUS, CHILD, CORP, login, OFFICE, withSimulator } from "./client";

const params = { corpId: CORP };

/** The same test twice: with the simulator of this process, and with a client of its control surface. */
async function bothWays(
  test: (steered: KajeetSimulator, local: KajeetSimulator) => Promise<void>,
): Promise<void> {
  for (const remote of [false, true]) {
    const local = await startKajeetSimulator({ lines: 6 });
    try {
      const connected = () => connectSimulator<SimulatedLine, KajeetState>(local.url);
      await test(remote ? await connected() : local, local);
    } finally {
      await local.close();
    }
  }
}

describe("the journal", () => {
  it("has each request with its operation, caller, effect and lines, and no secret", async () => {
    await bothWays(async (simulator, local) => {
      const call = await login(local);
      await call("setNickname", { params, body: { mdns: [OFFICE, BUS], nickname: "A" } });
      await call("setNickname", { params, body: { mdns: [OFFICE, BUS], nickname: "A" } });
      await call("setWifiConfiguration", {
        params: { mdn: OFFICE },
        body: { ssid: "Library", password: "not-a-real-key" },
      });
      await call("setNickname", { params, body: { nickname: "A" } });
      const all = await simulator.journal();
      expect(
        all.map(({ seq, operation, status, effect, lines, user }) => [
          seq,
          operation,
          status,
          effect,
          lines,
          user,
        ]),
      ).toEqual([
        [1, "T00", 200, false, 0, null],
        [2, "D27", 200, true, 2, "fleet-api"],
        [3, "D27", 200, false, 2, "fleet-api"],
        [4, "D46", 200, true, 1, "fleet-api"],
        [5, "D27", 400, false, 0, "fleet-api"],
      ]);
      expect(all[1]).toMatchObject({
        method: "PUT",
        path: `/v1.0/devices/${CORP}/nickname`,
        operationId: "setNickname",
        body: { mdns: [OFFICE, BUS], nickname: "A" },
      });
      const text = JSON.stringify(all);
      for (const secret of ["not-a-real-key", "simulated", call.token]) expect(text).not.toContain(secret);
      expect(all[3]?.body).toEqual({ ssid: "Library", password: "[redacted]" });
    });
  });

  it("is filtered by operation, sequence and writes, cleared, and never of the steering itself", async () => {
    await bothWays(async (simulator, local) => {
      const call = await login(local);
      await call("listLabels");
      await call("setNote", { params, body: { mdns: [OFFICE], note: "x" } });
      await simulator.lines();
      expect((await simulator.journal({ writes: true })).map(({ operation }) => operation)).toEqual(["D28"]);
      expect(await simulator.journal({ operation: "listLabels" })).toHaveLength(1);
      expect(await simulator.journal({ operation: ["D13", "D28"], since: 2 })).toHaveLength(1);
      await simulator.clearJournal();
      expect(await simulator.journal()).toEqual([]);
      await call("listLabels");
      expect((await simulator.journal())[0]?.seq).toBe(4);
    });
  });
});

describe("lines behind the carrier's back", () => {
  it("change in any field, at once and without a journal entry", async () => {
    await bothWays(async (simulator, local) => {
      const call = await login(local);
      await simulator.clearJournal();
      const edited = await simulator.editLine(OFFICE, {
        status: "suspended",
        nickname: null,
        filterGroup: "New group",
        labels: ["E-Rate", 12],
        summerStatus: "enabled",
        corpId: CHILD,
      });
      expect(edited).toMatchObject({ mdn: OFFICE, summerUsage: true });
      expect(await simulator.journal()).toEqual([]);
      const read = await call("getDevice", { params: { corpId: CHILD, mdn: OFFICE } });
      expect(read.json).toMatchObject({ status: "suspended", nickname: null, filterGroup: "New group" });
      expect(read.json.labels.map((label: { name: string }) => label.name)).toEqual(["E-Rate", "Bus"]);
      expect(await simulator.line("5212671508")).toEqual(await local.line(OFFICE));
      await expect(simulator.editLine(OFFICE, { colour: "red" })).rejects.toThrow(SteeringError);
      await expect(simulator.editLine(OFFICE, { status: "asleep" })).rejects.toThrow("status");
      await expect(simulator.editLine("999-999-9999", {})).rejects.toThrow("999-999-9999");
      expect(await simulator.line("999-999-9999")).toBeUndefined();
    });
  });

  it("come and go", async () => {
    await bothWays(async (simulator, local) => {
      const call = await login(local);
      await simulator.addLine({ mdn: "304-000-0001", network: "AT&T", nickname: "New" });
      const read = await call("getDevice", { params: { ...params, mdn: "304-000-0001" } });
      expect(read.json).toMatchObject({
        network: "AT&T",
        apn: "broadband",
        nickname: "New",
        ratePlan: "KJ-AT-10GB",
      });
      expect(await simulator.lines()).toHaveLength(7);
      expect(await simulator.removeLine(BUS)).toBe(true);
      expect(await simulator.removeLine(BUS)).toBe(false);
      expect((await call("getDevice", { params: { ...params, mdn: BUS } })).status).toBe(404);
      await expect(simulator.addLine({ mdn: OFFICE })).rejects.toThrow("already");
    });
  });
});

describe("steering", () => {
  it("books faults, counts them, and takes them back", async () => {
    await bothWays(async (simulator, local) => {
      const call = await login(local);
      const id = await simulator.faults.add({ kind: "status", status: 500, operation: "listLabels" });
      expect((await call("listLabels")).status).toBe(500);
      expect(await simulator.faults.list()).toMatchObject([{ id, kind: "status", matched: 1, played: 1 }]);
      expect(await simulator.faults.remove(id)).toBe(true);
      expect(await simulator.faults.remove(id)).toBe(false);
      expect((await call("listLabels")).status).toBe(200);
      await expect(simulator.faults.add({ kind: "earthquake" } as never)).rejects.toThrow("earthquake");
    });
  });

  it("stops, moves and starts the clock", async () => {
    await bothWays(async (simulator) => {
      expect(await simulator.clock.freeze("2026-03-13T08:00:00.000Z")).toEqual({
        now: "2026-03-13T08:00:00.000Z",
        frozen: true,
      });
      expect((await simulator.clock.advance(1500)).now).toBe("2026-03-13T08:00:01.500Z");
      expect((await simulator.clock.resume()).frozen).toBe(false);
      expect((await simulator.clock.state()).now.startsWith("2026-03-13T08:00:0")).toBe(true);
      await expect(simulator.clock.freeze("yesterday")).rejects.toThrow("yesterday");
    });
  });

  it("expires tokens, and takes everything back to the start", async () => {
    await bothWays(async (simulator, local) => {
      const call = await login(local);
      const before = await simulator.state();
      await simulator.expireTokens();
      expect((await call("listLabels")).json.code).toBe("TOKEN_EXPIRED");
      const again = await login(local);
      await again("removeLine", { params: { mdn: OFFICE } });
      await again("bulkAddLabels", { body: { corpId: CORP, labels: [{ name: "Spare" }] } });
      await simulator.faults.add({ kind: "reset" });
      await simulator.reset();
      expect(await simulator.state()).toEqual(before);
      expect(await simulator.faults.list()).toEqual([]);
      expect(await simulator.journal()).toEqual([]);
      expect((await again("listLabels")).status).toBe(401);
    });
  });

  it("says how it is and how to reach it", async () => {
    await bothWays(async (simulator, local) => {
      expect(await simulator.health()).toEqual({ status: "ok", carrier: "kajeet", lines: 6, requests: 0 });
      const { url } = local;
      expect(describeForCommand(simulator)).toEqual({
        carrier: "kajeet",
        url,
        env: {
          CELLULAR_KAJEET_URL: `${url}/sentinel-proxy/sentinel/api`,
          CELLULAR_KAJEET_USERNAME: "fleet-api",
          CELLULAR_KAJEET_PASSWORD: "simulated",
          CELLULAR_KAJEET_CORP: CORP,
        },
      });
      expect(simulator.port).toBe(local.port);
    });
  });

  it("shows one line of the state by its MDN", async () => {
    await withSimulator({ lines: 3 }, async (simulator) => {
      const of = (mdn: string) => fetch(`${simulator.url}/_simulator/state?mdn=${mdn}`);
      expect(await (await of(OFFICE)).json()).toMatchObject({ nickname: "Main Office Hotspot" });
      expect((await of("999-999-9999")).status).toBe(404);
    });
  });

  it("does not start on a port that is taken", async () => {
    await withSimulator({ lines: 1 }, async ({ port }) => {
      await expect(startKajeetSimulator({ port })).rejects.toThrow("EADDRINUSE");
    });
  });
});
