import { describe, expect, it } from "vitest";
import { type Answer, checkAnswers } from "../simulator/exchange";
import { ACCOUNT, lineIn, onStage, SECOND, type Stage } from "./client";
import { answerFaults } from "./openapi";

checkAnswers(answerFaults);

const DEFAULT = `Default: ${ACCOUNT}`;
const named = (groupName: string) => ({ accountName: ACCOUNT, groupName });
const imei = (id: string | null) => ({ kind: "IMEI", id: id ?? "" });

async function groupOf({ simulator }: Stage, id: string | null): Promise<string | null> {
  return (await simulator.line(id ?? ""))?.deviceGroup ?? null;
}

async function names({ call }: Stage): Promise<string[]> {
  const { json } = await call("listGroups", { params: { accountName: ACCOUNT } });
  return json.map(({ name }: { name: string }) => name);
}

describe("a device", () => {
  it("is in one group: putting it into another takes it out of the first", async () => {
    await onStage({}, async (stage) => {
      const line = await lineIn(stage.simulator, "active");
      for (const groupName of ["Route 1", "Route 2"]) {
        const body = { ...named(groupName), groupDescription: "", devicesToAdd: [imei(line.imei)] };
        expect((await stage.call("createGroup", { body })).json).toEqual({ success: true });
      }
      expect(await groupOf(stage, line.imei)).toBe("Route 2");
      expect((await stage.call("getGroup", { params: named("Route 1") })).json.devices).toEqual([]);
    });
  });

  it("falls back to the default group, from the group that it is in", async () => {
    await onStage({}, async (stage) => {
      const { call } = stage;
      const line = await lineIn(stage.simulator, "active");
      const put = (group: string, body: object) => call("updateGroup", { params: named(group), body });
      await put("Staff", { devicesToAdd: [imei(line.imei)] });
      await put("Buses", { devicesToRemove: [imei(line.imei)] });
      expect(await groupOf(stage, line.imei)).toBe("Staff");
      await put("Staff", { devicesToRemove: [imei(line.imei)] });
      expect(await groupOf(stage, line.imei)).toBe(DEFAULT);
    });
  });

  it("of another account, or of nobody, keeps the whole call from being done", async () => {
    await onStage({}, async (stage) => {
      const own = await lineIn(stage.simulator, "active");
      const before = await groupOf(stage, own.imei);
      const strange = await lineIn(stage.simulator, "active", 0, SECOND);
      for (const [id, code] of [
        [strange.imei, "INPUT_INVALID.Device.Account.Invalid"],
        ["350000000000006", "REQUEST_FAILED.DeviceNotFound"],
      ] as const) {
        const devicesToAdd = [imei(own.imei), imei(id)];
        const body = { ...named("Route 1"), groupDescription: "", devicesToAdd };
        expect((await stage.call("createGroup", { body })).json.errorCode).toBe(`UnifiedWebService.${code}`);
      }
      expect(await groupOf(stage, own.imei)).toBe(before);
      expect(await names(stage)).toEqual([DEFAULT, "Students", "Staff", "Buses"]);
    });
  });
});

describe("a group", () => {
  it("keeps its members and its description under a new name", async () => {
    await onStage({}, async (stage) => {
      const { call } = stage;
      const read = async (group: string) => (await call("getGroup", { params: named(group) })).json;
      const before = await read("Staff");
      expect(before.devices.length).toBeGreaterThan(3);
      await call("updateGroup", { params: named("Staff"), body: { newGroupName: "Lehrkräfte / 2" } });
      expect(await read("Lehrkräfte / 2")).toEqual({ ...before, name: "Lehrkräfte / 2" });
      const gone = await call("getGroup", { params: named("Staff") });
      expect(gone.json.errorCode).toBe("UnifiedWebService.REQUEST_FAILED.DeviceGroupNotFound");
      const taken = await call("updateGroup", { params: named("Buses"), body: { newGroupName: "Students" } });
      expect(taken.json.errorCode).toBe("UnifiedWebService.REQUEST_FAILED.DeviceGroup.Exists");
    });
  });

  it("leaves its members to the default group when it is deleted", async () => {
    await onStage({}, async (stage) => {
      const { call, simulator } = stage;
      const { devices } = (await call("getGroup", { params: named("Staff") })).json;
      await call("deleteGroup", { params: named("Staff") });
      expect(await names(stage)).toEqual([DEFAULT, "Students", "Buses"]);
      for (const { deviceIds } of devices) expect(await groupOf(stage, deviceIds[0].id)).toBe(DEFAULT);
      expect(await simulator.journal({ operation: "deleteGroup" })).toMatchObject([
        { effect: true, lines: devices.length },
      ]);
    });
  });

  it("that is the default one is neither deleted nor renamed", async () => {
    await onStage({}, async ({ call, simulator }) => {
      const listed = await call("listGroups", { params: { accountName: ACCOUNT } });
      expect(listed.json.filter((group: { isDefaultGroup: boolean }) => group.isDefaultGroup)).toHaveLength(
        1,
      );
      const before = (await simulator.state()).groups;
      expect((await call("deleteGroup", { params: named(DEFAULT) })).json.errorCode).toBe(
        "UnifiedWebService.INPUT_INVALID.DeviceGroup.DeleteDefault",
      );
      const rename = { params: named(DEFAULT), body: { newGroupName: "Mine" } };
      expect((await call("updateGroup", rename)).status).toBe(400);
      expect((await simulator.state()).groups).toEqual(before);
    });
  });
});

describe("a large group", () => {
  it("comes in pages, each naming the way to the next", async () => {
    await onStage({ lines: 1300 }, async ({ call, simulator }) => {
      const lines = (await simulator.lines()).filter(({ account }) => account === ACCOUNT);
      const devicesToAdd = lines.map(({ imei: id }) => imei(id));
      await call("createGroup", { body: { ...named("All"), groupDescription: "", devicesToAdd } });
      const sizes: number[] = [];
      const seen = new Set<string>();
      let query: Record<string, string> | undefined = {};
      while (query !== undefined) {
        const answer: Answer = await call("getGroup", { params: named("All"), query });
        sizes.push(answer.json.devices.length);
        for (const { deviceIds } of answer.json.devices) seen.add(JSON.stringify(deviceIds));
        const location = answer.headers.get("location");
        expect([answer.status, answer.json.hasMoreData]).toEqual(
          location === null ? [200, false] : [202, true],
        );
        const next = location === null ? null : new URL(location, simulator.url).searchParams.get("next");
        query = next === null ? undefined : { next };
      }
      expect(sizes).toEqual([500, 500, 170]);
      expect(seen.size).toBe(1170);
    });
  });

  it("of leads comes in pages, too", async () => {
    await onStage({}, async ({ call, simulator }) => {
      const params = { accountName: SECOND };
      const first = await call("listLeads", { params });
      const next = new URL(first.headers.get("location") ?? "", simulator.url).searchParams.get("next") ?? "";
      const second = await call("listLeads", { params, query: { next } });
      expect([first.status, first.json.leads.length]).toEqual([202, 500]);
      expect([second.status, second.json.leads.length]).toEqual([200, 120]);
      const bad = await call("listLeads", { params, query: { next: "500" } });
      expect(bad.json.errorCode).toBe("UnifiedWebService.INPUT_INVALID.Next.Invalid");
    });
  });
});
