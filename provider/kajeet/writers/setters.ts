import type { Batch, Writer } from "../../core/lines/model";
import type { Values } from "../../core/value";
import {
  BULK_LIMIT,
  type LineOutcomes,
  setDataLimits,
  setDeviceGroup,
  setFilterGroup,
  setMdnCustomField,
  setNickname,
  setNote,
  setSummerUsage,
  setVpnStatus,
} from "../api/index";
import { byMdn, type LineHandle } from "../lines/identity";
import type { KajeetSession } from "../session";
import { type Look, outcomesOf, shows } from "./outcomes";
import { verifyFilterGroups } from "./verify";

export type KajeetWriter = Writer<KajeetSession, LineHandle>;

type Target = { corpId: string; mdns: string[] };

/** A setter that takes many lines: one call for all lines of a corp that want the same values. */
export function bulk(
  name: string,
  attributes: readonly string[],
  call: (session: KajeetSession, target: Target, values: Values) => Promise<LineOutcomes>,
  { verify, look = shows }: Pick<KajeetWriter, "verify"> & { look?: (values: Values) => Look } = {},
): KajeetWriter {
  return {
    name,
    attributes,
    limit: BULK_LIMIT,
    ...(verify ? { verify } : {}),
    async send(session, { lines, values }: Batch<LineHandle>) {
      const target = { corpId: lines[0]!.corp, mdns: lines.map(({ mdn }) => mdn) };
      return outcomesOf(session, lines, await call(session, target, values), name, look(values));
    },
  };
}

const text = (value: unknown) => (value === null ? null : String(value));
const limit = (value: unknown) => (value === undefined ? undefined : (value as number | null));

export const filterGroupWriter = bulk(
  "setFilterGroup",
  ["filterGroup"],
  ({ http }, target, { filterGroup }) =>
    setFilterGroup(http, { ...target, filterGroup: String(filterGroup) }),
  { verify: verifyFilterGroups },
);

export const dataLimitsWriter = bulk(
  "setDataLimits",
  ["monthlyLimit", "dailyLimit"],
  ({ http }, target, values) =>
    setDataLimits(http, {
      ...target,
      monthlyLimit: limit(values.monthlyLimit),
      dailyLimit: limit(values.dailyLimit),
    }),
);

export const nicknameWriter = bulk("setNickname", ["nickname"], ({ http }, target, { nickname }) =>
  setNickname(http, { ...target, nickname: text(nickname) }),
);

export const noteWriter = bulk("setNote", ["note"], ({ http }, target, { note }) =>
  setNote(http, { ...target, note: text(note) }),
);

export const customFieldWriter = bulk(
  "setMdnCustomField",
  ["customField"],
  ({ http }, { corpId, mdns }, { customField }) =>
    setMdnCustomField(http, { corpId, mdns, mdnCustomField: text(customField) }),
);

export const summerUsageWriter = bulk(
  "setSummerUsage",
  ["summerUsage"],
  ({ http }, target, { summerUsage }) =>
    setSummerUsage(http, { ...target, summerUsage: summerUsage === true }),
);

export const vpnWriter = bulk("setVpnStatus", ["vpn"], ({ http }, target, { vpn }) =>
  setVpnStatus(http, { ...target, vpnStatus: vpn ? "ENABLED" : "DISABLED" }),
);

/** Last of all, because it changes the corp under which every other setter must name the line (A-DG1). */
export const deviceGroupWriter: KajeetWriter = {
  ...bulk("setDeviceGroup", ["deviceGroup"], ({ http }, target, { deviceGroup }) =>
    setDeviceGroup(http, { ...target, deviceGroup: String(deviceGroup) }),
  ),
  stage: 2,
  async send(session, { lines, values }) {
    const [corpId, deviceGroup] = [lines[0]!.corp, String(values.deviceGroup)];
    const mdns = lines.map(({ mdn }) => mdn);
    const answered = await setDeviceGroup(session.http, { corpId, mdns, deviceGroup });
    const moved = lines.map((line) => ({ ...line, corp: deviceGroup }));
    const outcomes = await outcomesOf(session, moved, answered, "setDeviceGroup", shows(values));
    for (const [i, { mdn }] of lines.entries()) {
      const record = outcomes[i]?.error ? undefined : session.roster(corpId).peek(byMdn(mdn));
      if (!record) continue;
      session.roster(corpId).drop(record);
      session.roster(deviceGroup).put({ ...record, corpId: deviceGroup });
    }
    return outcomes;
  },
};
