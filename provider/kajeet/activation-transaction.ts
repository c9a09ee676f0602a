import { Ambiguous, CellularError, NotFound, Rejected } from "../core/errors";
import { type Context, defineResource, type Outcome } from "../core/resource";
import { pickArguments } from "../core/schema";
import { settle } from "../core/settle";
import { accountOf, accountOutput } from "./account";
import { type ActivationArgs, activationArgs, activationProblems } from "./activation-args";
import { type ActivationDevice, earlierActivation, isItemOf } from "./activation-history";
import {
  type ActivationTransaction as CarrierTransaction,
  getActivationTransaction,
  submitActivation,
  submitEsimActivation,
  submitSmartSimActivation,
} from "./api/index";
import { type KajeetSession, kajeet } from "./session";

/** What became of one device. */
interface ActivatedItem extends ActivationDevice {
  /** The new line, once there is one. */
  mdn?: string;
  status: string;
  errorCode?: string;
  message?: string;
}

type ActivationState = ActivationArgs & {
  account: string;
  uniqueTransactionId: string;
  status: string;
  items: ActivatedItem[];
  submittedAt?: string;
  stateVersion: number;
};

/** Statuses after which nothing more happens (A-ACT2). */
const FINAL = ["COMPLETED", "PARTIALLY_COMPLETED", "FAILED"];
const isFinal = ({ status }: { status: string }) => FINAL.includes(status);

/**
 * An activation of devices: an order for lines, submitted once and followed until it is done. While it is under way the
 * resource is a partial result, and the next `pulumi up` or refresh goes on following it; it is never submitted again.
 * There is no cancel: removing the resource forgets the transaction and leaves its lines.
 *
 * Sentinel API: Activation, POST /v1.0/activation/transaction, /v1.0/activation/smartsim-transaction and
 * /v1.0/activation/esim-transaction, GET /v1.0/activation/transactions/{uniqueTransactionId}. Scope aux_activation.
 */
export const ActivationTransaction = defineResource({
  carrier: kajeet,
  name: "ActivationTransaction",
  describe:
    "An activation of one or many devices: an order for lines, submitted once and followed until it is done. Any change makes another order. Removing the resource leaves the lines.",
  args: activationArgs,
  outputs: {
    account: accountOutput,
    uniqueTransactionId: "The carrier's id of the activation, by which it is followed.",
    status: "SUBMITTED, IN_PROGRESS, COMPLETED, PARTIALLY_COMPLETED or FAILED.",
    items: "What became of each device, with its line number (mdn) once there is one.",
    submittedAt: "When it was submitted, in UTC.",
    stateVersion: "Version of this state's form.",
  },
  replaces: ["type", "carrier", "devices", "ratePlan", "filterGroup", "deviceGroup", "corp", "connection"],
  problems: activationProblems,
  subject: ({ devices = [] }) =>
    `kajeet activation of ${devices.length === 1 ? `IMEI ${devices[0]?.imei}` : `${devices.length} devices`}`,
  id: ({ account, uniqueTransactionId }: ActivationState) => `${account}/activations/${uniqueTransactionId}`,

  async find(context, declared) {
    const account = await accountOf(context, declared, undefined);
    const earlier = await submittedBefore(context, account, declared);
    return earlier && stateOf(declared, account, earlier);
  },

  async ensure(context, declared, present) {
    const account = await accountOf(context, declared, present);
    const known = present ?? (await submit(context, account, declared));
    return follow(context, { ...known, ...declared });
  },

  // A transaction is history: what is final stays so, and one that is gone from the history was placed all the same.
  // Forgetting it here would order its lines a second time.
  async read({ session, host, subject }, present) {
    if (isFinal(present)) return present;
    const ticket = present.uniqueTransactionId;
    try {
      return stateOf(present, present.account, await lookAt(session, ticket));
    } catch (error) {
      if (!(error instanceof NotFound)) throw error;
      host.log("warning", `${subject}: the carrier does not know ${ticket} (any more)`);
      return present;
    }
  },

  // Only devices that have their line count as being as declared. The others show as a difference, which is what makes
  // the engine call the next update, where the transaction is followed on.
  inputs: (state) => {
    const activated = state.devices.filter((device) =>
      state.items.some((item) => isItemOf(item, device) && item.status === "COMPLETED"),
    );
    return { ...pickArguments(state, activationArgs.shape), devices: activated };
  },

  async remove({ host, subject }, { uniqueTransactionId, ...state }) {
    const rest = isFinal(state) ? "its lines stay as they are" : "it goes on at the carrier";
    host.log("warning", `${subject}: ${uniqueTransactionId} is no longer followed, ${rest}`);
  },
});

export type ActivationTransaction = InstanceType<typeof ActivationTransaction>;

const lookAt = (session: KajeetSession, uniqueTransactionId: string) =>
  getActivationTransaction(session.http, { uniqueTransactionId });

function submittedBefore({ session }: Context<KajeetSession>, account: string, declared: ActivationArgs) {
  const places = declared.deviceGroup === null ? [account] : [account, declared.deviceGroup];
  return earlierActivation(session, places, declared.devices);
}

/** Places the order. Where no answer came it looks for the order, and never places it a second time. */
async function submit(
  context: Context<KajeetSession>,
  account: string,
  declared: ActivationArgs,
): Promise<ActivationState> {
  try {
    const { uniqueTransactionId, status, submittedAt } = await order(context.session, account, declared);
    const items = declared.devices.map((device) => ({ ...device, status: "SUBMITTED" }));
    return stateOf(declared, account, {
      uniqueTransactionId,
      status: status ?? "SUBMITTED",
      ...(submittedAt ? { submittedAt } : {}),
      items,
    });
  } catch (error) {
    const arrived =
      error instanceof Ambiguous ? await submittedBefore(context, account, declared) : undefined;
    if (arrived === undefined) throw error;
    return stateOf(declared, account, arrived);
  }
}

function order({ http }: KajeetSession, corpId: string, declared: ActivationArgs) {
  const { type, carrier, devices, ratePlan, filterGroup, deviceGroup } = declared;
  const wishes = {
    ...(ratePlan === null ? {} : { ratePlan }),
    ...(filterGroup === null ? {} : { filterGroup }),
    ...(deviceGroup === null ? {} : { deviceGroup }),
  };
  const code = carrier ?? "";
  const sims = devices.map(({ imei, iccid = "" }) => ({ imei, iccid }));
  if (type === "standard") return submitActivation(http, { corpId, carrier: code, ...sims[0]!, ...wishes });
  if (type === "smartsim") {
    const chosen = carrier === null ? {} : { carrier };
    return submitSmartSimActivation(http, { corpId, devices: sims, ...chosen, ...wishes });
  }
  const chips = devices.map(({ imei, eid = "" }) => ({ imei, eid }));
  return submitEsimActivation(http, { corpId, carrier: code, devices: chips, ...wishes });
}

/** Waits until it is final. Whatever goes wrong meanwhile, the id is kept. */
async function follow(
  { session, host, subject }: Context<KajeetSession>,
  known: ActivationState,
): Promise<Outcome<ActivationState>> {
  const { uniqueTransactionId: ticket, account } = known;
  if (isFinal(known)) return { state: known, faults: failures(known) };
  let latest = known;
  try {
    await settle({ subject, ticket, carrier: "kajeet" }, session.pace, host.clock, async () => {
      latest = stateOf(known, account, await lookAt(session, ticket));
      return isFinal(latest) ? latest : undefined;
    });
    return { state: latest, faults: failures(latest) };
  } catch (error) {
    if (!(error instanceof CellularError)) throw error;
    return { state: latest, faults: [error] };
  }
}

/** Each device that has no line, with the carrier's reason. */
function failures({ uniqueTransactionId, status, items }: ActivationState): CellularError[] {
  const lost = items.filter((item) => item.status !== "COMPLETED");
  const next =
    status === "FAILED"
      ? "Correct the cause, then replace the resource to order anew."
      : "Correct the cause, then declare this device in an activation of its own.";
  return lost.map(
    ({ imei, errorCode, message }) =>
      new Rejected(`not activated: ${message || "the carrier gave no reason"}`, {
        carrier: "kajeet",
        operation: "getActivationTransaction",
        subject: `IMEI ${imei}`,
        requestId: uniqueTransactionId,
        ...(errorCode ? { code: errorCode } : {}),
        next,
      }),
  );
}

/** The state of an activation as it is; `declared` may be an earlier state. */
function stateOf(
  declared: ActivationArgs,
  account: string,
  { uniqueTransactionId, status, submittedAt, items }: CarrierTransaction,
): ActivationState {
  return {
    ...(pickArguments(declared, activationArgs.shape) as ActivationArgs),
    account,
    uniqueTransactionId,
    status,
    items: items.map(({ imei, status: stands, ...item }) => {
      const facts = ["iccid", "eid", "mdn", "errorCode", "message"] as const;
      const told = facts.flatMap((name) => (typeof item[name] === "string" ? [[name, item[name]]] : []));
      return { imei, ...Object.fromEntries(told), status: stands };
    }),
    ...(submittedAt ? { submittedAt } : {}),
    stateVersion: 1,
  };
}
