/** Members whose values never reach the journal: passwords, tokens, network keys. */
const SECRET_MEMBER = /pass(word|phrase)|token|secret|authorization|presharedkey|^psk$/i;

/** What stands in the journal where a secret was sent. */
const REDACTED = "[redacted]";

/** A copy of a request body without its secrets. Lists of plain values are shared, not copied. */
export function redact(value: unknown): unknown {
  if (Array.isArray(value)) return value.some(isObject) ? value.map(redact) : value;
  if (!isObject(value)) return value;
  const copy: Record<string, unknown> = {};
  for (const [name, member] of Object.entries(value)) {
    copy[name] = SECRET_MEMBER.test(name) && member !== null ? REDACTED : redact(member);
  }
  return copy;
}

function isObject(value: unknown): value is Record<string, unknown> {
  return typeof value === "object" && value !== null;
}
