import { describe, expect, it } from "vitest";
import type { ZodObject } from "zod";
import { Rejected } from "../../../provider/core/errors";
import { declarations, type ResourceSpec } from "../../../provider/core/resource";
import * as exported from "../../../provider/kajeet/actions/index";
import { accepted } from "../../../provider/kajeet/actions/smartspots";
import { kajeetOperations } from "../../../provider/kajeet/api/index";

const homes = Object.values(kajeetOperations).flatMap(({ home, repeatable }) =>
  home.kind === "action"
    ? [{ name: home.name.charAt(0).toUpperCase() + home.name.slice(1), repeatable }]
    : [],
);

describe("actions", () => {
  it("are the homes of exactly the endpoints that are done once", () => {
    expect(Object.keys(exported).sort()).toEqual(homes.map(({ name }) => name).sort());
    expect(homes).toHaveLength(6);
  });

  it("are never sent twice on a guess", () => {
    expect(homes.filter(({ repeatable }) => repeatable)).toEqual([]);
  });

  it("need a trigger, describe each argument, and are replaced by nothing", () => {
    for (const { name } of homes) {
      const spec = declarations.get(`kajeet:${name}`) as unknown as ResourceSpec<object, ZodObject, object>;
      expect(spec.args.shape, name).toHaveProperty("trigger");
      expect(spec.replaces ?? [], name).toEqual([]);
      for (const [argument, field] of Object.entries(spec.args.shape)) {
        expect((field as { description?: string }).description, `${name} ${argument}`).toBeTruthy();
      }
    }
  });

  it("take a success that says it was not accepted for a refusal", () => {
    expect(accepted("rebootSmartSpot", "SmartSpot 1", { accepted: true })).toEqual({});
    expect(() => accepted("rebootSmartSpot", "SmartSpot 1", { accepted: false })).toThrow(Rejected);
  });
});
