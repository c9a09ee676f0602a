import { Unauthorized } from "../../core/errors";
import type { Refusal, Wish } from "../../core/lines/model";
import { unknownName } from "../../core/nearest";
import { kajeetLineImpacts } from "../impacts";
import { STATUSES, statusName } from "../lines/attributes";
import type { KajeetSession } from "../session";

/** Refuses values of an attribute that are not in the account's list, with the nearest names. */
function unknowns(
  wishes: readonly Wish[],
  attribute: string,
  what: string,
  known: readonly string[],
): Refusal[] {
  const names = new Set(known);
  return wishes.flatMap(({ name, before, wanted }) => {
    const value = wanted[attribute];
    if (typeof value !== "string" || value === before[attribute] || names.has(value)) return [];
    return [{ name, problem: `${attribute}: ${unknownName(what, value, known)}` }];
  });
}

const asks = (wishes: readonly Wish[], attribute: string) =>
  wishes.some(
    ({ before, wanted }) => typeof wanted[attribute] === "string" && wanted[attribute] !== before[attribute],
  );

export async function verifyRatePlans(
  { references }: KajeetSession,
  wishes: readonly Wish[],
): Promise<Refusal[]> {
  const refusals: Refusal[] = [];
  if (asks(wishes, "ratePlan"))
    refusals.push(...unknowns(wishes, "ratePlan", "rate plan", await references.ratePlans()));
  if (asks(wishes, "verizonBiPlanId")) {
    const known = await references.businessInternetPlans();
    refusals.push(...unknowns(wishes, "verizonBiPlanId", "business internet plan", known));
  }
  return refusals;
}

export async function verifyFilterGroups(
  { references }: KajeetSession,
  wishes: readonly Wish[],
): Promise<Refusal[]> {
  const known = (await references.filterGroups()).map(({ name }) => name);
  return unknowns(wishes, "filterGroup", "filter group", known);
}

/** Statuses that the business type does not allow, and ways that do not exist. */
export async function verifyStatuses(session: KajeetSession, wishes: readonly Wish[]): Promise<Refusal[]> {
  const allowed = await allowedStatuses(session);
  return wishes.flatMap(({ name, before, wanted }) => {
    const { status } = wanted;
    if (typeof status !== "string" || status === before.status) return [];
    // The one way that is missing: every other status may follow any.
    const ways = kajeetLineImpacts.transitions[String(before.status)];
    if (ways && !ways.includes(status) && status in STATUSES) {
      return [
        { name, problem: "status: a lost or stolen line must become active before it can be suspended" },
      ];
    }
    if (!allowed || allowed.has(status)) return [];
    const list = [...allowed].join(", ");
    return [
      {
        name,
        problem: `status: the business type of the account does not allow "${status}"; it allows ${list}`,
      },
    ];
  });
}

/** Nothing where the API user may not ask: the carrier then decides line by line. */
async function allowedStatuses(session: KajeetSession): Promise<Set<string> | undefined> {
  try {
    const statuses = (await session.references.statuses(await session.corp())).map(statusName);
    return new Set(statuses.filter((status) => status in STATUSES));
  } catch (error) {
    if (error instanceof Unauthorized) return undefined;
    throw error;
  }
}

/** Labels that do not exist, and pairs of one category, of which a line can carry only one (A-L1). */
export async function verifyLabels(
  { references }: KajeetSession,
  wishes: readonly Wish[],
): Promise<Refusal[]> {
  const wanted = new Set(
    wishes.flatMap(({ wanted }) => (wanted.labels as readonly string[] | undefined) ?? []),
  );
  const known = await references.labels(wanted);
  return wishes.flatMap(({ name, wanted }) => {
    const labels = (wanted.labels as readonly string[] | undefined) ?? [];
    const missing = labels.filter((label) => !known.has(label));
    const problems = missing.map(
      (label) =>
        `labels: ${unknownName("label", label, known.keys())} (a new label is made by declaring a kajeet.Label)`,
    );
    const categories = new Map<number, string>();
    for (const label of labels) {
      const category = known.get(label)?.categoryId;
      if (category === null || category === undefined) continue;
      const rival = categories.get(category);
      if (rival)
        problems.push(
          `labels: "${rival}" and "${label}" are of one category, of which a line carries one label`,
        );
      categories.set(category, label);
    }
    return problems.map((problem) => ({ name, problem }));
  });
}
