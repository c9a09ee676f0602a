import type { AttributeImpact, CarrierImpacts, Impact, LineImpacts, ResourceImpacts } from "../core/impact";

const cosmetic = (...operations: string[]): AttributeImpact => ({
  class: "cosmetic",
  undo: "call",
  operations,
});

const connectivity = (why: string, ...operations: string[]): AttributeImpact => ({
  class: "connectivity",
  undo: "call",
  why,
  operations,
});

const cutOff = (why: string, ...operations: string[]): Impact => ({
  class: "connectivity",
  undo: "delay",
  why,
  operations,
});

const nothing: Impact = { class: "cosmetic", undo: "call", operations: [] };

/** Kajeet's lines. */
export const kajeetLineImpacts: LineImpacts = {
  attributes: {
    status: connectivity("a line that is not active has no data", "setLineStatus"),
    statusReason: cosmetic("setLineStatus"),
    ratePlan: {
      class: "cost",
      undo: "call",
      why: "takes effect at once; what was used under it is billed",
      operations: ["setRatePlan"],
    },
    verizonBiPlanId: {
      class: "cost",
      undo: "call",
      why: "takes effect at once; what was used under it is billed",
      operations: ["setRatePlan"],
    },
    filterGroup: connectivity("what the line may reach", "setFilterGroup"),
    deviceGroup: {
      class: "identity",
      undo: "call",
      why: "the line is found in that group alone, with its rules",
      operations: ["setDeviceGroup"],
    },
    monthlyLimit: {
      class: "cost",
      undo: "call",
      why: "how much data it can use a month",
      operations: ["setDataLimits"],
    },
    dailyLimit: {
      class: "cost",
      undo: "call",
      why: "how much data it can use a day",
      operations: ["setDataLimits"],
    },
    nickname: cosmetic("setNickname"),
    note: cosmetic("setNote"),
    customField: cosmetic("setMdnCustomField"),
    summerUsage: connectivity("whether it works in the summer suspension", "setSummerUsage"),
    vpn: connectivity("which way its traffic takes", "setVpnStatus"),
    labels: cosmetic("bulkAssignLabels", "bulkUnassignLabels", "updateLineLabels"),
    imei: {
      class: "identity",
      undo: "call",
      why: "the device the line is in",
      operations: ["setImei"],
    },
    // Never sent to a line that exists: another one means another line.
    iccid: { class: "identity", undo: "call", why: "which SIM is meant; it is not sent", operations: [] },
    carrier: {
      class: "cost",
      undo: "call",
      why: "only sent with an order",
      operations: ["submitActivation"],
    },
    oemSerialNumber: cosmetic("setHardwareDetails"),
    macAddress: cosmetic("setHardwareDetails"),
  },
  order: {
    class: "cost",
    undo: "delay",
    why: "a line is ordered and billed from then on; it is ended only by removing it",
    operations: ["submitActivation"],
  },
  endings: {
    retain: nothing,
    suspend: { ...connectivity("it has no data until it is active again", "setLineStatus") },
    remove: {
      class: "destructive",
      undo: "never",
      action: "remove",
      loss: "its number would be lost for good",
      operations: ["removeLine"],
    },
  },
  // A-ST1: a line reported lost or stolen can only be made active again.
  transitions: {
    active: ["suspended", "suspendedLostStolen"],
    suspended: ["active", "suspendedLostStolen"],
    suspendedLostStolen: ["active"],
  },
};

/** An action that cuts users off for a while. */
const reboot = (operation: string): ResourceImpacts => ({
  create: cutOff("its users are cut off for a while", operation),
  remove: nothing,
});

const factory = (operation: string): ResourceImpacts => ({
  create: cutOff("its own settings are lost, and its users cut off", operation),
  remove: nothing,
});

const profileEnd = (action: string): Impact => ({
  class: "destructive",
  undo: "never",
  action,
  loss: "the profile could not be used again",
  operations: ["changeEsimProfile"],
});

/** What a WLAN is made of, and what another value does to the devices in it. */
const WLAN = {
  ssid: "devices look for the old name",
  password: "devices that have the old key are cut off",
  broadcastSsid: "whether the name is shown",
};

const wlan = (more: Readonly<Record<string, string>>, ...operations: string[]): ResourceImpacts => {
  const reach = (why: string) => connectivity(why, ...operations);
  const means = Object.entries({ ...WLAN, ...more });
  return {
    create: reach("what is not in the old name and key is cut off"),
    arguments: Object.fromEntries(means.map(([name, why]) => [name, reach(why)])),
    remove: nothing,
  };
};

/** What changes cost to undo at Kajeet Sentinel. */
export const kajeetImpacts: CarrierImpacts = {
  lines: kajeetLineImpacts,
  resources: {
    Label: {
      create: cosmetic("bulkAddLabels"),
      remove: {
        retain: nothing,
        remove: {
          ...cosmetic("bulkDeleteLabels"),
          undo: "delay",
          why: "it is taken off every line, and nothing remembers which lines had it",
        },
      },
    },
    WifiConfiguration: wlan(
      { authMode: "how the network is protected", enabled: "whether there is a network at all" },
      "setWifiConfiguration",
    ),
    SmartSpotSettings: wlan(
      {
        wifiEnabled: "whether there is a network at all",
        maxClients: "how many devices may join",
        channel: "devices join anew",
        idleTimeoutMinutes: "when it goes to sleep",
      },
      "setSmartSpotSettings",
      "setSmartSpotSettingsMulti",
    ),
    EsimProfile: {
      create: {
        class: "cost",
        undo: "delay",
        why: "a profile is activated",
        operations: ["activateEsimProfile"],
      },
      arguments: { profileId: profileEnd("swap") },
      remove: { retain: nothing, cancel: profileEnd("cancel") },
    },
    ActivationTransaction: {
      create: {
        class: "cost",
        undo: "delay",
        why: "lines are ordered and billed from then on",
        operations: ["submitActivation", "submitEsimActivation", "submitSmartSimActivation"],
      },
      remove: nothing,
    },
    RebootSmartSpot: reboot("rebootSmartSpot"),
    RebootSmartSpots: reboot("rebootSmartSpots"),
    RebootCradlepoint: reboot("rebootCradlepoint"),
    ResetSmartSpot: factory("resetSmartSpot"),
    ResetSmartSpots: factory("resetSmartSpots"),
    ReplaceDevice: {
      create: {
        class: "identity",
        undo: "delay",
        why: "another device is behind the line",
        operations: ["replaceDevice"],
      },
      remove: nothing,
    },
  },
};
