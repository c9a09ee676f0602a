/**
 * How an operation of a carrier's API becomes a function: its row of facts, a schema for what goes in and one for what
 * comes out. The same for every carrier; what differs is the table.
 */
import type { FormData } from "undici";
import { type ZodObject, type ZodType, z } from "zod";
import { Misconfigured } from "./errors";
import { pathText } from "./http-answer";
import { fillPath, partNames } from "./http-path";
import type { AnswerFrame, Call, Http, Method } from "./http-types";

/** What an operation needs of a client: also what a login has before there is one. */
export type Sender = Pick<Http, "send">;

/** The one thing of this project that stands for an endpoint: a class, a function, or the login. */
export type Home =
  | { kind: "resource"; name: string; role: string }
  | { kind: "function"; name: string }
  | { kind: "action"; name: string }
  | { kind: "login"; name: string };

/** The facts that every carrier's table has. */
export interface ApiFacts {
  /** Number used in docs and tests. */
  id: string;
  method: Method;
  /** Path below the base address, parts in braces. */
  path: string;
  home: Home;
  /** May it be sent again when nobody knows whether it took effect? */
  repeatable: boolean;
}

/** A function of a client. What it takes and gives is described by schemas that others may read. */
export interface ApiOperation<Id extends string, Facts extends ApiFacts, Input, Output> {
  /**
   * Sends the call.
   * @throws Misconfigured before anything is sent, where the input does not fit; any CellularError after it.
   */
  (http: Sender, input: Input, signal?: AbortSignal): Promise<Output>;
  readonly operation: Id;
  readonly facts: Facts;
  /** Members named in the path go there, those in `query` into the query, all others into the body. */
  readonly input: ZodObject;
  readonly query: readonly string[];
}

/** How one operation reads its input and its answer. */
export interface OperationSpec<Schema extends ZodObject, Output> {
  input: Schema;
  /** Members of the input that are query parameters. */
  query?: readonly (keyof z.output<Schema> & string)[];
  /** How to read a good answer; a function where that depends on what was asked. */
  answer: ZodType<Output> | "text" | "bytes" | ((input: z.output<Schema>) => ZodType<Output>);
  /** Makes a multipart body instead of a JSON one. */
  form?: (input: z.output<Schema>) => FormData;
  /** Makes the fields of an urlencoded form instead of a JSON body. */
  fields?: (input: z.output<Schema>) => Record<string, string>;
  /** Headers of this operation alone. */
  headers?: (input: z.output<Schema>) => Record<string, string>;
  /** Adds what status and headers of a good answer tell. */
  complete?(value: Output, frame: AnswerFrame): Output;
  /** An error that is an answer after all, such as "no devices found" for an empty list. */
  otherwise?: (error: unknown) => Output | undefined;
}

/** What a carrier's room says once for all its operations. */
export interface ApiTable<Id extends string, Facts extends ApiFacts> {
  carrier: string;
  facts: Readonly<Record<Id, Facts>>;
  /** What a call is about, for errors. */
  subject(input: Readonly<Record<string, unknown>>): string | undefined;
}

/** Makes the functions of a carrier's operations. */
export function operationsOf<Id extends string, Facts extends ApiFacts>(table: ApiTable<Id, Facts>) {
  return function operation<Schema extends ZodObject, Output>(
    id: Id,
    spec: OperationSpec<Schema, Output>,
  ): ApiOperation<Id, Facts, z.input<Schema>, Output> {
    const facts = table.facts[id];
    const query: readonly string[] = spec.query ?? [];
    const elsewhere = new Set<string>([...partNames(facts.path), ...query]);
    // An operation that has a body has one always: carriers take `{}` for "nothing in particular", and no body for a fault.
    const hasBody = Object.keys(spec.input.shape).some((name) => !elsewhere.has(name));
    const run = async (http: Sender, input: z.input<Schema>, signal?: AbortSignal): Promise<Output> => {
      const checked = check(table.carrier, id, spec.input, input);
      const members = Object.entries(checked).filter(([, value]) => value !== undefined);
      const subject = table.subject(checked);
      const call: Call<Output> = {
        operation: id,
        method: facts.method,
        path: fillPath(facts.path, checked),
        query: Object.fromEntries(members.filter(([name]) => query.includes(name))) as QueryValues,
        repeatable: facts.repeatable,
        answer: typeof spec.answer === "function" ? spec.answer(checked) : spec.answer,
        ...(hasBody
          ? bodyOf(
              spec,
              checked,
              members.filter(([name]) => !elsewhere.has(name)),
            )
          : {}),
        ...(spec.headers === undefined ? {} : { headers: spec.headers(checked) }),
        ...(spec.complete === undefined ? {} : { complete: spec.complete }),
        ...(subject === undefined ? {} : { subject }),
        ...(signal === undefined ? {} : { signal }),
      };
      try {
        return await http.send(call);
      } catch (error) {
        const instead = spec.otherwise?.(error);
        if (instead === undefined) throw error;
        return instead;
      }
    };
    return Object.assign(run, { operation: id, facts, input: spec.input, query });
  };
}

/**
 * The answer of a setter that shows the thing afterwards, or undefined where it does not: read it then. The change is
 * made either way, so an answer of another shape is no failure.
 */
export function ifShown<T>(schema: ZodType<T>) {
  return z.unknown().transform((body): T | undefined => {
    const result = schema.safeParse(body);
    return result.success ? result.data : undefined;
  });
}

/** A home written short: `Line C` for a resource and its role, `getDevices()` for a function, `SendSms!` for an action. */
export function homeOf(text: string): Home {
  const [, name = "", mark = "", role = ""] = /^(\w+)(\(\)|!| ?)(.*)$/.exec(text) ?? [];
  if (mark === "()") return { kind: "function", name };
  if (mark === "!") return { kind: "action", name };
  return role === "" ? { kind: "login", name } : { kind: "resource", name, role };
}

type QueryValues = Record<string, string | number | boolean>;

function bodyOf<Schema extends ZodObject>(
  spec: Pick<OperationSpec<Schema, never>, "form" | "fields">,
  input: z.output<Schema>,
  members: readonly (readonly [string, unknown])[],
): Pick<Call<unknown>, "body" | "form" | "fields"> {
  if (spec.form !== undefined) return { form: spec.form(input) };
  if (spec.fields !== undefined) return { fields: spec.fields(input) };
  return { body: Object.fromEntries(members) };
}

function check<Schema extends ZodObject>(
  carrier: string,
  operation: string,
  schema: Schema,
  input: z.input<Schema>,
): z.output<Schema> {
  const result = schema.safeParse(input);
  if (result.success) return result.data;
  const faults = result.error.issues.map(({ path, message }) =>
    path.length === 0 ? message : `${pathText(path)}: ${message}`,
  );
  throw new Misconfigured(faults.join("; "), { carrier, operation });
}
