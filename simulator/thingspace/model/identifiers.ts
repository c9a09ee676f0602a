import { CarrierError } from "./errors";

/** One identifier of a device, as the API writes it. */
export interface DeviceId {
  id: string;
  kind: string;
}

/** Kinds in lower case with the shape of their ids. */
const SHAPES = {
  esn: /^\d{1,11}$/,
  meid: /^[0-9a-f]{14}$/i,
  imei: /^\d{14,16}$/,
  iccid: /^\d{18,20}$/,
  mdn: /^\d{10}$/,
  msisdn: /^1?\d{10}$/,
  min: /^\d{10}$/,
  imsi: /^\d{14,15}$/,
  eid: /^\d{32}$/,
} as const;

export type IdKind = keyof typeof SHAPES;
export const ID_KINDS = Object.keys(SHAPES) as IdKind[];

/** How live answers spell the kinds; case does not count in requests. */
const SPELLING: Partial<Record<IdKind, string>> = { iccid: "iccId", imei: "Imei" };

/** A kind as live answers write it. */
export function spelled(kind: IdKind): string {
  return SPELLING[kind] ?? kind;
}

/** The kind of an identifier, whatever case it is in. Throws the carrier's error for a kind or an id that is none. */
export function kindOf({ id, kind }: DeviceId): IdKind {
  const known = kind.toLowerCase() as IdKind;
  const shape = SHAPES[known];
  if (shape === undefined) {
    throw new CarrierError("INPUT_INVALID.Device.Kind.Invalid", `"${kind}" is no kind of identifier`);
  }
  if (!shape.test(id)) {
    throw new CarrierError("INPUT_INVALID.Device.Identifier.Invalid", `"${id}" is no ${known}`);
  }
  return known;
}

/** An id in the one form it is looked up by. */
export function keyOf(kind: IdKind, id: string): string {
  return kind === "msisdn" && id.length === 10 ? `1${id}` : id.toLowerCase();
}

/** What the ids of one device say, by kind. */
export function byKind(ids: readonly DeviceId[]): Partial<Record<IdKind, string>> {
  const found: Partial<Record<IdKind, string>> = {};
  for (const id of ids) {
    const kind = kindOf(id);
    found[kind] = keyOf(kind, id.id);
  }
  return found;
}

/** Ids as a person reads them. */
export function idsText(ids: readonly DeviceId[]): string {
  return ids.map(({ kind, id }) => `${kind} ${id}`).join(", ");
}
