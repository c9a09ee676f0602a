import { readFileSync } from "node:fs";
import type { Agenda } from "../core/agenda";
import type { CarrierRequest, SimulatedCarrier } from "../core/carrier";
import type { SimulatorClock } from "../core/clock";
import type { Courier } from "../core/courier";
import { Router } from "../core/router";
import { SteeringError } from "../core/steering-error";
import { Access, type Credentials } from "./http/access";
import { addressedBy } from "./http/addressed";
import type { Limits } from "./http/context";
import { dispatch } from "./http/dispatch";
import { plainErrorAnswer } from "./http/error-answer";
import type { ThingspaceOperation } from "./http/operation";
import { loadInventory } from "./inventory";
import type { Device } from "./model/device";
import { ID_KINDS } from "./model/identifiers";
import { statusOf } from "./model/requests";
import { emptyWorld, generateLines, OWN_ACCOUNTS, ROOT_ACCOUNT } from "./model/start-data";
import { addServices } from "./model/start-services";
import type { World } from "./model/world";
import { thingspaceOperations } from "./operations/index";
import { deviceOfPatch, fieldsOfPatch, lineRecord, type SimulatedLine } from "./steering";
import { WorkEngine } from "./work/engine";
import { Mailroom } from "./work/mailroom";

export const BASE_PATH = "/api";

/** What the simulated ThingSpace starts with. */
export interface ThingspaceData extends Partial<Limits> {
  /** Path of a CSV; its lines are the lines. */
  inventory?: string | undefined;
  /** The same, as text. */
  inventoryText?: string | undefined;
  /** So many made-up lines. Default 499. */
  lines?: number | undefined;
  /** Milliseconds of the simulator's clock until asynchronous work is done. Default 60. */
  requestDelayMs?: number | undefined;
}

export type ThingspaceState = ReturnType<ThingspaceCarrier["state"]>;

const USUAL_LIMITS: Limits = {
  activationsPerMinute: 100,
  actionsPerLineAndDay: 5,
  planChangesPerMonth: 4,
  suspendDays: 90,
  deactivateSuspended: false,
  secondListener: "replaces",
};

/** Verizon ThingSpace behind the carrier-neutral server. */
export class ThingspaceCarrier implements SimulatedCarrier<SimulatedLine> {
  readonly name = "thingspace";
  readonly basePath = BASE_PATH;
  private readonly router = new Router<ThingspaceOperation>(
    thingspaceOperations,
    (_, value) => value !== "",
    (segment) => segment.toLowerCase(),
  );
  private readonly access: Access;
  private readonly limits: Limits;
  private world: World;
  private engine: WorkEngine;

  constructor(
    private readonly data: ThingspaceData,
    credentials: Credentials,
    private readonly clock: SimulatorClock,
    private readonly agenda: Agenda,
    private readonly courier: Courier,
  ) {
    const wanted = Object.keys(USUAL_LIMITS).filter((name) => data[name as keyof Limits] !== undefined);
    this.limits = {
      ...USUAL_LIMITS,
      ...Object.fromEntries(wanted.map((name) => [name, data[name as keyof Limits]])),
    };
    this.access = new Access(credentials, () => clock.now());
    this.world = this.build();
    this.engine = this.engineOf(this.world);
  }

  match(method: string, path: string) {
    return this.router.match(method, path);
  }

  addressed(request: CarrierRequest) {
    return addressedBy(this.world, request);
  }

  execute(request: CarrierRequest, faults: Parameters<typeof dispatch>[2]) {
    const { world, access, limits, engine } = this;
    const known = request as CarrierRequest<ThingspaceOperation>;
    return dispatch({ world, access, limits, engine, accounts: OWN_ACCOUNTS }, known, faults);
  }

  error(path: string, error: Parameters<typeof plainErrorAnswer>[1]) {
    return { ...plainErrorAnswer(path, error), user: null, effect: false, lines: 0 };
  }

  lines(): SimulatedLine[] {
    return [...this.world.all()].map((device) => lineRecord(this.world, device));
  }

  count(): number {
    return this.world.size;
  }

  line(id: string): SimulatedLine | undefined {
    const device = this.find(id);
    return device === undefined ? undefined : lineRecord(this.world, device);
  }

  editLine(id: string, patch: Record<string, unknown>): SimulatedLine | undefined {
    const device = this.find(id);
    if (device === undefined) return undefined;
    this.world.change(device, fieldsOfPatch(this.world, device, patch));
    return lineRecord(this.world, device);
  }

  addLine(fields: Record<string, unknown>): SimulatedLine {
    return lineRecord(this.world, this.world.add(deviceOfPatch(this.world, fields, ROOT_ACCOUNT)));
  }

  removeLine(id: string): boolean {
    const device = this.find(id);
    if (device !== undefined) this.world.remove(device);
    return device !== undefined;
  }

  state() {
    const { world, access } = this;
    return {
      lines: this.lines(),
      accounts: [...world.accounts.values()],
      groups: [...world.groups.values()].map((group) => ({
        ...group,
        devices: world.inGroup(group.id).size,
      })),
      listeners: [...world.listeners.values()].map(({ password: _, ...listener }) => listener),
      requests: [...world.requests.values()].map((request) => ({ ...request, status: statusOf(request) })),
      locked: access.locked,
    };
  }

  /** `bearer` or `session`; both if left out. */
  expireTokens(kind?: string): void {
    if (kind !== undefined && kind !== "bearer" && kind !== "session") {
      throw new SteeringError(`There are no tokens of kind "${kind}": bearer, session`);
    }
    if (kind !== "session") this.access.expireBearer();
    if (kind !== "bearer") this.access.expireSessions();
  }

  reset(): void {
    this.access.clear();
    this.world = this.build();
    this.engine = this.engineOf(this.world);
  }

  /** A line by any of its identifiers, or by its deviceId. */
  private find(id: string): Device | undefined {
    for (const kind of ID_KINDS) {
      const device = this.world.withId(kind, id);
      if (device !== undefined) return device;
    }
    return this.world.get(Number(id));
  }

  private engineOf(world: World): WorkEngine {
    const mailroom = new Mailroom(world, this.agenda, this.courier);
    return new WorkEngine(world, this.agenda, mailroom, this.data.requestDelayMs ?? 60);
  }

  private build(): World {
    const { inventory, inventoryText, lines = 499 } = this.data;
    const world = emptyWorld(() => this.clock.now());
    const csv = inventoryText ?? (inventory === undefined ? undefined : readFileSync(inventory, "utf8"));
    if (csv === undefined) {
      generateLines(world, lines);
      addServices(world);
    } else loadInventory(world, csv, ROOT_ACCOUNT);
    return world;
  }
}
