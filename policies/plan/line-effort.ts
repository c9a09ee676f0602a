import { knownChange } from "../../provider/core/lines/known-change";
import type { Change as LineChange } from "../../provider/core/lines/plan";
import type { Value, Values } from "../../provider/core/value";
import type { CallTally } from "./call-tally";
import type { Change } from "./change";
import type { HeldLines } from "./line-changes";
import { termsOf } from "./resource";

/** A line that gets values; its handle is where it stands for batching: lines of different scopes share no call. */
export type Sent = LineChange<string>;

/**
 * What the lines of one resource are sent, to be grouped into calls with what other resources send. Orders, endings and
 * bookings are calls of their own, and counted at once.
 */
export function sentTo(held: HeldLines, changes: readonly Change[], tally: CallTally): Sent[] {
  const { resource, holder, before, after } = held;
  const { model } = holder;
  const { writers, impacts, orders } = model;
  const account = accountOf(held);
  const sent: Sent[] = [];
  const restored = new Map<string, Record<string, Value>>();
  const seen = new Set<string>();
  for (const change of changes) {
    const { operation, line = "", attribute, after: value, on } = change;
    if (operation === "leave" && attribute !== undefined) {
      restored.set(line, { ...restored.get(line), ...(value === undefined ? {} : { [attribute]: value }) });
      continue;
    }
    const key = `${operation} ${line} ${on}`;
    if (seen.has(key)) continue;
    seen.add(key);
    const wanted = after.get(line);
    if (operation === "book") {
      tally.add("changes for later days", 1, { limit: 1, perSecond: writers[0]?.perSecond });
    } else if (operation === "leave") {
      for (const call of endingCalls(held)) {
        const writer = writers.find(({ name }) => name === call);
        tally.share(call, account, writer ?? { limit: 1 });
      }
    } else if (operation === "enter" && change.class !== "cost") tally.reads += 1;
    else if (operation === "enter" && orders) tally.add(impacts.order?.operations[0] ?? "orders", 1);
    else if (wanted && (operation === "enter" || before.has(line))) {
      sent.push(sending(held, account, line, wanted, operation === "enter", tally));
    }
  }
  for (const [line, values] of restored) sent.push(sending(held, account, line, values, false, tally));
  if (resource.forgotten) return sent.filter(({ name }) => after.has(name));
  return sent;
}

function sending(
  { holder: { model }, before, numbers }: HeldLines,
  account: string,
  name: string,
  wanted: Values,
  isNew: boolean,
  tally: CallTally,
): Sent {
  const row = before.get(name) ?? {};
  const known = isNew ? undefined : knownChange(model, account, numbers, name, row, wanted);
  if (!known && !isNew) tally.reads += 1;
  const place = known ? model.scope(known.handle) : account;
  // Work that is done later is noted by account, and calls are not shared beyond it.
  return { name, handle: model.following ? `${place} ${account}` : place, before: row, wanted };
}

const accountOf = ({ resource: { state, wanted }, holder }: HeldLines) =>
  String(state?.account ?? wanted?.[holder.account.name] ?? "");

/** The carrier's operations that end a line as its resource says; none where it stays as it is. */
function endingCalls({ resource, holder }: HeldLines): readonly string[] {
  if (resource.forgotten) return [];
  return holder.model.impacts.endings[String(termsOf(resource).onDelete)]?.operations ?? [];
}
