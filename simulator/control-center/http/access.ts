import { timingSafeEqual } from "node:crypto";
import { type Attribute, isCustomField, ownerOf } from "../model/attributes";
import { Refusal, refusal } from "../model/errors";

/** What a user may do; a reader edits nothing. */
export type Role = "operator" | "account" | "customer" | "reader";

export interface User {
  name: string;
  role: Role;
}

/** One user of each role beside the one that the variables point to; all have the same API key. */
const USER_OF_ROLE: Readonly<Record<Role, string>> = {
  operator: "operator-api",
  account: "account-api",
  customer: "customer-api",
  reader: "reader-api",
};

/** Who may call: HTTP Basic with a user name and an API key. */
export class Access {
  private readonly users: ReadonlyMap<string, User>;

  constructor(
    username: string,
    role: Role,
    private readonly apiKey: string,
  ) {
    const others = Object.entries(USER_OF_ROLE).map(([of, name]) => ({ name, role: of as Role }));
    this.users = new Map([...others, { name: username, role }].map((user) => [user.name, user]));
  }

  /** The caller. Without a header the refusal has no code; with a wrong one it has. */
  user(authorization: string | undefined): User {
    if (authorization === undefined) throw new Refusal(401, undefined, "Full authentication is required.");
    const encoded = /^Basic +(.+)$/i.exec(authorization)?.[1] ?? "";
    const text = Buffer.from(encoded, "base64").toString();
    // A key may contain colons, a name may not.
    const [, name = "", key = ""] = /^([^:]*):(.*)$/s.exec(text) ?? [];
    const user = this.users.get(name);
    if (user === undefined || !same(key, this.apiKey)) throw refusal("10000001");
    return user;
  }
}

/** Refuses an edit that is closed to the role: edits at all, the customer (C-ER1), custom fields of somebody else. */
export function requireEditRight({ role }: User, attributes: readonly Attribute[]): void {
  if (role === "reader") throw refusal("10000030");
  if (role === "operator") return;
  for (const attribute of attributes) {
    if (attribute === "customer" && role === "customer") throw refusal("10000030");
    if (!isCustomField(attribute)) continue;
    const owner = ownerOf(attribute);
    if (owner === role) continue;
    if (owner === "operator") throw refusal("10000008");
    throw refusal(owner === "account" ? "10000009" : "10000010");
  }
}

function same(one: string, other: string): boolean {
  const [left, right] = [Buffer.from(one), Buffer.from(other)];
  return left.length === right.length && timingSafeEqual(left, right);
}
