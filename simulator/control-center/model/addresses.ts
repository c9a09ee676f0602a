import { isIPv4, isIPv6 } from "node:net";
import type { Line } from "./line";

/** Whether a text is an IPv4 address. */
export function isFourAddress(text: string): boolean {
  return isIPv4(text);
}

/** Whether a text is an IPv6 address, of the network and not of one interface. */
export function isSixAddress(text: string): boolean {
  return isIPv6(text) && !text.includes("%");
}

/** Which SIM has which fixed address. Two spellings of an address are one. */
export class AddressBook {
  private readonly holders = new Map<string, Line>();

  holder(address: string): Line | undefined {
    return this.holders.get(plain(address));
  }

  add(line: Line): void {
    for (const address of addressesOf(line)) this.holders.set(plain(address), line);
  }

  remove(line: Line): void {
    for (const address of addressesOf(line)) {
      if (this.holder(address) === line) this.holders.delete(plain(address));
    }
  }
}

function addressesOf({ ipv4Address, ipv6Address }: Line): string[] {
  return [ipv4Address, ipv6Address].filter((address) => address !== null);
}

/** The shortest spelling. */
function plain(address: string): string {
  return isSixAddress(address) ? new URL(`http://[${address}]`).hostname : address;
}
