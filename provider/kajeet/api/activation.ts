/** Sentinel API: Activation, submitting activations and following them. */
import { z } from "zod";
import { corpId, eid, iccid, imei } from "./fields";
import { operation } from "./operation";

/** What a submission is answered with (A-ACT1). Without the id nobody could follow it, so it must be there. */
const submitted = z.looseObject({
  uniqueTransactionId: z.string().min(1),
  status: z.string().nullish(),
  submittedAt: z.string().nullish(),
});

/** One device of an activation. `mdn` is there once the carrier has given a number. */
const activationItem = z.looseObject({
  imei: z.string(),
  iccid: z.string().nullish(),
  eid: z.string().nullish(),
  mdn: z.string().nullish(),
  /** SUBMITTED, IN_PROGRESS, COMPLETED or FAILED (A-ACT2). */
  status: z.string(),
  errorCode: z.string().nullish(),
  message: z.string().nullish(),
});

export type ActivationItem = z.output<typeof activationItem>;

/** An activation and how far it is. Final statuses: COMPLETED, PARTIALLY_COMPLETED, FAILED (A-ACT2). */
export const activationTransaction = z.looseObject({
  uniqueTransactionId: z.string(),
  type: z.string().nullish(),
  corpId: z.string().nullish(),
  carrier: z.string().nullish(),
  status: z.string(),
  submittedBy: z.string().nullish(),
  submittedAt: z.string().nullish(),
  completedAt: z.string().nullish(),
  items: z.array(activationItem),
});

export type ActivationTransaction = z.output<typeof activationTransaction>;

const wishes = {
  ratePlan: z.string().min(1).optional().describe("Code of the rate plan."),
  filterGroup: z.string().min(1).optional().describe("Name of the filter group."),
  deviceGroup: z.string().min(1).optional().describe("Device group below the corp."),
};

/**
 * Submits the activation of one device: an order for a line. Never sent twice on a guess.
 *
 * Sentinel API: Activation, POST /v1.0/activation/transaction. Scope aux_activation.
 * @throws AlreadyExists where the IMEI or the ICCID is active or under way (A-ACT4); Ambiguous where no answer came, or
 * one without a transaction id: look at the transactions and at the lines with this IMEI before submitting again.
 */
export const submitActivation = operation("submitActivation", {
  input: z.strictObject({
    corpId,
    imei,
    iccid,
    carrier: z.string().min(1).describe("Code of the carrier, for example VERIZON."),
    ...wishes,
    nickname: z.string().max(100).optional(),
  }),
  answer: submitted,
});

/**
 * Submits the activation of devices with a SmartSIM, which picks its carrier itself where none is given (A-ACT5).
 *
 * Sentinel API: Activation, POST /v1.0/activation/smartsim-transaction. Scope aux_activation.
 * @throws as `submitActivation`.
 */
export const submitSmartSimActivation = operation("submitSmartSimActivation", {
  input: z.strictObject({
    corpId,
    devices: z.array(z.strictObject({ imei, iccid })).min(1),
    carrier: z.string().min(1).optional(),
    ...wishes,
  }),
  answer: submitted,
});

/**
 * Submits the activation of devices with an eSIM; profiles come out of the stock of the carrier (A-ACT5).
 *
 * Sentinel API: Activation, POST /v1.0/activation/esim-transaction. Scope aux_activation.
 * @throws as `submitActivation`.
 */
export const submitEsimActivation = operation("submitEsimActivation", {
  input: z.strictObject({
    corpId,
    carrier: z.string().min(1),
    devices: z.array(z.strictObject({ imei, eid })).min(1),
    ...wishes,
  }),
  answer: submitted,
});

/**
 * One activation, with what became of each device. Activations take from seconds to half an hour (A-ACT3).
 *
 * Sentinel API: Activation, GET /v1.0/activation/transactions/{uniqueTransactionId}. Scope aux_activation.
 * @throws NotFound where the id is unknown.
 */
export const getActivationTransaction = operation("getActivationTransaction", {
  input: z.strictObject({ uniqueTransactionId: z.string().min(1) }),
  answer: activationTransaction,
});
