import { z } from "zod";
import { issueText } from "./issue-text";
import { unknownName } from "./nearest";
import { hasUnknown } from "./wire";

/** A problem with an argument, found without asking anybody. */
export interface Problem {
  readonly property: string;
  readonly reason: string;
}

const secrets = z.registry<{ secret: true }>();

/** Marks a field as secret: encrypted in state, and never part of a message. */
export function secret<T extends z.ZodType>(field: T): T {
  secrets.add(field, { secret: true });
  return field;
}

/** Is a field secret, also where it is optional or nullable? */
export function isSecret(field: z.ZodType): boolean {
  if (secrets.has(field)) return true;
  const inner = (field as { def?: { innerType?: z.ZodType } }).def?.innerType;
  return inner !== undefined && isSecret(inner);
}

/** A text in which `check`, one of those of `identifiers`, finds no problem; warnings let it pass. */
export const checked = (check: (value: string) => { problem?: string }) =>
  z.string().superRefine((value, issue) => {
    const { problem } = check(value);
    if (problem) issue.addIssue({ code: "custom", message: problem });
  });

/** Arguments that every resource has. */
export const connectionField = z
  .string()
  .optional()
  .describe("Name of the connection, where an account other than the carrier's default one is meant.");

/** Checks arguments field by field. Fields that are not known yet are left alone until they are. */
export function checkFields(
  schema: z.ZodObject,
  bag: Record<string, unknown>,
): { values: Record<string, unknown>; problems: Problem[]; complete: boolean } {
  const values: Record<string, unknown> = {};
  const problems: Problem[] = [];
  let complete = true;
  for (const name of Object.keys(bag)) {
    if (!(name in schema.shape) && bag[name] !== undefined) {
      problems.push({ property: name, reason: unknownName("argument", name, Object.keys(schema.shape)) });
    }
  }
  for (const [name, field] of Object.entries(schema.shape)) {
    const value = bag[name];
    if (hasUnknown(value)) {
      values[name] = value;
      complete = false;
      continue;
    }
    const read = parsed(field as z.ZodType, value);
    if (read.success) {
      if (read.data !== undefined) values[name] = read.data;
      continue;
    }
    for (const issue of read.error.issues) problems.push(problemOf(name, field as z.ZodType, issue, value));
  }
  return { values, problems, complete };
}

/** Null means "explicitly none" where a field allows it; elsewhere it is how a program leaves a field out. */
function parsed(field: z.ZodType, value: unknown) {
  const read = field.safeParse(value);
  return read.success || value !== null ? read : field.safeParse(undefined);
}

// The engine prints the value of the property it is given, so a secret one is not given.
function problemOf(name: string, field: z.ZodType, issue: z.core.$ZodIssue, value: unknown): Problem {
  if (isSecret(field)) return { property: "", reason: `${name}: ${lower(issueText(issue))}` };
  const path = [name, ...issue.path.map(String)];
  if (value === undefined || value === null)
    return { property: name, reason: `${name} is required: ${field.description ?? issueText(issue)}` };
  return { property: path.join("."), reason: `${path.join(".")}: ${lower(issueText(issue))}` };
}

// "Too small" becomes "too small"; "ICCID …" stays.
const lower = (text: string) => text.replace(/^[A-Z](?=[a-z ])/, (letter) => letter.toLowerCase());

/** The members of a state that are arguments. */
export function pickArguments(
  state: Readonly<Record<string, unknown>>,
  shape: object,
): Record<string, unknown> {
  return Object.fromEntries(Object.entries(state).filter(([name]) => name in shape));
}
