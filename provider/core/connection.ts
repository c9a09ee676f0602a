/**
 * Connections: which account of which carrier, at which address, with which credentials, and where those come from.
 * Credentials are read in the provider process only; a resource names its connection and never holds one.
 */
import { Misconfigured } from "./errors";

/** Reads a config value by its full key (`cellular:kajeetUrl`). A Pulumi program and the provider process both have one. */
export type ConfigReader = (key: string) => string | undefined;

/** What a carrier says about the fields of its connection. */
export interface ConnectionShape {
  /** The carrier, for example `kajeet`: also the name of its default connection. */
  carrier: string;
  /** Base address used where none is given. */
  defaultUrl?: string;
  /** Field name (camel case) to what it is. The value of a secret field is never shown. */
  fields: Readonly<Record<string, ConnectionField>>;
  /** Sets of fields, one of which must be there whole: `[["token"], ["username", "password"]]`. */
  needs: readonly (readonly string[])[];
}

/** One field of a connection. */
export interface ConnectionField {
  secret: boolean;
  describe: string;
  /** More environment variables that hold it; they count for the carrier's default connection only. */
  alias?: readonly string[];
}

/** A connection with its values found. It prints as name, carrier and address; values come from `field` alone. */
export interface ResolvedConnection {
  name: string;
  carrier: string;
  /** Base address without a trailing slash. */
  url: string;
  /** The value of a field, or undefined where it was not given. */
  field(name: string): string | undefined;
}

const secrets = new WeakMap<ResolvedConnection, readonly string[]>();

/** The secret values of a connection: what a log line or an error must not contain. */
export function secretsOf(connection: ResolvedConnection): readonly string[] {
  return secrets.get(connection) ?? [];
}

/**
 * Finds a connection. The environment wins over the config; an empty value counts as none.
 * `north` reads `CELLULAR_NORTH_URL` or `cellular:northUrl`, `control-center` reads `CELLULAR_CONTROL_CENTER_URL` or
 * `cellular:controlCenterUrl`, and so on for each field.
 *
 * @throws Misconfigured with every fault at once, each naming the variable and the config key that would mend it.
 */
export function resolveConnection(
  shape: ConnectionShape,
  name: string | undefined,
  config: ConfigReader,
  env: NodeJS.ProcessEnv = process.env,
): ResolvedConnection {
  const faults = connectionFaults(shape, name, config, env);
  if (faults.length > 0) {
    throw new Misconfigured(faults.join("; "), {
      carrier: shape.carrier,
      subject: `connection "${name ?? shape.carrier}"`,
    });
  }
  const values = readAll(shape, name ?? shape.carrier, config, env);
  const url = (values.get("url") ?? "").replace(/\/+$/, "");
  const connection: ResolvedConnection = {
    name: name ?? shape.carrier,
    carrier: shape.carrier,
    url,
    field: (field) => values.get(field),
  };
  const hidden = Object.entries(shape.fields).flatMap(([field, { secret }]) => {
    const value = secret ? values.get(field) : undefined;
    return value === undefined ? [] : [value];
  });
  secrets.set(connection, hidden);
  return connection;
}

/** The faults of a connection as sentences without any credential in them; empty when it can be used. Sends nothing. */
export function connectionFaults(
  shape: ConnectionShape,
  name: string | undefined,
  config: ConfigReader,
  env: NodeJS.ProcessEnv = process.env,
): string[] {
  const chosen = name ?? shape.carrier;
  if (!/^[a-z][a-z0-9]*(-[a-z0-9]+)*$/.test(chosen)) {
    return [
      `"${chosen}" is no connection name: use lower-case letters, digits and single hyphens, beginning with a letter`,
    ];
  }
  const values = readAll(shape, chosen, config, env);
  const faults = urlFaults(chosen, values.get("url"));
  for (const [field, value] of values) {
    if (field !== "url" && hasControlCharacter(value)) {
      faults.push(`${sources(chosen, field)} holds a line break or another control character`);
    }
  }
  return [...faults, ...credentialFaults(shape, chosen, values)];
}

/** The environment variable and the config key of one field of one connection. */
export function connectionKeys(name: string, field: string): { variable: string; key: string } {
  const snake = (text: string) => text.replace(/[A-Z]/g, (letter) => `_${letter}`).replaceAll("-", "_");
  const camel = name.replace(/-([a-z0-9])/g, (_, letter: string) => letter.toUpperCase());
  return {
    variable: `CELLULAR_${snake(name)}_${snake(field)}`.toUpperCase(),
    key: `cellular:${camel}${field.charAt(0).toUpperCase()}${field.slice(1)}`,
  };
}

/** Where a field of a connection is set, for a sentence: `CELLULAR_NORTH_URL (config cellular:northUrl)`. */
export function settingOf(name: string, field: string): string {
  const { variable, key } = connectionKeys(name, field);
  return `${variable} (config ${key})`;
}

function sources(name: string, field: string): string {
  const { variable, key } = connectionKeys(name, field);
  return `${variable} (or config ${key})`;
}

function readAll(
  shape: ConnectionShape,
  name: string,
  config: ConfigReader,
  env: NodeJS.ProcessEnv,
): Map<string, string> {
  const values = new Map<string, string>();
  for (const field of ["url", ...Object.keys(shape.fields)]) {
    const { variable, key } = connectionKeys(name, field);
    const aliases = name === shape.carrier ? (shape.fields[field]?.alias ?? []) : [];
    const found = [variable, ...aliases].map((each) => env[each]).find((value) => value) || config(key);
    if (found) values.set(field, found);
  }
  if (!values.has("url") && shape.defaultUrl !== undefined) values.set("url", shape.defaultUrl);
  return values;
}

function urlFaults(name: string, text: string | undefined): string[] {
  const where = sources(name, "url");
  if (text === undefined) return [`no base address: set ${where}`];
  if (!URL.canParse(text)) return [`${where} is not a URL; expected something like https://host/path`];
  const url = new URL(text);
  const faults: string[] = [];
  if (url.username !== "" || url.password !== "") {
    faults.push(`${where} has credentials in the address; give them in their own fields`);
  }
  if (url.search !== "" || url.hash !== "") faults.push(`${where} must have no query and no fragment`);
  if (url.protocol !== "https:" && url.protocol !== "http:") {
    faults.push(`${where} must begin with https://`);
  } else if (url.protocol === "http:" && !isLoopback(url.hostname)) {
    faults.push(`${where} must begin with https://; http is for a loopback address such as 127.0.0.1 only`);
  }
  return faults;
}

function credentialFaults(
  shape: ConnectionShape,
  name: string,
  values: ReadonlyMap<string, string>,
): string[] {
  const missing = shape.needs.map((set) => set.filter((field) => !values.has(field)));
  if (missing.length === 0 || missing.some((fields) => fields.length === 0)) return [];
  const half = shape.needs.findIndex((set, index) => (missing[index]?.length ?? 0) < set.length);
  if (half >= 0) {
    const given = shape.needs[half]?.filter((field) => values.has(field)).join(", ");
    const lacking = (missing[half] ?? []).map((field) => sources(name, field)).join(" and ");
    return [`${given} is given but ${lacking} is missing`];
  }
  const ways = shape.needs.map((set) => set.map((field) => sources(name, field)).join(" and "));
  return [`no credentials: set ${ways.join(", or ")}`];
}

function isLoopback(host: string): boolean {
  return host === "localhost" || host === "[::1]" || /^127(\.\d{1,3}){3}$/.test(host);
}

function hasControlCharacter(value: string): boolean {
  return [...value].some((letter) => letter < " " || letter === "\u007f");
}
