import { iccidOf, imeiOf } from "../../core/digits";
import { CARRIERS } from "./plans";

/** A device or profile that waits to be activated or to replace another. */
export interface StockItem {
  iccid: string;
  imei: string | null;
  eid: string | null;
  /** Name of the carrier, as in the query parameter. */
  carrier: string;
  simType: "PHYSICAL" | "SMARTSIM" | "ESIM";
  /** AV and PA are the codes a replacement may have; the reference has no long names for them. */
  status: "AV" | "PA";
  realm: string | null;
}

/** The realm of nearly all stock, and the data method of nearly all lines. */
export const COMMON_REALM = "kajeet.net";
/** A realm that fits no line at the start: a replacement out of it is refused. */
const PRIVATE_REALM = "private.kajeet.net";

/** What lies in stock, by ICCID. */
export class Stock {
  private readonly items = new Map<string, StockItem>();
  private readonly byImei = new Map<string, StockItem>();

  all(): StockItem[] {
    return [...this.items.values()];
  }

  of(carrier: string): StockItem[] {
    return this.all().filter((item) => item.carrier === carrier);
  }

  get(iccid: string): StockItem | undefined {
    return this.items.get(iccid);
  }

  withImei(imei: string): StockItem | undefined {
    return this.byImei.get(imei);
  }

  add(item: StockItem): void {
    this.items.set(item.iccid, item);
    if (item.imei !== null) this.byImei.set(item.imei, item);
  }

  take(iccid: string): StockItem | undefined {
    const item = this.items.get(iccid);
    if (item === undefined) return undefined;
    this.items.delete(iccid);
    if (item.imei !== null) this.byImei.delete(item.imei);
    return item;
  }
}

/** Stock for every carrier: pairs of IMEI and ICCID with true check digits, and eSIM profiles. */
export function buildStock(pairs: number): Stock {
  const stock = new Stock();
  CARRIERS.forEach(({ name, issuer }, carrierIndex) => {
    const count = carrierIndex === 0 ? Math.max(pairs, 50) : Math.max(Math.ceil(pairs / 2), 20);
    for (let index = 0; index < count; index += 1) {
      const serial = carrierIndex * 200_000 + index;
      stock.add({
        iccid: iccidOf(`${issuer}9`, 500_000 + serial),
        imei: imeiOf(`86012304`, serial),
        eid: null,
        carrier: name,
        simType: index % 5 === 4 ? "SMARTSIM" : "PHYSICAL",
        status: index % 10 === 9 ? "PA" : "AV",
        realm: index % 10 === 8 ? PRIVATE_REALM : COMMON_REALM,
      });
    }
    for (let index = 0; index < 25; index += 1) {
      stock.add({
        iccid: iccidOf(`${issuer}8`, 700_000 + index),
        imei: null,
        eid: null,
        carrier: name,
        simType: "ESIM",
        status: "AV",
        realm: COMMON_REALM,
      });
    }
  });
  return stock;
}
