import { randomBytes } from "node:crypto";
import { ApiError } from "../model/errors";

export type BusinessType = "KPW" | "WBU" | "PRIVATELTE" | "KAJEET_CHOICE";

const SCOPES = [
  "org_super",
  "org_tech",
  "org_kajeetmanaged",
  "org_managerplus",
  "org_mediacenter",
  "readonly",
  "aux_activation",
  "aux_kemp_user",
] as const;
export type Scope = (typeof SCOPES)[number];

/** An API user of the simulated carrier. */
export interface User {
  username: string;
  password: string;
  corpId: string;
  scopes: readonly Scope[];
  businessType: BusinessType;
}

/** Everything a user may be given. org_mediacenter and readonly take rights away, so that they are not in it. */
const ALL_RIGHTS: readonly Scope[] = SCOPES.filter(
  (scope) => scope !== "org_mediacenter" && scope !== "readonly",
);

/**
 * The users of a fresh simulator, all with the same password: the default one, one named as each scope with that
 * scope alone, one named as each business type in lower case, and one of the child group.
 */
export function defaultUsers(
  username: string,
  password: string,
  rootCorp: string,
  childCorp: string,
): User[] {
  const user = (name: string, more: Partial<User> = {}): User => ({
    username: name,
    password,
    corpId: rootCorp,
    scopes: ALL_RIGHTS,
    businessType: "KAJEET_CHOICE",
    ...more,
  });
  const types: readonly BusinessType[] = ["KPW", "WBU", "PRIVATELTE", "KAJEET_CHOICE"];
  return [
    ...SCOPES.map((scope) => user(scope, { scopes: [scope] })),
    ...types.map((businessType) => user(businessType.toLowerCase(), { businessType })),
    user("transportation", { corpId: childCorp }),
    user(username),
  ];
}

interface Session {
  user: User;
  expiresAt: number;
}

/** Who holds which token. Tokens live a time that the client is told, and can be ended at will. */
export class Tokens {
  private readonly sessions = new Map<string, Session>();
  private readonly users: Map<string, User>;

  constructor(
    users: readonly User[],
    private readonly seconds: number,
    private readonly now: () => number,
  ) {
    this.users = new Map(users.map((user) => [user.username, user]));
  }

  /** T00: a token for the right password. */
  create(username: string, password: string) {
    const user = this.users.get(username);
    if (user === undefined || user.password !== password) {
      throw new ApiError("UNAUTHORIZED", "Bad credentials");
    }
    const expiresAt = this.now() + this.seconds * 1000;
    const claims = { sub: username, corpId: user.corpId, exp: Math.floor(expiresAt / 1000) };
    const token = [
      base64({ alg: "HS256", typ: "JWT" }),
      base64(claims),
      randomBytes(24).toString("base64url"),
    ];
    this.sessions.set(token.join("."), { user, expiresAt });
    const { corpId, scopes, businessType } = user;
    return {
      token: token.join("."),
      details: { corpId, scopes: [...scopes], businessType },
      expiresIn: this.seconds,
    };
  }

  /** The user of an Authorization header; 401 without one, with an unknown token, and with an expired one. */
  authenticate(authorization: string | undefined): User {
    const token = /^Bearer (.+)$/i.exec(authorization ?? "")?.[1];
    const session = token === undefined ? undefined : this.sessions.get(token);
    if (session === undefined) throw new ApiError("UNAUTHORIZED", "Missing or unknown token");
    if (session.expiresAt <= this.now()) throw new ApiError("TOKEN_EXPIRED", "Token expired");
    return session.user;
  }

  /** Makes every token given out so far an expired one. */
  expireAll(): void {
    for (const session of this.sessions.values()) session.expiresAt = 0;
  }

  clear(): void {
    this.sessions.clear();
  }
}

function base64(value: object): string {
  return Buffer.from(JSON.stringify(value)).toString("base64url");
}
