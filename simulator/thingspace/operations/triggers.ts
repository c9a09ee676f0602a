import { randomUUID } from "node:crypto";
import type { Context } from "../http/context";
import { operation, type ThingspaceOperation } from "../http/operation";
import { triggerChange, triggerDefinition } from "../http/trigger-bodies";
import { cycleOf } from "../model/billing";
import { type Device, idsOf } from "../model/device";
import { CarrierError } from "../model/errors";
import { usingDevice } from "../model/service-history";
import { meets, nextAlert, type Trigger, type TriggerDefinition } from "../model/triggers";
import { totalUsage } from "../model/usage";
import { isoOf } from "../model/view";

/** Refuses accounts and groups that are not there; a trigger may name none and is then for all of the caller's. */
function check(context: Context, { accountName, groupName, anomalyTriggerRequest }: TriggerDefinition): void {
  if (accountName !== undefined) context.account(accountName);
  const named = anomalyTriggerRequest?.accountNames;
  if (typeof named === "string") for (const name of named.split(",")) context.account(name.trim());
  if (groupName === undefined) return;
  for (const account of accountsOf(context, accountName)) context.world.requireGroup(account, groupName);
}

function accountsOf(context: Context, accountName: string | undefined): string[] {
  return accountName === undefined ? context.visible().map(({ name }) => name) : [accountName];
}

function devicesOf(context: Context, { accountName, groupName }: Trigger): Device[] {
  const { world } = context;
  return accountsOf(context, accountName).flatMap((account) => {
    if (groupName === undefined) return world.inAccount(account).byId.all();
    const group = world.groupNamed(account, groupName);
    return group === undefined ? [] : world.inGroup(group.id).all();
  });
}

/** Looks at a trigger once a day for as long as there is one, and tells of each device that meets it. */
function watch(context: Context, triggerId: string, after: number): void {
  const { world, engine } = context;
  const due = nextAlert(after);
  engine.at(due, () => {
    const trigger = world.triggers.get(triggerId);
    if (trigger === undefined) return;
    if (trigger.active !== false) alert(context, trigger, due);
    watch(context, triggerId, due);
  });
}

function alert(context: Context, trigger: Trigger, now: number): void {
  const { world, engine } = context;
  // The day that has just ended belongs to its own cycle, also on the first of a month.
  const { from } = cycleOf(now - 86_400_000);
  for (const device of devicesOf(context, trigger)) {
    const { bytes, sms, sessions } = totalUsage(usingDevice(world, device), from, now);
    if (!meets(trigger, { bytes, sms, sessions })) continue;
    engine.mailroom.notify({
      account: device.account,
      service: "AlertService",
      ids: idsOf(device),
      status: "Success",
      message: {
        notification: {
          triggerId: trigger.triggerId,
          triggerName: trigger.name,
          triggerCategory: trigger.triggerCategory,
          accountName: device.account,
          occurredAt: isoOf(now),
          ...{ dataUsage: bytes, smsUsage: sms, sessions },
        },
      },
    });
  }
}

function known({ world }: Context, triggerId: string): Trigger {
  const trigger = world.triggers.get(triggerId.toLowerCase());
  // The code is a guess (G-NONE1).
  if (trigger === undefined) {
    throw new CarrierError("REQUEST_FAILED.TriggerNotFound", `There is no trigger ${triggerId}`);
  }
  return trigger;
}

/** Triggers: limits of use that the carrier looks at every night. Answers of the reads are guesses (G-TRIGGER1). */
export const triggerOperations: ThingspaceOperation[] = [
  operation("createTrigger", "POST /m2m/v1/triggers", {
    writes: true,
    body: triggerDefinition,
    handle: (context, { body }) => {
      check(context, body);
      const triggerId = randomUUID();
      const now = context.now();
      context.world.triggers.set(triggerId, {
        ...{ triggerId, ...body },
        ...{ createdAt: isoOf(now), modifiedAt: isoOf(now) },
      });
      context.world.bump();
      watch(context, triggerId, now);
      return { json: { triggerId } };
    },
  }),
  operation("listTriggers", "GET /m2m/v1/triggers", {
    lists: true,
    handle: ({ world }) => ({ json: { triggers: [...world.triggers.values()] } }),
  }),
  operation("updateTrigger", "PUT /m2m/v1/triggers", {
    writes: true,
    body: triggerChange,
    handle: (context, { body }) => {
      const { createdAt, triggerId } = known(context, body.triggerId);
      check(context, body);
      // The whole definition is replaced: a member left out is gone.
      context.world.triggers.set(triggerId, {
        ...{ ...body, triggerId },
        ...{ createdAt, modifiedAt: isoOf(context.now()) },
      });
      context.world.bump();
      return { json: { success: true, triggerId } };
    },
  }),
  operation("getTrigger", "GET /m2m/v1/triggers/{triggerId}", {
    handle: (context, { params }) => ({ json: known(context, params.triggerId ?? "") }),
  }),
  operation("deleteTrigger", "DELETE /m2m/v1/triggers/{triggerId}", {
    writes: true,
    handle: (context, { params }) => {
      context.world.triggers.delete(known(context, params.triggerId ?? "").triggerId);
      context.world.bump();
      return { json: { success: true } };
    },
  }),
];
