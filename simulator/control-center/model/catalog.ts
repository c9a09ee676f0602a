import type { CustomField } from "./attributes";

/** How a SIM connects; only some plans give it a fixed address. */
export interface CommunicationPlan {
  name: string;
  fixedAddresses: boolean;
}

/** The names that an account knows: plans, customers, and the values of its combo boxes. */
export class Catalog {
  readonly ratePlans = new Set<string>();
  readonly communicationPlans = new Map<string, CommunicationPlan>();
  readonly customers = new Set<string>();
  /** Custom fields that take only these values, or none. */
  readonly comboBoxes = new Map<CustomField, readonly string[]>();

  addCommunicationPlan(name: string, fixedAddresses: boolean): void {
    this.communicationPlans.set(name, { name, fixedAddresses });
  }

  /** Whether a plan may carry fixed addresses; one that is unknown may not. */
  hasFixedAddresses(name: string | null | undefined): boolean {
    return this.communicationPlans.get(name ?? "")?.fixedAddresses === true;
  }
}
