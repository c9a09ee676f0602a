import { coalescerOf } from "../../core/lines/coalescer";
import { type DeviceOutcome, deleteDevices } from "../api/index";
import { faultError } from "../errors";
import type { ThingspaceSession } from "../session";
import { hardwareOf } from "../writers/request";
import type { LineHandle } from "./identity";

/** Most devices of one deletion. */
const MOST = 100;

/** Deletes a line that has been deactivated; lines that go at the same moment share calls. */
export async function removeLine(session: ThingspaceSession, line: LineHandle): Promise<void> {
  const { account, ids } = line;
  const calls = coalescerOf<LineHandle, DeviceOutcome>(session);
  const [outcome] = await calls.submit(`deleteDevices ${account}`, MOST, [line], async (lines) => {
    const outcomes = await deleteDevices(session.http, {
      accountName: account,
      devicesToDelete: hardwareOf(lines).map((id) => ({ deviceIds: [id] })),
    });
    return lines.map(
      (one) =>
        outcomes.find(({ deviceIds }) =>
          deviceIds.some(({ id }) => one.ids.some((mine) => mine.id === id)),
        ) ?? refusal(one, "the carrier's answer does not name it"),
    );
  });
  if (outcome instanceof Error) throw outcome;
  if (!outcome?.succeeded) throw refusal(line, outcome?.message ?? "the carrier refused it");
  const roster = session.roster(account);
  for (const { kind, id } of ids) {
    const record =
      kind === "mdn" || kind === "iccid" || kind === "imei" ? roster.peek({ kind, key: id }) : undefined;
    if (record) roster.drop(record);
  }
}

const refusal = ({ ids }: LineHandle, faultstring: string) =>
  faultError({ faultstring, subject: ids[0]!.id, operation: "deleteDevices" });
