/**
 * What ThingSpace's codes mean, in answers and in callbacks alike, and what to do about each. Written without the service
 * in front (`UnifiedWebService`, `DeviceService`), which varies.
 */
import {
  AlreadyExists,
  type CellularError,
  Conflict,
  type ErrorFacts,
  NotFound,
  Rejected,
  Unauthorized,
  Unsettled,
} from "../core/errors";

export type MeaningOf = new (problem: string, facts?: ErrorFacts) => CellularError;

/** One code: its meaning, and the next step for the person. */
interface CodeMeaning {
  means: MeaningOf;
  next: string;
}

const reject = (next: string): CodeMeaning => ({ means: Rejected, next });

const SESSION = "Check that nobody else resets the password of this user, and run it again.";
const ACCOUNT =
  "Check the account name, leading zeros and all, and that the user of the connection may work on it.";

const CODES: Readonly<Record<string, CodeMeaning>> = {
  "INPUT_INVALID.Request.InvalidCharacter": reject("Take every ', < and \\ out of the values."),
  "INPUT_INVALID.RequestUndefined": reject("The request had no body; report this with the version in use."),
  "REQUEST_FAILED.UnexpectedError": reject(
    "A value is missing or wrong, or the carrier failed: check the values of this line, then ask Verizon with the time of the request.",
  ),
  DeserializationFailed: reject("A required value is missing: check the values of this line."),
  "REQUEST_FAILED.SessionToken.Expired": { means: Unauthorized, next: SESSION },
  "REQUEST_FAILED.SessionToken.Format": { means: Unauthorized, next: SESSION },
  "INPUT_INVALID.SessionToken.Invalid": { means: Unauthorized, next: SESSION },
  // G-LOGIN1: the code of a refused login is not published; whatever refuses a login is taken for this one.
  "INPUT_INVALID.Password.Invalid": { means: Unauthorized, next: "Correct user name and password." },
  "INPUT_INVALID.Account.NotDefined": reject("Name the billing account in the resource or the connection."),
  // An account that is not there is no line that is gone: none of these may be taken for a missing thing.
  "REQUEST_FAILED.AccountName": { means: Unauthorized, next: ACCOUNT },
  "REQUEST_FAILED.AccountNotFound": { means: Unauthorized, next: ACCOUNT },
  "REQUEST_FAILED.NoAccounts": { means: Unauthorized, next: ACCOUNT },
  "REQUEST_FAILED.MultipleAccounts": reject("Name the one account that is meant."),
  "INPUT_INVALID.Device.Kind.Invalid": reject(
    "Name the line by iccid, imei, mdn or another kind of the list.",
  ),
  "INPUT_INVALID.Device.Identifier.Invalid": reject(
    "Compare the number with the SIM or the device: it does not fit its kind.",
  ),
  "INPUT_INVALID.Device.Account.Invalid": {
    means: Conflict,
    next: "The line is in another account: name that one, or move the line first.",
  },
  "REQUEST_FAILED.DeviceNotFound": { means: NotFound, next: "Check the number, or add the line first." },
  // G-STATE1: one code for every change that the present state does not allow, but for activating an active line.
  "INPUT_INVALID.DeviceState.Invalid": {
    means: Conflict,
    next: "The present state of the line does not allow this: read it, and bring the line to a state that does (restore a suspended one).",
  },
  "REQUEST_FAILED.DeviceAlreadyActive": {
    means: Conflict,
    next: "The line is active already: read it again.",
  },
  "INPUT_INVALID.CustomField.InvalidName": reject("Only CustomField1 to CustomField5 exist."),
  "INPUT_INVALID.CustomField.TooLong": reject("A custom field holds 50 characters."),
  "INPUT_INVALID.MaxRequestsExceeded": reject("At most 10,000 devices go into one request."),
  "INPUT_INVALID.NumberofDevices": reject("At most 200 devices are added in one request."),
  "REQUEST_FAILED.DefaultIpPoolNotDefined": reject("The account has no default IP pool: name one (ipPool)."),
  "INPUT_INVALID.SmsMessage.Null": reject("Give the message a text."),
  "INPUT_INVALID.SmsMessage.TooLong": reject("A message holds 160 characters of 7 bits, or 140 of 8."),
  "INPUT_INVALID.Message.Null": reject("Give the message a content."),
  "INPUT_INVALID.DeviceNotProvided": reject("Name at least one device."),
  "REQUEST_FAILED.DeviceGroup.Exists": {
    means: AlreadyExists,
    next: "Group names are unique in an account: take another name, or adopt the group.",
  },
  "REQUEST_FAILED.DeviceGroupNotFound": { means: NotFound, next: "Create the group, or correct its name." },
  "INPUT_INVALID.DeviceGroup.DeleteDefault": {
    means: Conflict,
    next: "The default group of an account cannot be deleted: take it out of the program.",
  },
  // G-NONE1: the codes for a listener, a monitor, a trigger or a request that is not there are not published.
  "REQUEST_FAILED.CallbackNotRegistered": { means: NotFound, next: "Register the callback first." },
  "REQUEST_FAILED.MonitorNotFound": {
    means: NotFound,
    next: "The monitor has been stopped or has expired: run `pulumi refresh`.",
  },
  "REQUEST_FAILED.TriggerNotFound": { means: NotFound, next: "Create the trigger, or correct its id." },
  "REQUEST_FAILED.RequestNotFound": {
    means: NotFound,
    next: "Only requests of one device can be asked for, and not for ever: read the line instead.",
  },
};

const CLASSES: Readonly<Record<string, CodeMeaning>> = {
  INPUT_INVALID: reject("Correct the value that the carrier names."),
  REQUEST_FAILED: reject("Correct what the carrier names, or ask Verizon with the code."),
  REQUEST_ONHOLD: {
    means: Unsettled,
    next: "The order waits for a credit approval: ask your Verizon representative, then refresh.",
  },
  REQUEST_CANCELLED: reject("The carrier cancelled the request: ask Verizon why before ordering again."),
};

/** The code without the service in front of it. */
export function bareCode(code: string): string {
  const dot = code.indexOf(".");
  return dot < 0 || CODES[code] !== undefined ? code : code.slice(dot + 1);
}

/** What a code means, with or without its service; undefined for one of an unknown class. */
export function meaningOf(code: string): CodeMeaning | undefined {
  const bare = bareCode(code);
  const known = CODES[bare];
  if (known !== undefined) return known;
  // Here the middle of the code is the name of the plan itself, dots and all.
  const plan = /^REQUEST_FAILED\.(.+)\.NotFound$/.exec(bare)?.[1];
  if (plan !== undefined) {
    return reject(
      `The account has no service plan ${plan}: take the code of one that getServicePlans() lists.`,
    );
  }
  return CLASSES[bare.split(".")[0] ?? ""];
}
