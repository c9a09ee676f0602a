import { readFileSync } from "node:fs";
import type { CarrierRequest, SimulatedCarrier } from "../core/carrier";
import { Router } from "../core/router";
import { addressedBy } from "./http/addressed";
import { dispatch } from "./http/dispatch";
import { plainErrorAnswer } from "./http/error-answer";
import type { KajeetOperation } from "./http/operation";
import { Tokens, type User } from "./http/tokens";
import { generateLines } from "./model/generate";
import { loadInventory } from "./model/inventory";
import { keyOf } from "./model/line";
import { Listing } from "./model/listing";
import { progress } from "./model/progress";
import { emptyWorld } from "./model/start-data";
import { labelView } from "./model/view";
import type { World } from "./model/world";
import { transactionView } from "./operations/history";
import { kajeetOperations } from "./operations/index";
import { fieldsOfPatch, lineOfPatch, lineRecord, type SimulatedLine } from "./steering";

export const BASE_PATH = "/sentinel-proxy/sentinel/api";

/** What the simulated Kajeet Sentinel starts with. */
export interface KajeetData {
  /** Path of a CSV in Sentinel's own export columns; its lines are the lines. */
  inventory?: string | undefined;
  /** The same, as text. */
  inventoryText?: string | undefined;
  /** So many made-up lines, the two of the reference's example first. Default 499. */
  lines?: number | undefined;
  /** Pairs of IMEI and ICCID in stock for Verizon, half as many for each other carrier. Default 120. */
  stock?: number | undefined;
  /** Milliseconds from SUBMITTED to IN_PROGRESS, and again as many to the end. Default 150. */
  activationStepMs?: number | undefined;
  /** Life of a token (A-AUTH1). Default 3600. */
  tokenSeconds?: number | undefined;
}

export type KajeetState = ReturnType<KajeetCarrier["state"]>;

const SHAPES: Record<string, (value: string) => boolean> = {
  mdn: (value) => keyOf(value) !== undefined,
  imei: (value) => /^\d{14,16}$/.test(value),
  iccid: (value) => /^\d{18,20}$/.test(value),
  status: (value) => ["active", "suspended", "suspended_lost_stolen"].includes(value),
};

/** Kajeet Sentinel behind the carrier-neutral server. */
export class KajeetCarrier implements SimulatedCarrier<SimulatedLine> {
  readonly name = "kajeet";
  readonly basePath = BASE_PATH;
  private readonly router = new Router<KajeetOperation>(
    kajeetOperations,
    (name, value) => SHAPES[name]?.(value) ?? value !== "",
  );
  private readonly tokens: Tokens;
  private world: World;
  private listing: Listing;

  constructor(
    private readonly data: KajeetData,
    users: readonly User[],
    private readonly now: () => number,
  ) {
    this.tokens = new Tokens(users, data.tokenSeconds ?? 3600, now);
    this.world = this.build();
    this.listing = new Listing(this.world);
  }

  match(method: string, path: string) {
    return this.router.match(method, path);
  }

  addressed(request: CarrierRequest) {
    return addressedBy(request);
  }

  execute(request: CarrierRequest, faults: Parameters<typeof dispatch>[2]) {
    const { listing, tokens } = this;
    const known = request as CarrierRequest<KajeetOperation>;
    return dispatch({ world: this.current(), listing, tokens }, known, faults);
  }

  error(path: string, error: Parameters<typeof plainErrorAnswer>[1]) {
    return { ...plainErrorAnswer(path, error, this.now()), user: null, effect: false, lines: 0 };
  }

  lines(): SimulatedLine[] {
    const world = this.current();
    return [...world.all()].map((line) => lineRecord(world, line));
  }

  count(): number {
    return this.current().size;
  }

  line(mdn: string): SimulatedLine | undefined {
    const world = this.current();
    const line = world.get(keyOf(mdn) ?? "");
    return line === undefined ? undefined : lineRecord(world, line);
  }

  editLine(mdn: string, patch: Record<string, unknown>): SimulatedLine | undefined {
    const world = this.current();
    const line = world.get(keyOf(mdn) ?? "");
    if (line === undefined) return undefined;
    world.change(line, fieldsOfPatch(world, patch));
    return lineRecord(world, line);
  }

  addLine(fields: Record<string, unknown>): SimulatedLine {
    const world = this.current();
    const line = lineOfPatch(world, fields);
    world.add(line);
    return lineRecord(world, line);
  }

  removeLine(mdn: string): boolean {
    const world = this.current();
    const key = keyOf(mdn) ?? "";
    const there = world.get(key) !== undefined;
    world.remove(key);
    return there;
  }

  state() {
    const world = this.current();
    return {
      lines: this.lines(),
      corps: world.corps.all(),
      labels: world.labels.all().map((label) => labelView(world, label)),
      filterGroups: [...world.filterGroups.values()],
      ratePlans: [...world.plans.values()],
      transactions: [...world.transactions.values()].map(transactionView),
      esims: [...world.esims.values()].flat(),
      stock: world.stock.all(),
    };
  }

  expireTokens(): void {
    this.tokens.expireAll();
  }

  reset(): void {
    this.tokens.clear();
    this.world = this.build();
    this.listing = new Listing(this.world);
  }

  /** The world as it is at this moment: what was due is done. */
  private current(): World {
    progress(this.world, this.data.activationStepMs ?? 150);
    return this.world;
  }

  private build(): World {
    const { inventory, inventoryText, lines = 499, stock = 120 } = this.data;
    const world = emptyWorld(this.now, stock);
    const csv = inventoryText ?? (inventory === undefined ? undefined : readFileSync(inventory, "utf8"));
    if (csv === undefined) generateLines(world, lines);
    else loadInventory(world, csv);
    return world;
  }
}
