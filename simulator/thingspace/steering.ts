import { SteeringError } from "../core/steering-error";
import { blankDevice, type Device, type DeviceState, stateOf } from "./model/device";
import { ID_KINDS, type IdKind } from "./model/identifiers";
import { begun, ended, poolOf, restored } from "./model/lifecycle";
import type { World } from "./model/world";
import { type PlaceColumn, placeColumns, placeWith } from "./place";

/**
 * A line as the control surface shows it: every field, also those that the carrier's API keeps to itself, and beside
 * them what has another name in an inventory: status, ratePlan, deviceGroup, the place of use.
 */
export function lineRecord(world: World, device: Device): SimulatedLine {
  return Object.assign(placeColumns(device.placeOfUse), device, {
    status: device.state,
    ratePlan: device.servicePlan,
    deviceGroup: world.groups.get(device.groupId)?.name ?? null,
  });
}

type Named = Device &
  Record<PlaceColumn, string | null> & {
    status: DeviceState;
    ratePlan: string | null;
    deviceGroup: string | null;
  };

/** A line of the simulator: plain JSON. */
export type SimulatedLine = { [Field in keyof Named]: Named[Field] };

type Fields = Partial<Omit<Device, "deviceId" | "createdAt">>;

/** Members of a record that cannot be set. */
const FIXED = ["deviceId", "createdAt", "groupId", "state", "servicePlan", "placeOfUse"];
const SETTABLE = new Set(Object.keys(blankDevice(0, "", 0, 0)).filter((name) => !FIXED.includes(name)));

/**
 * The fields to set for a patch in the words of {@link SimulatedLine}. A device group that is missing is made. Throws
 * a {@link SteeringError} for a field that no line has and for a value outside its list.
 */
export function fieldsOfPatch(world: World, device: Device, patch: Record<string, unknown>): Fields {
  const fields: Record<string, unknown> = {};
  const place: Record<string, unknown> = {};
  for (const [name, value] of Object.entries(patch)) {
    if (name.startsWith("place")) place[name] = value;
    else if (name === "ratePlan") fields.servicePlan = value;
    else if (SETTABLE.has(name)) fields[name] = value;
    else if (name !== "status" && name !== "deviceGroup") {
      throw new SteeringError(`A line has no field "${name}" that can be set`);
    }
  }
  const account = String(fields.account ?? device.account);
  if (!world.accounts.has(account)) throw outside("account", account);
  for (const kind of ID_KINDS) refuseTaken(world, device, kind, fields[kind]);
  if (patch.deviceGroup !== undefined || account !== device.account) {
    fields.groupId = groupOf(world, account, patch.deviceGroup);
  }
  if (Object.keys(place).length > 0) fields.placeOfUse = placeWith(device.placeOfUse, place);
  const own = fields as Fields;
  if (typeof own.mdn === "string") Object.assign(own, { msisdn: `1${own.mdn}`, min: own.mdn });
  if (patch.status === undefined) return own;
  return { ...inState(world, { ...device, ...own }, patch.status), ...own };
}

/** A new device out of a patch. */
export function deviceOfPatch(
  world: World,
  patch: Record<string, unknown>,
  account: string,
  createdAt = world.birth(),
): Device {
  const home = String(patch.account ?? account);
  if (!world.accounts.has(home)) throw outside("account", home);
  const blank = blankDevice(world.nextDeviceId, home, world.defaultGroup(home).id, createdAt);
  if (ID_KINDS.every((kind) => patch[kind] === undefined))
    throw new SteeringError("A line needs an identifier");
  return { ...blank, ...fieldsOfPatch(world, blank, patch) };
}

/** What follows from a state that somebody gave a device in the portal. */
function inState(world: World, device: Device, status: unknown): Fields {
  const state = stateOf(String(status));
  if (state === undefined) throw outside("status", status);
  if (state === "deactive") return device.state === "deactive" ? {} : ended(world, device);
  if (state !== "active" && state !== "suspend") return { state };
  const account = world.accounts.get(device.account);
  if (account === undefined) throw outside("account", device.account);
  const { zipCode, servicePlan } = device;
  const plan = servicePlan ?? account.servicePlans[0]?.code ?? "";
  // A row of an inventory brings its number along; a new one is only given to a line that has none.
  const start = () =>
    begun(world, device, {
      servicePlan: plan,
      pool: poolOf(account, device.ipPool ?? undefined),
      zipCode,
      by: "portal",
    });
  const running = device.state === "active" || device.state === "suspend";
  const service = running ? restored() : start();
  return state === "active" ? service : { ...service, state, connected: false, suspendedAt: world.now() };
}

function groupOf(world: World, account: string, name: unknown): number {
  if (name === undefined || name === null || name === "") return world.defaultGroup(account).id;
  const known = world.groupNamed(account, String(name));
  return (known ?? world.addGroup(account, String(name), "")).id;
}

function refuseTaken(world: World, device: Device, kind: IdKind, id: unknown): void {
  if (typeof id !== "string") return;
  const holder = world.withId(kind, id);
  if (holder !== undefined && holder.deviceId !== device.deviceId) {
    throw new SteeringError(`There is a line with ${kind} ${id} already`);
  }
}

function outside(field: string, value: unknown): SteeringError {
  return new SteeringError(`${field} cannot be ${JSON.stringify(value) ?? "left out"}`);
}
