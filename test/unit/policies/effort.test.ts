import { expect, test } from "vitest";
import { effortOf } from "../../../policies/plan/effort";
import { iccid, imei } from "../../support/numbers";
import { held, type Lines, plan, resource, single } from "../../support/plans";

const mdn = (at: number) => `304-228-${String(1000 + at)}`;
const lines = (count: number, values: (at: number) => object, name = mdn): Lines =>
  Object.fromEntries(Array.from({ length: count }, (_, at) => [name(at), { ...values(at) }])) as Lines;
const effort = (...resources: Parameters<typeof plan>[0]) => effortOf(plan(resources));
const calls = (...resources: Parameters<typeof plan>[0]) =>
  effort(...resources).carriers.map(({ carrier, byCall }) => [
    carrier,
    ...byCall.map((one) => `${one.call} ${one.calls} for ${one.lines}`),
  ]);
const REMOVES = { onDelete: "remove", deletionProtection: false };

test("lines that get the same values share calls, as the provider will send them", () => {
  const before = { lines: lines(250, () => ({ note: "a", ratePlan: "A", deviceGroup: "G" })) };
  const after = {
    lines: lines(250, (at) => ({ note: at < 100 ? "b" : "c", ratePlan: "B", deviceGroup: "G" })),
  };
  expect(calls(held("kajeet:LineSet", "fleet", before, after))).toEqual([
    ["kajeet", "setRatePlan 250 for 250", "setNote 2 for 250"],
  ]);
});

test("lines of several resources share them, too", () => {
  const one = (at: number) =>
    single(
      "kajeet:Line",
      `line${at}`,
      { mdn: mdn(at), corp: "G", note: "a" },
      { mdn: mdn(at), corp: "G", note: "b" },
    );
  expect(calls(one(1), one(2), one(3))).toEqual([["kajeet", "setNote 1 for 3"]]);
});

test("Control Center is as slow as its limit", () => {
  const side = (note: string) => ({ lines: lines(3_000, () => ({ deviceId: note }), iccid) });
  expect(effort(held("control-center:LineSet", "sims", side("a"), side("b")))).toEqual({
    calls: 3_000,
    minutes: 10,
    carriers: [
      {
        carrier: "control-center",
        calls: 3_000,
        minutes: 10,
        byCall: [{ call: "editDevice", calls: 3_000, lines: 3_000 }],
        notes: [],
      },
    ],
  });
});

test("ThingSpace takes many lines in a call, and does the work later", () => {
  const side = (ratePlan: string) => ({
    lines: lines(10_001, (at) => ({ imei: imei(at), status: "active", ratePlan }), iccid),
  });
  const { carriers, minutes } = effort(held("thingspace:LineSet", "meters", side("A"), side("B")));
  expect(carriers[0]).toMatchObject({
    calls: 2,
    byCall: [{ call: "changeServicePlan", calls: 2, lines: 10_001 }],
    notes: [expect.stringContaining("waits 30 min")],
  });
  expect(minutes).toBeUndefined();
});

test("activations that cannot share a call are held to the carrier's rate", () => {
  const fresh = {
    lines: lines(
      260,
      (at) => ({ imei: imei(at), status: "active", ratePlan: "A", zipCode: String(10_000 + at) }),
      iccid,
    ),
  };
  const { carriers } = effort(held("thingspace:LineSet", "meters", undefined, fresh));
  expect(carriers[0]).toMatchObject({ minutes: 3, byCall: [{ call: "activateDevices", calls: 260 }] });
});

test("lines that leave are ended one by one, or together where the carrier takes that, or let be", () => {
  const buses = { lines: lines(30, () => ({ note: "n" })) };
  expect(calls(held("kajeet:LineSet", "fleet", { ...buses, ...REMOVES }, undefined))).toEqual([
    ["kajeet", "removeLine 30 for 30"],
  ]);
  expect(effort(held("kajeet:LineSet", "fleet", buses, undefined)).calls).toBe(0);
  const meters = { lines: lines(30, () => ({ status: "active" }), iccid), onDelete: "deactivate" };
  expect(calls(held("thingspace:LineSet", "m", meters, undefined))).toEqual([
    ["thingspace", "deactivateDevices 1 for 30"],
  ]);
  const forgotten = held("kajeet:LineSet", "fleet", { ...buses, ...REMOVES }, undefined);
  expect(effort({ ...forgotten, forgotten: true }).calls).toBe(0);
});

test("lines of which nothing is known are told, not guessed; those that are ordered count", () => {
  const adopted = effort(
    held("kajeet:LineSet", "fleet", undefined, { lines: lines(4, () => ({ note: "n" })) }),
  );
  expect(adopted).toMatchObject({
    calls: 0,
    carriers: [{ notes: [expect.stringMatching(/^4 of its lines/)] }],
  });
  const order = { lines: lines(2, (at) => ({ imei: imei(at), carrier: "VERIZON" }), iccid) };
  expect(calls(held("kajeet:LineSet", "fleet", undefined, order))).toEqual([
    ["kajeet", "submitActivation 2 for 2"],
  ]);
});

test("members of a membership that leave get back what they had", () => {
  const side = (members: string[]) => ({
    lines: Object.fromEntries(members.map((name) => [name, { labels: ["Spare"] }])),
    labels: ["Spare"],
    onDelete: "restore",
  });
  const [all, one] = [side([mdn(1), mdn(2)]), side([mdn(1)])];
  const assignment = held("kajeet:LabelAssignment", "spare", all, one);
  const before = plan([assignment]).changes.filter(({ operation }) => operation === "leave");
  expect(before.length).toBeGreaterThan(0);
  expect(effort(assignment).carriers.map(({ carrier }) => carrier)).toEqual(["kajeet"]);
});

test("another resource is a call, and none where it is only let go", () => {
  const label = { name: "Spare", onDelete: "remove" };
  expect(effort(resource("kajeet:Label", "spare", { wanted: label })).calls).toBe(1);
  expect(effort(resource("kajeet:Label", "spare", { state: label })).calls).toBe(1);
  expect(effort(resource("kajeet:Label", "spare", { state: { ...label, onDelete: "retain" } })).calls).toBe(
    0,
  );
});

test("a plan without changes takes nothing", () => {
  expect(effort()).toEqual({ calls: 0, carriers: [] });
});
