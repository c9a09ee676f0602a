import { mkdtempSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import * as pulumi from "@pulumi/pulumi";
import { beforeEach, describe, expect, it, vi } from "vitest";
import { Fleet, type FleetArgs } from "../../../provider/fleet/index";

interface Registered {
  readonly type: string;
  readonly name: string;
  readonly inputs: Record<string, unknown>;
}

let registered: Registered[] = [];

const isLabel = ({ type }: { type: string }) => type.endsWith(":Label");
const isSet = ({ type }: { type: string }) => type.endsWith("LineSet");

beforeEach(async () => {
  registered = [];
  await pulumi.runtime.setMocks(
    {
      async newResource(made) {
        // A label takes its time, so that whatever does not wait for it is registered first.
        for (let turn = 0; turn < 20 && isLabel(made); turn++) await new Promise(setImmediate);
        registered.push({ type: made.type, name: made.name, inputs: made.inputs });
        const given = isSet(made) ? { numbers: { "89014103211118510720": "304-999-0001" } } : {};
        return { id: `${made.name}-id`, state: { ...made.inputs, ...given } };
      },
      call: ({ inputs }) => inputs,
    },
    "project",
    "stack",
    false,
  );
});

const value = <T>(output: pulumi.Output<T>) => new Promise<T>((resolve) => output.apply(resolve));

/** Declares a fleet and waits until all of it is registered. */
async function declare(name: string, args: FleetArgs) {
  const fleet = new Fleet(name, args);
  const lines = await value(fleet.lines);
  return { count: await value(fleet.count), lines, children: [...registered] };
}

// Lines are claimed once a program, and all tests of this file are one program: each takes numbers of its own.
let next = 0;
const number = () => `304-700-${String(next++).padStart(4, "0")}`;
const rowsOf = (children: readonly Registered[]) =>
  children
    .filter(isSet)
    .map(({ name, inputs: { lines, connection, corp } }) => ({ name, lines, connection, corp }));

describe("sets", () => {
  it("a file becomes one set, as rows of text, and the component holds no table", async () => {
    const [a, b] = [number(), number()];
    const path = join(mkdtempSync(join(tmpdir(), "fleet-")), "lines.csv");
    writeFileSync(
      path,
      `MDN,STATUS,NICKNAME,LABELS,IMEI,UICC,CARRIER,APN\n${a},active,"Bus #47",E-Rate;Bus,,,,x\n${b},suspended,,,,,,\n,,,,355737360073462,89014103211118510720,VERIZON,\n`,
    );
    const { count, lines, children } = await declare("one", {
      inventory: path,
      defaults: { ratePlan: "KJ-5GB" },
    });
    expect(count).toBe(3);
    expect(lines).toEqual({ [a]: a, [b]: b, "89014103211118510720": "304-999-0001" });
    expect(children.map(({ type, name }) => [type, name])).toEqual([
      ["cellular:fleet:Fleet", "one"],
      [expect.stringContaining("kajeet"), "one"],
    ]);
    expect(children[0]?.inputs).toEqual({});
    expect(children[1]?.inputs.lines).toEqual({
      [a]: "status=active; ratePlan=KJ-5GB; nickname=Bus #47; labels=Bus, E-Rate",
      [b]: "status=suspended; ratePlan=KJ-5GB",
      "89014103211118510720":
        "ratePlan=KJ-5GB; imei=355737360073462; iccid=89014103211118510720; carrier=VERIZON",
    });
  });

  it("names say what a group is, so a row that comes renames no other", async () => {
    const [a, b, c, d] = [number(), number(), number(), number()];
    const rows = [
      { mdn: a, status: "active" },
      { mdn: b, status: "active", corp: "ISD-WEST" },
      { mdn: c, status: "active", connection: "north" },
      { mdn: d, status: "active", connection: "north", corp: "ISD-WEST" },
    ];
    const { children } = await declare("many", { inventory: rows, corp: "ISD" });
    expect(rowsOf(children)).toEqual([
      { name: "many", lines: { [a]: "status=active" }, corp: "ISD", connection: undefined },
      { name: "many-ISD-WEST", lines: { [b]: "status=active" }, corp: "ISD-WEST", connection: undefined },
      { name: "many-north", lines: { [c]: "status=active" }, corp: "ISD", connection: "north" },
      { name: "many-north-ISD-WEST", lines: { [d]: "status=active" }, corp: "ISD-WEST", connection: "north" },
    ]);
  });

  it("two groups that would have one name are refused", () => {
    const rows = [
      { mdn: number(), corp: "WEST" },
      { mdn: number(), connection: "WEST" },
    ];
    expect(() => new Fleet("twins", { inventory: rows })).toThrow(/would both be called twins-WEST/);
  });

  it("passes on what ends lines", async () => {
    const inventory = [{ mdn: number(), status: "active" }];
    const { children } = await declare("end", { inventory, onDelete: "suspend", deletionProtection: false });
    expect(children.find(isSet)?.inputs).toMatchObject({ onDelete: "suspend", deletionProtection: false });
  });
});

describe("lines without numbers", () => {
  const [first, second] = ["89148000000000000027", "89148000000000000035"] as const;

  it.each([
    ["set", first, { lines: { [first]: expect.stringContaining("status=activated") } }],
    ["lines", second, { iccid: second, status: "activated" }],
  ] as const)("become a %s by their ICCID, of the fleet's account", async (as, iccid, inputs) => {
    const inventory = [{ iccid, status: "activated" }];
    const more = { carrier: "control-center", accountId: "100055999", onDelete: "retire" } as const;
    const { count, lines, children } = await declare(`sims-${as}`, { inventory, as, ...more });
    expect([count, lines]).toEqual([1, as === "set" ? expect.anything() : {}]);
    const { carrier: _, ...terms } = more;
    expect(children[1]).toMatchObject({ inputs: { ...inputs, ...terms } });
  });
});

describe("two carriers", () => {
  const mixed = () => [
    { carrier: "kajeet", mdn: number(), status: "active" },
    { carrier: "thingspace", mdn: number(), status: "active" },
    { carrier: "thingspace", mdn: number(), accountName: "0000123456-00002", connection: "east" },
  ];

  it("each gets a set of its own, with the account, connection and deadline that are its own", async () => {
    const { children } = await declare("both", {
      inventory: mixed(),
      corp: "ISD",
      accountName: "0000123456-00001",
      connection: { thingspace: "meters" },
      onDelete: "suspend",
      deadlineSeconds: 60,
      labels: [{ name: "E-Rate" }],
    });
    const seen = children
      .slice(1)
      .map(({ type, name, inputs: { lines: _, quiet: __, ...rest } }) => [
        type.replace(/.*dynamic\/?/, ""),
        name,
        rest,
      ]);
    const terms = { onDelete: "suspend", deletionProtection: true };
    expect(seen.map(([type, name]) => [type, name]).sort()).toEqual([
      ["kajeet:Label", "both-label-E-Rate"],
      ["kajeet:LineSet", "both"],
      ["thingspace:LineSet", "both-thingspace"],
      ["thingspace:LineSet", "both-thingspace-east-0000123456-00002"],
    ]);
    const inputs = Object.fromEntries(seen.map(([, name, rest]) => [name as string, rest]));
    const later = { onDelete: "suspend", deadlineSeconds: 60 };
    expect(inputs.both).toMatchObject({ corp: "ISD", onDelete: terms.onDelete });
    expect(inputs.both).not.toHaveProperty("deadlineSeconds");
    expect(inputs.both).not.toHaveProperty("connection");
    expect(inputs["both-thingspace"]).toMatchObject({
      ...later,
      accountName: "0000123456-00001",
      connection: "meters",
    });
    expect(inputs["both-thingspace-east-0000123456-00002"]).toMatchObject({
      ...later,
      accountName: "0000123456-00002",
      connection: "east",
    });
  });

  it("the carrier that the program names has the fleet's own name", async () => {
    const { children } = await declare("own", { inventory: mixed(), carrier: "thingspace" });
    expect(children.filter(isSet).map(({ type, name }) => [type.split(":").at(-2), name])).toEqual([
      [expect.stringContaining("kajeet"), "own-kajeet"],
      [expect.stringContaining("thingspace"), "own"],
      [expect.stringContaining("thingspace"), "own-east-0000123456-00002"],
    ]);
  });

  it("an end that one of them does not know is refused with its name, beside the faults of the file", () => {
    const inventory = [...mixed(), { carrier: "kajet", mdn: number() }];
    expect(() => new Fleet("end", { inventory, onDelete: "deactivate" })).toThrow(
      /has 2 faults.*\n {2}onDelete: lines of kajeet know no "deactivate"; known to every carrier of this fleet: retain, suspend, remove\n {2}row 4, carrier: /,
    );
    expect(registered).toEqual([]);
  });

  it("a single line that got its number is still the same resource, by its SIM", async () => {
    const mdn = number();
    const inventory = [{ carrier: "thingspace", mdn, iccid: "89148000000000000019", status: "active" }];
    const { children } = await declare("alone", { inventory, as: "lines" });
    const [line] = children.filter(({ type }) => type.endsWith(":Line"));
    expect(line).toMatchObject({ name: `alone-${mdn}`, inputs: { mdn, status: "active" } });
    expect(line?.inputs).not.toHaveProperty("iccid");
  });

  it("labels are refused where no carrier of the fleet has any", () => {
    const inventory = mixed().slice(1);
    expect(() => new Fleet("none", { inventory, labels: [{ name: "x" }] })).toThrow(
      /thingspace has no labels that are declared on their own/,
    );
  });
});

describe("labels", () => {
  const labels = [{ name: "E-Rate" }, { name: "Bus Route 1", category: "Routes" }];

  it("are declared once a connection", async () => {
    const inventory = [
      { mdn: number() },
      { mdn: number(), corp: "WEST" },
      { mdn: number(), connection: "north" },
    ];
    const { children } = await declare("tags", { inventory, labels, corp: "ISD" });
    const made = children.filter(isLabel).sort((x, y) => x.name.localeCompare(y.name));
    expect(
      made.map(({ name, inputs: { name: label, category, connection, corp } }) => [
        name,
        label,
        category,
        connection,
        corp,
      ]),
    ).toEqual([
      ["tags-label-Bus Route 1", "Bus Route 1", "Routes", undefined, "ISD"],
      ["tags-label-E-Rate", "E-Rate", undefined, undefined, "ISD"],
      ["tags-north-label-Bus Route 1", "Bus Route 1", "Routes", "north", undefined],
      ["tags-north-label-E-Rate", "E-Rate", undefined, "north", undefined],
    ]);
  });

  it("come before the lines", async () => {
    const { children } = await declare("order", { inventory: [{ mdn: number() }], labels });
    const kinds = children.slice(1).map(({ type }) => type.split(":").at(-1));
    expect(kinds).toEqual(["Label", "Label", "LineSet"]);
  });

  it("a label that stands there twice is refused", () => {
    const inventory = [{ mdn: number() }];
    expect(() => new Fleet("twice", { inventory, labels: [...labels, { name: "E-Rate" }] })).toThrow(
      /label "E-Rate" stands in it twice/,
    );
  });
});

describe("single lines", () => {
  it("are named by their number, or by their SIM", async () => {
    const [a, iccid] = [number(), "89012604706900592925"];
    const inventory = [
      { mdn: a, status: "active", nickname: "Bus" },
      { iccid, imei: "355737360073462", carrier: "VERIZON" },
    ];
    const { lines, children } = await declare("solo", { inventory, as: "lines", corp: "ISD" });
    const made = children.filter(({ type }) => type.endsWith(":Line"));
    expect(made).toMatchObject([
      { name: `solo-${a}`, inputs: { mdn: a, status: "active", nickname: "Bus", corp: "ISD" } },
      { name: `solo-${iccid}`, inputs: { iccid, imei: "355737360073462", carrier: "VERIZON", corp: "ISD" } },
    ]);
    expect(lines).toEqual({ [a]: a });
  });
});

it("a fleet with faults registers nothing", () => {
  const inventory = [{ mdn: number(), status: "actve" }, { mdn: "12" }];
  expect(() => new Fleet("bad", { inventory, labels: [{ name: "x" }] })).toThrow(
    /Fleet bad: the inventory has 2 faults, nothing was sent:\n {2}row 1, status: .*\n {2}row 2, mdn: /,
  );
  expect(registered).toEqual([]);
});

it("says once which columns are ignored, and warns with the row of a wrong check digit", async () => {
  const said = vi.spyOn(pulumi.log, "info").mockResolvedValue();
  const warned = vi.spyOn(pulumi.log, "warn").mockResolvedValue();
  const inventory = [1, 2].map((digit) => ({
    MDN: number(),
    UICC: `8901260470690059292${digit}`,
    NETWORK: "Verizon",
    APN: "x",
  }));
  await declare("loud", { inventory });
  const infos = said.mock.calls.map(([text]) => text);
  const warnings = warned.mock.calls.map(([text]) => text);
  said.mockRestore();
  warned.mockRestore();
  expect(infos).toEqual([
    "Fleet loud: columns that only report are ignored: NETWORK (a display name; a line to be ordered names its network in the column carrier), APN",
  ]);
  expect(warnings[0]).toContain(
    "Fleet loud:\n  row 1, UICC: ICCID 89012604706900592921: the check digit should be 5",
  );
  expect(warnings[0]).toContain("row 2, UICC: ICCID 89012604706900592922");
});
