import { describe, expect, it } from "vitest";
import { checkAnswers } from "../simulator/exchange";
import { DAY, FIXED_PLAN, onStage, outcome, RATE_PLANS, type Stage } from "./client";
import { answerFaults } from "./openapi";

checkAnswers(answerFaults);

const [, SECOND, SEASONAL] = RATE_PLANS;
const ADDRESS = { ipv4Address: "10.201.0.1", apn: "fixed.northstar", pdpId: "7" };

/** What is pending, short. */
const pendingOf = async ({ simulator }: Stage) =>
  (await simulator.state()).pending.map(({ attribute, value, due }) => [attribute, value, due.slice(0, 16)]);

describe("a change for a later day", () => {
  it("is answered 202, shows nowhere but in the audit trail, and takes effect at 00:00", async () => {
    await onStage({}, async (stage) => {
      const { simulator, call, active } = stage;
      const before = await active();
      const { iccid } = before;
      const shown = await call.read(iccid);
      const answer = await call.edit(iccid, {
        ratePlan: SEASONAL,
        deviceID: "X",
        effectiveDate: "2026-03-15Z",
      });
      expect([answer.status, answer.json]).toEqual([202, { iccid }]);
      expect(await simulator.line(iccid)).toEqual(before);
      expect(await pendingOf(stage)).toEqual([
        ["ratePlan", SEASONAL, "2026-03-15T00:00"],
        ["deviceID", "X", "2026-03-15T00:00"],
      ]);
      const record = { field: "ratePlan", value: SEASONAL, effectiveDate: "2026-03-15 00:00:00.000+0000" };
      expect(await call.audit(iccid)).toContainEqual(
        expect.objectContaining({ ...record, status: "Pending" }),
      );

      await simulator.clock.freeze("2026-03-14T23:59:59.999Z");
      expect(await call.read(iccid)).toEqual(shown);
      await simulator.clock.advance(1);
      const dateUpdated = "2026-03-15 00:00:00.000+0000";
      expect(await call.read(iccid)).toEqual({ ...shown, ratePlan: SEASONAL, deviceID: "X", dateUpdated });
      expect(await pendingOf(stage)).toEqual([]);
      expect(await call.audit(iccid)).toContainEqual(
        expect.objectContaining({ ...record, status: "Executed" }),
      );
      const query = { modifiedSince: "2026-03-15T00:00:00+00:00" };
      const { json } = await call("searchDevices", { query });
      expect(json.devices).toEqual([expect.objectContaining({ iccid, ratePlan: SEASONAL })]);
    });
  });

  it("takes effect while the clock runs, too", async () => {
    await onStage({}, async ({ simulator, call, active }) => {
      const { iccid } = await active();
      await call.edit(iccid, { ratePlan: SEASONAL, effectiveDate: "2026-03-15Z" });
      await simulator.clock.freeze("2026-03-14T23:59:59.995Z");
      await simulator.clock.resume();
      await expect.poll(async () => (await call.read(iccid)).ratePlan, { interval: 2 }).toBe(SEASONAL);
    });
  });

  it("is judged when the call is made: names, role and present state", async () => {
    await onStage({}, async (stage) => {
      const { iccid } = await stage.active();
      const later = async (body: object) =>
        outcome(await stage.call.edit(iccid, { ...body, effectiveDate: "2026-03-15Z" }))[1];
      expect(await later({ ratePlan: "none" })).toBe("10000013");
      expect(await later({ status: "ACTIVATED" })).toBe("10030000");
      expect(await later(ADDRESS)).toBe("10000014");
      expect(await pendingOf(stage)).toEqual([]);
    });
  });
});

/** At noon UTC of 10 March 2026: status of the answer, and for 202 the moment of the effect. */
const DATES: [effectiveDate: unknown, status: number, due?: string][] = [
  ["2026-03-10Z", 200],
  ["2026-03-10", 200],
  ["2026-03-10T00:00:00+00:00", 200],
  ["2026-03-10T23:30:00Z", 200],
  ["2026-03-11", 202, "2026-03-11T00:00"],
  ["2026-03-11T00:00:00+00:00", 202, "2026-03-11T00:00"],
  ["2026-03-11T18:30:00.000+00:00", 202, "2026-03-11T00:00"],
  ["2026-03-11-05:00", 202, "2026-03-11T05:00"],
  ["2026-03-11+05:30", 202, "2026-03-10T18:30"],
  // East of the date line it is the 11th already, west of it still the 10th.
  ["2026-03-11+14:00", 200],
  ["2026-03-12+14:00", 202, "2026-03-11T10:00"],
  ["2026-03-10+14:00", 400],
  ["2026-03-10-12:00", 200],
  ["2026-03-11-12:00", 202, "2026-03-11T12:00"],
  ["2026-03-09-12:00", 400],
  // The clocks go back on 1 November; the zone in the text counts, not the season.
  ["2026-08-01-04:00", 202, "2026-08-01T04:00"],
  ["2026-09-06Z", 202, "2026-09-06T00:00"],
  ["2026-09-07Z", 400],
  ["2026-09-07+14:00", 202, "2026-09-06T10:00"],
  ["2026-03-09Z", 400],
  ["2026-02-30Z", 400],
  ["2026-3-11", 400],
  ["03/11/2026", 400],
  ["2026-03-11+0000", 400],
  ["2026-03-11+15:00", 400],
  ["2026-03-11 00:00:00", 400],
  ["2026-03-11T25:00:00Z", 400],
  ["", 400],
  [null, 400],
  [20260311, 400],
];

describe("effectiveDate", () => {
  it.each(DATES)("%j: %i", async (effectiveDate, status, due) => {
    await onStage({}, async (stage) => {
      const { iccid } = await stage.active();
      const answer = await stage.call.edit(iccid, { ratePlan: SEASONAL, effectiveDate });
      expect(outcome(answer)).toEqual([status, status === 400 ? "10000012" : undefined]);
      expect(await pendingOf(stage)).toEqual(due === undefined ? [] : [["ratePlan", SEASONAL, due]]);
      expect((await stage.call.read(iccid)).ratePlan === SEASONAL).toBe(status === 200);
    });
  });

  it("is today until the day of its zone is over", async () => {
    await onStage({}, async ({ simulator, call, active }) => {
      const { iccid } = await active();
      await simulator.clock.freeze("2026-03-10T11:59:59Z");
      expect((await call.edit(iccid, { deviceID: "A", effectiveDate: "2026-03-09-12:00" })).status).toBe(200);
    });
  });
});

describe("several changes of one attribute", () => {
  it("run in order of their days, not of the calls, also when the clock jumps over both", async () => {
    await onStage({}, async (stage) => {
      const { simulator, call, active } = stage;
      const [one, other] = [(await active(0)).iccid, (await active(1)).iccid];
      for (const iccid of [one, other]) {
        await call.edit(iccid, { ratePlan: SEASONAL, effectiveDate: "2026-04-20Z" });
        await call.edit(iccid, { ratePlan: SECOND, effectiveDate: "2026-04-10Z" });
      }
      await simulator.clock.freeze("2026-04-10T00:00:00Z");
      expect((await call.read(one)).ratePlan).toBe(SECOND);
      await simulator.clock.advance(20 * DAY);
      expect((await call.read(other)).ratePlan).toBe(SEASONAL);
      const trail = await call.audit(other);
      expect(trail.map(({ priorValue, value }) => [priorValue, value])).toContainEqual([SECOND, SEASONAL]);
    });
  });

  it("of the same day: the later call wins, in whatever form it writes the day", async () => {
    await onStage({}, async (stage) => {
      const { simulator, call, active } = stage;
      const { iccid } = await active();
      await call.edit(iccid, { ratePlan: SEASONAL, deviceID: "kept", effectiveDate: "2026-03-15Z" });
      await call.edit(iccid, { ratePlan: SECOND, effectiveDate: "2026-03-15T00:00:00+00:00" });
      expect(await pendingOf(stage)).toEqual([
        ["deviceID", "kept", "2026-03-15T00:00"],
        ["ratePlan", SECOND, "2026-03-15T00:00"],
      ]);
      expect((await call.audit(iccid)).filter(({ field }) => field === "ratePlan")).toHaveLength(1);
      await simulator.clock.advance(10 * DAY);
      expect(await call.read(iccid)).toMatchObject({ ratePlan: SECOND, deviceID: "kept" });
    });
  });

  it("an immediate one leaves those to come alone", async () => {
    await onStage({}, async (stage) => {
      const { simulator, call, active } = stage;
      const { iccid } = await active();
      await call.edit(iccid, { ratePlan: SEASONAL, effectiveDate: "2026-03-15Z" });
      await call.edit(iccid, { ratePlan: SECOND });
      expect((await call.read(iccid)).ratePlan).toBe(SECOND);
      expect(await pendingOf(stage)).toHaveLength(1);
      await simulator.clock.advance(10 * DAY);
      expect((await call.read(iccid)).ratePlan).toBe(SEASONAL);
    });
  });
});

describe("what the state forbids on the day", () => {
  it("shows only in the audit trail, and nothing of that call is done", async () => {
    await onStage({}, async ({ simulator, call, active }) => {
      const [one, other] = [(await active(0)).iccid, (await active(1)).iccid];
      for (const iccid of [one, other]) await simulator.editLine(iccid, { communicationPlan: FIXED_PLAN });
      await call.edit(one, { ...ADDRESS, deviceID: "with it", effectiveDate: "2026-03-15Z" });
      await call.edit(other, ADDRESS);
      const before = await call.read(one);
      await simulator.clock.advance(10 * DAY);
      expect(await call.read(one)).toEqual(before);
      const trail = await call.audit(one);
      const failed = trail.filter(({ status }) => status === "Failed").map(({ field }) => field);
      expect(failed.sort()).toEqual(["apn", "deviceID", "ipv4Address", "pdpId"]);
      const { failed: known, pending } = await simulator.state();
      expect(new Set(known.map(({ iccid, code }) => `${iccid} ${code}`))).toEqual(
        new Set([`${one} 10000517`]),
      );
      expect(pending).toEqual([]);
    });
  });

  it.each([
    ["DEACTIVATED", "ACTIVATED", "ACTIVATED", "10030000"],
    ["INVENTORY", "ACTIVATION_READY", "RETIRED", "10000029"],
    ["ACTIVATED", "DEACTIVATED", "PURGED", "10000005"],
  ])("a SIM that was %s, is to be %s and is %s by then: %s", async (first, wanted, meanwhile, code) => {
    await onStage({}, async ({ simulator, call, active }) => {
      const { iccid } = await active();
      await simulator.editLine(iccid, { status: first });
      expect((await call.edit(iccid, { status: wanted, effectiveDate: "2026-03-15Z" })).status).toBe(202);
      await simulator.editLine(iccid, { status: meanwhile });
      await simulator.clock.advance(10 * DAY);
      expect((await call.read(iccid)).status).toBe(meanwhile);
      expect((await simulator.state()).failed.map((failure) => failure.code)).toEqual([code]);
    });
  });
});

describe("a pending change", () => {
  it("is there after a connection that broke once it was taken", async () => {
    await onStage({}, async (stage) => {
      const { iccid } = await stage.active();
      await stage.simulator.faults.add({ kind: "reset", when: "after", operation: "editDevice", count: 1 });
      await expect(
        stage.call.edit(iccid, { ratePlan: SEASONAL, effectiveDate: "2026-03-15Z" }),
      ).rejects.toThrow();
      expect(await pendingOf(stage)).toHaveLength(1);
    });
  });

  it("is gone with its line, and with a reset", async () => {
    await onStage({}, async (stage) => {
      const { simulator, call, active } = stage;
      const { iccid } = await active();
      const later = { ratePlan: SEASONAL, effectiveDate: "2026-03-15Z" };
      await call.edit(iccid, later);
      await simulator.removeLine(iccid);
      await simulator.addLine({ iccid, ratePlan: SECOND });
      await simulator.clock.advance(10 * DAY);
      expect((await call.read(iccid)).ratePlan).toBe(SECOND);
      await call.edit(iccid, { ...later, effectiveDate: "2026-04-15Z" });
      await simulator.reset();
      expect(await pendingOf(stage)).toEqual([]);
    });
  });

  it("fails, comes late or never where a fault wants that", async () => {
    await onStage({}, async (stage) => {
      const { simulator, call, active } = stage;
      const fates = [{ code: "30000001" }, { delayMs: DAY }, { stuck: true }, { share: 0 }];
      const iccids: string[] = [];
      for (const [index, fate] of fates.entries()) {
        const { iccid } = await active(index);
        iccids.push(iccid);
        await simulator.faults.add({ kind: "work", lines: [iccid], ...fate });
        await call.edit(iccid, { deviceID: "new", effectiveDate: "2026-03-15Z" });
      }
      const done = async () => {
        const lines = await Promise.all(iccids.map((iccid) => call.read(iccid)));
        return lines.map(({ deviceID }) => deviceID === "new");
      };
      await simulator.clock.freeze("2026-03-15T12:00:00Z");
      expect(await done()).toEqual([false, false, false, true]);
      await simulator.clock.advance(DAY);
      expect(await done()).toEqual([false, true, false, true]);
      expect((await pendingOf(stage)).length).toBe(1);
      expect((await call.audit(iccids[2]!))[0].status).toBe("Pending");
    });
  });
});
