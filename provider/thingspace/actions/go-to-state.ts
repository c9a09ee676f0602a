/** Lines into a service and state that the customer has defined. */
import { z } from "zod";
import { defineAction } from "../../core/action";
import { mdnZipCode, publicIpRestriction, text } from "../api/fields";
import { goToState } from "../api/index";
import {
  accountName,
  devicesOf,
  filterOf,
  LINES_PER_CALL,
  linesUpTo,
  selectionField,
} from "../functions/args";
import { aboutOf, deadlineField } from "../functions/reports";
import { type ThingspaceSession, thingspace } from "../session";
import {
  type Following,
  follow,
  onePick,
  type Requested,
  requested,
  requestedOutputs,
  targetOf,
} from "./requested";

const args = z.object({
  accountName,
  serviceName: text.describe("Service, as getStatesAndServices lists it."),
  stateName: text.describe("State of that service, to which the lines are brought."),
  servicePlan: text.describe("Code of the service plan in that state."),
  mdnZipCode: mdnZipCode.describe("ZIP code by which numbers of lines that start service are chosen."),
  lines: linesUpTo(LINES_PER_CALL).optional(),
  selection: selectionField.optional(),
  carrierIpPoolName: text
    .optional()
    .describe("IP pool; the default one of the account where it is left out."),
  publicIpRestriction: publicIpRestriction
    .optional()
    .describe("Whether lines with a public IP address can be reached from the internet."),
  skuNumber: text.optional().describe("Device SKU, in place of an IMEI that is not known."),
  groupName: text.optional().describe("Device group to put the lines in."),
  deadlineSeconds: deadlineField,
});

const following = ({ deadlineSeconds }: { deadlineSeconds?: number | undefined }): Following => ({
  operation: "goToState",
  deadlineSeconds,
  needed: true,
});

/**
 * Brings lines to a service and state that the customer has defined, once for each new trigger. All lines are taken to
 * start in the state of the first one. It counts against the provisioning actions a line has a day, and its state may end
 * or suspend service: a line that is declared elsewhere in the program is better changed there.
 *
 * ThingSpace API: Device management, PUT /devices/actions/gotostate. At most 10,000 lines. Reported by StateService.
 */
export const GoToState = defineAction<ThingspaceSession, typeof args, Requested>({
  carrier: thingspace,
  name: "GoToState",
  describe:
    "Brings lines to a service and state that the customer has defined, once for each new trigger. What a state does to a line, its definition says: it may end service.",
  args,
  outputs: requestedOutputs,
  problems: onePick,
  target: ({ lines, selection }) => targetOf(lines, selection),
  async run(context, declared) {
    const { session } = context;
    const { lines, selection } = declared;
    const account = session.account(declared.accountName);
    const about = await aboutOf(session, account, declared);
    const { serviceName, stateName, servicePlan, mdnZipCode } = declared;
    const { carrierIpPoolName, publicIpRestriction, skuNumber, groupName } = declared;
    const { requestId } = await goToState(session.http, {
      accountName: account,
      serviceName,
      stateName,
      servicePlan,
      mdnZipCode,
      carrierIpPoolName,
      publicIpRestriction,
      skuNumber,
      groupName,
      ...(selection
        ? { filter: { accountName: account, ...filterOf(selection) } }
        : { devices: devicesOf(lines ?? []) }),
    });
    return requested(context, requestId, about, following(declared));
  },
  follow: (context, declared, before, waits) =>
    follow(context, declared.lines, before, following(declared), waits),
});
export type GoToState = InstanceType<typeof GoToState>;
