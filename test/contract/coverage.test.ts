/** The API description, the client, the simulator and the code, walked together: each operation has one home that uses it. */
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { parse } from "yaml";
import * as cellular from "../../provider/index";
import { kajeetApi, kajeetOperations, type OperationId } from "../../provider/kajeet/api/index";
import { kajeetLines } from "../../provider/kajeet/lines/model";
import { kajeetOperations as simulated } from "../../simulator/index";
import { callsOf, exportsOf } from "./declaration-graph";

interface Described {
  operationId: string;
  "x-id": string;
  "x-home"?: { kind: "resource" | "action" | "data-source"; name: string; role?: string };
}

const document = parse(readFileSync(join(__dirname, "openapi/kajeet-sentinel.openapi.yaml"), "utf8")) as {
  paths: Record<string, Record<string, Described>>;
};
const described = new Map(
  Object.values(document.paths).flatMap((methods) =>
    Object.values(methods).map((operation) => [operation.operationId, operation] as const),
  ),
);

const ids = Object.keys(kajeetOperations) as OperationId[];
const API = "provider/kajeet/api/";
const classes = exportsOf("provider/kajeet/index.ts");

/** Homes that the description names otherwise: attributes of `Line`, and memberships with the carrier's own word. */
const NAMED: Record<string, string> = {
  Nickname: "Line",
  Note: "Line",
  CustomField: "Line",
  RatePlanAssignment: "RatePlan",
  FilterGroupMembership: "FilterGroup",
  DeviceGroupMembership: "DeviceGroup",
};

/** What a session does for all declarations alike: nobody is at home in it but the lines that it lists. */
const SESSION = ["provider/kajeet/session.ts", "provider/kajeet/references.ts"];

const sorted = (names: Iterable<string>) => [...names].sort();

describe("the 66 operations of Kajeet Sentinel", () => {
  it("are the same in the description, the table, the client and the simulator", () => {
    expect(ids).toHaveLength(66);
    expect(sorted(ids)).toEqual(sorted(described.keys()));
    expect(sorted(Object.keys(kajeetApi))).toEqual(sorted(ids));
    expect(sorted(simulated.map(({ operationId }) => operationId))).toEqual(sorted(ids));
    const numbers = new Set(ids.map((id) => kajeetOperations[id].id));
    expect(numbers.size).toBe(66);
  });

  it.each(ids)("%s is at home where the description says", (id) => {
    const said = described.get(id)?.["x-home"];
    const { home } = kajeetOperations[id];
    if (!said) return expect(home).toEqual({ kind: "login", name: "token" });
    const name = NAMED[said.name] ?? said.name;
    const kinds = { resource: "resource", action: "action", "data-source": "function" } as const;
    expect(home.kind).toBe(kinds[said.kind]);
    expect(home.name).toBe(said.kind === "action" ? name.charAt(0).toUpperCase() + name.slice(1) : name);
  });

  it("are at home in what is declared, and every function and action is a home", () => {
    const homes = (kind: string) =>
      new Set(
        ids
          .map((id) => kajeetOperations[id].home)
          .filter((home) => home.kind === kind)
          .map(({ name }) => name),
      );
    const declared = [...cellular.declarations.values()];
    const actions = declared.filter(({ args }) => "trigger" in (args as { shape: object }).shape);
    const resources = declared.filter((spec) => !actions.includes(spec));
    expect(sorted(homes("function"))).toEqual(
      sorted([...cellular.functions.values()].map(({ name }) => name)),
    );
    expect(sorted(homes("action"))).toEqual(sorted(actions.map(({ name }) => name)));
    // A set of lines makes the same calls as a line, and is at home with it.
    const names = resources.map(({ name }) => name).filter((name) => name !== "LineSet");
    expect(sorted(homes("resource"))).toEqual(sorted(names));
    const rooms = cellular.kajeet as Record<string, unknown>;
    for (const kind of ["resource", "action", "function"]) {
      for (const name of homes(kind)) expect(typeof rooms[name], name).toBe("function");
    }
  });
});

describe("a home really uses", () => {
  const used = ids.filter((id) => kajeetOperations[id].home.kind !== "login");

  it.each(used)("%s", (id) => {
    const { home } = kajeetOperations[id];
    const place = classes.get(home.name);
    expect(place, `${home.name} is exported`).toBeDefined();
    const calls = callsOf(place!, API, home.name === "Line" ? [] : SESSION);
    expect(sorted(calls)).toContain(id);
  });

  it("createToken: the login of a connection", () => {
    const calls = callsOf({ file: "provider/kajeet/connection.ts", name: "kajeetProfile" }, API);
    expect(ids.filter((id) => calls.has(id))).toEqual(["createToken"]);
  });

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

  it("all setters of lines", () => {
    const writers = kajeetLines.writers.map(({ name }) => name).filter((name) => name !== "labels");
    const labels = ["bulkAssignLabels", "bulkUnassignLabels", "updateLineLabels"];
    expect(sorted(setters.map(({ id }) => id))).toEqual(sorted([...writers, ...labels]));
  });
});
