/** What the samples of the contract tests are made of. */

export const accountName = "0000123456-00001";
export const iccid = { id: "89148000000800139708", kind: "iccid" as const };
export const imei = { id: "990013907835573", kind: "imei" as const };
export const mdn = { id: "521-267-1508", kind: "mdn" as const };
export const eid = { id: "89033023426200000000005552637523", kind: "eid" as const };
export const devices = [{ deviceIds: [iccid, imei] }, { deviceIds: [mdn], ipAddress: "10.0.0.7" }];
export const esims = [{ deviceIds: [eid, iccid] }];
export const customFields = [
  { key: "CustomField1" as const, value: "Route 7" },
  { key: "CustomField5" as const, value: "" },
];
export const servicePlan = "m2m4G";
export const earliest = "2026-03-01T00:00:00Z";
export const latest = "2026-03-31T23:59:59-05:00";
export const label = { name: "VIN", value: "1FTEW1EP5JFA00001" };
export const billingCycle = { year: "2026", month: "3" };
export const primaryPlaceOfUse = {
  address: {
    addressLine1: "1 School Street",
    addressLine2: "Bus yard",
    city: "Dallas",
    state: "TX",
    zip: "75201",
    zip4: "0001",
    country: "USA",
    phone: "2145550100",
    phoneType: "H",
    emailAddress: "fleet@district.example",
  },
  customerName: { title: "Dr", firstName: "Ada", middleName: "K", lastName: "Byron", suffix: "Jr" },
};
export const filter = { accountName, groupName: "Buses / Élan", servicePlan, customFields };

/** Both forms of a target, and the account alone. */
export const targets = [
  { devices },
  { accountName, groupName: "Buses", customFields, servicePlan },
  { accountName },
  { devices, accountName },
];
export const each = <Value extends object>(value: Value) =>
  targets.map((target) => ({ ...target, ...value }));
