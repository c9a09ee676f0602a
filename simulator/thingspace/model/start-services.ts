import { eidOf, imeiOf } from "../../core/digits";
import { hashOf } from "../../core/random";
import { type Device, idsOf } from "./device";
import type { World } from "./world";

/** Issuer of the eUICC cards. */
const EID_ISSUER = "89049032";
const SMSR = "1.3.6.1.4.1.46304.992.1.1";
const WORDS = ["Battery low", "Door open", "Meter read", "OK"];
const HOUR = 3_600_000;

/**
 * What made-up lines have beside their line: one in twenty is on an eUICC card, one in sixty has its SIM in other
 * hardware than before, one in three has sent a message that nobody has fetched yet.
 */
export function addServices(world: World): void {
  let index = -1;
  for (const device of [...world.all()]) {
    index += 1;
    if (index % 20 === 3) world.change(device, onCard(device, index));
    if (index % 60 === 17) world.change(device, moved(device, index));
    if (index % 3 === 0 && device.state === "active") {
      const at = (device.lastActivationDate ?? device.createdAt) + (hashOf(`sms ${index}`) % 100) * HOUR;
      const message = WORDS[hashOf(`word ${index}`) % WORDS.length] ?? "OK";
      world.inbox.receive(device.account, { device: device.deviceId, deviceIds: idsOf(device), message, at });
    }
  }
  world.effects = 0;
}

function onCard({ state }: Device, index: number): Partial<Device> {
  const profileStatus = state === "active" ? "ENABLE" : "NOT_DOWNLOADED";
  return { eid: eidOf(EID_ISSUER, index), profileStatus, smsrOid: SMSR };
}

function moved({ createdAt }: Device, index: number): Partial<Device> {
  return { preImei: imeiOf("35620000", index), preSku: "VZW080000460066", simOtaDate: createdAt + 24 * HOUR };
}
