import type { Http } from "../core/http-types";
import { Kept } from "../core/kept";
import { listGroups, listServicePlans } from "./api/index";

/** Names that must exist before they can be used. Each list is asked for when it is first needed, and then kept. */
export class References {
  private readonly lists = new Kept<readonly string[]>();

  constructor(private readonly http: Http) {}

  /** Codes of the service plans of an account. */
  ratePlans(account: string): Promise<readonly string[]> {
    return this.lists.once(`plans ${account}`, async () => {
      const plans = await listServicePlans(this.http, { accountName: account });
      return plans.flatMap(({ code }) => (code ? [code] : []));
    });
  }

  /** Names of the device groups. Asked for again when one is missing: a DeviceGroup may just have been made. */
  async deviceGroups(account: string, names: readonly string[]): Promise<readonly string[]> {
    const key = `groups ${account}`;
    const read = async () => {
      const groups = await listGroups(this.http, { accountName: account });
      return groups.flatMap(({ name }) => (name ? [name] : []));
    };
    const known = await this.lists.once(key, read);
    if (names.every((name) => known.includes(name))) return known;
    this.lists.forget(key);
    return this.lists.once(key, read);
  }
}
