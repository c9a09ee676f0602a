import { luhnDigit } from "../../provider/core/identifiers";

/** The two lines of the carrier's own example, which every simulated fleet begins with. */
export const OFFICE = "521-267-1508";
export const BUS = "304-228-6302";

/** A made-up IMEI with a true check digit. */
export function imei(serial: number): string {
  const body = `86999904${String(serial).padStart(6, "0")}`;
  return `${body}${luhnDigit(body)}`;
}

/** A made-up ICCID with a true check digit, in nobody's stock. */
export function iccid(serial: number): string {
  const body = `8914800777${String(serial).padStart(9, "0")}`;
  return `${body}${luhnDigit(body)}`;
}

/** What it takes to order a line. */
export function orderable(serial: number): { imei: string; iccid: string; carrier: string } {
  return { imei: imei(serial), iccid: iccid(serial), carrier: "VERIZON" };
}
