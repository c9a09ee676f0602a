import type { ActivationTransaction } from "./activation";
import { Corps } from "./corps";
import { ApiError } from "./errors";
import type { EsimProfile } from "./esim";
import { Labels } from "./labels";
import { keyOf, type Line } from "./line";
import type { RatePlan } from "./plans";
import type { Stock } from "./stock";

export interface FilterGroup {
  filterGroupId: number;
  name: string;
  description: string | null;
  isDefault: boolean;
}

/** What a read shows in the place of a line that was changed a moment ago. */
interface Echo {
  line: Line;
  until: number;
  reads: number;
}

/** How long reads lag behind a write. */
export interface Lag {
  ms?: number | undefined;
  reads?: number | undefined;
}

/**
 * Everything the carrier knows. All changes of lines go through {@link change}, {@link add} and {@link remove},
 * which keep the indexes true and count what happened.
 */
export class World {
  readonly corps = new Corps();
  readonly labels = new Labels();
  readonly filterGroups = new Map<string, FilterGroup>();
  readonly plans = new Map<string, RatePlan>();
  readonly transactions = new Map<string, ActivationTransaction>();
  /** Transactions that are not final. */
  readonly pending = new Set<ActivationTransaction>();
  readonly esims = new Map<string, EsimProfile[]>();
  readonly stock: Stock;
  /** Counts every change, so that a caller can tell whether a request had an effect. */
  effects = 0;
  /** Numbers of removed lines; they are gone for good. */
  readonly retired = new Set<string>();

  private readonly byKey = new Map<string, Line>();
  private readonly byImei = new Map<string, Set<string>>();
  private readonly byIccid = new Map<string, Set<string>>();
  private readonly versions = new Map<string, number>();
  private readonly echoes = new Map<string, Echo>();

  constructor(
    readonly now: () => number,
    readonly rootCorp: string,
    stock: Stock,
  ) {
    this.stock = stock;
  }

  all(): IterableIterator<Line> {
    return this.byKey.values();
  }

  get size(): number {
    return this.byKey.size;
  }

  get(key: string): Line | undefined {
    return this.byKey.get(key);
  }

  withImei(imei: string): Line[] {
    return this.resolve(this.byImei.get(imei));
  }

  withIccid(iccid: string): Line[] {
    return this.resolve(this.byIccid.get(iccid));
  }

  /** The line of an MDN within the tree of a corp; 404 where there is none. */
  require(callerCorp: string, mdn: string): Line {
    const line = this.byKey.get(keyOf(mdn) ?? "");
    if (line === undefined || !this.corps.within(callerCorp, line.corpId)) throw noDevice(mdn);
    return line;
  }

  /** The line of an MDN in exactly this group: after a move it answers only under the new one (A-DG1). */
  requireIn(corpId: string, mdn: string): Line {
    const line = this.byKey.get(keyOf(mdn) ?? "");
    if (line === undefined || line.corpId !== corpId) throw noDevice(mdn);
    return line;
  }

  add(line: Line): void {
    this.byKey.set(line.key, line);
    index(this.byImei, line.imei, line.key);
    index(this.byIccid, line.uicc, line.key);
    this.labels.recount(line.key, [], line.labels);
    this.bump("lines");
  }

  remove(key: string): void {
    const line = this.byKey.get(key);
    if (line === undefined) return;
    this.byKey.delete(key);
    unindex(this.byImei, line.imei, key);
    unindex(this.byIccid, line.uicc, key);
    this.labels.recount(key, line.labels, []);
    this.echoes.delete(key);
    this.retired.add(key);
    this.bump("lines");
  }

  /** Sets the fields that differ; answers whether any did. */
  change(line: Line, patch: Partial<Omit<Line, "key">>, lag?: Lag): boolean {
    const differing = Object.entries(patch).filter(
      ([name, value]) => JSON.stringify(line[name as keyof Line]) !== JSON.stringify(value),
    );
    if (differing.length === 0) return false;
    if (lag !== undefined) this.echo(line, lag);
    const before = { imei: line.imei, uicc: line.uicc, labels: line.labels };
    Object.assign(line, Object.fromEntries(differing));
    if (before.imei !== line.imei) {
      unindex(this.byImei, before.imei, line.key);
      index(this.byImei, line.imei, line.key);
    }
    if (before.uicc !== line.uicc) {
      unindex(this.byIccid, before.uicc, line.key);
      index(this.byIccid, line.uicc, line.key);
    }
    if (before.labels !== line.labels) this.labels.recount(line.key, before.labels, line.labels);
    for (const [name] of differing) this.bump(name);
    return true;
  }

  /** A number that differs whenever one of these fields changed on any line, or lines came or went. */
  stamp(fields: readonly string[]): number {
    let sum = this.versions.get("lines") ?? 0;
    for (const field of fields) sum += this.versions.get(field) ?? 0;
    return sum;
  }

  /** Books a change of something that is no field of a line. */
  bump(what: string): void {
    this.versions.set(what, (this.versions.get(what) ?? 0) + 1);
    this.effects += 1;
  }

  /** The line as a read shows it now: behind, where a lag was asked for. */
  seen(line: Line): Line {
    const echo = this.echoes.get(line.key);
    if (echo === undefined) return line;
    if (echo.reads > 0) {
      echo.reads -= 1;
      return echo.line;
    }
    if (this.now() < echo.until) return echo.line;
    this.echoes.delete(line.key);
    return line;
  }

  private echo(line: Line, lag: Lag): void {
    const shown = this.echoes.get(line.key)?.line ?? { ...line, labels: [...line.labels] };
    const reads = lag.reads ?? 0;
    // A lag counted in reads ends with them; one without a count ends with its time.
    const until = this.now() + (lag.ms ?? 0);
    this.echoes.set(line.key, { line: shown, until, reads });
  }

  private resolve(keys: ReadonlySet<string> | undefined): Line[] {
    return [...(keys ?? [])].map((key) => this.byKey.get(key)).filter((line) => line !== undefined);
  }
}

export function noDevice(mdn: string): ApiError {
  return new ApiError("DEVICE_NOT_FOUND", `No devices found for ${mdn}`);
}

function index(map: Map<string, Set<string>>, value: string | null, key: string): void {
  if (value === null) return;
  const keys = map.get(value);
  if (keys === undefined) map.set(value, new Set([key]));
  else keys.add(key);
}

function unindex(map: Map<string, Set<string>>, value: string | null, key: string): void {
  if (value === null) return;
  const keys = map.get(value);
  keys?.delete(key);
  if (keys?.size === 0) map.delete(value);
}
