/** How an operation becomes a function: its row of facts, a schema for what goes in and one for what comes out. */
import type { FormData } from "undici";
import { type ZodObject, type ZodType, z } from "zod";
import { Misconfigured } from "../../core/errors";
import { pathText } from "../../core/http-answer";
import { fillPath, partNames } from "../../core/http-path";
import type { Call, Http } from "../../core/http-types";
import type { OperationFacts } from "./facts";
import { kajeetOperations, type OperationId } from "./operations";

/** What an operation needs of a client: also what a login has before there is one. */
export type Sender = Pick<Http, "send">;

/** A function of the client. What it takes and gives is described by schemas that others may read. */
export interface Operation<Input, Output> {
  /**
   * Sends the call.
   * @throws Misconfigured before anything is sent, where the input does not fit; any CellularError after it.
   */
  (http: Sender, input: Input, signal?: AbortSignal): Promise<Output>;
  readonly operation: OperationId;
  readonly facts: OperationFacts;
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
  /** An error that is an answer after all, such as "no devices found" for an empty list. */
  otherwise?: (error: unknown) => Output | undefined;
}

/** Makes the function of one operation. */
export function operation<Schema extends ZodObject, Output>(
  id: OperationId,
  spec: OperationSpec<Schema, Output>,
): Operation<z.input<Schema>, Output> {
  const facts = kajeetOperations[id];
  const query = spec.query ?? [];
  const elsewhere = new Set<string>([...partNames(facts.path), ...query]);

  const run = async (http: Sender, input: z.input<Schema>, signal?: AbortSignal): Promise<Output> => {
    const checked = check(id, spec.input, input);
    const members = Object.entries(checked).filter(([, value]) => value !== undefined);
    const body = members.filter(([name]) => !elsewhere.has(name));
    const subject = subjectOf(checked);
    const call: Call<Output> = {
      operation: id,
      method: facts.method,
      path: fillPath(facts.path, checked),
      query: Object.fromEntries(
        members.filter(([name]) => (query as string[]).includes(name)),
      ) as QueryValues,
      repeatable: facts.repeatable,
      answer: typeof spec.answer === "function" ? spec.answer(checked) : spec.answer,
      ...(spec.form !== undefined ? { form: spec.form(checked) } : {}),
      ...(spec.form === undefined && body.length > 0 ? { body: Object.fromEntries(body) } : {}),
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

type QueryValues = Record<string, string | number | boolean>;

function check<Schema extends ZodObject>(
  id: OperationId,
  schema: Schema,
  input: z.input<Schema>,
): z.output<Schema> {
  const result = schema.safeParse(input);
  if (result.success) return result.data;
  const faults = result.error.issues.map(({ path, message }) =>
    path.length === 0 ? message : `${pathText(path)}: ${message}`,
  );
  throw new Misconfigured(faults.join("; "), { carrier: "kajeet", operation: id });
}

/** What a call is about, for errors: the line or device, else how many, else the thing named in the path. */
function subjectOf(input: Readonly<Record<string, unknown>>): string | undefined {
  const many = (name: string, word: string): unknown => {
    const list: unknown = input[name];
    if (!Array.isArray(list) || list.length === 0) return undefined;
    const only: unknown = list.length === 1 ? list[0] : `${list.length} ${word}`;
    return typeof only === "object" && only !== null && "imei" in only ? only.imei : only;
  };
  const single = ["mdn", "imei", "iccid", "uniqueTransactionId"].map((name) => input[name]);
  const found = [
    ...single,
    many("mdns", "lines"),
    many("imeis", "devices"),
    many("devices", "devices"),
    input.corpId,
  ];
  return found.find((each): each is string => typeof each === "string");
}
