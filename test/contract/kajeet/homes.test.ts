/** Where the API description of Kajeet Sentinel says that its operations are at home, and which writers its setters are. */
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { parse } from "yaml";
import * as cellular from "../../../provider/index";
import { kajeetOperations, type OperationId } from "../../../provider/kajeet/api/index";
import { kajeetLines } from "../../../provider/kajeet/lines/model";

interface Described {
  operationId: string;
  "x-home"?: { kind: "resource" | "action" | "data-source"; name: string; role?: string };
}

const document = parse(readFileSync(join(__dirname, "../openapi/kajeet-sentinel.openapi.yaml"), "utf8")) as {
  paths: Record<string, Record<string, Described>>;
};
const described = new Map(
  Object.values(document.paths).flatMap((methods) =>
    Object.values(methods).map((operation) => [operation.operationId, operation] as const),
  ),
);

const ids = Object.keys(kajeetOperations) as OperationId[];
const sorted = (names: Iterable<string>) => [...names].sort();

/** Homes that the description names otherwise: attributes of `Line`, and memberships with the carrier's own word. */
const NAMED: Record<string, string> = {
  Nickname: "Line",
  Note: "Line",
  CustomField: "Line",
  RatePlanAssignment: "RatePlan",
  FilterGroupMembership: "FilterGroup",
  DeviceGroupMembership: "DeviceGroup",
};

describe("the operations of Kajeet Sentinel", () => {
  it.each(ids)("%s is at home where the description says", (id) => {
    const said = described.get(id)?.["x-home"];
    const { home } = kajeetOperations[id];
    if (!said) return expect(home).toEqual({ kind: "login", name: "token" });
    const name = NAMED[said.name] ?? said.name;
    const kinds = { resource: "resource", action: "action", "data-source": "function" } as const;
    expect(home.kind).toBe(kinds[said.kind]);
    expect(home.name).toBe(said.kind === "action" ? name.charAt(0).toUpperCase() + name.slice(1) : name);
  });
});

describe("the setters of lines", () => {
  /** The setters that memberships and attributes of lines stand for, by what they set. */
  const setters = ids.flatMap((id) => {
    const { home, method } = kajeetOperations[id];
    const membership = cellular.declarations.get(`kajeet:${home.name}`);
    const named = /\((.+)\)/.exec("role" in home ? home.role : "")?.[1]?.split(", ");
    const own = membership && Object.keys((membership.args as { shape: object }).shape);
    const attributes =
      home.name === "Line"
        ? named
        : own && "lines" in (membership.args as { shape: object }).shape
          ? own
          : [];
    return method === "PUT" && attributes?.length ? [{ id, attributes }] : [];
  });

  it.each(setters)("$id in the writer of its attributes", ({ id, attributes }) => {
    const writers = kajeetLines.writers.filter((writer) =>
      writer.attributes.some((name) => attributes.includes(name)),
    );
    expect(writers).toHaveLength(1);
    const [{ name, attributes: written }] = writers as [(typeof writers)[0]];
    if (name !== "labels") expect(name).toBe(id);
    for (const attribute of written) expect(attributes).toContain(attribute);
  });

  it("are all there are", () => {
    const writers = kajeetLines.writers.map(({ name }) => name).filter((name) => name !== "labels");
    const labels = ["bulkAssignLabels", "bulkUnassignLabels", "updateLineLabels"];
    expect(sorted(setters.map(({ id }) => id))).toEqual(sorted([...writers, ...labels]));
  });
});
