import { Ambiguous, Conflict } from "../../core/errors";
import { attributeNamed } from "../../core/lines/attribute";
import type { LineOutcome, Refusal, Wish, Writer } from "../../core/lines/model";
import { sameValue, type Value, type Values } from "../../core/value";
import { type DeviceEdit, editDevice } from "../api/index";
import { controlCenterAttributes } from "../lines/attributes";
import { BEFORE_ACTIVATION, overrideWord, statusWord } from "../lines/words";
import type { ControlCenterSession } from "../session";

/** What a writer needs to address a line. */
export interface SimHandle {
  readonly iccid: string;
  readonly account: string;
}

/** The carrier's own limit, for all calls of a user. */
export const CALLS_PER_SECOND = 5;

/** Members that the carrier calls otherwise. */
const MEMBERS: Readonly<Record<string, string>> = { deviceId: "deviceID", modemId: "modemID" };

const word = (name: string, value: Value): string => {
  if (value === null) return "";
  if (name === "status") return statusWord(String(value));
  return name === "overageLimitOverride" ? overrideWord(String(value)) : String(value);
};

/** Values as the one call takes them. APN and PDP id name an address and go along with one only. */
export function editOf(iccid: string, values: Values): DeviceEdit {
  const addressed = values.ipv4Address !== undefined || values.ipv6Address !== undefined;
  const members = Object.entries(values).filter(
    ([name]) => addressed || (name !== "apn" && name !== "pdpId"),
  );
  return {
    iccid,
    ...Object.fromEntries(members.map(([name, value]) => [MEMBERS[name] ?? name, word(name, value)])),
  };
}

/** All attributes of a line in one call, and only those that differ. */
export const editWriter: Writer<ControlCenterSession, SimHandle> = {
  name: "editDevice",
  attributes: controlCenterAttributes.filter(({ name }) => name !== "iccid").map(({ name }) => name),
  limit: 1,
  perSecond: CALLS_PER_SECOND,
  verify: async (_, wishes) => wishes.flatMap(refusalOf),

  async send(session, { lines: [line], values }): Promise<LineOutcome[]> {
    try {
      await editDevice(session.http, editOf(line!.iccid, values));
      return [{}];
    } catch (error) {
      if (error instanceof Conflict && error.facts.code === ALREADY_ACTIVE)
        return alreadyActive(session, line!, values);
      if (error instanceof Ambiguous && (await took(session, line!, values))) return [{}];
      throw error;
    }
  },
};

const ALREADY_ACTIVE = "10030000";

/** The SIM was activated meanwhile, by its first use or by somebody: the rest of the change is still to be made. */
async function alreadyActive(
  session: ControlCenterSession,
  line: SimHandle,
  values: Values,
): Promise<LineOutcome[]> {
  const { status: _, ...rest } = values;
  const edit = editOf(line.iccid, rest);
  if (Object.keys(edit).length > 1) await editDevice(session.http, edit);
  return [{}];
}

/** After a fault of the carrier the change may have been made: the line says so. */
async function took(
  session: ControlCenterSession,
  { iccid, account }: SimHandle,
  values: Values,
): Promise<boolean> {
  const sim = await session.roster(account).fresh({ kind: "iccid", key: iccid });
  return Object.entries(values).every(([name, wanted]) => {
    const attribute = attributeNamed(controlCenterAttributes, name);
    if (attribute?.role !== "setting" || !sim) return sim !== undefined;
    return sameValue(attribute.observed(sim), wanted);
  });
}

/** Ways that the carrier does not have (C-ST1). */
function refusalOf({ name, before, wanted }: Wish): Refusal[] {
  const [from, to] = [before.status, wanted.status];
  if (typeof from !== "string" || typeof to !== "string" || from === to) return [];
  const refuse = (problem: string) => [{ name, problem: `status: ${problem}` }];
  if (BEFORE_ACTIVATION.includes(from)) return [];
  if (BEFORE_ACTIVATION.includes(to))
    return refuse(`a line that is ${from} cannot become ${to}: nothing leads back there`);
  if (from === "purged" || from === "replaced") return refuse(`a line that is ${from} stays so`);
  return [];
}
