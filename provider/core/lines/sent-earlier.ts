import type { Noted } from "../ledger";
import type { Values } from "../value";
import { attributeNamed } from "./attribute";
import type { Known } from "./group";
import { keyOf } from "./locate";
import type { LineModel } from "./model";
import type { Change } from "./plan";
import type { Surroundings } from "./surroundings";

/**
 * The change, with what earlier runs sent for the same line and nobody saw the end of: as state knows it, and as the
 * ledger does where a run was lost before it could write state.
 */
export function sentEarlier<S, R, H>(
  model: LineModel<S, R, H>,
  { host, session }: Surroundings<S>,
  account: string,
  known: Pick<Known, "open" | "asOf">,
  change: Change<H>,
): Change<H> {
  if (!model.following) return change;
  const told = known.open[change.name] ?? [];
  const lost = namesOf(model, session, account, change.name)
    .flatMap((name) => host.ledger.of(model.carrier.name, account, name, known.asOf ?? ""))
    .filter(({ since }) => !told.some((one) => one.since === since))
    .filter((noted) => isOwn(model, noted, change))
    .map(({ writer, values, since, ticket }) => ({
      writer,
      values: values as Values,
      since,
      ...(ticket === undefined ? {} : { ticket }),
    }));
  // One is only sent when those before it that were about the same have ended.
  const all = [...told, ...lost].sort((a, b) => a.since.localeCompare(b.since));
  const open = all.filter((one, at) => {
    const about = subjectOf(model, one);
    return !all.slice(at + 1).some((later) => subjectOf(model, later).some((name) => about.includes(name)));
  });
  return open.length > 0 ? { ...change, open } : change;
}

/** The line may have been declared by another of its identifiers then, for example before it had a number. */
function namesOf<S, R, H>(
  model: LineModel<S, R, H>,
  session: S,
  account: string,
  name: string,
): readonly string[] {
  const key = keyOf(model, name, {});
  const record = key && model.roster(session, account).peek(key);
  if (record === undefined) return [name];
  return [...new Set([name, ...model.keys(record).map((one) => model.canonical(one))])];
}

/**
 * The ledger tells what was sent for a line, not by which resource: another one may manage other attributes of the same
 * line, and what it sent is none of our business.
 */
function isOwn<S, R, H>(model: LineModel<S, R, H>, noted: Noted, { before, wanted }: Change<H>): boolean {
  return subjectOf(model, noted).some((name) => before[name] !== undefined || wanted[name] !== undefined);
}

/** The attributes that were to change. */
function subjectOf<S, R, H>(
  { attributes, writers }: LineModel<S, R, H>,
  { writer, values }: Pick<Noted, "writer" | "values">,
): readonly string[] {
  const settings = Object.keys(values).filter((name) => attributeNamed(attributes, name)?.role === "setting");
  // Some values only say how: a group that is left stands for the attribute of its writer.
  if (settings.length > 0) return settings;
  return writers.find(({ name }) => name === writer)?.attributes ?? [];
}
