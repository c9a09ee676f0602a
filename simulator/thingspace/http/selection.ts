import type { Device } from "../model/device";
import { idsOf } from "../model/device";
import { CarrierError, deviceNotFound } from "../model/errors";
import { byKind, type DeviceId, idsText } from "../model/identifiers";
import type { Context, Target } from "./context";
import { type CustomFieldPair, fieldsOf } from "./custom-fields";

/** Devices by what they have in common. */
export interface Selector {
  accountName?: string | undefined;
  groupName?: string | undefined;
  servicePlan?: string | undefined;
  customFields?: readonly CustomFieldPair[] | undefined;
}

/** Most devices of one request. */
const MOST_DEVICES = 10_000;

export function selectTargets(
  context: Context,
  devices: readonly { deviceIds: DeviceId[] }[] | undefined,
  selector: Selector,
  unknown: "refused" | "allowed",
): Target[] {
  const { groupName, servicePlan, customFields, accountName } = selector;
  const narrowed = [groupName, servicePlan, customFields].some((member) => member !== undefined);
  if (devices === undefined) {
    if (accountName === undefined && !narrowed) {
      throw new CarrierError("INPUT_INVALID.DeviceNotProvided", "Name devices, or what they have in common");
    }
    return picked(context, selector);
  }
  if (narrowed) {
    // Mixing is refused, the code is a guess (G-SEL1).
    throw new CarrierError(
      "INPUT_INVALID.Request.Invalid",
      "Give either devices or a selection, and not both",
    );
  }
  limit(devices.length);
  if (devices.length === 0) throw new CarrierError("INPUT_INVALID.DeviceNotProvided", "No device is named");
  const account = accountName === undefined ? undefined : context.account(accountName).name;
  const alone = devices.length === 1;
  const needed = alone && unknown === "refused";
  return devices.map(({ deviceIds }) => named(context, deviceIds, account, { alone, needed }));
}

/** The device that ids name together. Alone it is refused at once where there is none (G-SYNC1). */
function named(
  context: Context,
  ids: DeviceId[],
  account: string | undefined,
  { alone, needed }: { alone: boolean; needed: boolean },
): Target {
  try {
    const device = deviceOf(context, ids);
    if (device === undefined && needed) throw deviceNotFound(idsText(ids));
    if (device === undefined || account === undefined || device.account === account) return { ids, device };
    const problem = new CarrierError(
      "INPUT_INVALID.Device.Account.Invalid",
      `Device ${idsText(ids)} is not in account ${account}`,
    );
    return { ids, device, problem };
  } catch (error) {
    if (alone || !(error instanceof CarrierError)) throw error;
    return { ids, device: undefined, problem: error };
  }
}

/** The one device of a set of ids; undefined where none of them is known. Ids of two devices are refused. */
export function deviceOf(context: Context, ids: readonly DeviceId[]): Device | undefined {
  byKind(ids);
  const found = new Set<Device>();
  for (const id of ids) {
    const device = context.find(id);
    if (device !== undefined) found.add(device);
  }
  if (found.size > 1) {
    throw new CarrierError(
      "INPUT_INVALID.Device.Identifier.Invalid",
      `${idsText(ids)} belong to different devices`,
    );
  }
  const [device] = found;
  return device;
}

function picked(context: Context, selector: Selector): Target[] {
  const targets: Target[] = [];
  for (const device of devicesWith(context, selector)) targets.push({ ids: idsOf(device), device });
  limit(targets.length);
  if (targets.length === 0) throw deviceNotFound("fits the selection");
  return targets;
}

/** The devices that fit a selector, in order of deviceId. */
function devicesWith(context: Context, selector: Selector): Device[] {
  const { accountName, groupName, servicePlan, customFields } = selector;
  const account = accountName === undefined ? undefined : context.account(accountName);
  const fields = customFields === undefined ? [] : Object.entries(fieldsOf(customFields));
  const accounts = account === undefined ? context.visible() : [account];
  return accountsDevices(
    context,
    accounts.map(({ name }) => name),
    groupName,
  ).filter(
    (device) =>
      (servicePlan === undefined || device.servicePlan === servicePlan) &&
      fields.every(([name, value]) => (device[name as keyof Device] ?? "") === value),
  );
}

function accountsDevices(context: Context, accounts: readonly string[], groupName: string | undefined) {
  const { world } = context;
  if (groupName === undefined) return accounts.flatMap((name) => world.inAccount(name).byId.all());
  return world.inGroup(groupOf(context, accounts, groupName).id).all();
}

/** The group of a name in one of several accounts. */
export function groupOf(context: Context, accounts: readonly string[], name: string) {
  const groups = accounts.map((account) => context.world.groupNamed(account, name));
  const found = groups.filter((group) => group !== undefined);
  if (found.length > 1) {
    throw new CarrierError("REQUEST_FAILED.MultipleAccounts", `Several accounts have a device group ${name}`);
  }
  return found[0] ?? context.world.requireGroup(accounts[0] ?? "", name);
}

function limit(count: number): void {
  if (count <= MOST_DEVICES) return;
  throw new CarrierError("INPUT_INVALID.MaxRequestsExceeded", `${count} devices, at most ${MOST_DEVICES}`);
}
