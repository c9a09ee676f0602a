import { corp, type Found, noDevice, type OperationCase, PLACEHOLDER, read, settings } from "./cases";
import { BUS, CORP, freePair, OFFICE, OFFICE_ICCID, OFFICE_IMEI } from "./client";

/** Devices, their settings and their eSIMs, and the end of a line. */
export const hardwareCases: OperationCase[] = [
  {
    operationId: "setHardwareDetails",
    good: () => ({ params: { imei: OFFICE_IMEI }, body: { macAddress: "00:1A:2b:3c:4d:5e" } }),
    bad: [
      { status: 400, code: "VALIDATION_FAILED", request: { params: { imei: OFFICE_IMEI }, body: {} } },
      noDevice({ params: { imei: "350000000000000" }, body: { oemSerialNumber: "SN1" } }),
    ],
  },
  {
    operationId: "setSmartSpotSettings",
    good: ({ smartSpot }) => ({ ...corp, body: { imei: smartSpot, settings } }),
    bad: [
      {
        status: 409,
        code: "NOT_ELIGIBLE",
        request: { ...corp, body: { imei: OFFICE_IMEI, settings } },
      },
      {
        status: 400,
        code: "VALIDATION_FAILED",
        request: { ...corp, body: { imei: OFFICE_IMEI, settings: { maxClients: 0 } } },
      },
    ],
  },
  {
    operationId: "setSmartSpotSettingsMulti",
    good: ({ smartSpot }) => ({ ...corp, body: { imeis: [smartSpot, OFFICE_IMEI], settings } }),
    bad: [{ status: 400, code: "VALIDATION_FAILED", request: { ...corp, body: { imeis: [], settings } } }],
  },
  {
    operationId: "getSmartSpotSettings",
    good: ({ smartSpot }) => ({ params: { corpId: CORP, imei: smartSpot } }),
    bad: [noDevice({ params: { corpId: CORP, imei: OFFICE_IMEI } })],
  },
  {
    operationId: "setWifiConfiguration",
    good: () => ({ params: { mdn: OFFICE }, body: { ...settings, authMode: "wpa2psk" } }),
    bad: [
      {
        status: 400,
        code: "VALIDATION_FAILED",
        request: { params: { mdn: OFFICE }, body: { ...settings, authMode: "wep" } },
      },
    ],
  },
  read("getWifiConfiguration", { mdn: OFFICE }, noDevice({ params: { mdn: "999-999-9999" } })),
  {
    operationId: "getSignalQualityHistory",
    good: () => ({ params: { mdn: OFFICE }, query: { startDate: "03/01/2026", endDate: "03/11/2026" } }),
    bad: [
      {
        status: 400,
        code: "VALIDATION_FAILED",
        request: { params: { mdn: OFFICE }, query: { startDate: "03/12/2026", endDate: "03/11/2026" } },
      },
    ],
  },
  read("getRealTimeSummary", { mdn: OFFICE }, noDevice({ params: { mdn: "999-999-9999" } })),
  {
    operationId: "rebootCradlepoint",
    user: "wbu",
    good: ({ cradlepoint }) => ({ params: { mdn: cradlepoint } }),
    bad: [
      { status: 409, code: "BUSINESS_TYPE_NOT_ALLOWED", request: { params: { mdn: OFFICE } } },
      { status: 409, code: "NOT_ELIGIBLE", user: "wbu", request: { params: { mdn: OFFICE } } },
    ],
  },
  {
    operationId: "replaceDevice",
    good: async ({ simulator, tmobile }) => ({
      params: { mdn: tmobile },
      body: await freePair(simulator, 0, "T-Mobile"),
    }),
    bad: [
      {
        status: 409,
        code: "NETWORK_NOT_ALLOWED",
        request: { params: { mdn: OFFICE }, body: { imei: "355737360073999" } },
      },
      {
        status: 409,
        code: "NOT_ELIGIBLE",
        request: { params: { mdn: BUS }, body: { imei: "355737360073999" } },
      },
    ],
  },
  ...(["rebootSmartSpots", "resetSmartSpots"] as const).map((operationId) => ({
    operationId,
    good: ({ smartSpot }: Found) => ({ body: { imeis: [smartSpot, OFFICE_IMEI, "350000000000000"] } }),
    bad: [{ status: 400, code: "VALIDATION_FAILED", request: { body: PLACEHOLDER } }],
  })),
  ...(["rebootSmartSpot", "resetSmartSpot"] as const).map((operationId) => ({
    operationId,
    good: ({ smartSpot }: Found) => ({ params: { imei: smartSpot } }),
    bad: [
      { status: 409, code: "NOT_ELIGIBLE", request: { params: { imei: OFFICE_IMEI } } },
      noDevice({ params: { imei: "350000000000000" } }),
    ],
  })),
  {
    operationId: "removeLine",
    good: ({ cradlepoint }) => ({ params: { mdn: cradlepoint } }),
    bad: [
      { status: 400, code: "VALIDATION_FAILED", request: { params: { mdn: "not-a-line" } } },
      noDevice({ params: { mdn: "999-999-9999" } }),
      {
        status: 409,
        code: "BUSINESS_TYPE_NOT_ALLOWED",
        user: "privatelte",
        request: { params: { mdn: OFFICE } },
      },
    ],
  },
  read(
    "listEsimProfiles",
    { corpId: CORP, iccid: OFFICE_ICCID },
    {
      status: 404,
      code: "PROFILE_NOT_FOUND",
      request: { params: { corpId: CORP, iccid: "89000000000000000000" } },
    },
  ),
  read(
    "getEsimActivationCode",
    { iccid: OFFICE_ICCID },
    {
      status: 404,
      code: "PROFILE_NOT_FOUND",
      request: { params: { iccid: "89000000000000000000" } },
    },
  ),
  {
    operationId: "getEsimQrCode",
    user: "kpw",
    good: () => ({ params: { iccid: OFFICE_ICCID } }),
    bad: [{ status: 409, code: "BUSINESS_TYPE_NOT_ALLOWED", request: { params: { iccid: OFFICE_ICCID } } }],
  },
  {
    operationId: "activateEsimProfile",
    good: () => ({ ...corp, body: { iccid: OFFICE_ICCID, profileId: `${OFFICE_ICCID.slice(-8)}-P2` } }),
    bad: [
      { status: 400, code: "VALIDATION_FAILED", request: { ...corp, body: PLACEHOLDER } },
      {
        status: 404,
        code: "PROFILE_NOT_FOUND",
        request: { ...corp, body: { iccid: OFFICE_ICCID, profileId: "nothing" } },
      },
    ],
  },
  {
    operationId: "changeEsimProfile",
    good: () => ({
      ...corp,
      query: { changeType: "cancel" },
      body: { iccid: OFFICE_ICCID, profileId: `${OFFICE_ICCID.slice(-8)}-P1` },
    }),
    bad: [
      {
        status: 400,
        code: "VALIDATION_FAILED",
        request: { ...corp, query: { changeType: "value" }, body: PLACEHOLDER },
      },
    ],
  },
];
