import { moneyText } from "../cost";
import type { Operation } from "../plan/change";
import { counted, thingsText } from "./headline";
import type { Count, Report } from "./model";
import { numberText, UNDO_WORDS } from "./words";

const WORDS: Readonly<Record<Operation, string>> = {
  enter: "coming in",
  change: "changed",
  book: "booked to change",
  leave: "leaving",
  move: "only moving",
  make: "made",
  adjust: "adjusted",
  end: "ended",
  act: "done",
};

/** The numbers of a report as titles and texts, the most important first. */
export function factsOf(report: Report): { readonly title: string; readonly text: string }[] {
  const { numbers, cost, effort, irreversible, whole, unreadable, errors } = report;
  const { fleet, byOperation, byClass, byUndo } = numbers;
  const facts: { title: string; text: string }[] = [];
  const add = (title: string, text: string) => facts.push({ title, text });
  const states = ["not approved", "protected", "approved"].flatMap((state) => {
    const count = irreversible.filter(({ approval }) => approval.state === state).length;
    return count > 0 ? [`${numberText(count)} ${state}`] : [];
  });
  const lost = thingsText(byUndo.never);
  const hidden = unreadable.length > 0 || errors.length > 0;
  const none = hidden ? "nothing in what can be judged, and that is not all" : "nothing";
  add("Cannot be undone", irreversible.length === 0 ? none : `${lost}: ${states.join(", ")}`);
  if (unreadable.length > 0) add("Cannot be judged", counted(unreadable.length, "resource"));
  const touched = numberText(numbers.lines);
  const share = whole && fleet.before > 0 ? ` of ${numberText(fleet.before)}` : "";
  const list = (counts: Readonly<Partial<Record<string, Count>>>, words: Readonly<Record<string, string>>) =>
    Object.entries(counts)
      .filter(([, count]) => count!.changes > 0)
      .map(([name, count]) => ({ name, count: count! }))
      .map(({ name, count }) => `${numberText(count.lines + count.resources)} ${words[name] ?? name}`)
      .join(", ");
  add("Lines touched", `${touched}${share}`);
  if (numbers.resources > 0) add("Other resources", numberText(numbers.resources));
  add("What happens", list(byOperation, WORDS) || "nothing");
  add("By class", list(byClass, {}) || "nothing");
  add("Undone", list(byUndo, UNDO_WORDS) || "nothing");
  if (cost) add("Cost a month", costText(cost));
  add("Calls", effortText(effort));
  return facts;
}

function costText({ before, after, currency, unpriced }: NonNullable<Report["cost"]>): string {
  const added = Math.round((after - before) * 100) / 100;
  const change = `${added < 0 ? "−" : "+"}${moneyText(Math.abs(added), currency)}`;
  const left = unpriced > 0 ? `; ${counted(unpriced, "line")} without a price left out` : "";
  return `${moneyText(before, currency)} before, ${moneyText(after, currency)} after (${change})${left}`;
}

function effortText({ calls, minutes, carriers }: Report["effort"]): string {
  const each = carriers.map((one) => `${one.carrier} ${numberText(one.calls)}${time(one.minutes)}`);
  const by = carriers.length > 1 ? `: ${each.join(", ")}` : "";
  return `${numberText(calls)}${time(minutes)}${by}`;
}

const time = (minutes: number | undefined) =>
  minutes === undefined ? "" : `, about ${numberText(minutes)} min`;

/** What limits the numbers, and notes of carriers: sentences. */
export function remarksOf({ whole, effort, missingApprovals, irreversible }: Report): string[] {
  const remarks = effort.carriers.flatMap(({ carrier, notes }) =>
    notes.map((note) => `${carrier}: ${note}.`),
  );
  if (!whole) {
    remarks.unshift(
      "The plan shows only what changes: totals and shares are those of what changes. Make it with --show-sames for those of the whole stack.",
    );
  }
  if (missingApprovals.length > 0 && irreversible.some(({ approval }) => approval.state === "protected")) {
    remarks.push(
      "Protected lines need deletionProtection set to false, and that applied, before an approval counts.",
    );
  }
  return remarks;
}
