import { describe, expect, it } from "vitest";
import type { ZodObject } from "zod";
import { fieldsOf } from "../../../cli/fields";
import { type FunctionSpec, functions } from "../../../provider/core/function";
import { thingspaceOperations } from "../../../provider/thingspace/api/index";
import {
  deviceIdOf,
  eidField,
  filterOf,
  lineField,
  linesUpTo,
  momentField,
  notOne,
  selectionField,
} from "../../../provider/thingspace/functions/args";
import * as exported from "../../../provider/thingspace/functions/index";
import { atMost } from "../../../provider/thingspace/functions/pages";

const declared = [...functions]
  .filter(([name]) => name.startsWith("thingspace."))
  .map(([name, spec]) => [name, spec as unknown as FunctionSpec<object, ZodObject, unknown>] as const);
const homes = [
  ...new Set(
    Object.values(thingspaceOperations).flatMap(({ home }) => (home.kind === "function" ? [home.name] : [])),
  ),
].sort();

describe("functions", () => {
  it("are the homes of exactly the operations that are nobody else's", () => {
    expect(declared.map(([name]) => name.replace("thingspace.", "")).sort()).toEqual(homes);
    expect(homes).toHaveLength(26);
  });

  it("are exported under their names, and nothing else is", () => {
    expect(Object.keys(exported).sort()).toEqual(homes);
  });

  it("change nothing", () => {
    const theirs = Object.values(thingspaceOperations).filter(({ home }) => home.kind === "function");
    expect(theirs.filter(({ repeatable }) => !repeatable)).toEqual([]);
  });

  it("describe themselves, their answer and each argument, those inside of others too", () => {
    for (const [name, { describe: text, returns, args }] of declared) {
      expect(text, name).toMatch(/\.$/);
      expect(returns, name).toMatch(/\.$/);
      for (const field of fieldsOf(args)) expect(field.description, `${name} ${field.name}`).not.toBe("");
    }
  });

  it("let people wait as long as they like where the answer comes by callback", () => {
    const asynchronous = Object.values(thingspaceOperations)
      .filter(({ home, asynchronous: later }) => later && home.kind === "function")
      .map(({ home }) => `thingspace.${home.name}`);
    const waiting = declared.filter(([, { args }]) => "deadlineSeconds" in args.shape).map(([name]) => name);
    expect(waiting.sort()).toEqual([...new Set(asynchronous)].sort());
  });
});

describe("arguments", () => {
  it.each([
    ["89148000000000000013", { kind: "iccid", id: "89148000000000000013" }],
    ["359097770000007", { kind: "imei", id: "359097770000007" }],
    ["521-267-1508", { kind: "mdn", id: "5212671508" }],
    [" 5212671508 ", { kind: "mdn", id: "5212671508" }],
  ])("take %j for what it is", (text, id) => {
    expect(deviceIdOf(lineField.parse(text))).toEqual(id);
  });

  it.each(["", "123", "8.9148E+19", "line 7"])("refuse %j as a line", (text) => {
    expect(lineField.safeParse(text).success).toBe(false);
  });

  it("take each line once, however it is written, and no more than fit into a call", () => {
    expect(linesUpTo(2).parse(["521-267-1508", "5212671508"])).toEqual(["521-267-1508"]);
    const tooMany = linesUpTo(1).safeParse(["521-267-1508", "521-267-1509"]);
    expect(tooMany.error?.issues[0]?.message).toBe("at most 1 lines at once; cut the list");
  });

  it.each([
    ["2026-03-01", "2026-03-01T00:00:00Z"],
    ["2026-03-01T08:30:00-05:00", "2026-03-01T13:30:00Z"],
    ["2026-03-01T08:30Z", "2026-03-01T08:30:00Z"],
    ["2028-02-29", "2028-02-29T00:00:00Z"],
  ])("send the moment %s as %s", (text, sent) => expect(momentField.parse(text)).toBe(sent));

  it.each(["2026-02-30", "2026-13-01", "yesterday", "2026-03-01T08:30:00", "03/01/2026"])(
    "refuse the moment %s",
    (text) => expect(momentField.safeParse(text).success).toBe(false),
  );

  it("refuse an EID that is none", () => {
    expect(eidField.safeParse("8904").success).toBe(false);
  });

  it("pick lines by what they are, and a whole account only where that is said", () => {
    const problem = (value: unknown) => selectionField.safeParse(value).error?.issues[0]?.message;
    expect(problem({})).toMatch(/wholeAccount: true/);
    expect(problem({ customFields: {} })).toMatch(/wholeAccount: true/);
    expect(problem({ wholeAccount: true })).toBeUndefined();
    expect(problem({ wholeAccount: true, groupName: "Buses" })).toMatch(/no other pick/);
    const picked = selectionField.parse({ groupName: "Buses", customFields: { customField2: "Loaner" } });
    expect(filterOf(picked)).toEqual({
      groupName: "Buses",
      customFields: [{ key: "CustomField2", value: "Loaner" }],
    });
    expect(filterOf({ wholeAccount: true })).toEqual({});
  });

  it("say what is wrong where one of several is to be given", () => {
    expect(notOne(["line", "label"], { line: "1" })).toBeUndefined();
    expect(notOne(["line", "label"], {})).toBe("give line or label, and one of them");
    expect(notOne(["a", "b", "c"], { a: 1, c: 1 })).toBe("give a, b or c, and only one of them");
  });
});

describe("a limit", () => {
  const pages = (first: number[], hasMoreData: boolean, all: number[]) => {
    const asked: string[] = [];
    const read = (limit: number | undefined) =>
      atMost(
        limit,
        async () => {
          asked.push("first");
          return { items: first, hasMoreData };
        },
        async () => {
          asked.push("all");
          return all;
        },
      );
    return { asked, read };
  };

  it("takes the first page where that has enough, and all of them only where it has not", async () => {
    const { asked, read } = pages([1, 2], true, [1, 2, 3, 4]);
    expect(await read(2)).toEqual([1, 2]);
    expect(await read(3)).toEqual([1, 2, 3]);
    expect(await read(undefined)).toEqual([1, 2, 3, 4]);
    expect(asked).toEqual(["first", "first", "all", "all"]);
  });

  it("does not go on after the last page", async () => {
    const { asked, read } = pages([1], false, [1]);
    expect(await read(9)).toEqual([1]);
    expect(asked).toEqual(["first"]);
  });
});
