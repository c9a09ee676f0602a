import type { Http } from "../core/http-types";
import { Kept } from "../core/kept";
import {
  type FilterGroup,
  type Label,
  listAllowedStatuses,
  listBillingPlans,
  listBusinessInternetPlans,
  listFilterGroups,
  listLabels,
} from "./api/index";

/** Names that must exist before they can be used. Each list is asked for when it is first needed, and then kept. */
export class References {
  private readonly lists = new Kept<unknown>();

  constructor(private readonly http: Http) {}

  /** Codes of the rate plans of the account. */
  ratePlans(): Promise<string[]> {
    return this.lists.once("ratePlans", async () =>
      (await listBillingPlans(this.http, {})).map(({ ratePlan }) => ratePlan),
    );
  }

  businessInternetPlans(): Promise<string[]> {
    return this.lists.once("businessInternetPlans", async () =>
      (await listBusinessInternetPlans(this.http, {})).map(({ verizonBiPlanId }) => verizonBiPlanId),
    );
  }

  filterGroups(): Promise<FilterGroup[]> {
    return this.lists.once("filterGroups", () => listFilterGroups(this.http, {}));
  }

  /** Statuses that the business type of the corp may use, as they are written. */
  statuses(corp: string): Promise<string[]> {
    return this.lists.once(
      `statuses ${corp}`,
      async () => (await listAllowedStatuses(this.http, { corpId: corp })).statuses,
    );
  }

  /** Labels by name. Asked for again when one of the names is missing: a Label may just have been made. */
  async labels(names: Iterable<string>): Promise<Map<string, Label>> {
    const read = async () => new Map((await listLabels(this.http, {})).map((label) => [label.name, label]));
    const known = await this.lists.once("labels", read);
    if ([...names].every((name) => known.has(name))) return known;
    this.lists.forget("labels");
    return this.lists.once("labels", read);
  }

  /** After a label was removed: another one may get its name, and must not be taken for it. */
  forgetLabels(): void {
    this.lists.forget("labels");
  }
}
