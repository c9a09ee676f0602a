import type { Http } from "../core/http-types";
import { listGroups, listServicePlans } from "./api/index";

/** Names that must exist before they can be used. Each list is asked for when it is first needed, and then kept. */
export class References {
  private readonly lists = new Map<string, Promise<readonly string[]>>();

  constructor(private readonly http: Http) {}

  /** Codes of the service plans of an account. */
  ratePlans(account: string): Promise<readonly string[]> {
    return this.once(`plans ${account}`, async () => {
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
    const known = await this.once(key, read);
    if (names.every((name) => known.includes(name))) return known;
    this.lists.delete(key);
    return this.once(key, read);
  }

  private once(name: string, read: () => Promise<readonly string[]>): Promise<readonly string[]> {
    let list = this.lists.get(name);
    if (!list) {
      list = read().catch((error) => {
        this.lists.delete(name); // a failed read is no empty list
        throw error;
      });
      this.lists.set(name, list);
    }
    return list;
  }
}
