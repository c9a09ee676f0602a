import { Ambiguous, CellularError, Conflict } from "../../core/errors";
import type { LineOutcome, Refusal, Wish, Writer } from "../../core/lines/model";
import { sameValue, type Value, type Values } from "../../core/value";
import { type DeviceEdit, editDevice, getDeviceUsage } from "../api/index";
import { controlCenterLineImpacts } from "../impacts";
import { controlCenterAttributes } from "../lines/attributes";
import { withUsage } from "../lines/sim";
import { BEFORE_ACTIVATION, overrideWord, statusWord } from "../lines/words";
import { CALLS_PER_SECOND } from "../pace";
import type { ControlCenterSession } from "../session";

/** What a writer needs to address a line. */
export interface SimHandle {
  readonly iccid: string;
  readonly account: string;
}

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
    await write(session, line!, values);
    return [{}];
  },
};

const ALREADY_ACTIVE = "10030000";

/**
 * One call, and a look where nobody knows what became of it: what shows is done, and what does not is asked for once
 * more, since the same value twice is the same value.
 */
async function write(
  session: ControlCenterSession,
  line: SimHandle,
  values: Values,
  again = true,
): Promise<void> {
  try {
    await editDevice(session.http, editOf(line.iccid, values));
  } catch (error) {
    if (error instanceof Conflict && error.facts.code === ALREADY_ACTIVE && values.status !== undefined) {
      // Its first use or somebody activated it meanwhile: the rest of the change is still to be made.
      const { status: _, ...rest } = values;
      if (Object.keys(editOf(line.iccid, rest)).length > 1) await write(session, line, rest, again);
      return;
    }
    const shows = error instanceof Ambiguous ? await took(session, line, values) : undefined;
    if (shows === true) return;
    if (shows === undefined || !again) throw error;
    await write(session, line, values, false);
  }
}

/** Does the line show these values? Nothing where it cannot be read now. */
async function took(
  session: ControlCenterSession,
  { iccid, account }: SimHandle,
  values: Values,
): Promise<boolean | undefined> {
  try {
    let sim = await session.roster(account).fresh({ kind: "iccid", key: iccid });
    if (sim === undefined) return undefined;
    if (values.overageLimitOverride !== undefined)
      sim = withUsage(sim, await getDeviceUsage(session.http, { iccid }));
    return controlCenterAttributes.every(({ name, role, observed, inStep }) => {
      const wanted = role === "setting" ? values[name] : undefined;
      if (wanted === undefined) return true;
      const seen = observed(sim) ?? null;
      return sameValue(seen, wanted) || (seen !== null && inStep?.(seen, wanted) === true);
    });
  } catch (error) {
    if (error instanceof CellularError) return undefined;
    throw error;
  }
}

/** Ways that the carrier does not have. */
function refusalOf({ name, before, wanted }: Wish): Refusal[] {
  const [from, to] = [before.status, wanted.status];
  if (typeof from !== "string" || typeof to !== "string" || from === to) return [];
  const ways = controlCenterLineImpacts.transitions[from];
  if (!ways || ways.includes(to)) return [];
  const refuse = (problem: string) => [{ name, problem: `status: ${problem}` }];
  return BEFORE_ACTIVATION.includes(to)
    ? refuse(`a line that is ${from} cannot become ${to}: nothing leads back there`)
    : refuse(`a line that is ${from} stays so`);
}
