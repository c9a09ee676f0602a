/**
 * The numbers of the trade and their shapes: MDN, IMEI, ICCID, EID. Pure. Carriers differ in what they demand, so a
 * wrong check digit is a warning unless the caller is strict: stock lists are full of them, and some carriers issue them.
 */

/** What is wrong with a number: `problem` must stop the work, `warning` should be shown. Empty when all is well. */
export interface IdentifierFinding {
  problem?: string;
  warning?: string;
}

/** How strictly to look at a number. */
export interface IdentifierOptions {
  /** A wrong check digit is a problem instead of a warning. */
  strict?: boolean;
}

/** The ten digits of an MDN without hyphens: what two spellings of a line are compared by. */
export function mdnKey(mdn: string): string {
  return mdn.replaceAll("-", "");
}

/** An MDN as `NNN-NNN-NNNN`. What is no MDN comes back as it was, so check it first. */
export function formatMdn(mdn: string): string {
  return isMdn(mdn) ? mdnKey(mdn).replace(/^(\d{3})(\d{3})(\d{4})$/, "$1-$2-$3") : mdn;
}

/** What is wrong with an MDN, or undefined. Ten digits, either plain or as `NNN-NNN-NNNN`. */
export function checkMdn(value: string): string | undefined {
  if (isMdn(value)) return undefined;
  const digits = value.replace(/^\s*\+?1(?=\D*\d{3}\D*\d{3}\D*\d{4}\s*$)/, "").replace(/\D/g, "");
  const hint = digits.length === 10 ? `; did you mean ${formatMdn(digits)}?` : "";
  return `"${value}" is no MDN: expected ten digits, written 5212671508 or 521-267-1508${hint}`;
}

/** Looks at an IMEI: 14 digits (no check digit), 15 (with it) or 16 (IMEISV: with a software version, no check digit). */
export function checkImei(value: string, options: IdentifierOptions = {}): IdentifierFinding {
  const problem = shapeProblem("IMEI", value, 14, 16);
  if (problem !== undefined) return { problem };
  return value.length === 15 ? checkLuhn("IMEI", value, options) : {};
}

/** Looks at an ICCID: 18 digits (no check digit), 19 or 20 (the last one is the check digit). */
export function checkIccid(value: string, options: IdentifierOptions = {}): IdentifierFinding {
  const problem = shapeProblem("ICCID", value, 18, 20);
  if (problem !== undefined) return { problem };
  return value.length > 18 ? checkLuhn("ICCID", value, options) : {};
}

/** Looks at an EID: 32 digits, the last two of which are check digits (the whole number leaves 1 when divided by 97). */
export function checkEid(value: string, options: IdentifierOptions = {}): IdentifierFinding {
  const problem = shapeProblem("EID", value, 32, 32);
  if (problem !== undefined) return { problem };
  const expected = String(98n - ((BigInt(value.slice(0, 30)) * 100n) % 97n)).padStart(2, "0");
  if (value.endsWith(expected)) return {};
  return checkDigitFinding(
    `EID ${value}: the check digits should be ${expected}, not ${value.slice(-2)}`,
    options,
  );
}

/** The Luhn check digit that belongs behind these digits. */
export function luhnDigit(digits: string): number {
  let sum = 0;
  for (let position = 0; position < digits.length; position++) {
    const digit = digits.charCodeAt(digits.length - 1 - position) - 48;
    const doubled = position % 2 === 0 ? digit * 2 : digit;
    sum += doubled > 9 ? doubled - 9 : doubled;
  }
  return (10 - (sum % 10)) % 10;
}

function isMdn(value: string): boolean {
  return /^(\d{10}|\d{3}-\d{3}-\d{4})$/.test(value);
}

function checkLuhn(name: string, value: string, options: IdentifierOptions): IdentifierFinding {
  const expected = String(luhnDigit(value.slice(0, -1)));
  if (value.endsWith(expected)) return {};
  const text = `${name} ${value}: the check digit should be ${expected}, not ${value.slice(-1)}`;
  return checkDigitFinding(text, options);
}

function checkDigitFinding(text: string, { strict = false }: IdentifierOptions): IdentifierFinding {
  return strict ? { problem: text } : { warning: `${text}; a digit may be mistyped` };
}

function shapeProblem(name: string, value: string, least: number, most: number): string | undefined {
  const length = least === most ? `${least}` : `${least} to ${most}`;
  const expected = `expected ${length} digits`;
  if (/^\d+$/.test(value)) {
    if (value.length >= least && value.length <= most) return undefined;
    return `${name} ${value} has ${value.length} digits, ${expected}`;
  }
  // A spreadsheet that took the number for a quantity has lost its last digits for good.
  if (/^\d([.,]\d+)?e\+?\d+$/i.test(value)) {
    return `${name} "${value}" was turned into a quantity by a spreadsheet; format the column as text and enter it again`;
  }
  return `${name} "${value}" has characters other than digits, ${expected}`;
}
