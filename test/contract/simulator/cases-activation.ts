import { type OperationCase, PLACEHOLDER, read, unauthorized } from "./cases";
import { CORP, freePair, OFFICE_IMEI } from "./client";

const forbidden = { status: 403, code: "FORBIDDEN_SCOPE", user: "org_super", request: {} };
const unknown = { params: { uniqueTransactionId: "ACT-2020-0101-001" } };
const noTransaction = { status: 404, code: "TRANSACTION_NOT_FOUND", request: unknown };
const placeholder = { status: 400, code: "VALIDATION_FAILED", request: { body: PLACEHOLDER } };

export function upload(csv: string): FormData {
  const form = new FormData();
  form.set("file", new Blob([csv], { type: "text/csv" }), "devices.csv");
  return form;
}

/** The token, the reference lists, and activation from submission to history. */
export const activationCases: OperationCase[] = [
  {
    operationId: "createToken",
    good: () => ({ body: { username: "org_tech", password: "simulated" } }),
    bad: [
      { status: 401, code: "UNAUTHORIZED", request: { body: { username: "org_tech", password: "no" } } },
      { status: 400, code: "VALIDATION_FAILED", request: { body: { username: "org_tech" } } },
    ],
  },
  read("listBillingPlans", {}, unauthorized),
  read("listBusinessInternetPlans", {}, unauthorized),
  read("listCarriers", {}, forbidden),
  read("listEsimCarriers", {}, forbidden, { ...forbidden, user: "transportation" }),
  {
    operationId: "getEsimInventoryCount",
    good: () => ({ params: { corpId: CORP }, query: { carrier: "AT&T" } }),
    bad: [
      { status: 400, code: "VALIDATION_FAILED", request: { params: { corpId: CORP } } },
      {
        status: 404,
        code: "CORP_NOT_FOUND",
        request: { params: { corpId: "NOBODY" }, query: { carrier: "AT&T" } },
      },
    ],
  },
  {
    operationId: "listCarrierInventory",
    good: () => ({ query: { carrier: "Verizon Priority" } }),
    bad: [{ status: 400, code: "VALIDATION_FAILED", request: { query: { carrier: "Nobody" } } }],
  },
  {
    operationId: "submitActivation",
    good: async ({ simulator }) => ({
      body: {
        corpId: CORP,
        ...(await freePair(simulator, 3)),
        carrier: "VERIZON",
        filterGroup: "Student_K8",
        deviceGroup: "Transportation",
      },
    }),
    bad: [
      placeholder,
      forbidden,
      {
        // Word for word the example of the reference: its device is the one of the reference's example line.
        status: 409,
        code: "CONFLICT",
        request: {
          body: {
            corpId: CORP,
            imei: OFFICE_IMEI,
            iccid: "89014103211118510720",
            carrier: "VERIZON",
            filterGroup: "Student_K8",
            deviceGroup: "Transportation",
          },
        },
      },
    ],
  },
  {
    operationId: "submitSmartSimActivation",
    good: () => ({
      body: { corpId: CORP, devices: [{ imei: "355737360074001", iccid: "89014103211118510001" }] },
    }),
    bad: [placeholder],
  },
  {
    operationId: "submitEsimActivation",
    good: () => ({
      body: {
        corpId: CORP,
        carrier: "TMOBILE",
        devices: [{ imei: "355737360074002", eid: "89049032000000000000000000000042" }],
      },
    }),
    bad: [placeholder],
  },
  read("listActivationTransactions", {}, forbidden, {
    status: 400,
    code: "VALIDATION_FAILED",
    request: { query: { limit: 0 } },
  }),
  {
    operationId: "getActivationTransaction",
    good: ({ transaction }) => ({ params: { uniqueTransactionId: transaction } }),
    bad: [noTransaction],
  },
  {
    operationId: "downloadActivationTransactionCsv",
    good: ({ transaction }) => ({ params: { uniqueTransactionId: transaction } }),
    bad: [noTransaction],
  },
  {
    operationId: "uploadActivationCsv",
    good: () => ({ form: upload("IMEI,ICCID\n355737360074003,89014103211118510002\n") }),
    bad: [
      { status: 400, code: "VALIDATION_FAILED", request: { body: { example: true, corpId: CORP } } },
      { ...forbidden, user: "transportation" },
    ],
  },
  read("listActivationTransactionsV2", {}, forbidden, {
    status: 400,
    code: "VALIDATION_FAILED",
    request: { query: { export: "PDF" } },
  }),
];
