/** Something that happened to a device: a record of its provisioning history. */
export interface ProvisioningEvent {
  /** Milliseconds since 1970. */
  at: number;
  /** Activation Confirmed, Suspension Confirmed, … */
  type: string;
  status: "Success" | "Failed";
  /** The user who asked for it. */
  by: string;
  servicePlan: string | null;
  mdn: string | null;
  /** Whether it counts against the provisioning actions of a line and day. */
  counts: boolean;
}
