import { CellularError, NotFound, Rejected } from "../errors";
import type { Values } from "../value";
import { apply } from "./apply";
import { claimsOn, declaredClaims } from "./declared";
import { otherLine } from "./identity";
import { locate } from "./locate";
import { type LineModel, observe } from "./model";
import type { Progress } from "./progress";
import type { Surroundings } from "./surroundings";

/**
 * What happens to a line that is no longer declared: nothing, a last reversible write, or its end, which the guard
 * must agree to line by line. A line of which another resource declares the claims is let go without anything.
 */
export type ReleasePolicy =
  | { readonly kind: "retain" }
  | {
      readonly kind: "write";
      readonly claims: readonly string[];
      /** What a line gets at parting, given its record. */
      values(name: string, record: unknown): Values | undefined;
    }
  | { readonly kind: "remove"; readonly claims: readonly string[]; readonly deletionProtection: boolean };

/**
 * Lets go of lines. A line that cannot be let go comes back with its errors and stays managed; one that the carrier no
 * longer has, or whose number is another line's by now, counts as done.
 */
export async function release<S extends object, R, H>(
  model: LineModel<S, R, H>,
  around: Surroundings<S>,
  account: string,
  rows: ReadonlyMap<string, Values>,
  numbers: Readonly<Record<string, string>>,
  policy: ReleasePolicy,
  progress: Progress,
): Promise<Map<string, readonly CellularError[]>> {
  const kept = new Map<string, readonly CellularError[]>();
  if (rows.size === 0 || policy.kind === "retain") return kept;
  const { session, host } = around;
  const leaving = new Map(
    [...rows].filter(
      ([name, values]) =>
        ![...declaredClaims(model, name, values, numbers[name], policy.claims)].some((one) =>
          host.declared.has(one),
        ),
    ),
  );
  const found = await locate(session, model, account, leaving, numbers).catch((error: unknown) => {
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
  if (policy.kind === "write") {
    const parting = [...found].flatMap(([name, record]) => {
      const wanted = policy.values(name, record);
      if (!wanted) return [];
      const before = observe(model.attributes, record, Object.keys(wanted));
      return [{ name, handle: model.handle(record, account), before, wanted }];
    });
    const scope = (handle: H) => model.scope(handle);
    const left = await apply(session, parting, model.writers, model.attributes, scope, progress);
    for (const { name, reached, errors } of left) {
      if (errors.length > 0) kept.set(name, errors);
      // Whoever takes the line over in this deployment must see it as it is now.
      model.roster(session, account).put(model.patched(found.get(name)!, reached));
    }
    return kept;
  }
  await Promise.all(
    [...found].map(async ([name, record]) => {
      const error = await end(model, around, account, name, record, policy.deletionProtection);
      if (error) kept.set(name, [error]);
    }),
  );
  return kept;
}

async function end<S, R, H>(
  model: LineModel<S, R, H>,
  around: Surroundings<S>,
  account: string,
  name: string,
  record: R,
  deletionProtection: boolean,
): Promise<CellularError | undefined> {
  try {
    around.guard.permit(
      {
        carrier: model.carrier.name,
        action: "remove",
        name: model.display(record),
        identifiers: [name, ...model.keys(record).map(({ key }) => key)],
        loss: "its number would be lost for good",
      },
      { deletionProtection },
    );
    await model.remove(around.session, model.handle(record, account));
    return undefined;
  } catch (error) {
    if (error instanceof NotFound) return undefined;
    if (error instanceof CellularError) return error;
    return new Rejected(String(error), { subject: name, cause: error });
  }
}
