import { isUtf8 } from "node:buffer";
import type { Fault } from "./fault";

/** Text of a file and what is wrong with its encoding. */
export interface Decoded {
  readonly text: string;
  readonly faults: readonly Fault[];
}

/**
 * Bytes to text. Only UTF-8 is taken, with or without a byte-order mark: guessing would change names. Lines that are
 * not UTF-8 are named, and read as Windows-1252 so that their other faults are found in the same run.
 */
export function decode(bytes: Uint8Array): Decoded {
  const kind = otherFormat(bytes);
  if (kind) return { text: "", faults: [{ problem: kind }] };
  const body = bytes[0] === 0xef && bytes[1] === 0xbb && bytes[2] === 0xbf ? bytes.subarray(3) : bytes;
  if (isUtf8(body)) return { text: new TextDecoder().decode(body), faults: [] };
  const western = new TextDecoder("windows-1252");
  const texts: string[] = [];
  const faults: Fault[] = [];
  for (const line of lines(body)) {
    const fine = isUtf8(line);
    const text = fine ? new TextDecoder().decode(line) : western.decode(line);
    texts.push(text);
    if (fine) continue;
    const value = strangeWord(text);
    faults.push({
      row: texts.length,
      value,
      problem: `is not UTF-8 (it may read "${value}"); save the file as "CSV UTF-8"`,
    });
  }
  return { text: texts.join("\n"), faults };
}

/** Text that a program already holds: only its byte-order mark is dropped. */
export function fromText(text: string): Decoded {
  return { text: text.replace(/^\uFEFF/, ""), faults: [] };
}

function otherFormat(bytes: Uint8Array): string | undefined {
  const [first, second] = bytes;
  if ((first === 0xff && second === 0xfe) || (first === 0xfe && second === 0xff))
    return 'is UTF-16 and not UTF-8; save the file as "CSV UTF-8"';
  if (first === 0x50 && second === 0x4b) return 'is a workbook and not text; save the sheet as "CSV UTF-8"';
  return undefined;
}

function* lines(bytes: Uint8Array): Generator<Uint8Array> {
  let start = 0;
  for (let end = bytes.indexOf(10); end >= 0; end = bytes.indexOf(10, start)) {
    yield bytes.subarray(start, end);
    start = end + 1;
  }
  yield bytes.subarray(start);
}

/** The word with the first character beyond ASCII: enough to find the place. */
function strangeWord(text: string): string {
  return /[^\s,;"]*[^\p{ASCII}][^\s,;"]*/u.exec(text)?.[0].slice(0, 40) ?? text.slice(0, 40);
}
