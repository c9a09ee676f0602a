import { Misconfigured } from "./errors";

/**
 * Who manages which attribute of which line. Two resources that manage the same one would undo each other's work at
 * every run, so the second is refused with both names. An attribute may be claimed in part (`labels/E-Rate`): parts do
 * not clash with each other, but with the whole.
 */
export class Claims {
  private readonly owners = new Map<string, Map<string, string>>();

  /** Claims attributes of a line for a resource; claiming again by the same owner is fine. */
  claim(owner: string, line: string, attributes: Iterable<string>): void {
    const owned = this.owners.get(line);
    if (!owned) {
      // The first owner of a line clashes with nobody: so it is for nearly every line of a large set.
      this.owners.set(line, new Map(Array.from(attributes, (attribute) => [attribute, owner])));
      return;
    }
    for (const attribute of attributes) {
      const clash = clashing(owned, owner, attribute);
      if (clash) {
        throw new Misconfigured(`${attribute.split("/")[0]} is managed twice: by ${clash} and by ${owner}`, {
          subject: line,
          next: "Leave it to one of the two.",
        });
      }
      owned.set(attribute, owner);
    }
  }
}

function clashing(owned: ReadonlyMap<string, string>, owner: string, attribute: string): string | undefined {
  const whole = attribute.split("/")[0]!;
  const rivals =
    whole === attribute
      ? [...owned]
          .filter(([name]) => name === attribute || name.startsWith(`${attribute}/`))
          .map(([, by]) => by)
      : [owned.get(attribute), owned.get(whole)];
  return rivals.find((by) => by !== undefined && by !== owner);
}

/** The claims of the program that runs in this process. */
export const programClaims = new Claims();
