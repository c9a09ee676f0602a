import { randomBytes, randomUUID, timingSafeEqual } from "node:crypto";
import { CarrierError, GatewayError, OAuthError } from "../model/errors";

const TOKEN_MS = 3_600_000;
const IDLE_MS = 20 * 60_000;
/** Failed logins in a row that lock the contact record until support unlocks it. */
const MOST_FAILURES = 5;
const GUID = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/i;

/** Who may use the simulated carrier. */
export interface Credentials {
  key: string;
  secret: string;
  username: string;
  password: string;
}

/** The two signs of a caller: the bearer token of the gateway and the session of the services. */
export class Access {
  private bearer: { token: string; expiresAt: number } | undefined;
  private sessions = new Map<string, number>();
  private failures = 0;
  private password: string;

  constructor(
    private readonly credentials: Credentials,
    private readonly now: () => number,
  ) {
    this.password = credentials.password;
  }

  get username(): string {
    return this.credentials.username;
  }

  /** Whether too many logins failed. */
  get locked(): boolean {
    return this.failures >= MOST_FAILURES;
  }

  /** POST /ts/v1/oauth2/token: the same token until its hour is over. */
  token(authorization: string | undefined, form: URLSearchParams) {
    const encoded = /^Basic (.+)$/i.exec(authorization ?? "")?.[1] ?? "";
    const { key, secret } = this.credentials;
    if (!same(Buffer.from(encoded, "base64").toString(), `${key}:${secret}`)) {
      throw new OAuthError(401, "invalid_client", "Client authentication failed");
    }
    const grant = form.get("grant_type");
    if (grant === null) throw new OAuthError(400, "invalid_request", "Missing grant_type parameter value");
    if (grant !== "client_credentials") {
      throw new OAuthError(400, "unsupported_grant_type", `Unsupported grant_type value ${grant}`);
    }
    const now = this.now();
    if (this.bearer === undefined || this.bearer.expiresAt <= now) {
      this.bearer = { token: randomBytes(24).toString("base64url"), expiresAt: now + TOKEN_MS };
    }
    return {
      access_token: this.bearer.token,
      token_type: "Bearer",
      expires_in: Math.ceil((this.bearer.expiresAt - now) / 1000),
      scope: "ts.application.ro",
    };
  }

  /** The gateway's check of every call behind it. */
  requireBearer(authorization: string | undefined): void {
    const token = /^Bearer (.+)$/i.exec(authorization ?? "")?.[1];
    if (token === undefined) {
      throw new GatewayError(401, "900902", "Missing Credentials", "Provide an Authorization header");
    }
    const { bearer } = this;
    if (bearer === undefined || bearer.expiresAt <= this.now() || !same(token, bearer.token)) {
      throw new GatewayError(
        401,
        "900901",
        "Invalid Credentials",
        "The access token is wrong or has expired",
      );
    }
  }

  /** POST /session/login. Sessions are independent of each other and of the bearer token. */
  login(username: string, password: string): string {
    // Codes of a wrong and of a locked login are guesses (G-LOGIN1).
    if (this.locked) {
      throw new CarrierError("REQUEST_FAILED.Contact.Locked", "The contact record is locked; call support");
    }
    if (username !== this.credentials.username || !same(password, this.password)) {
      this.failures += 1;
      throw new CarrierError("INPUT_INVALID.Password.Invalid", "User name or password is wrong");
    }
    this.failures = 0;
    const session = randomUUID();
    this.sessions.set(session, this.now());
    return session;
  }

  /** The services' check of every call but the login; each use extends the session. */
  requireSession(session: string | undefined): string {
    if (session === undefined || session === "") {
      throw new CarrierError("REQUEST_FAILED.SessionToken.Format", "The header VZ-M2M-Token is missing");
    }
    if (!GUID.test(session)) {
      throw new CarrierError("INPUT_INVALID.SessionToken.Invalid", "The session token is no GUID");
    }
    const used = this.sessions.get(session);
    const now = this.now();
    if (used === undefined || now - used > IDLE_MS) {
      this.sessions.delete(session);
      throw new CarrierError("REQUEST_FAILED.SessionToken.Expired", "The session token has expired");
    }
    this.sessions.set(session, now);
    return session;
  }

  logout(session: string): void {
    this.sessions.delete(session);
  }

  /** A new password, valid at once; sessions go on. */
  resetPassword(oldPassword: string): string {
    if (!same(oldPassword, this.password)) {
      throw new CarrierError("INPUT_INVALID.Password.Invalid", "The old password is wrong");
    }
    this.password = `${randomBytes(9).toString("base64url")}A1!`;
    return this.password;
  }

  expireBearer(): void {
    if (this.bearer !== undefined) this.bearer.expiresAt = 0;
  }

  expireSessions(): void {
    this.sessions.clear();
  }

  /** As at the start: nobody logged in, nothing locked, the first password. */
  clear(): void {
    this.bearer = undefined;
    this.sessions.clear();
    this.failures = 0;
    this.password = this.credentials.password;
  }
}

function same(one: string, other: string): boolean {
  const [left, right] = [Buffer.from(one), Buffer.from(other)];
  return left.length === right.length && timingSafeEqual(left, right);
}
