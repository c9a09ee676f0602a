import { CellularError, NotFound, Rejected } from "../errors";
import type { Irreversible } from "../guard";
import type { Values } from "../value";
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
    // A line whose end is behind it needs no approval any more: the one it had may be over by now.
    const refused =
      policy.end && (values || policy.removes)
        ? refusalOf(
            around.guard,
            irreversible(model, name, record, { rows, ...known }, policy.end),
            policy.end,
          )
        : undefined;
    if (refused) kept.set(name, [refused]);
    else {
      const wanted = values ?? {};
      const before = observe(model.attributes, record, Object.keys(wanted));
      const change = { name, handle: model.handle(record, account), before, wanted };
      parting.set(name, sentEarlier(model, around, account, known, change));
    }
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

function irreversible<S, R, H>(
  model: LineModel<S, R, H>,
  name: string,
  record: R,
  known: Pick<Known, "rows" | "numbers">,
  { action, loss }: { action: string; loss: string },
): Irreversible {
  // The number by which it was approved may be lost already, where an earlier run has begun.
  const number = known.numbers[name] ?? [];
  return {
    carrier: model.carrier.name,
    action,
    name: model.display(record),
    identifiers: [name, ...model.keys(record).map(({ key }) => key)].concat(number),
    loss,
    facts: factsOf(model, action, name, known, undefined),
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
