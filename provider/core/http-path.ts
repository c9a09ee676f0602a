/** Paths of calls: every part that comes from outside is percent-encoded, and none may change which path is meant. */
import { Misconfigured } from "./errors";

/** Template tag for paths: path`/v1.0/devices/${corpId}/status` encodes each part. */
export function path(literals: TemplateStringsArray, ...parts: (string | number)[]): string {
  return literals.reduce((whole, literal, index) => {
    const part = parts[index - 1];
    return whole + (part === undefined ? "" : encodePart(String(part), `part ${index}`)) + literal;
  });
}

/** Fills a path template such as `/v1.0/devices/{corpId}/{mdn}` from named parts, encoding each. */
export function fillPath(template: string, parts: Readonly<Record<string, unknown>>): string {
  return template.replace(/\{(\w+)\}/g, (_, name: string) => {
    const part = parts[name];
    return encodePart(part === undefined || part === null ? "" : String(part), name);
  });
}

/** The names in braces of a path template, in order. */
export function partNames(template: string): string[] {
  return [...template.matchAll(/\{(\w+)\}/g)].map((match) => match[1] ?? "");
}

/** A query with each name and value percent-encoded (a blank as `%20`), `?` included; empty when nothing is set. */
export function queryString(
  query: Readonly<Record<string, string | number | boolean | undefined>> = {},
): string {
  const pairs = Object.entries(query)
    .filter(([, value]) => value !== undefined)
    .map(([name, value]) => `${encodeURIComponent(name)}=${encodeURIComponent(String(value))}`);
  return pairs.length === 0 ? "" : `?${pairs.join("&")}`;
}

/** An empty part or a dot segment would address another thing than the one meant, so it never leaves the machine. */
function encodePart(part: string, name: string): string {
  if (part === "" || part === "." || part === "..") {
    throw new Misconfigured(`the address of the call needs a ${name}, and "${part}" cannot be one`);
  }
  return encodeURIComponent(part);
}
