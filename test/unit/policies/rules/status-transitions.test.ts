import { describe, expect, test } from "vitest";
import { statusTransitions } from "../../../../policies/rules/status-transitions";
import { held, single } from "../../../support/plans";
import { findings, told } from "./told";

const BUS = "304-228-6302";
const SIM = "89012604706900592925";

const changed = (type: string, line: string, before: string, after: string) =>
  held(type, "fleet", { lines: { [line]: { status: before } } }, { lines: { [line]: { status: after } } });

describe("a status that the carrier does not allow after the one before", () => {
  test("is told with those that it allows", () => {
    expect(
      told(statusTransitions, [changed("kajeet:LineSet", BUS, "suspendedLostStolen", "suspended")]),
    ).toEqual([
      `${BUS}: status suspendedLostStolen cannot become suspended; from suspendedLostStolen the carrier takes it only to active`,
    ]);
    expect(told(statusTransitions, [changed("thingspace:LineSet", SIM, "deactive", "suspend")])).toEqual([
      `${SIM}: status deactive cannot become suspend; from deactive the carrier takes it only to active`,
    ]);
    expect(
      told(statusTransitions, [changed("control-center:LineSet", SIM, "activated", "inventory")]),
    ).toEqual([
      `${SIM}: status activated cannot become inventory; from activated the carrier takes it only to deactivated or retired or purged`,
    ]);
  });

  test("is told where nothing leads on", () => {
    expect(told(statusTransitions, [changed("control-center:LineSet", SIM, "purged", "activated")])).toEqual([
      `${SIM}: status purged cannot become activated; from purged the carrier takes it nowhere any more`,
    ]);
  });

  test("is told of a single line, of a membership, and of a line that moves", () => {
    const one = single(
      "kajeet:Line",
      "bus",
      { mdn: BUS, status: "suspendedLostStolen" },
      { mdn: BUS, status: "suspended" },
    );
    expect(findings(statusTransitions, [one])).toMatchObject([{ subject: BUS, urn: one.urn }]);
    expect(
      told(statusTransitions, [changed("kajeet:LineStatus", BUS, "suspendedLostStolen", "suspended")]),
    ).toHaveLength(1);
    const from = held(
      "kajeet:LineSet",
      "a",
      { lines: { [BUS]: { status: "suspendedLostStolen" } } },
      { lines: {} },
    );
    const to = held("kajeet:LineSet", "b", undefined, { lines: { [BUS]: { status: "suspended" } } });
    expect(told(statusTransitions, [from, to])).toHaveLength(1);
  });
});

describe("what is let through", () => {
  test("is every transition of the table", () => {
    expect(
      told(statusTransitions, [changed("kajeet:LineSet", BUS, "suspendedLostStolen", "active")]),
    ).toEqual([]);
    expect(told(statusTransitions, [changed("kajeet:LineSet", BUS, "active", "suspended")])).toEqual([]);
    expect(told(statusTransitions, [changed("thingspace:LineSet", SIM, "suspend", "deactive")])).toEqual([]);
    expect(
      told(statusTransitions, [changed("control-center:LineSet", SIM, "testReady", "activated")]),
    ).toEqual([]);
  });

  test("is what each line may become, whatever the others become", () => {
    const [before, after] = [{ status: "active" }, { status: "suspended" }];
    const both = held(
      "kajeet:LineSet",
      "fleet",
      { lines: { [BUS]: before, "304-201-3111": before } },
      { lines: { [BUS]: { status: "suspendedLostStolen" }, "304-201-3111": after } },
    );
    expect(told(statusTransitions, [both])).toEqual([]);
  });

  test("is a status from which nothing is known, a line that comes in, and one that stays", () => {
    expect(told(statusTransitions, [changed("kajeet:LineSet", BUS, "pending", "suspended")])).toEqual([]);
    const fresh = held("kajeet:LineSet", "f", undefined, { lines: { [BUS]: { status: "suspended" } } });
    expect(told(statusTransitions, [fresh])).toEqual([]);
    expect(told(statusTransitions, [changed("kajeet:LineSet", BUS, "active", "active")])).toEqual([]);
  });

  test("is a line that leaves a membership and gets back what it had", () => {
    const left = held(
      "kajeet:LineStatus",
      "lost",
      { lines: { [BUS]: { status: "suspendedLostStolen" } }, onDelete: "restore" },
      { lines: {}, onDelete: "restore" },
    );
    expect(told(statusTransitions, [left])).toEqual([]);
  });
});

describe("changes for later days", () => {
  const planned = (status: string, schedule: object[]) =>
    held(
      "control-center:LineSet",
      "sims",
      { lines: { [SIM]: { status } } },
      { lines: { [SIM]: { status } }, schedule },
    );
  const on = (day: string, status: string) => ({ on: day, lines: [SIM], set: { status } });

  test("are told with their day", () => {
    expect(told(statusTransitions, [planned("activated", [on("2026-12-24", "inventory")])])).toEqual([
      `${SIM}: status activated cannot become inventory on 2026-12-24+00:00; from activated the carrier takes it only to deactivated or retired or purged`,
    ]);
  });

  test("come after what is made at once", () => {
    const sims = held(
      "control-center:LineSet",
      "sims",
      { lines: { [SIM]: { status: "inventory" } } },
      { lines: { [SIM]: { status: "activated" } }, schedule: [on("2026-12-24", "purged")] },
    );
    expect(told(statusTransitions, [sims])).toEqual([]);
  });

  test("may say the same again", () => {
    const schedule = [on("2026-12-01", "deactivated"), on("2026-12-24", "deactivated")];
    expect(told(statusTransitions, [planned("activated", schedule)])).toEqual([]);
  });

  test("start from what is booked before", () => {
    const schedule = [on("2026-12-01", "activated"), on("2026-12-24", "inventory")];
    const messages = told(statusTransitions, [planned("testReady", schedule)]);
    expect(told(statusTransitions, [planned("testReady", schedule.toReversed())])).toEqual(messages);
    expect(messages).toEqual([
      `${SIM}: status activated cannot become inventory on 2026-12-24+00:00; from activated the carrier takes it only to deactivated or retired or purged`,
    ]);
    expect(told(statusTransitions, [planned("testReady", [on("2026-12-24", "inventory")])])).toEqual([]);
  });
});
