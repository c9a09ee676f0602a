/** Keeps secrets out of everything a person or a log sees: by value where the value is known, by name everywhere. */
import type { CellularError, ErrorFacts, NotFound } from "./errors";

const HIDDEN = "[hidden]";

/** Names of headers and body members whose value is a secret, whoever sends it. */
const NAMES =
  "[\\w-]*(?:password|passwd|passphrase|secret|token|authorization|api[_-]?key|pre[_-]?shared[_-]?key|psk|ssid[_ -]?key|cookie)";

const BY_NAME: readonly [RegExp, string][] = [
  // JSON members: texts, the same in JSON that stands inside a JSON text, and bare values.
  [new RegExp(`("${NAMES}"\\s*:\\s*)"(?:[^"\\\\]|\\\\.)*"`, "gi"), `$1"${HIDDEN}"`],
  [new RegExp(`(\\\\"${NAMES}\\\\"\\s*:\\s*)\\\\".*?\\\\"`, "gi"), `$1\\"${HIDDEN}\\"`],
  [new RegExp(`(["']${NAMES}["']\\s*:\\s*)(?:'[^']*'|[\\w.+-]+)`, "gi"), `$1"${HIDDEN}"`],
  [new RegExp(`\\b(${NAMES}\\s*=\\s*)[^\\s,;&"'{}[\\]]+`, "gi"), `$1${HIDDEN}`],
  // Header lines. A colon after a bare "password" is no header but our own "password: too short".
  [/\b((?:proxy-)?authorization|(?:set-)?cookie|[\w-]+-token)(\s*:\s*)[^\r\n]+/gi, `$1$2${HIDDEN}`],
  [/\b(bearer|basic)\s+[\w.~+/=-]{16,}/gi, `$1 ${HIDDEN}`],
];

const SECRET_NAME = new RegExp(`^${NAMES}$`, "i");

/** Below this length a value would be found inside ordinary words; such values are hidden by their names alone. */
const SHORTEST = 4;

/** Hides secrets in text. One for each connection; it learns tokens as they come. */
export class Redactor {
  readonly #values = new Set<string>();

  constructor(secrets: readonly string[] = []) {
    this.learn(secrets);
  }

  /** Hides these values from now on. */
  learn(secrets: readonly string[]): void {
    for (const secret of secrets) {
      if (secret.length < SHORTEST) continue;
      for (const form of forms(secret)) this.#values.add(form);
    }
  }

  /** The text without secrets. `more` are values that are secret for this text only. */
  text(text: string, more: readonly string[] = []): string {
    const values = [...this.#values, ...more.filter((each) => each.length >= SHORTEST).flatMap(forms)];
    // Longest first, so that a secret that contains another one leaves no rest behind.
    values.sort((a, b) => b.length - a.length);
    const known = values.reduce((whole, value) => whole.replaceAll(value, HIDDEN), text);
    return BY_NAME.reduce((whole, [pattern, shown]) => whole.replace(pattern, shown), known);
  }

  /** The error without secrets: the same one where it has none, else a clean one of the same meaning. */
  error<E extends CellularError>(error: E, more: readonly string[] = []): E {
    const clean = (text: string) => this.text(text, more);
    if (clean(error.message) === error.message && error.facts.cause === undefined) return error;
    const facts = Object.fromEntries(
      Object.entries(error.facts)
        .filter(([name]) => name !== "cause")
        .map(([name, value]) => [name, typeof value === "string" ? clean(value) : value]),
    ) as ErrorFacts;
    const Same = error.constructor as typeof NotFound;
    return new Same(clean(error.problem), facts) as CellularError as E;
  }
}

/** The values of members with a secret's name, anywhere in a request body. */
export function secretMembers(body: unknown): string[] {
  if (typeof body !== "object" || body === null) return [];
  return Object.entries(body).flatMap(([name, value]) =>
    typeof value === "string" && SECRET_NAME.test(name) ? [value] : secretMembers(value),
  );
}

/** A value as it may stand in text: plain, percent-encoded, inside JSON. */
function forms(secret: string): string[] {
  return [...new Set([secret, encodeURIComponent(secret), JSON.stringify(secret).slice(1, -1)])];
}
