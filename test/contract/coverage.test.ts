/**
 * The API description of each carrier, the client, the simulator and the code, walked together: each operation has one
 * home that uses it.
 */
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { parse } from "yaml";
import * as cellular from "../../provider/index";
import { coveredCarriers } from "./coverage-carriers";
import { callsOf, exportsOf } from "./declaration-graph";

const sorted = (names: Iterable<string>) => [...names].sort();
/** An endpoint without the names of its parameters, which are nobody's business. */
const addressOf = (method: string, path: string) =>
  `${method} ${path.replace(/\{\w+\}/g, "{}")}`.toLowerCase();

it("every carrier is walked", () => {
  const declared = [...cellular.declarations.values()].map(({ carrier }) => carrier.name);
  expect(sorted(coveredCarriers.map(({ name }) => name))).toEqual(sorted(new Set(declared)));
});

describe.each(coveredCarriers)("the operations of $title", (carrier) => {
  const { table, spellings, room } = carrier;
  const ids = Object.keys(table);
  const homeOf = (id: string) => table[id]!.home;
  const homes = (kind: string) =>
    new Set(ids.flatMap((id) => (homeOf(id).kind === kind ? [homeOf(id).name] : [])));
  const classes = exportsOf(`${room}index.ts`);

  it("are the same in the description, the table, the client and the simulator", () => {
    const file = join(__dirname, "openapi", carrier.openapi);
    const { paths } = parse(readFileSync(file, "utf8")) as {
      paths: Record<string, Record<string, { operationId: string }>>;
    };
    const described = Object.values(paths).flatMap((methods) =>
      Object.values(methods).map(({ operationId }) => operationId),
    );
    expect(described).toHaveLength(carrier.described);
    expect(sorted(ids)).toEqual(sorted([...described, ...carrier.undescribed]));
    expect(sorted(Object.keys(carrier.client))).toEqual(sorted(ids));
    // A spelling that differs in letter case only is no endpoint of its own; it must be answered all the same.
    const own = ids.filter((id) => !(id in spellings));
    const simulated = carrier.simulated.map(({ operationId }) => operationId);
    expect(sorted(simulated.filter((id) => !(id in spellings)))).toEqual(sorted(own));
    const served = new Set(
      carrier.simulated.flatMap(({ method, path, aliases = [] }) =>
        [path, ...aliases].map((each) => addressOf(method, (carrier.below ?? "") + each)),
      ),
    );
    expect(ids.filter((id) => !served.has(addressOf(table[id]!.method, table[id]!.path)))).toEqual([]);
  });

  it("are numbered like the carrier's own list, each once", () => {
    expect(sorted(ids.map((id) => table[id]!.id))).toEqual(sorted(carrier.numbers));
  });

  it("have one home a row: a second spelling shares that of the first", () => {
    for (const [second, first] of Object.entries(spellings)) expect(homeOf(second)).toEqual(homeOf(first));
  });

  it("are at home in what is declared, and everything that is declared is a home", () => {
    const own = <T extends { carrier: { name: string } }>(all: ReadonlyMap<string, T>) =>
      [...all.values()].filter((spec) => spec.carrier.name === carrier.name);
    const declared = own(cellular.declarations);
    const actions = declared.filter(({ args }) => "trigger" in (args as { shape: object }).shape);
    const resources = declared.filter((spec) => !actions.includes(spec));
    expect(sorted(homes("function"))).toEqual(sorted(own(cellular.functions).map(({ name }) => name)));
    expect(sorted(homes("action"))).toEqual(sorted(actions.map(({ name }) => name)));
    const names = resources.map(({ name }) => name).filter((name) => !carrier.beside.includes(name));
    expect(sorted(homes("resource"))).toEqual(sorted(names));
    for (const kind of ["resource", "action", "function"]) {
      for (const name of homes(kind)) expect(typeof carrier.classes[name], name).toBe("function");
    }
  });

  const calls = (name: string) => {
    const place = classes.get(name);
    expect(place, `${name} is exported`).toBeDefined();
    const shared = name === "Line" ? [] : carrier.shared.map((file) => room + file);
    return callsOf(place!, `${room}api/`, shared);
  };
  // One spelling of a row is enough: the other is there for carriers' gateways that know no other.
  const used = ids.filter((id) => homeOf(id).kind !== "login" && !(id in spellings));

  it.each(used)("%s is used by its home", (id) => {
    expect(sorted(calls(homeOf(id).name))).toContain(id);
  });

  it("log in and out where the connection does, and nowhere else", () => {
    const { file, name } = carrier.login;
    const found = callsOf({ file: room + file, name }, `${room}api/`);
    expect(ids.filter((id) => found.has(id))).toEqual(ids.filter((id) => homeOf(id).kind === "login"));
  });
});
