import { z } from "zod";
import * as bodies from "../http/bodies";
import type { Context } from "../http/context";
import { fieldsOf } from "../http/custom-fields";
import { moment } from "../http/moments";
import { operation, type ThingspaceOperation } from "../http/operation";
import { deviceOf, groupOf } from "../http/selection";
import { stateOf } from "../model/device";
import { deviceNotFound, invalidField } from "../model/errors";
import { ID_KINDS, type IdKind, idsText } from "../model/identifiers";
import { type ListQuery, pageOf } from "../model/listing";
import { deviceView } from "../model/view";

/** Devices a page, at most and if the request does not say (ThingSpace API: Device List). */
const MOST_DEVICES = 2000;

const search = z.object({
  kind: z.string(),
  contains: z.string().optional(),
  startswith: z.string().optional(),
  endswith: z.string().optional(),
});

const listBody = z.object({
  accountName: bodies.text.optional(),
  deviceId: bodies.deviceId.optional(),
  filter: z.object({ deviceIdentifierFilters: z.array(search) }).optional(),
  currentState: z.string().optional(),
  customFields: bodies.customFields.optional(),
  earliest: moment.optional(),
  latest: moment.optional(),
  groupName: bodies.text.optional(),
  servicePlan: bodies.text.optional(),
  maxNumberOfDevices: z.int().min(0).optional(),
  largestDeviceIdSeen: z.int().min(0).optional(),
});
type ListBody = z.output<typeof listBody>;

export const listOperations: ThingspaceOperation[] = [
  operation("listDevices", "POST /m2m/v1/devices/actions/list", {
    body: listBody,
    lists: true,
    handle: (context, { body }) => {
      const { world } = context;
      if (body.deviceId !== undefined) return { json: single(context, body.deviceId, body.accountName) };
      const { devices, hasMoreData } = pageOf(world, queryOf(context, body));
      context.addressed(devices.length);
      const shown = devices.map((device) => deviceView(world, world.seen(device)));
      return { status: hasMoreData ? 202 : 200, json: { devices: shown, hasMoreData } };
    },
  }),
];

/** The one device of an identifier; unknown ones are refused like everything unknown. */
function single(context: Context, id: bodies.Id, accountName: string | undefined) {
  const account = accountName === undefined ? undefined : context.account(accountName);
  const device = deviceOf(context, [id]);
  if (device === undefined || (account !== undefined && device.account !== account.name)) {
    throw deviceNotFound(idsText([id]));
  }
  context.addressed(1);
  return { devices: [deviceView(context.world, context.world.seen(device))], hasMoreData: false };
}

function queryOf(context: Context, body: ListBody): ListQuery {
  const named = body.accountName === undefined ? undefined : context.account(body.accountName);
  const accounts = (named === undefined ? context.visible() : [named]).map(({ name }) => name);
  const { groupName, currentState, maxNumberOfDevices = 0 } = body;
  return {
    accounts,
    groupId: groupName === undefined ? undefined : groupOf(context, accounts, groupName).id,
    state: currentState === undefined ? undefined : knownState(currentState),
    servicePlan: body.servicePlan,
    fields: fieldsOf(body.customFields ?? []),
    searches: (body.filter?.deviceIdentifierFilters ?? []).map(({ kind, ...parts }) => ({
      ...parts,
      kind: knownKind(kind),
    })),
    earliest: body.earliest ?? Number.NEGATIVE_INFINITY,
    latest: body.latest ?? Number.POSITIVE_INFINITY,
    after: body.largestDeviceIdSeen,
    // 0 stands for no wish, and more than a page is a page (G-PAGE1).
    most: maxNumberOfDevices === 0 ? MOST_DEVICES : Math.min(maxNumberOfDevices, MOST_DEVICES),
  };
}

function knownState(word: string) {
  const state = stateOf(word);
  if (state === undefined) throw invalidField("CurrentState", `"${word}" is no state`);
  return state;
}

function knownKind(kind: string): IdKind {
  const known = ID_KINDS.find((candidate) => candidate === kind.toLowerCase());
  if (known === undefined) throw invalidField("Device.Kind", `"${kind}" is no kind of identifier`);
  return known;
}
