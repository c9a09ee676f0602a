import { z } from "zod";

/** Lines that one call may name (A-LIM1). */
const MOST_LINES = 500;

const mdn = z.string().regex(/^(\d{3}-\d{3}-\d{4}|\d{10})$/, "must be NNN-NNN-NNNN or ten digits");
const imei = z.string().regex(/^\d{14,16}$/, "must be 14 to 16 digits");
const iccid = z.string().regex(/^\d{18,20}$/, "must be 18 to 20 digits");
const eid = z.string().regex(/^\d{32}$/, "must be 32 digits");
const corpId = z.string().min(1);
const mdns = z.array(mdn).min(1).max(MOST_LINES);
const imeis = z.array(imei).min(1).max(MOST_LINES);
const labelIds = z.array(z.int());
const status = z.enum(["active", "suspended", "suspended_lost_stolen"]);

const selectionFields = {
  selectAll: z.boolean().optional(),
  searchValue: z.string().optional(),
  labelIds: labelIds.optional(),
  statuses: z.array(status).optional(),
  networks: z.array(z.string()).optional(),
  filterGroups: z.array(z.string()).optional(),
  includeMdns: z.array(mdn).optional(),
  excludeMdns: z.array(mdn).optional(),
};

/** A rule that picks lines; at least one selecting member (A-TGT1). */
export const bulkSelection = z
  .object(selectionFields)
  .refine(
    ({ excludeMdns: _, ...selecting }) => Object.values(selecting).some((value) => value !== undefined),
    "needs at least one selecting member",
  );

const target = { mdns: mdns.optional(), bulkSelection: bulkSelection.optional(), corpId: corpId.optional() };

type Targeted = { mdns?: unknown; bulkSelection?: unknown };
const oneTarget = (body: Targeted) => (body.mdns === undefined) !== (body.bulkSelection === undefined);
const ONE_TARGET = { path: ["mdns"], message: "give either mdns or bulkSelection, and not both" };

/** A body with exactly one of the two target forms. */
function targeted<Shape extends z.core.$ZodShape>(shape: Shape) {
  const both = { ...target, ...shape } as Omit<typeof target, keyof Shape> & Shape;
  return z.object(both).refine((body) => oneTarget(body as Targeted), ONE_TARGET);
}

const text = (most: number) => z.string().max(most).nullable();
const limit = z.number().min(0).nullable();

/** Upper case is sent (S); compared without case (A-ST2). */
const statusInput = z
  .string()
  .transform((value) => value.toLowerCase())
  .pipe(status);

export const setStatus = targeted({ status: statusInput, reason: z.string().optional() });
export const setVpn = targeted({ corpId, vpnStatus: z.enum(["ENABLED", "DISABLED"]) });
export const setGroup = targeted({ deviceGroup: corpId });
export const setFilterGroup = targeted({ filterGroup: z.string().min(1) });
export const setNickname = targeted({ nickname: text(100) });
export const setNote = targeted({ note: text(1000) });
export const setSummer = targeted({ summerUsage: z.boolean() });
export const setLimits = targeted({ monthlyLimit: limit.optional(), dailyLimit: limit.optional() }).refine(
  (body) => body.monthlyLimit !== undefined || body.dailyLimit !== undefined,
  { path: ["monthlyLimit"], message: "give monthlyLimit or dailyLimit" },
);
export const setCustomField = z.object({ corpId: corpId.optional(), mdns, mdnCustomField: text(255) });
/** One IMEI for one line (A-IM1). */
export const setImei = z.object({
  corpId: corpId.optional(),
  imei,
  mdns: mdns.max(1, "one IMEI belongs to one line"),
});
export const compatible = targeted({ corpId, settingType: z.enum(["SMARTSPOT", "WIFI"]) });

const newLabel = z.object({ name: z.string().min(1).max(64), categoryId: z.int().nullish() });
export const labelSelection = targeted({ corpId, labelIds: labelIds.min(1) });
/** The one bulk call whose target may be empty: it creates labels only (A-L2). */
export const addLabels = z
  .object({
    corpId,
    labels: z.array(newLabel).min(1),
    mdns: z.array(mdn).max(MOST_LINES).optional(),
    bulkSelection: bulkSelection.optional(),
  })
  .refine((body) => body.mdns === undefined || body.bulkSelection === undefined, ONE_TARGET);
/** The target may be absent only where definitions are removed (A-L3). */
export const deleteLabels = z
  .object({
    ...target,
    mdns: z.array(mdn).max(MOST_LINES).optional(),
    labelIds: labelIds.optional(),
    removeDefinition: z.boolean().optional(),
  })
  .refine((body) => body.removeDefinition !== true || (body.labelIds ?? []).length > 0, {
    path: ["labelIds"],
    message: "is required with removeDefinition",
  })
  .refine(
    (body) =>
      oneTarget(body) ||
      (body.removeDefinition === true && body.mdns === undefined && body.bulkSelection === undefined),
    ONE_TARGET,
  );
export const lineLabels = z
  .object({
    corpId,
    mdn,
    add: z.array(newLabel).optional(),
    assign: labelIds.optional(),
    delete: labelIds.optional(),
  })
  .refine((body) => [body.add, body.assign, body.delete].some((list) => list !== undefined), {
    path: ["add"],
    message: "give add, assign or delete",
  });

export const ratePlan = z.object({ ratePlan: z.string().min(1), verizonBiPlanId: z.string().nullish() });
export const hardware = z
  .object({
    oemSerialNumber: z.string().max(64).optional(),
    macAddress: z
      .string()
      .regex(/^([0-9A-Fa-f]{2}[:-]){5}[0-9A-Fa-f]{2}$/, "must be six pairs of hexadecimal digits")
      .optional(),
  })
  .refine((body) => body.oemSerialNumber !== undefined || body.macAddress !== undefined, {
    path: ["oemSerialNumber"],
    message: "give oemSerialNumber or macAddress",
  });
export const replacement = z.object({ imei, iccid: iccid.optional() });
export const devices = z.object({ corpId: corpId.optional(), imeis });

const ssid = z.string().min(1).max(32);
const password = z.string().min(8).max(63);
const smartSpotValues = z
  .object({
    ssid: ssid.optional(),
    password: password.optional(),
    broadcastSsid: z.boolean().optional(),
    maxClients: z.int().min(1).max(32).optional(),
    channel: z.int().min(0).max(165).optional(),
    idleTimeoutMinutes: z.int().min(0).optional(),
    wifiEnabled: z.boolean().optional(),
  })
  .refine(
    (values) => Object.values(values).some((value) => value !== undefined),
    "needs at least one setting",
  );
export type SmartSpotInput = z.output<typeof smartSpotValues>;
export const smartSpot = z.object({ corpId: corpId.optional(), imei, settings: smartSpotValues });
export const smartSpots = z.object({ corpId: corpId.optional(), imeis, settings: smartSpotValues });
/** authMode only wpa2psk (S, A-WF1). */
export const wifi = z.object({
  ssid,
  password,
  authMode: z.literal("wpa2psk").optional(),
  enabled: z.boolean().optional(),
  broadcastSsid: z.boolean().optional(),
});

export const kemp = z.object({
  iccid,
  profileId: z.string().min(1),
  newProfileId: z.string().min(1).optional(),
  imei: imei.optional(),
});

const destination = {
  ratePlan: z.string().min(1).optional(),
  filterGroup: z.string().min(1).optional(),
  deviceGroup: z.string().min(1).optional(),
};
export const activation = z.object({
  corpId,
  imei,
  iccid,
  carrier: z.string().min(1),
  nickname: z.string().max(100).optional(),
  ...destination,
});
export const smartSimActivation = z.object({
  corpId,
  devices: z.array(z.object({ imei, iccid })).min(1),
  carrier: z.string().min(1).optional(),
  ...destination,
});
export const esimActivation = z.object({
  corpId,
  carrier: z.string().min(1),
  devices: z.array(z.object({ imei, eid })).min(1),
  ...destination,
});

export const credentials = z.object({ username: z.string(), password: z.string() });
