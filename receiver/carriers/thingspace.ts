import { createHash } from "node:crypto";
import type { CarrierAdapter, MessageDevice, Reading } from "../message";
import { UNSOLICITED } from "../message";

/** Longest request id taken; the carrier's are UUIDs of 36 characters. */
const LONGEST_ID = 200;
/** Deepest nesting taken; the deepest known message has six levels. */
const DEEPEST = 32;
/** Most devices named by one message. */
const MOST_DEVICES = 10_000;

/** What differs between deliveries of one message, and what is a secret of the registration. */
const DELIVERY = new Set(["callbackCount", "maxCallbackThreshold"]);
const CREDENTIALS = new Set(["username", "password"]);
/** Logins of devices that an activation reports (name: G-DEVICE-CREDENTIALS). Nobody waits for them here, so they are not kept. */
const DEVICE_SECRETS = /^deviceCredentials$/i;

/**
 * The service that reports with a payload member, for addresses that do not name it. Only members with a documented
 * name, and the ones guessed after their pattern, G-PAYLOAD-NAMES.
 */
const SERVICES: readonly [RegExp, string][] = [
  [/^nidd\w+(Response)?$/i, "NiddService"],
  [/^goToState/i, "StateService"],
  [
    /^(changeIdentifier|activate|suspend|restore|deactivate|change\w+|moveDevice)Response$/i,
    "CarrierService",
  ],
];

/**
 * Callback messages of Verizon ThingSpace (ThingSpace API: Callbacks). Nothing is signed: the registration's user name
 * and password come in the body, empty where the registration has none. Members may be absent and more may come.
 */
export const thingspace: CarrierAdapter = {
  name: "thingspace",
  credentialLimit: 40,

  read(body, { account, service }): Reading {
    if (!isObject(body)) return { ok: false, problem: "a message is a JSON object" };
    if (!shallow(body, DEEPEST)) return { ok: false, problem: `nested deeper than ${DEEPEST} levels` };
    const requestId = textOf(body.requestId);
    if (requestId !== undefined && !isId(requestId)) {
      return {
        ok: false,
        problem: `requestId is longer than ${LONGEST_ID} characters or has control characters`,
      };
    }
    const named = Array.isArray(body.deviceIds) ? body.deviceIds : [];
    if (named.length > MOST_DEVICES) return { ok: false, problem: `more than ${MOST_DEVICES} deviceIds` };
    const payload = without(body, CREDENTIALS) as Record<string, unknown>;
    const devices = named.flatMap(deviceOf);
    const kind = kindOf(payload);
    const known = service ?? SERVICES.find(([pattern]) => kind !== undefined && pattern.test(kind))?.[1];
    const status = textOf(body.status);
    const fault = faultOf(body.faultResponse);
    if (requestId === undefined && devices.length === 0 && status === undefined && kind === undefined) {
      return { ok: false, problem: "it has neither requestId, deviceIds, status nor a response" };
    }
    return {
      ok: true,
      credentials: { username: textOf(body.username) ?? "", password: textOf(body.password) ?? "" },
      digest: digestOf(payload, devices),
      message: {
        carrier: "thingspace",
        ...(account === undefined ? {} : { account }),
        ...(known === undefined ? {} : { service: known }),
        requestId: requestId ?? UNSOLICITED,
        ...(kind === undefined ? {} : { kind }),
        devices,
        ...(status === undefined ? {} : { status }),
        ...(fault === undefined ? {} : { fault }),
        payload,
      },
    };
  },
};

/**
 * The carrier says to tell duplicates by request and device. One request has several messages about one device, though
 * (an EID swap three, NIDD two, a reachability monitor any number), some with equal status and kind. So what counts is all
 * that was said, less the count of deliveries: a repeated delivery is equal in it, and no second message is.
 */
function digestOf(payload: Readonly<Record<string, unknown>>, devices: readonly MessageDevice[]): string {
  const said = Object.fromEntries(
    Object.entries(payload).filter(([name]) => !DELIVERY.has(name) && name !== "deviceIds"),
  );
  const about = devices.map(({ kind, id }) => `${kind.toLowerCase()}:${id}`).sort();
  return createHash("sha256")
    .update(JSON.stringify([about, ordered(said)]))
    .digest("base64url");
}

/** The same value with the members of each object in the order of their names. */
function ordered(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(ordered);
  if (!isObject(value)) return value;
  const names = Object.keys(value).sort();
  return names.map((name) => [name, ordered(value[name])]);
}

function without(value: unknown, names: ReadonlySet<string>): unknown {
  if (Array.isArray(value)) return value.map((each) => without(each, names));
  if (!isObject(value)) return value;
  return Object.fromEntries(
    Object.entries(value)
      .filter(([name]) => !names.has(name) && !DEVICE_SECRETS.test(name))
      .map(([name, each]) => [name, without(each, names)]),
  );
}

/** The member of the response that says what it reports: `activateResponse`, `niddConfigResponse`, … */
function kindOf(payload: Readonly<Record<string, unknown>>): string | undefined {
  for (const holder of ["deviceResponse", "niddResponse"]) {
    const response = payload[holder];
    if (!isObject(response)) continue;
    const [first] = Object.keys(response).filter((name) => isObject(response[name]));
    return first ?? holder;
  }
  return Object.keys(payload).find((name) => /Response$/.test(name) && name !== "faultResponse");
}

function deviceOf(device: unknown): MessageDevice[] {
  if (!isObject(device)) return [];
  const id = textOf(device.id);
  return id === undefined ? [] : [{ kind: textOf(device.kind) ?? "", id }];
}

function faultOf(fault: unknown): { code: string; text: string } | undefined {
  if (!isObject(fault)) return undefined;
  const [code, text] = [
    textOf(fault.faultcode) ?? textOf(fault.faultCode),
    textOf(fault.faultstring) ?? textOf(fault.faultString),
  ];
  return code === undefined && text === undefined ? undefined : { code: code ?? "", text: text ?? "" };
}

function shallow(value: unknown, levels: number): boolean {
  if (typeof value !== "object" || value === null) return true;
  return levels > 0 && Object.values(value).every((each) => shallow(each, levels - 1));
}

const isObject = (value: unknown): value is Record<string, unknown> =>
  typeof value === "object" && value !== null && !Array.isArray(value);

const isId = (text: string) => text.length <= LONGEST_ID && ![...text].some((letter) => letter < " ");

/** A text that says something; numbers as text, since ids come as either. */
function textOf(value: unknown): string | undefined {
  if (typeof value === "number") return String(value);
  return typeof value === "string" && value !== "" ? value : undefined;
}
