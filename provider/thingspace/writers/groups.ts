import type { LineOutcome } from "../../core/lines/model";
import { updateGroup } from "../api/index";
import { hardwareOf, type ThingspaceWriter } from "./request";
import { verifyGroups } from "./verify";

/**
 * G-GROUP2: how many devices a change of a group may carry is not said; 2,000 is what the carrier takes elsewhere for
 * lists of identifiers.
 */
const GROUP_LIMIT = 2_000;

/**
 * The group of lines. A line is in exactly one: putting it into another takes it out of its old one, and taking it out
 * puts it into the default group. Done when it is answered.
 */
export const groupWriter: ThingspaceWriter = {
  name: "updateGroup",
  attributes: ["deviceGroup"],
  limit: GROUP_LIMIT,
  stage: 1,
  verify: verifyGroups,
  // Lines that leave different groups for the default one are told apart, since each call is about one group.
  parts: ({ deviceGroup: from }, { deviceGroup: to }) =>
    to === null
      ? typeof from === "string"
        ? [{ deviceGroup: null, leaves: from }]
        : []
      : [{ deviceGroup: to! }],
  async send({ http }, { lines, values }): Promise<LineOutcome[]> {
    const { leaves, deviceGroup } = values;
    const accountName = lines[0]!.account;
    await updateGroup(http, {
      accountName,
      groupName: String(leaves ?? deviceGroup),
      ...(leaves === undefined
        ? { devicesToAdd: hardwareOf(lines) }
        : { devicesToRemove: hardwareOf(lines) }),
    });
    return lines.map(() => ({}));
  },
};
