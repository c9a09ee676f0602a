/** Actions of Verizon ThingSpace: done once for each new trigger, never at a refresh. */
export { CheckAvailability, CheckImeiIccidMismatch } from "./checks";
export { GoToState } from "./go-to-state";
export { SendNidd } from "./nidd";
export { ResetPassword } from "./password";
export { SendSms, StartSmsCallbacks } from "./sms";
export { SwapEidDevice } from "./swap";
