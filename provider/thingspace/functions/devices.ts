/** Functions about single lines and their state. Most answers come by callback. */
import { z } from "zod";
import { defineFunction } from "../../core/function";
import {
  getBasicDiagnostics as basicDiagnostics,
  checkOrderStatus,
  checkOrderStatusByGet,
  getExtendedDiagnostics as extendedDiagnostics,
  listPrl,
  getSuspensionStatus as suspensionStatus,
} from "../api/index";
import { thingspace } from "../session";
import {
  accountName,
  deviceIdOf,
  devicesOf,
  filterOf,
  LINES_PER_CALL,
  lineField,
  linesUpTo,
  requireOne,
  selectionField,
} from "./args";
import { partsOf } from "./parts";
import { aboutOf, deadlineField, RETURNS, reportsOf } from "./reports";

const lineArgs = z.object({ accountName, line: lineField });

const CATEGORIES = "categories, each with a categoryName and its extendedAttributes by name.";

/**
 * Connectivity, provisioning and billing of one line. The carrier advises `getExtendedDiagnostics` instead
 * (G-DIAGNOSTICS1).
 *
 * ThingSpace API: Device management, POST /devices/diagnostics/actions/list. At once.
 */
export const getBasicDiagnostics = defineFunction({
  carrier: thingspace,
  name: "getBasicDiagnostics",
  describe:
    "Tells about connectivity, provisioning and billing of a line, in short; the carrier names it by MDN.",
  args: lineArgs,
  returns: CATEGORIES,
  run: (session, { accountName: declared, line }) =>
    basicDiagnostics(session.http, {
      accountName: session.account(declared),
      deviceList: [deviceIdOf(line)],
    }),
});

/**
 * Everything that the carrier knows about one line.
 *
 * ThingSpace API: Device management, POST /devices/extendeddiagnostics/actions/list. At once.
 */
export const getExtendedDiagnostics = defineFunction({
  carrier: thingspace,
  name: "getExtendedDiagnostics",
  describe: "Tells everything that the carrier knows about a line, by category.",
  args: lineArgs,
  returns: CATEGORIES,
  run: (session, { accountName: declared, line }) =>
    extendedDiagnostics(session.http, {
      accountName: session.account(declared),
      deviceList: [deviceIdOf(line)],
    }),
});

const picked = {
  accountName,
  lines: linesUpTo(LINES_PER_CALL).optional(),
  selection: selectionField.optional(),
  deadlineSeconds: deadlineField,
};

/**
 * How long lines have been suspended, and when they resume by themselves.
 *
 * ThingSpace API: Device management, POST /devices/suspension/status. Answered by callback (DeviceSuspensionStatus): needs
 * a callback receiver. `Misconfigured` unless either lines or selection is given.
 */
export const getSuspensionStatus = defineFunction({
  carrier: thingspace,
  name: "getSuspensionStatus",
  describe: "Tells how long lines have been suspended and when they resume. Answered by callback.",
  args: z.object(picked),
  returns: RETURNS,
  async run(session, args) {
    requireOne("getSuspensionStatus", ["lines", "selection"], args);
    const { lines, selection, deadlineSeconds } = args;
    const account = session.account(args.accountName);
    const about = await aboutOf(session, account, args);
    const { requestId } = await suspensionStatus(session.http, {
      accountName: account,
      ...(selection
        ? { filter: { accountName: account, ...filterOf(selection) } }
        : { deviceIds: (lines ?? []).map(deviceIdOf) }),
    });
    return reportsOf(session, "getSuspensionStatus", requestId, about, deadlineSeconds);
  },
});

/**
 * Version of the roaming list in CDMA devices; 4G devices have none.
 *
 * ThingSpace API: Device management, POST /devices/prl/actions/list. Answered by callback (DevicePRLInformation): needs a
 * callback receiver. `Misconfigured` unless either lines or selection is given.
 */
export const getPrl = defineFunction({
  carrier: thingspace,
  name: "getPrl",
  describe: "Tells the version of the preferred roaming list in CDMA devices. Answered by callback.",
  args: z.object(picked),
  returns: RETURNS,
  async run(session, args) {
    requireOne("getPrl", ["lines", "selection"], args);
    const { lines, selection, deadlineSeconds } = args;
    const account = session.account(args.accountName);
    const about = await aboutOf(session, account, args);
    const { requestId } = await listPrl(session.http, {
      accountName: account,
      ...(selection ? filterOf(selection) : { deviceIds: (lines ?? []).map(deviceIdOf) }),
    });
    return reportsOf(session, "listPrl", requestId, about, deadlineSeconds);
  },
});

/**
 * Where the order for a line is. With a line the carrier's documented call is used, without one the call of the carrier's
 * own list (G-ORDER1), which reports on each line of the order.
 *
 * ThingSpace API: Device management, POST or GET /devices/requests/status. Answered by callback (DeviceService): needs a
 * callback receiver. `Misconfigured` where neither line nor orderRequestId is given.
 */
export const getOrderStatus = defineFunction({
  carrier: thingspace,
  name: "getOrderStatus",
  describe: "Tells where the order for a line is. Answered by callback.",
  args: z.object({
    accountName,
    line: lineField.optional().describe("The line, by ICCID."),
    orderRequestId: z.string().min(1).optional().describe("The requestId of the activation."),
    deadlineSeconds: deadlineField,
  }),
  returns: RETURNS,
  async run(session, args) {
    const { line, orderRequestId, deadlineSeconds } = args;
    const account = session.account(args.accountName);
    if (line === undefined) {
      requireOne("getOrderStatus", ["line", "orderRequestId"], args);
      const { requestId } = await checkOrderStatusByGet(session.http, {
        accountName: account,
        orderRequestId: orderRequestId ?? "",
      });
      const about = { devices: () => partsOf(session, account, orderRequestId ?? "") };
      return reportsOf(session, "checkOrderStatusByGet", requestId, about, deadlineSeconds);
    }
    const { requestId } = await checkOrderStatus(session.http, {
      accountName: account,
      devices: devicesOf([line]),
      orderRequestId,
    });
    return reportsOf(session, "checkOrderStatus", requestId, { lines: [line] }, deadlineSeconds);
  },
});
