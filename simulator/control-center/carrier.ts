import { readFileSync } from "node:fs";
import type { Agenda } from "../core/agenda";
import type { AddressedLines, CarrierRequest, PlainError, SimulatedCarrier } from "../core/carrier";
import type { SimulatorClock } from "../core/clock";
import { digitsOf } from "../core/faults";
import { Router } from "../core/router";
import type { Access } from "./http/access";
import { dispatch } from "./http/dispatch";
import { plainErrorAnswer } from "./http/error-answer";
import type { ControlCenterOperation, Edition } from "./http/operation";
import { loadInventory } from "./inventory";
import { Schedule } from "./model/schedule";
import { emptyWorld, generateLines } from "./model/start-data";
import type { World } from "./model/world";
import { controlCenterOperations } from "./operations/index";
import { addByPatch, editInPortal, type SimulatedLine } from "./steering";

const BASE_PATH = "/rws/api";

/** What the simulated Control Center starts with. */
export interface ControlCenterData {
  /** Path of a CSV; its lines are the lines. */
  inventory?: string | undefined;
  /** The same, as text. */
  inventoryText?: string | undefined;
  /** So many made-up lines. Default 300. */
  lines?: number | undefined;
  /** Rate plans beside those that are there anyway. */
  ratePlans?: readonly string[] | undefined;
  /** An essential account has no audit history. Default advantage. */
  edition?: Edition | undefined;
}

export type ControlCenterState = ReturnType<ControlCenterCarrier["state"]>;

/** Cisco IoT Control Center behind the carrier-neutral server. */
export class ControlCenterCarrier implements SimulatedCarrier<SimulatedLine> {
  readonly name = "control-center";
  readonly basePath = BASE_PATH;
  /** It is not known to say when to come again (C-RL1). */
  readonly silentLimits = true;
  private readonly router = new Router<ControlCenterOperation>(controlCenterOperations, () => true);
  private world: World;
  private schedule: Schedule;

  constructor(
    private readonly data: ControlCenterData,
    private readonly access: Access,
    private readonly clock: SimulatorClock,
    private readonly agenda: Agenda,
  ) {
    this.world = this.build();
    this.schedule = new Schedule(this.world, agenda);
  }

  match(method: string, path: string) {
    const [, apiVersion, below] = /^\/v([^/]*)(\/.*)$/.exec(path) ?? [];
    if (apiVersion === undefined || below === undefined) return undefined;
    const match = this.router.match(method, below);
    return match === undefined ? undefined : { ...match, params: { ...match.params, apiVersion } };
  }

  addressed({ params }: CarrierRequest): AddressedLines {
    const line = this.world.get(params.iccid ?? "");
    const ids = [params.iccid, line?.msisdn, line?.imei].filter((id) => typeof id === "string");
    return { lines: ids.map(digitsOf), selects: false };
  }

  execute(request: CarrierRequest, faults: Parameters<typeof dispatch>[2]) {
    const { world, schedule, access } = this;
    const known = request as CarrierRequest<ControlCenterOperation>;
    return dispatch({ world, schedule, access, edition: this.data.edition ?? "advantage" }, known, faults);
  }

  error(_path: string, error: PlainError) {
    return { ...plainErrorAnswer(error), user: null, effect: false, lines: 0 };
  }

  lines(): SimulatedLine[] {
    return [...this.world.all()].map((line) => ({ ...line }));
  }

  count(): number {
    return this.world.size;
  }

  line(id: string): SimulatedLine | undefined {
    const line = this.world.find(id);
    return line === undefined ? undefined : { ...line };
  }

  editLine(id: string, patch: Record<string, unknown>): SimulatedLine | undefined {
    const line = this.world.find(id);
    if (line === undefined) return undefined;
    editInPortal(this.world, line, patch);
    return { ...line };
  }

  addLine(fields: Record<string, unknown>): SimulatedLine {
    return { ...addByPatch(this.world, fields, this.world.now()) };
  }

  removeLine(id: string): boolean {
    const line = this.world.find(id);
    if (line === undefined) return false;
    this.schedule.drop(line.iccid);
    this.world.remove(line);
    return true;
  }

  state() {
    const { catalog, accountId } = this.world;
    return {
      accountId,
      lines: this.lines(),
      ratePlans: [...catalog.ratePlans],
      communicationPlans: [...catalog.communicationPlans.values()],
      customers: [...catalog.customers],
      comboBoxes: Object.fromEntries(catalog.comboBoxes),
      /** Changes for days to come, in order of days. */
      pending: this.schedule.pending(),
      /** Changes that failed on their day. */
      failed: this.schedule.failed(),
    };
  }

  /** There are no tokens: each call brings the API key. */
  expireTokens(): void {}

  reset(): void {
    this.world = this.build();
    this.schedule = new Schedule(this.world, this.agenda);
  }

  private build(): World {
    const { inventory, inventoryText, lines = 300, ratePlans } = this.data;
    const world = emptyWorld(() => this.clock.now(), ratePlans);
    const csv = inventoryText ?? (inventory === undefined ? undefined : readFileSync(inventory, "utf8"));
    if (csv === undefined) generateLines(world, lines);
    else loadInventory(world, csv);
    return world;
  }
}
