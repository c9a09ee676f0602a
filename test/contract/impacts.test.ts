/**
 * What changes cost to undo, compared with what the provider can do and with the API references: nothing that can happen at
 * a carrier is without its row, and no row speaks of what cannot happen.
 */
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { parse } from "yaml";
import { z } from "zod";
import { controlCenterImpacts } from "../../provider/control-center/impacts";
import { controlCenterLines } from "../../provider/control-center/lines/model";
import {
  type CarrierImpacts,
  IMPACT_CLASSES,
  type Impact,
  impactOf,
  type ResourceImpacts,
  UNDOS,
} from "../../provider/core/impact";
import type { AnyLineModel } from "../../provider/core/lines/model";
import { declarations } from "../../provider/index";
import { kajeetImpacts } from "../../provider/kajeet/impacts";
import { kajeetLines } from "../../provider/kajeet/lines/model";
import { thingspaceImpacts } from "../../provider/thingspace/impacts";
import { thingspaceLines } from "../../provider/thingspace/lines/model";
import { coveredCarriers } from "./coverage-carriers";
import { callsOf, exportsOf } from "./declaration-graph";

interface Room {
  readonly impacts: CarrierImpacts;
  readonly lines: AnyLineModel;
  /** Operations that are no GET and change nothing at the carrier, each with the reason. */
  readonly harmless: Readonly<Record<string, string>>;
  /** Operations that the writers of an attribute make under another name than their own. */
  readonly inside: Readonly<Record<string, readonly string[]>>;
}

const QUERY = "a question whose terms travel in a body";
const SIGN_IN = "signs in";

const rooms: Readonly<Record<string, Room>> = {
  kajeet: {
    impacts: kajeetImpacts,
    lines: kajeetLines,
    harmless: {
      createToken: SIGN_IN,
      queryDevices: QUERY,
      findCompatibleDevices: QUERY,
      previewLabelAssignReplace: "counts what an assignment would do",
      previewLabelUnassign: "counts what taking labels away would do",
      uploadActivationCsv: "reads a file and says which of its rows are good",
    },
    inside: { labels: ["bulkAssignLabels", "bulkUnassignLabels", "updateLineLabels"] },
  },
  thingspace: {
    impacts: thingspaceImpacts,
    lines: thingspaceLines,
    harmless: {
      requestOAuthToken: SIGN_IN,
      loginSession: SIGN_IN,
      logoutSession: "signs out",
      checkOrderStatus: QUERY,
      aggregateUsage: QUERY,
      getBasicDiagnostics: QUERY,
      getExtendedDiagnostics: QUERY,
      getSuspensionStatus: QUERY,
      getReachability: QUERY,
      getBilledUsage: QUERY,
      listBilledUsage: QUERY,
      listConnectionHistory: QUERY,
      listDevices: QUERY,
      listDeviceSkus: QUERY,
      listGlobalDevices: QUERY,
      listGlobalHistory: QUERY,
      listMonitors: QUERY,
      listPrl: QUERY,
      listProvisioningHistory: QUERY,
      listSmsEvents: QUERY,
      listUsage: QUERY,
    },
    // The same call under the other spelling of its path.
    inside: { place: ["changeContactInfoSeed"] },
  },
  "control-center": { impacts: controlCenterImpacts, lines: controlCenterLines, harmless: {}, inside: {} },
};

/** What the API reference says of an operation, where it says it. */
const safetyOf = (facts: object) => (facts as { safety?: string }).safety;

const sorted = (names: Iterable<string>) => [...new Set(names)].sort();

/** Whether this is one impact, or several by name. */
const isImpact = (one: ResourceImpacts["remove"]): one is Impact => Array.isArray(one.operations);
const removals = ({ remove }: ResourceImpacts): Impact[] =>
  isImpact(remove) ? [remove] : Object.values(remove);

const ofLines = ({ lines }: CarrierImpacts): Impact[] => [
  ...Object.values(lines.attributes).flatMap((one) => [one, ...Object.values(one.values ?? {})]),
  ...(lines.order ? [lines.order] : []),
  ...Object.values(lines.endings),
];
const ofResource = (one: ResourceImpacts): Impact[] => [
  one.create,
  ...Object.values(one.arguments ?? {}),
  ...removals(one),
];
const operationsOf = (impacts: readonly Impact[]) => sorted(impacts.flatMap(({ operations }) => operations));

it("every carrier has a table", () => {
  expect(sorted(Object.keys(rooms))).toEqual(sorted(coveredCarriers.map(({ name }) => name)));
});

describe.each(coveredCarriers)(
  "what changes cost to undo at $title",
  ({ name, openapi, table, room, shared }) => {
    const { impacts, lines, harmless, inside } = rooms[name]!;
    const all = [...ofLines(impacts), ...Object.values(impacts.resources).flatMap(ofResource)];
    const own = [...declarations.values()].filter(({ carrier }) => carrier.name === name);
    const others = own.filter((spec) => !spec.lines);
    const { paths } = parse(readFileSync(join(__dirname, "openapi", openapi), "utf8")) as {
      paths: Record<string, Record<string, { operationId: string }>>;
    };
    const described = Object.values(paths).flatMap((methods) =>
      Object.entries(methods).map(([method, { operationId }]) => ({ operationId, method })),
    );

    it("has a row for each attribute of a line, for each ending, and for each other declaration", () => {
      const { attributes, endings, transitions } = impacts.lines;
      expect(sorted(Object.keys(attributes))).toEqual(sorted(lines.attributes.map((one) => one.name)));
      expect(sorted(Object.keys(endings))).toEqual(sorted(["retain", ...Object.keys(lines.endings)]));
      expect(sorted(Object.keys(impacts.resources))).toEqual(sorted(others.map((spec) => spec.name)));
      expect(impacts.lines).toBe(lines.impacts);
      const statuses = Object.keys(transitions);
      for (const [from, to] of Object.entries(transitions))
        expect(statuses, from).toEqual(expect.arrayContaining([...to]));
    });

    it("speaks of values that an attribute can have", () => {
      for (const [attribute, { values = {} }] of Object.entries(impacts.lines.attributes)) {
        const { schema } = lines.attributes.find((one) => one.name === attribute)!;
        for (const value of Object.keys(values)) {
          expect(schema.safeParse(value), `${attribute} ${value}`).toMatchObject({
            success: true,
            data: value,
          });
        }
      }
      const status = lines.attributes.find((one) => one.name === "status")!.schema;
      const declarable = Object.keys(impacts.lines.transitions).filter(
        (one) => status.safeParse(one).success,
      );
      expect(declarable.length).toBeGreaterThan(2);
      for (const value of Object.values(impacts.lines.transitions).flat())
        expect(declarable).toContain(value);
    });

    it.each(others)("says of $name what its arguments and its end mean", (spec) => {
      const row = impacts.resources[spec.name]!;
      const { shape } = spec.args as unknown as { shape: object };
      expect(Object.keys(shape)).toEqual(expect.arrayContaining(Object.keys(row.arguments ?? {})));
      const { properties } = z.toJSONSchema(spec.args, { io: "input", unrepresentable: "any" });
      const onDelete = properties?.onDelete as { enum: string[] } | undefined;
      const ends = isImpact(row.remove) ? undefined : sorted(Object.keys(row.remove));
      expect(ends).toEqual(onDelete ? sorted(onDelete.enum) : undefined);
      if ("trigger" in shape) expect(operationsOf(removals(row))).toEqual([]);
    });

    it("says what is lost where nothing leads back, and only there", () => {
      for (const impact of all) {
        expect(IMPACT_CLASSES).toContain(impact.class);
        expect(UNDOS).toContain(impact.undo);
        expect(impact.class === "destructive").toBe(impact.undo === "never");
        if (impact.undo !== "never") continue;
        expect(impact.action).toMatch(/^[a-z]+$/);
        expect(impact.loss).toMatch(/^(its|a|the) .+[^.]$/);
        expect(impact.operations.length).toBeGreaterThan(0);
      }
    });

    it("names operations of the API reference that change something", () => {
      const methods = new Map(described.map(({ operationId, method }) => [operationId, method]));
      // The reference leaves some calls of triggers out; the client has them with their sources.
      const methodOf = (id: string) => methods.get(id) ?? table[id]?.method.toLowerCase();
      const named = operationsOf(all);
      expect(named.filter((id) => ["get", undefined].includes(methodOf(id)))).toEqual([]);
      expect(named.filter((id) => id in harmless)).toEqual([]);
    });

    it("has a row for each operation that changes something", () => {
      const named = operationsOf(all);
      const writes = Object.entries(table).filter(([, { method }]) => method !== "GET");
      const ids = sorted([
        ...writes.map(([id]) => id),
        ...described.filter(({ method }) => method !== "get").map((one) => one.operationId),
      ]);
      expect(sorted([...named, ...Object.keys(harmless)])).toEqual(ids);
    });

    it("takes for harmless what the client takes for a question", () => {
      for (const id of Object.keys(harmless)) {
        const { home } = table[id]!;
        const safety = safetyOf(table[id]!);
        if (safety !== undefined) expect(safety, id).toBe("read-only");
        // Lines are read by the carrier's only list.
        else expect(home.kind === "function" || home.kind === "login" || id === "listDevices", id).toBe(true);
      }
    });

    it("never takes for harmless what the API reference calls destructive", () => {
      const worst = Object.entries(table).filter(([, facts]) => safetyOf(facts) === "destructive");
      for (const [id] of worst) {
        const severe = all.filter(({ operations }) => operations.includes(id));
        const labelled = id === "updateLineLabels" ? "cosmetic" : undefined;
        expect(severe.length, id).toBeGreaterThan(0);
        // Labels of a line are assigned again by the same call.
        for (const { class: kind, undo } of severe)
          expect(kind === labelled || undo === "delay" || undo === "never", id).toBe(true);
      }
    });

    it("gives an attribute the operations of its writers", () => {
      for (const { name: attribute, role } of lines.attributes) {
        const row = impacts.lines.attributes[attribute]!;
        const named = operationsOf([row, ...Object.values(row.values ?? {})]);
        const group = attribute.startsWith("place") ? "place" : attribute;
        const made = [
          ...lines.writers.filter((one) => one.attributes.includes(attribute)).map((one) => one.name),
          ...(inside[group] ?? []),
          ...(role === "order" ? (impacts.lines.order?.operations ?? []) : []),
        ];
        expect(
          named.filter((id) => !made.includes(id)),
          attribute,
        ).toEqual([]);
        expect(named.length > 0, attribute).toBe(role !== "fact");
      }
    });

    it.each(others)("gives $name the operations that it makes", (spec) => {
      const place = exportsOf(`${room}index.ts`).get(spec.name)!;
      const calls = callsOf(
        place,
        `${room}api/`,
        shared.map((file) => room + file),
      );
      const named = operationsOf(ofResource(impacts.resources[spec.name]!));
      expect(named.filter((id) => !calls.has(id))).toEqual([]);
      expect(named.length).toBeGreaterThan(0);
    });
  },
);

describe("the impact of a value", () => {
  it("is that of the value where it is worse than others, and else that of the attribute", () => {
    expect(impactOf(thingspaceImpacts.lines, "status", "deactive")).toMatchObject({ action: "deactivate" });
    expect(impactOf(thingspaceImpacts.lines, "status", "suspend")).toMatchObject({ class: "connectivity" });
    expect(impactOf(controlCenterImpacts.lines, "status", "purged")).toMatchObject({
      action: "purge",
      undo: "never",
    });
    expect(impactOf(kajeetImpacts.lines, "note", "retired")).toMatchObject({ class: "cosmetic" });
  });

  it("is that of a line's connection where nobody has thought of the attribute", () => {
    expect(impactOf(kajeetImpacts.lines, "antenna", null)).toEqual({
      class: "connectivity",
      undo: "call",
      operations: [],
    });
  });
});
