import type { Plan } from "../../../policies/plan/plan";
import type { Approval } from "../../../provider/core/approvals";
import type { Written } from "../../support/stack";
import type { CarrierName, Case, Placed } from "./case";

/** A code that is nobody's. */
const OTHER_CODE = "bcdfg-hjkmn";

/** Gives each case a line of its own. */
export function placed(
  cases: readonly Case[],
  lines: Readonly<Record<CarrierName, readonly string[]>>,
): Placed[] {
  const next: Record<CarrierName, number> = { kajeet: 0, thingspace: 0, "control-center": 0 };
  return cases.map((one, index) => {
    const { carrier, grain, what } = one;
    const line = lines[carrier][next[carrier]++]!;
    const stranger = lines[carrier].at(-1)!;
    return { ...one, title: `${carrier} ${grain}: ${what}`, resource: `case-${index}`, line, stranger };
  });
}

const key = (carrier: CarrierName) => (carrier === "control-center" ? "iccid" : "mdn");

/** What the program declares of a case. */
function written(
  { carrier, grain, type, resource, line, terms }: Placed,
  values: object | undefined,
  there: boolean,
): Written[] {
  const name = resource;
  if (grain === "line") {
    return there
      ? [{ type: `${carrier}:Line`, name, args: { [key(carrier)]: line, ...values, ...terms } }]
      : [];
  }
  if (grain === "set") {
    return [
      { type: `${carrier}:LineSet`, name, args: { lines: there ? { [line]: values ?? {} } : {}, ...terms } },
    ];
  }
  return [{ type: `${carrier}:${type}`, name, args: { lines: there ? [line] : [], ...values, ...terms } }];
}

export const programBefore = (cases: readonly Placed[]): Written[] =>
  cases.flatMap((one) => written(one, one.before, true));

export function programAfter(cases: readonly Placed[]): Written[] {
  const stays = cases.flatMap((one) => {
    if (one.whole) return [];
    return written(one, one.after ?? one.before, one.after !== undefined);
  });
  const moved = new Map<CarrierName, Record<string, object>>();
  for (const { carrier, line, moves } of cases) {
    if (moves) moved.set(carrier, { ...moved.get(carrier), [line]: {} });
  }
  const movers = [...moved].map(([carrier, lines]) => ({
    type: `${carrier}:LineSet`,
    name: `movers-${carrier}`,
    args: { lines },
  }));
  return [...stays, ...movers];
}

/** The approvals that the cases ask for, with the codes that the plan shows. */
export function approvalsFor(cases: readonly Placed[], { changes }: Plan): Approval[] {
  return cases.flatMap((one): Approval[] => {
    const { approved, carrier, line, stranger } = one;
    const grave = changes.find(
      (change) => change.carrier === carrier && change.line === line && change.grave,
    )?.grave;
    if (!approved || !grave) return [];
    return [
      {
        action: approved === "another action" ? "cancel" : grave.action,
        lines: {
          [approved === "another line" ? stranger : line]:
            approved === "another change" ? OTHER_CODE : grave.codes[0],
        },
        by: "A. Admin",
        reason: one.title,
        until: approved === "expired" ? "2020-01-01" : "2099-12-31",
      },
    ];
  });
}
