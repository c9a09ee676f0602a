import { describe, expect, test } from "vitest";
import { urnOf } from "../../../policies/plan/fleet";
import { declarations } from "../../../provider/index";
import { held, plan, resource } from "../../support/plans";

const BUS = "304-228-6302";
const SIM = "89012604706900592925";
const { model } = declarations.get("kajeet:LineSet")!.lines!;
const of = (type: string, name: string, lines: object, more: object = {}) =>
  held(type, name, undefined, { lines: lines as never, ...more });
const fleetOf = (...resources: Parameters<typeof plan>[0]) => plan(resources).after;

describe("a line of the fleet", () => {
  const set = of("kajeet:LineSet", "fleet", { [BUS]: { iccid: SIM, note: "n" } });
  const vpn = of("kajeet:VpnStatus", "vpn", { [BUS]: { vpn: true } });

  test("is one, whatever resources speak of it, with what all of them say and who says it", () => {
    const { lines } = fleetOf(vpn, set);
    expect(lines).toHaveLength(1);
    expect(lines[0]).toMatchObject({
      carrier: "kajeet",
      name: BUS,
      values: { vpn: true, note: "n", iccid: SIM },
      held: true,
      urn: set.urn,
      owners: { vpn: ["kajeet:VpnStatus vpn"], note: ["kajeet:LineSet fleet"] },
      claims: {
        vpn: [{ urn: vpn.urn, owner: "kajeet:VpnStatus vpn" }],
        note: [{ urn: set.urn, owner: "kajeet:LineSet fleet" }],
      },
    });
    // Numbers tell a line; nobody owns them.
    expect(lines[0]!.owners).not.toHaveProperty("iccid");
    expect(lines[0]!.claims.note![0]).not.toHaveProperty("parts");
  });

  test("that only memberships speak of is held by none", () => {
    expect(fleetOf(vpn).lines[0]).toMatchObject({ held: false, urn: vpn.urn });
    const other = of("kajeet:LineSet", "other", { [BUS]: {} });
    expect(fleetOf(set, other).lines[0]).toMatchObject({ held: true, urn: set.urn });
  });

  test("is found under any of its numbers, and under nothing that is none", () => {
    const fleet = fleetOf(set, of("kajeet:LineSet", "odd", { "??": {} }));
    const find = (...numbers: (string | null | undefined)[]) => fleet.find("kajeet", model, numbers)?.name;
    expect([find(BUS), find("3042286302"), find(SIM), find(undefined, null, "681-300-0000", SIM)]).toEqual([
      BUS,
      BUS,
      BUS,
      BUS,
    ]);
    expect([find(), find("681-300-0000"), find("??"), find(null)]).toEqual([
      undefined,
      undefined,
      undefined,
      undefined,
    ]);
    expect(fleet.find("thingspace", model, [BUS])).toBeUndefined();
  });

  test("is one where only its second number is known already", () => {
    const bySim = of("kajeet:VpnStatus", "vpn", { [SIM]: { vpn: true } });
    expect(fleetOf(bySim, set).lines.map(({ name, held: whole }) => [name, whole])).toEqual([[SIM, true]]);
  });

  test("under a name that is none is a line of its own each time", () => {
    const odd = (name: string) => of("kajeet:LineSet", name, { "??": {} });
    expect(fleetOf(odd("a"), odd("b")).lines).toHaveLength(2);
  });

  test("is not what a resource without lines speaks of", () => {
    expect(fleetOf(resource("kajeet:Label", "l", { wanted: { name: "L" } })).lines).toEqual([]);
  });

  test("is in the account that the carrier told, or that is declared, or that another resource knows", () => {
    const line = { [BUS]: {} };
    expect(fleetOf(of("kajeet:LineSet", "f", line)).lines[0]!.account).toBeUndefined();
    expect(fleetOf(of("kajeet:LineSet", "f", line, { corp: "7" })).lines[0]!.account).toBe("7");
    expect(
      fleetOf(
        of("kajeet:VpnStatus", "v", { [BUS]: { vpn: true } }),
        of("kajeet:LineSet", "f", line, { corp: "7" }),
      ).lines[0]!.account,
    ).toBe("7");
    const known = (state: object) =>
      fleetOf(held("kajeet:LineSet", "f", { lines: line, ...state }, { lines: line, corp: "7" })).lines[0]!
        .account;
    expect(known({ account: "8" })).toBe("8");
    expect(known({ account: "8", declaredIn: "9" })).toBe("9");
    expect(known({ account: 8 })).toBe("7");
  });
});

describe("what is owned in part", () => {
  const labels = (name: string, ...own: string[]) =>
    of("kajeet:LabelAssignment", name, { [BUS]: { labels: own } });

  test("is what all owners say together, each of its parts with its owner", () => {
    const [a, b] = [labels("a", "X", "B"), labels("b", "A", "B")];
    expect(fleetOf(a, b).lines[0]).toMatchObject({
      values: { labels: ["A", "B", "X"] },
      owners: { labels: ["kajeet:LabelAssignment a (B, X)", "kajeet:LabelAssignment b (A, B)"] },
      claims: {
        labels: [
          { urn: a.urn, owner: "kajeet:LabelAssignment a", parts: ["B", "X"] },
          { urn: b.urn, owner: "kajeet:LabelAssignment b", parts: ["A", "B"] },
        ],
      },
    });
  });

  test("is not what a set says of all of it", () => {
    const [first, second] = [["A"], ["B"]].map((own, at) =>
      of("kajeet:LineSet", `s${at}`, { [BUS]: { labels: own } }),
    );
    expect(fleetOf(first!, second!).lines[0]!.values.labels).toEqual(["B"]);
  });
});

test("an attribute is answered for by the last who claims it, or else by the holder", () => {
  const set = of("kajeet:LineSet", "fleet", { [BUS]: { vpn: false } });
  const vpn = of("kajeet:VpnStatus", "vpn", { [BUS]: { vpn: true } });
  const [line] = fleetOf(set, vpn).lines;
  expect(urnOf(line!, "vpn")).toBe(vpn.urn);
  expect(urnOf(line!, "note")).toBe(set.urn);
  const [member] = fleetOf(vpn).lines;
  expect(urnOf(member!, "vpn")).toBe(vpn.urn);
  const last = of("kajeet:LineSet", "last", { [BUS]: { vpn: true } });
  expect(urnOf(fleetOf(set, vpn, last).lines[0]!, "vpn")).toBe(last.urn);
});
