import { CellularError, Conflict, NotFound } from "../core/errors";
import type { Context } from "../core/resource";
import { deadlineOf } from "./deadline";
import type { ProfileArgs } from "./esim-args";
import { type Extras, endOf, lookAt, order } from "./esim-calls";
import { isAbsent, isEnabled, isOutOfService, type ProfileOperation, type SeenProfile } from "./esim-steps";
import { type OpenRequest, Requests } from "./requests";
import type { ThingspaceSession } from "./session";

/** One run's work on one profile. */
export class ProfileWork {
  readonly requests: Requests;
  left: readonly OpenRequest[] = [];
  readonly faults: CellularError[] = [];
  /** The fallback attribute was given by a request that has ended well. */
  fallback = false;

  constructor(
    private readonly context: Context<ThingspaceSession>,
    private readonly account: string,
    private readonly declared: ProfileArgs,
  ) {
    const { eid, iccid } = declared;
    this.requests = new Requests(context, account, {
      scope: `eSIM profile of ${eid}`,
      service: "DeviceProfileService",
      ids: () => [iccid, eid],
      display: () => `ICCID ${iccid}`,
      deadlineMs: deadlineOf(declared),
      look: (units) => Promise.all(units.map((unit) => endOf(context.session, account, declared, unit))),
    });
  }

  get isFree(): boolean {
    return this.left.length === 0 && this.faults.length === 0;
  }

  /** What is there. Throws where the account does not have this SIM, or has it on another chip. */
  async look(): Promise<SeenProfile> {
    const { context, account, declared } = this;
    const seen = await lookAt(context.session, account, declared);
    const facts = { carrier: "thingspace", operation: "listDevices", subject: context.subject };
    if (!seen) {
      throw new NotFound(`account ${account} has no such SIM`, {
        ...facts,
        next: "Check the ICCID and the account; a SIM that is new is brought in by a Line with status preactive.",
      });
    }
    if (seen.eid !== undefined && seen.eid !== declared.eid) {
      throw new Conflict(`it is on the chip ${seen.eid}, and ${declared.eid} is declared`, {
        ...facts,
        next: "Compare the EID with the chip.",
      });
    }
    return seen;
  }

  async send(operation: ProfileOperation): Promise<void> {
    const { context, account, declared } = this;
    const extras = extrasOf(operation, declared);
    try {
      const request = await this.requests.send(operation, [declared.iccid], { ...extras }, () =>
        order(context, account, operation, declared, extras),
      );
      await this.take([request]);
    } catch (error) {
      if (!(error instanceof CellularError)) throw error;
      this.faults.push(error);
    }
  }

  async take(open: readonly OpenRequest[]): Promise<void> {
    const { ends, left, faults } = await this.requests.follow(open);
    for (const { request, error } of ends) {
      if (error) this.faults.push(error);
      else if (request.operation === "profileSetFallback") this.fallback = true;
    }
    this.left = [...this.left, ...left];
    this.faults.push(...faults);
  }

  /** Parts from it, as its arguments say. */
  async end(present: ProfileArgs): Promise<void> {
    const seen = await lookAt(this.context.session, this.account, present);
    if (!seen) return;
    if (present.onDelete === "deactivate") {
      if (isOutOfService(seen)) return;
      this.permit("deactivate", seen, "its number would be lost for good");
      return this.send("profileDeactivate");
    }
    if (present.onDelete === "delete") {
      if (isAbsent(seen)) return;
      this.permit("delete", seen, "the device could not use it any more");
    }
    if (isEnabled(seen)) await this.send("profileDisable");
    if (present.onDelete === "delete" && this.isFree) await this.send("profileDelete");
  }

  private permit(action: string, { mdn }: SeenProfile, loss: string): void {
    const { eid, iccid, deletionProtection } = this.declared;
    const identifiers = [iccid, eid, ...(mdn === undefined ? [] : [mdn])];
    this.context.guard.permit(
      {
        carrier: "thingspace",
        action,
        name: iccid,
        identifiers,
        loss,
        facts: { carrier: "thingspace", action, name: iccid, before: { eid } },
      },
      { deletionProtection },
    );
  }
}

function extrasOf(operation: ProfileOperation, declared: ProfileArgs): Extras & { reasonCode?: string } {
  const { smsrOid: oid, ratePlan, zipCode, carrierName, ipPool } = declared;
  const service = { servicePlan: ratePlan, mdnZipCode: zipCode };
  switch (operation) {
    case "profileActivateEnable":
      return service;
    case "profileActivate":
      return { ...service, smsrOid: oid, carrierName, carrierIpPoolName: ipPool };
    case "profileDeactivate":
      // The only reason that the carrier takes when lines are deactivated.
      return { reasonCode: "FF", carrierName };
    case "profileSetFallback":
      return { carrierName };
    default:
      return { smsrOid: oid };
  }
}
