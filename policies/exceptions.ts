import type { Value } from "../provider/core/value";
import { namesAny, patterns } from "./patterns";
import type { FleetLine } from "./plan/fleet";

/** The option of lines that a rule lets through. */
export const exceptOption = patterns
  .default([])
  .describe("Lines that are let through, by MDN, ICCID or IMEI; `*` stands for any characters.");

/** Is a line among those that are let through? */
export const isExcept = (
  except: readonly string[],
  { name, values }: Pick<FleetLine, "name" | "values">,
): boolean => namesAny(except, [name, values.iccid, values.imei].filter(isText));

const isText = (value: Value | undefined): value is string => typeof value === "string";
