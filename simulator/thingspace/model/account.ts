import type { DeviceState } from "./device";

/** A plan of an account; requests name it by `code`. */
export interface ServicePlan {
  name: string;
  code: string;
  sizeKb: number;
  carrierServicePlanCode: string;
}

export interface IpPool {
  poolName: string;
  poolType: "Static IP" | "Dynamic IP";
  isDefaultPool: boolean;
}

export interface Lead {
  leadId: string;
  leadState: string;
  address: { addressLine1: string; city: string; state: string; zip: string; country: string };
}

/** A customer-defined service; a state of it puts a device into a state of the carrier. */
export interface CustomService {
  name: string;
  description: string;
  states: {
    name: string;
    workflowSequenceNumber: number;
    servicePlans: string[];
    deviceState: DeviceState;
  }[];
}

/** A billing account: ten digits, hyphen, five digits. */
export interface Account {
  readonly name: string;
  number: string;
  organization: string;
  isProvisioningAllowed: boolean;
  carriers: string[];
  features: string[];
  ipPools: IpPool[];
  servicePlans: ServicePlan[];
  leads: Lead[];
  services: CustomService[];
}

/** A device group. Every device is in exactly one. */
export interface Group {
  readonly id: number;
  readonly account: string;
  name: string;
  description: string;
  readonly isDefault: boolean;
}

/** Name of the group that devices fall back to. */
export function defaultGroupName(account: string): string {
  return `Default: ${account}`;
}
