/** The digit that makes a row of digits pass the Luhn check (IMEI: 3GPP TS 23.003 annex B; ICCID: ITU-T E.118). */
export function luhnDigit(body: string): string {
  let sum = 0;
  for (let index = 0; index < body.length; index += 1) {
    const digit = body.charCodeAt(body.length - 1 - index) - 48;
    if (index % 2 === 1) sum += digit;
    else sum += digit > 4 ? digit * 2 - 9 : digit * 2;
  }
  return String((10 - (sum % 10)) % 10);
}

/** Whether the last digit is the Luhn digit of those before it. */
export function passesLuhn(digits: string): boolean {
  return luhnDigit(digits.slice(0, -1)) === digits.slice(-1);
}

/** A 15-digit IMEI: eight digits of a device type, six of a serial number, the check digit. */
export function imeiOf(typeAllocation: string, serial: number): string {
  const body = typeAllocation.slice(0, 8) + String(serial % 1_000_000).padStart(6, "0");
  return body + luhnDigit(body);
}

/** A 20-digit ICCID: the issuer's prefix, a serial number, the check digit. */
export function iccidOf(issuer: string, serial: number): string {
  const body = issuer + String(serial).padStart(19 - issuer.length, "0");
  return body + luhnDigit(body);
}

/** A 32-digit EID; the last two digits make the whole divisible with remainder 1 by 97 (GSMA SGP.29). */
export function eidOf(issuer: string, serial: number): string {
  const body = issuer + String(serial).padStart(30 - issuer.length, "0");
  const check = 98n - (BigInt(`${body}00`) % 97n);
  return body + check.toString().padStart(2, "0");
}
