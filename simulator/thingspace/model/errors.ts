/** A refusal of a service: a 400 with `errorCode`, or the `faultResponse` of a message. */
export class CarrierError extends Error {
  override readonly name = "CarrierError";
  readonly status = 400;
  /** With the service in front: `UnifiedWebService.REQUEST_FAILED.DeviceNotFound`. */
  readonly code: string;

  /** `code` without the service, from the class on: `REQUEST_FAILED.DeviceNotFound`. */
  constructor(code: string, message: string, service = "UnifiedWebService") {
    super(message);
    this.code = /^(INPUT_INVALID|REQUEST_[A-Z]+)(\.|$)/.test(code) ? `${service}.${code}` : code;
  }
}

/** A refusal of the gateway in front of the services: `fault`. */
export class GatewayError extends Error {
  override readonly name = "GatewayError";

  constructor(
    readonly status: number,
    readonly code: string,
    message: string,
    readonly description: string,
  ) {
    super(message);
  }
}

/** A refusal of the token call. */
export class OAuthError extends Error {
  override readonly name = "OAuthError";

  constructor(
    readonly status: number,
    readonly error: string,
    message: string,
  ) {
    super(message);
  }
}

/** A device is not changed, for this reason. A fault may bring a code that the reference does not know. */
export interface Refused {
  code: string;
  message: string;
}

/** An element is missing or has a wrong value, and there is no code of its own for it. */
export function unexpected(message: string): CarrierError {
  return new CarrierError("REQUEST_FAILED.UnexpectedError", message);
}

/** The proposed code for a field that the public tables do not name (G-FIELD1). */
export function invalidField(field: string, message: string): CarrierError {
  return new CarrierError(`INPUT_INVALID.${field}.Invalid`, message);
}

export function deviceNotFound(what: string): CarrierError {
  return new CarrierError("REQUEST_FAILED.DeviceNotFound", `No device ${what}`);
}

/** One code for every illegal transition, except the activation of an active line (G-STATE1). */
export function wrongState(message: string): CarrierError {
  return new CarrierError("INPUT_INVALID.DeviceState.Invalid", message);
}

export function planNotFound(servicePlan: string): CarrierError {
  return new CarrierError(
    `REQUEST_FAILED.${servicePlan}.NotFound`,
    `There is no service plan ${servicePlan}`,
  );
}

export function groupNotFound(name: string): CarrierError {
  return new CarrierError("REQUEST_FAILED.DeviceGroupNotFound", `There is no device group ${name}`);
}
