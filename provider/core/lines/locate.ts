import { gather } from "../gather";
import type { Values } from "../value";
import type { LineKey } from "./line-key";
import type { LineModel } from "./model";

/**
 * Finds declared lines at the carrier, in their account first and then where their values say they may be. Reads come
 * from the account's listing, so thousands of lines cost its pages and not a call each.
 */
export async function locate<S, R, H>(
  session: S,
  model: LineModel<S, R, H>,
  account: string,
  wanted: ReadonlyMap<string, Values>,
  numbers: Readonly<Record<string, string>>,
): Promise<Map<string, R>> {
  const found = new Map<string, R>();
  const places = new Map<string, string[]>([[account, [...wanted.keys()]]]);
  for (const [name, values] of wanted) {
    for (const place of model.elsewhere?.(values) ?? []) {
      if (place !== account) gather(places, place, name);
    }
  }
  // A number may have been changed by somebody else: a line is then still known by what it was declared with.
  for (const known of [numbers, {}]) {
    for (const [place, names] of places) {
      const asked = names.flatMap((name) => {
        const key =
          found.has(name) || (known !== numbers && !numbers[name]) ? undefined : keyOf(model, name, known);
        return key ? [{ name, key }] : [];
      });
      const records = await model.roster(session, place).find(asked.map(({ key }) => key));
      for (const [i, record] of records.entries()) {
        const { name } = asked[i]!;
        if (record !== undefined && !found.has(name)) found.set(name, record);
      }
    }
  }
  return complete(session, model, account, wanted, found);
}

/** The same records with what lists leave out, as far as it is managed. */
async function complete<S, R, H>(
  session: S,
  model: LineModel<S, R, H>,
  account: string,
  wanted: ReadonlyMap<string, Values>,
  found: Map<string, R>,
): Promise<Map<string, R>> {
  if (!model.complete) return found;
  const settings = model.attributes.filter(({ role }) => role === "setting");
  const lacking = [...found].flatMap(([name, record]) => {
    const values = wanted.get(name)!;
    const names = settings
      .filter((one) => values[one.name] !== undefined && one.observed(record) === undefined)
      .map((one) => one.name);
    return names.length > 0 ? [{ name, record, names }] : [];
  });
  if (lacking.length === 0) return found;
  const whole = await model.complete(session, account, lacking);
  const roster = model.roster(session, account);
  for (const [index, { name, record }] of lacking.entries()) {
    const now = whole[index];
    if (now === undefined) {
      found.delete(name);
      roster.drop(record);
    } else {
      found.set(name, now);
      roster.put(now);
    }
  }
  return found;
}

/** The identifier a line is looked up by: its number once it has one, else what it was declared with. */
export function keyOf<S, R, H>(
  model: LineModel<S, R, H>,
  name: string,
  numbers: Readonly<Record<string, string>>,
): LineKey | undefined {
  const key = model.identify(numbers[name] ?? name);
  return "problem" in key ? undefined : key;
}
