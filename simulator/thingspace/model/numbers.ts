import { hashOf } from "../../core/random";
import type { World } from "./world";

const AREAS = ["304", "512", "521", "681", "720", "908"];

/** Gives out numbers and addresses, none of them twice. */
export class Numbers {
  private readonly used = new Set<string>();
  private addresses = 0;
  private subscribers = 0;

  constructor(private readonly world: World) {}

  /** A number that nobody has or had, in the area of a ZIP code or with the six digits asked for. */
  mdn(zipCode: string | null, npaNxx?: string): string {
    const area = AREAS[hashOf(zipCode ?? "") % AREAS.length] as string;
    const prefix = npaNxx ?? area;
    const size = 10 ** (10 - prefix.length);
    const start = npaNxx === undefined ? 5_550_000 : 0;
    for (let offset = this.used.size; ; offset += 1) {
      const mdn = prefix + String((start + offset) % size).padStart(10 - prefix.length, "0");
      if (this.used.has(mdn) || this.world.withId("mdn", mdn) !== undefined) continue;
      this.used.add(mdn);
      return mdn;
    }
  }

  /** Keeps a number from being given out again. */
  retire(mdn: string): void {
    this.used.add(mdn);
  }

  imsi(): string {
    for (;;) {
      this.subscribers += 1;
      const imsi = `311480${String(this.subscribers).padStart(9, "0")}`;
      if (this.world.withId("imsi", imsi) === undefined) return imsi;
    }
  }

  /** An address of the carrier's private network; static pools have another range. */
  ipAddress(poolType: "Static IP" | "Dynamic IP"): string {
    this.addresses += 1;
    const first = poolType === "Static IP" ? "166.140" : "100.64";
    const [base, second] = first.split(".").map(Number) as [number, number];
    const serial = this.addresses;
    return `${base}.${second + (serial >>> 16)}.${(serial >>> 8) & 255}.${serial & 255}`;
  }
}
