import { Conflict } from "../errors";
import { sameValue, type Value, type Values } from "../value";
import type { Attribute } from "./attribute";
import type { LineKey } from "./line-key";
import type { LineModel } from "./model";

/** Which of the declared lines has which identifier: a line may be declared by its MDN or by its ICCID, but not by both. */
export class Identifiers<S, R, H> {
  private readonly owners = new Map<string, string>();

  constructor(private readonly model: LineModel<S, R, H>) {}

  /** Notes what a declared line is known by; whatever is no identifier is passed over. */
  take(name: string, identifiers: Iterable<Value | undefined>): void {
    for (const key of this.keys(identifiers)) this.owners.set(text(key), name);
  }

  takeRecord(name: string, record: R): void {
    for (const key of this.model.keys(record)) this.owners.set(text(key), name);
  }

  /** Another declared line that is the same one. */
  twin(name: string, record: R): string | undefined {
    // One IMEI may be on two lines for a while, when a device changes its SIM.
    const keys = this.model.keys(record).filter(({ kind }) => kind !== "imei");
    return keys
      .map((key) => this.owners.get(text(key)))
      .find((owner) => owner !== undefined && owner !== name);
  }

  /** Is a line declared under any of these? */
  has(identifiers: Iterable<Value | undefined>): boolean {
    return this.keys(identifiers).some((key) => this.owners.has(text(key)));
  }

  private keys(identifiers: Iterable<Value | undefined>): LineKey[] {
    return [...identifiers].flatMap((identifier) => {
      const key = typeof identifier === "string" ? this.model.identify(identifier) : undefined;
      return key && !("problem" in key) ? [key] : [];
    });
  }
}

const text = ({ kind, key }: LineKey) => `${kind} ${key}`;

/** Set where the facts of a line say that the declaration speaks of another one: numbers are given out again. */
export function otherLine(
  attributes: readonly Attribute<never>[],
  name: string,
  seen: Values,
  declared: Values,
): Conflict | undefined {
  for (const { name: fact, role } of attributes) {
    const [was, wish] = [seen[fact] ?? null, declared[fact] ?? null];
    if (role !== "fact" || was === null || wish === null || sameValue(was, wish)) continue;
    return new Conflict(
      `${fact} is ${was} at the carrier and ${wish} in the declaration, so this may be another line`,
      { subject: name, next: `Correct ${fact} in the declaration, or look up which line is meant.` },
    );
  }
  return undefined;
}
