import type { Account } from "../model/account";
import type { Device } from "../model/device";
import { idsOf } from "../model/device";
import { CarrierError, planNotFound } from "../model/errors";
import type { Notice } from "../work/engine";
import type { Context, Target } from "./context";

/** The account of a call: the one it names, or that of its devices, or the only one there is. */
export function accountOf(context: Context, name: string | undefined, targets: readonly Target[]): Account {
  if (name !== undefined) return context.account(name);
  const home = targets.find(({ device }) => device !== undefined)?.device?.account;
  if (home !== undefined) return context.account(home);
  const [only, ...others] = context.visible();
  if (only !== undefined && others.length === 0) return only;
  throw new CarrierError("INPUT_INVALID.Account.NotDefined", "The call needs an account name");
}

/** The code of a plan of an account; refuses one that the account does not have. */
export function planOf(account: Account, code: string): string {
  if (account.servicePlans.every((plan) => plan.code !== code)) throw planNotFound(code);
  return code;
}

/** The plans of the account a device is in now. */
export function homeOf(context: Context, device: Device): Account {
  return context.account(device.account);
}

/** NB-IoT lines tell NiddService, too, that they are set up (ThingSpace API: NIDD). */
export function niddNotice(device: Device): Notice[] {
  if (!device.nbIot) return [];
  const niddConfigResponse = { accountName: device.account, reason: "Success", deviceIds: idsOf(device) };
  return [
    { service: "NiddService", status: "ConfigCreated", message: { niddResponse: { niddConfigResponse } } },
  ];
}
