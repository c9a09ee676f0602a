import { describe, expect, it } from "vitest";
import type { ZodObject } from "zod";
import { fieldsOf } from "../../../cli/fields";
import { declarations, type ResourceSpec } from "../../../provider/core/resource";
import * as exported from "../../../provider/thingspace/actions/index";
import { thingspaceOperations } from "../../../provider/thingspace/api/index";

const homes = Object.values(thingspaceOperations)
  .flatMap(({ home }) => (home.kind === "action" ? [home.name] : []))
  .sort();

const specOf = (name: string) =>
  declarations.get(`thingspace:${name}`) as unknown as ResourceSpec<object, ZodObject, object>;

/** What is wrong with arguments, by field and all together. */
function problemsOf(name: string, args: object): string[] {
  const { args: schema, problems } = specOf(name);
  const read = schema.safeParse({ trigger: "1", ...args });
  if (!read.success) return read.error.issues.map(({ message }) => message);
  return (problems?.(read.data as never, 0) ?? []).map(({ reason }) => reason);
}

const LINE = "521-267-1508";

describe("actions", () => {
  it("are the homes of exactly the operations that are done once", () => {
    expect(Object.keys(exported).sort()).toEqual(homes);
    expect(homes).toHaveLength(8);
  });

  it.each(homes)("%s needs a trigger, describes each argument, and is replaced by nothing", (name) => {
    const { args, replaces, describe: text, outputs } = specOf(name);
    expect(args.shape).toHaveProperty("trigger");
    expect(replaces ?? []).toEqual([]);
    expect(text).toMatch(/\.$/);
    for (const field of fieldsOf(args)) expect(field.description, `${name} ${field.name}`).not.toBe("");
    for (const [output, meaning] of Object.entries(outputs)) expect(meaning, output).toMatch(/\.$/);
  });

  it("never send twice on a guess what does something", () => {
    const harmless = ["CheckAvailability", "CheckImeiIccidMismatch", "StartSmsCallbacks"];
    const repeated = Object.values(thingspaceOperations).filter(
      ({ home, repeatable }) => home.kind === "action" && repeatable,
    );
    expect(repeated.map(({ home }) => home.name).sort()).toEqual(harmless);
  });
});

describe("arguments of SendSms", () => {
  it.each<[string, object, RegExp]>([
    ["161 characters of 7 bits", { smsMessage: "x".repeat(161) }, /161.*160 characters of 7 bits/],
    [
      "141 bytes of 8 bits",
      { smsMessage: "ä".repeat(70).concat("x"), dataEncoding: "8-bit-UTF-8" },
      /141.*140 bytes of 8 bits/,
    ],
    ["a character that the carrier does not take", { smsMessage: "it's" }, /no ', < or \\/],
    ["lines and a selection", { smsMessage: "x", selection: { groupName: "Buses" } }, /only one of them/],
    ["neither", { smsMessage: "x", lines: undefined }, /one of them/],
    ["a selection of nothing", { smsMessage: "x", lines: undefined, selection: {} }, /wholeAccount/],
  ])("refuse %s", (_, args, reason) => {
    expect(problemsOf("SendSms", { lines: [LINE], ...args }).join()).toMatch(reason);
  });

  it("take what just fits", () => {
    const fits = { lines: [LINE], smsMessage: "x".repeat(160) };
    expect(problemsOf("SendSms", fits)).toEqual([]);
    const accents = { lines: [LINE], smsMessage: "ä".repeat(70), dataEncoding: "8-bit-UTF-8" };
    expect(problemsOf("SendSms", accents)).toEqual([]);
  });
});

describe("arguments of SendNidd", () => {
  const bytes = (count: number) => Buffer.alloc(count, 7).toString("base64");
  const args = { lines: [LINE], message: bytes(8), maximumDeliveryTime: 60 };

  it.each<[string, object, RegExp]>([
    ["more than 1358 bytes", { message: bytes(1359) }, /at most 1358 bytes/],
    ["what is no base64", { message: "näh" }, /base64/],
    ["nothing", { message: "" }, /expected base64/],
    ["a second", { maximumDeliveryTime: 1 }, />=2/],
    ["more than 30 days", { maximumDeliveryTime: 2_592_001 }, /<=2592000/],
  ])("refuse %s", (_, more, reason) => {
    expect(problemsOf("SendNidd", { ...args, ...more }).join()).toMatch(reason);
  });

  it("take what just fits", () => {
    expect(problemsOf("SendNidd", { ...args, message: bytes(1358), maximumDeliveryTime: 2 })).toEqual([]);
  });
});

describe("arguments of SwapEidDevice", () => {
  it("refuse a device in its own place, and protect the old one unless told otherwise", () => {
    const eid = "89049032000000000000000000000087";
    const { args } = specOf("SwapEidDevice");
    const swap = { trigger: "1", eid, newEid: eid, newImei: "359097770000007" };
    expect(args.parse(swap)).toMatchObject({ deletionProtection: true });
    expect(problemsOf("SwapEidDevice", swap).join()).toMatch(/taken out/);
  });
});
