import type { Refusal, Wish } from "../../core/lines/model";
import { unknownName } from "../../core/nearest";
import type { Value } from "../../core/value";
import { thingspaceLineImpacts } from "../impacts";
import type { ThingspaceSession } from "../session";

/** What a line that is not in the account can be brought in as. */
const NEW = ["preactive", "active"];

/** States from which a line is brought into service by an activation. */
const NEEDY = ["", "preactive", "deactive"];

const changed = ({ before, wanted }: Wish, name: string): Value | undefined =>
  wanted[name] !== undefined && wanted[name] !== before[name] ? wanted[name] : undefined;

/** Transitions that the carrier does not have, and activations that lack what it needs. */
export async function verifyStatuses(_: ThingspaceSession, wishes: readonly Wish[]): Promise<Refusal[]> {
  return wishes.flatMap((wish) => {
    const { name, before, wanted } = wish;
    const status = changed(wish, "status");
    if (status === undefined) return [];
    const from = String(before.status ?? "");
    const ways = from === "" ? NEW : (thingspaceLineImpacts.transitions[from] ?? []);
    if (!ways.includes(String(status))) {
      const way = ways.join(" or ") || "nowhere";
      const state = from === "" ? "a line that is not in the account" : `a line in ${from}`;
      return [{ name, problem: `status: ${state} cannot become ${status}; it can become ${way}` }];
    }
    const needs = status === "active" && NEEDY.includes(from) ? missing(wanted) : [];
    return needs.length > 0 ? [{ name, problem: `status: to activate it, give ${needs.join(" and ")}` }] : [];
  });
}

/** What an activation needs and the values lack. */
function missing(values: Readonly<Record<string, unknown>>): string[] {
  return ["ratePlan", "zipCode"].filter((name) => typeof values[name] !== "string");
}

/** Plans that the account does not have, and changes of plan that the carrier refuses while a line is suspended. */
export async function verifyRatePlans(
  { references }: ThingspaceSession,
  wishes: readonly Wish[],
  account: string,
): Promise<Refusal[]> {
  const asks = wishes.filter((wish) => changed(wish, "ratePlan") !== undefined);
  if (asks.length === 0) return [];
  const known = await references.ratePlans(account);
  return asks.flatMap(({ name, before, wanted }) => {
    const plan = String(wanted.ratePlan);
    if (!known.includes(plan))
      return [{ name, problem: `ratePlan: ${unknownName("rate plan", plan, known)}` }];
    if (before.status !== "suspend" || (wanted.status ?? "suspend") !== "suspend") return [];
    const problem = "ratePlan: the carrier changes no plan while a line is suspended; set status to active";
    return [{ name, problem }];
  });
}

export async function verifyGroups(
  { references }: ThingspaceSession,
  wishes: readonly Wish[],
  account: string,
): Promise<Refusal[]> {
  const asks = wishes.filter((wish) => typeof changed(wish, "deviceGroup") === "string");
  if (asks.length === 0) return [];
  const names = [...new Set(asks.map(({ wanted }) => String(wanted.deviceGroup)))];
  const known = await references.deviceGroups(account, names);
  return asks.flatMap(({ name, wanted }) => {
    const group = String(wanted.deviceGroup);
    if (known.includes(group)) return [];
    const how = "(a new group is made by declaring a thingspace.DeviceGroup)";
    return [{ name, problem: `deviceGroup: ${unknownName("device group", group, known)} ${how}` }];
  });
}

/** Only active lines can be moved. */
export async function verifyMoves(_: ThingspaceSession, wishes: readonly Wish[]): Promise<Refusal[]> {
  return wishes.flatMap((wish) => {
    const { name, before, wanted } = wish;
    const status = wanted.status ?? before.status ?? "active";
    if (changed(wish, "account") === undefined || before.account === undefined || status === "active")
      return [];
    return [{ name, problem: `account: only active lines can be moved, and this one is to be ${status}` }];
  });
}

/** A SIM or device that another line has: swapping it in would take it from there. */
export async function verifyIdentifiers(
  session: ThingspaceSession,
  wishes: readonly Wish[],
  account: string,
): Promise<Refusal[]> {
  const asks = wishes.filter((wish) => typeof wish.before.iccid === "string" && changed(wish, "iccid"));
  const keys = asks.map(({ wanted }) => ({ kind: "iccid" as const, key: String(wanted.iccid) }));
  const records = keys.length > 0 ? await session.roster(account).find(keys) : [];
  return asks.flatMap(({ name }, index) => {
    const other = records[index];
    if (!other || (other.state !== "active" && other.state !== "suspend")) return [];
    const line = other.ids.mdn ?? other.ids.imei ?? "another line";
    return [{ name, problem: `iccid: this SIM is in use by ${line}; a SIM is in one line` }];
  });
}
