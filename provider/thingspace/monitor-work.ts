import { CellularError, NotFound } from "../core/errors";
import { pieces } from "../core/pieces";
import type { Context } from "../core/resource";
import { startReachability, stopReachability } from "./api/index";
import { deadlineOf } from "./deadline";
import { devicesOfNames, keyOf } from "./named-lines";
import type { MonitorArgs, MonitorState } from "./reachability-monitor";
import { type Followed, type OpenRequest, Requests } from "./requests";
import type { ThingspaceSession } from "./session";
import { MOST_LINES } from "./writers/request";

/** One run's work on the monitors of one resource. */
export class Watch {
  readonly requests: Requests;
  /** The lines that are watched, each with its monitor's id where that was heard. */
  readonly watching = new Map<string, string | undefined>();
  /** Those of them that a lost run has started with the declared moment. */
  private readonly fresh = new Set<string>();
  left: readonly OpenRequest[] = [];
  readonly faults: CellularError[] = [];

  constructor(
    private readonly context: Context<ThingspaceSession>,
    private readonly account: string,
    private readonly declared: MonitorArgs,
  ) {
    this.requests = new Requests(context, account, {
      scope: `monitor ${declared.requestType}`,
      service: "DiagnosticsService",
      ids: (line) => [keyOf(line).key],
      // The first message confirms; the words of its status are not published.
      anyWord: true,
      deadlineMs: deadlineOf(declared),
    });
  }

  get isFree(): boolean {
    return this.left.length === 0 && this.faults.length === 0;
  }

  /** What a state says is watched. */
  knows({ lines, monitors = {} }: Pick<MonitorState, "lines" | "monitors">): void {
    for (const line of lines) this.watching.set(line, monitors[line]);
  }

  async take(open: readonly OpenRequest[]): Promise<void> {
    this.note(await this.requests.follow(open));
  }

  note({ ends, left, faults }: Followed): void {
    for (const { request, line, error, message } of ends) {
      if (error) this.faults.push(error);
      else if (request.operation === "stopReachability") {
        this.watching.delete(line);
        this.fresh.delete(line);
      } else {
        this.watching.set(line, monitorIdIn(message?.payload) ?? this.watching.get(line));
        if (request.values.until === this.declared.until) this.fresh.add(line);
      }
    }
    this.left = [...this.left, ...left];
    this.faults.push(...faults);
  }

  /** Stops what is not wanted any more, or not as it is, and starts what is missing. `anew` where the moment has changed. */
  async bring({ lines, until }: MonitorArgs, anew: boolean): Promise<readonly CellularError[]> {
    const wanted = new Set(lines);
    const underWay = new Set(this.left.flatMap((request) => request.lines));
    const stops = [...this.watching.keys()].filter(
      (line) => !wanted.has(line) || (anew && !this.fresh.has(line)),
    );
    if (stops.length > 0 && this.isFree) await this.stop(stops);
    // A monitor that could not be stopped is not doubled.
    const starts = lines.filter((line) => !this.watching.has(line) && !underWay.has(line));
    await this.start(starts, until);
    return this.faults;
  }

  async stop(lines: readonly string[]): Promise<readonly CellularError[]> {
    const named = lines.filter((line) => this.watching.get(line) !== undefined);
    const unnamed = lines.filter((line) => this.watching.get(line) === undefined);
    for (const some of pieces(named, MOST_LINES)) await this.stopByIds(some);
    // G-REACH3: without ids the lines are named, which ends whatever else watches them, too.
    for (const some of pieces(unnamed, MOST_LINES)) {
      await this.ask("stopReachability", some, () =>
        stopReachability(this.context.session.http, {
          accountName: this.account,
          devices: devicesOfNames(some),
        }),
      );
    }
    return this.faults;
  }

  private async stopByIds(lines: readonly string[]): Promise<void> {
    const gone = await this.ask(
      "stopReachability",
      lines,
      () =>
        stopReachability(this.context.session.http, {
          accountName: this.account,
          monitorIds: lines.map((line) => this.watching.get(line)!),
        }),
      isGone,
    );
    if (!gone) return;
    // One monitor that is gone refuses the call for all: the others are stopped without it.
    if (lines.length === 1) this.watching.delete(lines[0]!);
    else for (const half of pieces(lines, Math.ceil(lines.length / 2))) await this.stopByIds(half);
  }

  private async start(lines: readonly string[], until: string): Promise<void> {
    const { requestType } = this.declared;
    for (const some of pieces(lines, MOST_LINES)) {
      await this.ask("startReachability", some, () =>
        startReachability(this.context.session.http, {
          accountName: this.account,
          requestType,
          devices: devicesOfNames(some),
          monitorExpirationTime: new Date(until).toISOString(),
        }),
      );
    }
  }

  /** Sends and follows one request; true where it was refused in a way that the caller knows what to do about. */
  private async ask(
    operation: "startReachability" | "stopReachability",
    lines: readonly string[],
    call: () => Promise<{ requestId: string }>,
    known: (error: CellularError) => boolean = () => false,
  ): Promise<boolean> {
    const { requestType, until } = this.declared;
    try {
      await this.take([await this.requests.send(operation, lines, { requestType, until }, call)]);
      return false;
    } catch (error) {
      if (!(error instanceof CellularError)) throw error;
      if (known(error)) return true;
      this.faults.push(error);
      return false;
    }
  }
}

const isGone = (error: CellularError) => error instanceof NotFound;

/** G-REACH5: a message about a monitor has its id in `reachabilityResponse`. */
function monitorIdIn(payload: Readonly<Record<string, unknown>> | undefined): string | undefined {
  const { reachabilityResponse } = (payload ?? {}) as { reachabilityResponse?: { monitorId?: unknown } };
  const id = reachabilityResponse?.monitorId;
  return typeof id === "string" && id !== "" ? id : undefined;
}
