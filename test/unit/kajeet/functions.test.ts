import { describe, expect, it } from "vitest";
import type { ZodObject } from "zod";
import { type FunctionSpec, functions } from "../../../provider/core/function";
import { isSecret } from "../../../provider/core/schema";
import { kajeetOperations } from "../../../provider/kajeet/api/index";
import * as exported from "../../../provider/kajeet/functions/index";

const declared = [...functions]
  .filter(([name]) => name.startsWith("kajeet."))
  .map(([name, spec]) => [name, spec as unknown as FunctionSpec<object, ZodObject, unknown>] as const);
const homes = Object.values(kajeetOperations).flatMap(({ home, safety }) =>
  home.kind === "function" ? [{ name: home.name, safety }] : [],
);

describe("functions", () => {
  it("are the homes of exactly the read-only endpoints that are nobody else's", () => {
    const names = declared.map(([name]) => name.replace("kajeet.", "")).sort();
    expect(names).toEqual(homes.map(({ name }) => name).sort());
    expect(names).toHaveLength(25);
    expect(new Set(homes.map(({ safety }) => safety))).toEqual(new Set(["read-only"]));
  });

  it("are exported under their names, and nothing else is", () => {
    expect(Object.keys(exported).sort()).toEqual(homes.map(({ name }) => name).sort());
  });

  it("describe themselves, their answer and each argument", () => {
    for (const [name, { describe: text, returns, args }] of declared) {
      expect(text, name).toMatch(/\.$/);
      expect(returns, name).toMatch(/\.$/);
      for (const [argument, field] of Object.entries(args.shape)) {
        expect((field as { description?: string }).description, `${name} ${argument}`).toBeTruthy();
      }
    }
  });

  it("mark the two that answer a secret, and ask for none", () => {
    const secrets = declared.filter(([, { secret }]) => secret === true).map(([name]) => name);
    expect(secrets.sort()).toEqual(["kajeet.getEsimActivationCode", "kajeet.getEsimQrCode"]);
    const asked = declared.flatMap(([, { args }]) => Object.values(args.shape));
    expect(asked.filter((field) => isSecret(field as never))).toEqual([]);
  });
});
