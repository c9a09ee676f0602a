import type { ConfigReader } from "./connection";
import { Misconfigured } from "./errors";

/** A setting of the whole deployment: environment first (`CELLULAR_APPROVALS`), then config (`cellular:approvals`). */
export function setting(
  config: ConfigReader,
  name: string,
  env: NodeJS.ProcessEnv = process.env,
): string | undefined {
  const variable = `CELLULAR_${name.replace(/[A-Z]/g, "_$&").toUpperCase()}`;
  return env[variable] || config(`cellular:${name}`) || undefined;
}

/** A setting that is a number of seconds, fractions allowed. */
export function seconds(config: ConfigReader, name: string, otherwise: number): number {
  return numeric(config, name, otherwise, /^\d{1,6}(\.\d+)?$/, "a number of seconds");
}

/** A setting that is a count. */
export function count(config: ConfigReader, name: string, otherwise: number): number {
  return numeric(config, name, otherwise, /^\d{1,9}$/, "a whole number, 0 or more");
}

function numeric(config: ConfigReader, name: string, otherwise: number, form: RegExp, right: string): number {
  const text = setting(config, name);
  if (text === undefined) return otherwise;
  if (!form.test(text)) throw new Misconfigured(`cellular:${name} is "${text}"`, { next: `It is ${right}.` });
  return Number(text);
}
