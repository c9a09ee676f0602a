import { describe, expect, test } from "vitest";
import { z } from "zod";
import { checkFields, isSecret, pickArguments, secret } from "../../../provider/core/schema";
import { UNKNOWN } from "../../../provider/core/wire";

const shape = z.object({
  name: z.string().describe("Name of it."),
  note: z.string().nullable().optional(),
  size: z.number().default(3),
  hosts: z.array(z.string().regex(/^[a-z]+$/, "Lower-case letters only")).optional(),
  password: secret(z.string().min(8, "Too short")).optional(),
});

describe("checkFields", () => {
  test("keeps null where a field may be none, and takes it for left out elsewhere", () => {
    expect(checkFields(shape, { name: "a", note: null, size: null }).values).toEqual({
      name: "a",
      note: null,
      size: 3,
    });
  });

  test("reports a null where a field must be there as missing, with its description", () => {
    expect(checkFields(shape, { name: null }).problems).toEqual([
      { property: "name", reason: "name is required: Name of it." },
    ]);
  });

  test("names the nearest argument for one that there is not", () => {
    expect(checkFields(shape, { name: "a", nota: "x" }).problems).toEqual([
      { property: "nota", reason: 'unknown argument "nota"; did you mean "note"?' },
    ]);
  });

  test("says where in a list a value is wrong", () => {
    expect(checkFields(shape, { name: "a", hosts: ["a", "B"] }).problems).toEqual([
      { property: "hosts.1", reason: "hosts.1: lower-case letters only" },
    ]);
  });

  test("leaves what is not known yet alone, at any depth", () => {
    const { values, problems, complete } = checkFields(shape, { name: UNKNOWN, hosts: ["a", UNKNOWN] });
    expect({ values, problems, complete }).toEqual({
      values: { name: UNKNOWN, size: 3, hosts: ["a", UNKNOWN] },
      problems: [],
      complete: false,
    });
  });

  test("names no property for a fault in a secret, because the engine would print its value", () => {
    expect(checkFields(shape, { name: "a", password: "short" }).problems).toEqual([
      { property: "", reason: "password: too short" },
    ]);
  });
});

test("messages of the schema library are said in the words of whoever wrote the value", () => {
  const field = z.object({
    kind: z.enum(["a", "b", "c"]),
    size: z.number().min(0).max(9),
    text: z.string().min(1).max(3),
    hosts: z.array(z.string()).min(1),
    on: z.boolean(),
  });
  const wrong = { kind: "d", size: -1, text: "long", hosts: [], on: "yes" };
  expect(checkFields(field, wrong).problems.map(({ reason }) => reason)).toEqual([
    "kind: must be a, b or c",
    "size: must be at least 0",
    "text: must be at most 3 characters long",
    "hosts: must be not empty",
    "on: must be true or false",
  ]);
});

test("a secret field stays one where it is optional", () => {
  expect(isSecret(shape.shape.password)).toBe(true);
  expect(isSecret(shape.shape.name)).toBe(false);
});

test("arguments are picked out of a state by the shape", () => {
  expect(pickArguments({ name: "a", id: "7" }, shape.shape)).toEqual({ name: "a" });
});
