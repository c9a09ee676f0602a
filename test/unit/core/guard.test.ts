import { describe, expect, test } from "vitest";
import type { Approval } from "../../../provider/core/approvals";
import { type ChangeFacts, changeCode } from "../../../provider/core/change-code";
import { Guarded } from "../../../provider/core/errors";
import { Guard } from "../../../provider/core/guard";
import { VirtualClock } from "../../support/virtual-clock";

const facts: ChangeFacts = {
  carrier: "kajeet",
  action: "remove",
  name: "304-228-6302",
  before: { status: "suspended", iccid: "89012604706900592925" },
};
const what = {
  carrier: "kajeet",
  action: "remove",
  name: "304-228-6302",
  identifiers: ["304-228-6302", "3042286302", "89012604706900592925"],
  loss: "its number would be lost for good",
  facts,
};
const code = changeCode(facts);
const approval: Approval = {
  action: "remove",
  lines: { "304-228-6302": code },
  by: "A. Admin",
  reason: "sold",
  until: "2026-12-31",
};
const guard = (approvals: Approval[], budget = 10) => new Guard(() => approvals, budget, new VirtualClock());
const off = { deletionProtection: false };

describe("Guard", () => {
  test("lets go what is unprotected, approved and within the budget", () => {
    expect(() => guard([approval]).permit(what, off)).not.toThrow();
  });

  test("refuses what is protected, whatever was approved", () => {
    expect(() => guard([approval]).permit(what, { deletionProtection: true })).toThrow(Guarded);
    expect(() =>
      guard([approval]).permit(what, { deletionProtection: true }),
    ).toThrowErrorMatchingInlineSnapshot(
      `[Guarded: 304-228-6302: not removed: it is protected; its number would be lost for good. To keep it, set onDelete to retain. To go on, set deletionProtection: false, apply, and approve it by name.]`,
    );
  });

  test("refuses what nobody approved, and says what to write", () => {
    expect(() => guard([]).permit(what, off)).toThrowErrorMatchingInlineSnapshot(
      `[Guarded: 304-228-6302: not removed: no approval names it; its number would be lost for good. Add an approval to the approvals file: { action: remove, lines: { "304-228-6302": kmcsp-qcjhh }, by: …, reason: …, until: … }.]`,
    );
  });

  test.each([
    ["in another status", { before: { status: "active", iccid: "89012604706900592925" } }],
    ["with another SIM", { before: { status: "suspended", iccid: "89148000007770000194" } }],
    ["of which something else is wanted", { after: { status: "suspended" } }],
  ])("refuses the same line %s, and gives the code of that change", (_case, other) => {
    const changed = { ...facts, ...other };
    const permit = () => guard([approval]).permit({ ...what, facts: changed }, off);
    expect(permit).toThrow(
      "not removed: what A. Admin approved is another change than this one: it has changed since, or it is done; its number",
    );
    expect(changeCode(changed)).not.toBe(code);
    expect(permit).toThrow(`lines: { "304-228-6302": ${changeCode(changed)} }`);
  });

  test("refuses what was approved until a day that is over, and says which", () => {
    const over = { ...approval, until: "2026-01-31" };
    expect(() => guard([over]).permit(what, off)).toThrow(
      "not removed: its approval by A. Admin ended on 2026-01-31; its number",
    );
    expect(() => guard([over, approval]).permit(what, off)).not.toThrow();
  });

  test("lets go on what was begun when it was approved", () => {
    const rest = { ...facts, before: { ...facts.before, status: "gone" } };
    expect(() => guard([approval]).permit({ ...what, facts: rest }, off)).toThrow(Guarded);
    const begun = { ...rest, begunFrom: ["active", "suspended"] };
    expect(() => guard([approval]).permit({ ...what, facts: begun }, off)).not.toThrow();
  });

  test("refuses all beyond the budget; what was refused before does not count", () => {
    const two = guard([approval], 2);
    expect(() => two.permit({ ...what, identifiers: ["1"] }, off)).toThrow("no approval names it");
    two.permit(what, off);
    two.permit(what, off);
    expect(() => two.permit(what, off)).toThrowErrorMatchingInlineSnapshot(
      `[Guarded: 304-228-6302: not removed: this deployment's budget of 2 irreversible changes is used up; its number would be lost for good. Run it again for the next ones, or raise cellular:irreversibleBudget in the reviewed change.]`,
    );
  });

  test.each([
    ["remove", "removed"],
    ["deactivate", "deactivated"],
    ["retire", "retired"],
    ["purge", "purged"],
    ["delete", "deleted"],
    ["cancel", "cancelled"],
    ["swap", "swapped"],
    ["erase", "done (erase)"],
  ])("says in words that it did not %s", (action, done) => {
    expect(() => guard([]).permit({ ...what, action }, off)).toThrow(
      `304-228-6302: not ${done}: no approval names it; its number would be lost for good.`,
    );
  });

  test("a budget of one is one change", () => {
    const one = guard([approval], 1);
    one.permit(what, off);
    expect(() => one.permit(what, off)).toThrow("budget of 1 irreversible change is used up");
  });

  test("with a budget of 0, refuses everything", () => {
    expect(() => guard([approval], 0).permit(what, off)).toThrow("budget of 0 irreversible changes");
  });
});
