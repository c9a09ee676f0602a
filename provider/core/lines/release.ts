import { TELLING } from "../change-code";
import { CellularError, NotFound, Rejected } from "../errors";
import type { Irreversible } from "../guard";
import { sameValue, type Values } from "../value";
import { apply } from "./apply";
import { claimsOn, declaredClaims } from "./declared";
import type { Known } from "./group";
import { otherLine } from "./identity";
import { locate } from "./locate";
import { type LineModel, observe } from "./model";
import { factsOf, refusalOf } from "./permit";
import type { Change } from "./plan";
import type { Progress } from "./progress";
import { sentEarlier } from "./sent-earlier";
import type { Surroundings } from "./surroundings";

/**
 * What happens to a line that is no longer declared: nothing, or a parting, of which the guard must agree line by line
 * where it cannot be undone. A line of which another resource declares the claims is let go without anything.
 */
export type ReleasePolicy =
  | { readonly kind: "retain" }
  | {
      readonly kind: "part";
      readonly claims: readonly string[];
      /** What a line gets at parting, given its record. */
      values?(name: string, record: unknown): Values | undefined;
      /** Set where it cannot be undone: what is done, as approvals name it, and what is lost. */
      readonly end?: { readonly action: string; readonly loss: string; readonly deletionProtection: boolean };
      /** Set where the line is taken off the account afterwards. */
      readonly removes?: boolean;
    };

/**
 * Lets go of lines. A line that cannot be let go comes back with its errors and stays managed; one that the carrier no
 * longer has, or whose number is another line's by now, counts as done.
 */
export async function release<S extends object, R, H>(
  model: LineModel<S, R, H>,
  around: Surroundings<S>,
  account: string,
  rows: ReadonlyMap<string, Values>,
  known: Omit<Known, "rows">,
  policy: ReleasePolicy,
  progress: Progress,
): Promise<Map<string, readonly CellularError[]>> {
  const kept = new Map<string, readonly CellularError[]>();
  if (rows.size === 0 || policy.kind === "retain") return kept;
  const { session, host } = around;
  const leaving = new Map(
    [...rows].filter(
      ([name, values]) =>
        ![...declaredClaims(model, name, values, known.numbers[name], policy.claims)].some((one) =>
          host.declared.has(one),
        ),
    ),
  );
  const found = await locate(session, model, account, leaving, known.numbers).catch((error: unknown) => {
    if (!(error instanceof CellularError)) throw error;
    for (const name of leaving.keys()) kept.set(name, [error]);
    return new Map<string, R>();
  });
  for (const [name, record] of found) {
    const claims = model.keys(record).flatMap((key) => claimsOn(model, key, policy.claims));
    const seen = observe(model.attributes, record, Object.keys(rows.get(name)!));
    const other = otherLine(model.attributes, name, seen, rows.get(name)!);
    if (other) host.log("warning", `${name}: left alone, because ${other.problem}`);
    if (other || claims.some((one) => host.declared.has(one))) found.delete(name);
  }
  const parting = new Map<string, Change<H>>();
  for (const [name, record] of found) {
    const values = policy.values?.(name, record);
    const wanted = values ?? {};
    const before = observe(model.attributes, record, Object.keys(wanted));
    const plain = { name, handle: model.handle(record, account), before, wanted };
    const change = sentEarlier(model, around, account, known, plain);
    // A line whose end is behind it needs no approval any more: the one it had may be over by now.
    const ends = values !== undefined || policy.removes === true;
    const what =
      policy.end &&
      ends &&
      irreversible(model, around, account, name, record, { rows, ...known }, policy.end);
    const refused = what && refusalOf(around.guard, what, policy.end!);
    if (refused) kept.set(name, [refused]);
    else parting.set(name, change);
  }
  for (const { name, reached, errors } of await apply(
    model,
    around,
    account,
    [...parting.values()],
    progress,
  )) {
    if (errors.length > 0) kept.set(name, errors);
    // Whoever takes the line over in this deployment must see it as it is now.
    model.roster(session, account).put(model.patched(found.get(name)!, reached));
  }
  if (policy.removes) {
    await Promise.all(
      [...parting].map(async ([name, { handle }]) => {
        const error = kept.has(name) ? undefined : await remove(model, session, name, handle);
        if (error) kept.set(name, [error]);
      }),
    );
  }
  return kept;
}

/** The line as approvals know it: as state does, but for what somebody else has made of it since. */
function irreversible<S extends object, R, H>(
  model: LineModel<S, R, H>,
  { host }: Surroundings<S>,
  account: string,
  name: string,
  record: R,
  known: Pick<Known, "rows" | "numbers">,
  { action, loss }: { action: string; loss: string },
): Irreversible {
  const row = known.rows.get(name)!;
  const names = [name, ...model.keys(record).map((key) => model.canonical(key))];
  const seen = observe(
    model.attributes,
    record,
    TELLING.filter((one) => (row[one] ?? null) !== null),
  );
  const since = Object.entries(seen).filter(([one, value]) => {
    if (value === null || sameValue(value, row[one]!)) return false;
    // An earlier run that came half way (restored, to be deactivated) was at the same change, and at no other one.
    const sent = host.ledger.history(model.carrier.name, account, names, one);
    return !sent.slice(sent.lastIndexOf(row[one]) + 1).includes(value);
  });
  const rows = new Map([[name, { ...row, ...Object.fromEntries(since) }]]);
  // The number by which it was approved may be lost already, where an earlier run has begun.
  const number = known.numbers[name] ?? [];
  return {
    carrier: model.carrier.name,
    action,
    name: model.display(record),
    identifiers: names.concat(number),
    loss,
    facts: factsOf(model, action, name, { rows, numbers: known.numbers }, undefined),
  };
}

async function remove<S, R, H>(
  model: LineModel<S, R, H>,
  session: S,
  name: string,
  handle: H,
): Promise<CellularError | undefined> {
  try {
    await model.remove?.(session, handle);
    return undefined;
  } catch (error) {
    if (error instanceof NotFound) return undefined;
    if (error instanceof CellularError) return error;
    return new Rejected(String(error), { subject: name, cause: error });
  }
}
