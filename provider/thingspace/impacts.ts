import type {
  AttributeImpact,
  CarrierImpacts,
  Impact,
  LineImpacts,
  ResourceImpacts,
  Reversible,
} from "../core/impact";

const cosmetic = (...operations: string[]): Reversible => ({ class: "cosmetic", undo: "call", operations });

const nothing: Impact = cosmetic();

const of = (
  kind: Exclude<Reversible["class"], "cosmetic">,
  undo: Reversible["undo"],
  why: string,
  ...operations: string[]
): Reversible => ({ class: kind, undo, why, operations });

const ended = (action: string, ...operations: string[]): Impact => ({
  class: "destructive",
  undo: "never",
  action,
  loss: "its number would be lost for good",
  operations,
});

const customFields = [1, 2, 3, 4, 5].map((n) => [`customField${n}`, cosmetic("changeCustomFields")] as const);

const PLACE = [
  "placeTitle",
  "placeFirstName",
  "placeMiddleName",
  "placeLastName",
  "placeSuffix",
  "placeAddressLine1",
  "placeAddressLine2",
  "placeCity",
  "placeState",
  "placeZip",
  "placeZip4",
  "placeCountry",
  "placePhone",
  "placePhoneType",
  "placeEmail",
];

/** The primary place of use: taxes and emergency calls go by it. */
const place = PLACE.map(
  (name) =>
    [
      name,
      of("cost", "call", "taxes and emergency calls go by it", "changeContactInfo", "changeContactInfoSeed"),
    ] as const,
);

/** Values that only go along with an activation or a change of plan. */
const along = (why: string, ...more: string[]): AttributeImpact =>
  of("cost", "call", why, "activateDevices", ...more);

/** ThingSpace's lines. */
export const thingspaceLineImpacts: LineImpacts = {
  attributes: {
    status: {
      ...of("connectivity", "call", "only an active line connects", "suspendDevices", "restoreDevices"),
      values: {
        preactive: cosmetic("addDevices"),
        active: of(
          "cost",
          "delay",
          "it is billed from then on; ending it may cost a fee",
          "activateDevices",
          "restoreDevices",
        ),
        deactive: ended("deactivate", "deactivateDevices"),
      },
    },
    ratePlan: of("cost", "delay", "at most four changes a month", "changeServicePlan"),
    deviceGroup: cosmetic("updateGroup"),
    ...Object.fromEntries(customFields),
    costCenter: cosmetic("changeCostCenter"),
    account: of("identity", "call", "another account is billed, and has the line", "moveDevices"),
    iccid: of("identity", "delay", "the old SIM is out of use", "changeDeviceIdentifier"),
    imei: of("identity", "delay", "the old device is out of use", "changeDeviceIdentifier"),
    ...Object.fromEntries(place),
    zipCode: along("the number is picked by it"),
    leadId: along("who the activation is booked on"),
    skuNumber: along("which device it is", "addDevices"),
    ipPool: of(
      "connectivity",
      "call",
      "the address of the line",
      "activateDevices",
      "changeServicePlan",
      "moveDevices",
    ),
    publicIpRestriction: of("connectivity", "call", "who can reach the line", "activateDevices"),
  },
  order: of(
    "cost",
    "delay",
    "a line is activated and billed from then on; ending it may cost a fee",
    "activateDevices",
    "addDevices",
  ),
  endings: {
    retain: nothing,
    suspend: of("connectivity", "call", "it does not connect until it is restored", "suspendDevices"),
    deactivate: ended("deactivate", "deactivateDevices"),
    remove: ended("remove", "deactivateDevices", "deleteDevices"),
  },
  // On the way from suspend to deactive the line is restored for a moment.
  transitions: {
    preactive: ["active"],
    pendingactivation: ["active"],
    active: ["suspend", "deactive"],
    suspend: ["active", "deactive"],
    deactive: ["active"],
  },
};

const message = (operation: string): ResourceImpacts => ({
  create: of("cost", "delay", "each message is billed, and none can be called back", operation),
  remove: nothing,
});

const asked = (operation: string): ResourceImpacts => ({ create: cosmetic(operation), remove: nothing });

const service = (why: string, ...operations: string[]) => of("connectivity", "call", why, ...operations);

/** What changes cost to undo at Verizon ThingSpace. */
export const thingspaceImpacts: CarrierImpacts = {
  lines: thingspaceLineImpacts,
  resources: {
    DeviceGroup: {
      create: cosmetic("createGroup", "updateGroup"),
      remove: {
        retain: nothing,
        remove: {
          ...cosmetic("deleteGroup"),
          undo: "delay",
          why: "its lines are put into the default group, and nothing remembers which they were",
        },
      },
    },
    UsageLabel: {
      create: of("cost", "call", "usage is billed by it", "setUsageLabels"),
      remove: {
        retain: nothing,
        remove: of("cost", "call", "usage is billed without it", "removeUsageLabels"),
      },
    },
    Callback: {
      create: service("where the carrier reports to", "registerCallback"),
      remove: { retain: nothing, remove: service("nobody is told any more", "deregisterCallback") },
    },
    Trigger: {
      create: service("who is alerted, and when", "createTrigger", "updateTrigger"),
      remove: { retain: nothing, remove: service("nobody is alerted any more", "deleteTrigger") },
    },
    ReachabilityMonitor: {
      create: of("cost", "call", "watching is billed", "startReachability"),
      remove: { retain: nothing, stop: cosmetic("stopReachability") },
    },
    EsimProfile: {
      create: of(
        "cost",
        "delay",
        "a profile is downloaded, enabled, and billed",
        "profileDownloadEnable",
        "profileEnable",
        "profileActivate",
        "profileActivateEnable",
      ),
      arguments: {
        enabled: service("whether the device connects with it", "profileEnable", "profileDisable"),
        fallback: service("which profile the device falls back on", "profileSetFallback"),
        ratePlan: of("cost", "delay", "it is sent with the activation", "profileActivate"),
      },
      remove: {
        retain: nothing,
        disable: service("the device does not connect with it", "profileDisable"),
        deactivate: ended("deactivate", "profileDeactivate"),
        delete: {
          class: "destructive",
          undo: "never",
          action: "delete",
          loss: "the device could not use it any more",
          operations: ["profileDelete"],
        },
      },
    },
    SwapEidDevice: {
      create: {
        class: "destructive",
        undo: "never",
        action: "swap",
        loss: "the device that is taken out would be deactivated for good",
        operations: ["swapEidDevice"],
      },
      remove: nothing,
    },
    GoToState: {
      create: of(
        "connectivity",
        "delay",
        "what the state does is the customer's own definition",
        "goToState",
      ),
      remove: nothing,
    },
    SendSms: message("sendSms"),
    SendNidd: message("sendNidd"),
    StartSmsCallbacks: asked("startSmsCallbacks"),
    CheckAvailability: asked("checkAvailability"),
    CheckImeiIccidMismatch: asked("listImeiIccidMismatch"),
    ResetPassword: {
      create: of("connectivity", "delay", "whoever has the old password is locked out", "resetPassword"),
      remove: nothing,
    },
  },
};
