import { randomUUID } from "node:crypto";
import type { Agenda } from "../../core/agenda";
import type { BookedFault } from "../../core/faults";
import type { Target } from "../http/context";
import type { Device } from "../model/device";
import { CarrierError, deviceNotFound } from "../model/errors";
import { type DeviceId, idsText } from "../model/identifiers";
import type { CallbackService } from "../model/listeners";
import type { WorkPart, WorkRequest } from "../model/requests";
import type { World } from "../model/world";
import { delayOf, failureOf } from "./fates";
import type { Letter, Mailroom } from "./mailroom";

/** What the work on one device tells the listener. */
export interface Report {
  /** Members beside the envelope: `{deviceResponse: {suspendResponse: {…}}}`. */
  message?: Record<string, unknown>;
  /** Identifiers to report; those of the request if left out. */
  ids?: DeviceId[];
  /** Default Success. */
  status?: string;
  /** Further messages under the same requestId, of this service or another, at once or later. */
  more?: readonly Notice[];
}

/** One more message about a device. */
export interface Notice {
  service: CallbackService;
  message: Record<string, unknown>;
  status?: string;
  ids?: DeviceId[];
  /** Milliseconds of the simulator's clock after the work. */
  delayMs?: number;
}

/** Details of asynchronous work. */
export interface Later {
  /** Account whose listener is told; that of each device if left out. */
  account?: string;
  /** Default none. `single` only counts for a request of one device. */
  pollable?: WorkRequest["pollable"];
  /** What is done for a target without a device; it fails with DeviceNotFound if left out. */
  absent?: (target: Target) => Report | undefined;
  /** Told after a device has failed, by whatever cause. */
  failed?: (target: Target) => void;
}

interface Job extends Later {
  operationId: string;
  service: CallbackService;
  targets: readonly Target[];
  work(device: Device, target: Target): Report | undefined;
  faults: readonly BookedFault[];
  user: string;
}

/** Does asynchronous work, device by device, a while after the call. */
export class WorkEngine {
  constructor(
    private readonly world: World,
    private readonly agenda: Agenda,
    readonly mailroom: Mailroom,
    private readonly delayMs: number,
  ) {}

  /** Accepts the work and answers its requestId. */
  start(job: Job): string {
    const { targets, operationId, service, pollable = "none" } = job;
    const account = job.account ?? targets.find(({ device }) => device !== undefined)?.device?.account ?? "";
    const parts = targets.map(({ ids }): WorkPart => ({ ids, status: "Pending" }));
    const request: WorkRequest = {
      ...{ requestId: randomUUID(), operationId, account, service, parts },
      pollable: pollable === "single" && targets.length > 1 ? "none" : pollable,
      acceptedAt: this.world.now(),
    };
    this.world.requests.set(request.requestId, request);
    this.world.bump();
    const post = this.mailroom.open(request.requestId, job.faults, targets.length);
    targets.forEach((target, index) => {
      const longer = delayOf(job.faults, target);
      if (longer === undefined) {
        post.without();
        return;
      }
      const due = request.acceptedAt + this.delayMs + longer;
      this.agenda.at(due, () => {
        const letters = this.finish(job, request, target, parts[index] as WorkPart);
        post.add(target, letters, due);
      });
    });
    return request.requestId;
  }

  /** Work of the carrier's own accord, at a moment of the simulator's clock. */
  at(due: number, work: () => void): void {
    this.agenda.at(due, work);
  }

  /** The work on one device, and the messages that come of it. */
  private finish(job: Job, request: WorkRequest, target: Target, part: WorkPart): Letter[] {
    const { requestId } = request;
    // The device may be gone by now, or in another account.
    const device = target.device === undefined ? undefined : this.world.get(target.device.deviceId);
    const account = job.account ?? device?.account ?? request.account;
    const base = { account, requestId, service: job.service, ids: target.ids };
    try {
      const failure = failureOf(job.faults, target);
      if (failure !== undefined) throw new CarrierError(failure.code, failure.message);
      if (target.problem !== undefined) throw target.problem;
      if (device === undefined && job.absent === undefined) throw deviceNotFound(idsText(target.ids));
      const report = (device === undefined ? job.absent?.(target) : job.work(device, target)) ?? {};
      part.status = "Success";
      const { message = {}, ids = target.ids, status = "Success", more = [] } = report;
      const letter: Letter = { ...base, ids, message, status, delayMs: 0 };
      return [letter, ...more.map((notice) => ({ ...base, ids, status: "Success", delayMs: 0, ...notice }))];
    } catch (error) {
      part.status = "Failed";
      job.failed?.(target);
      const faultResponse = faultOf(error);
      return [{ ...base, message: { faultResponse }, status: "Failed", delayMs: 0 }];
    }
  }
}

function faultOf(error: unknown) {
  const known =
    error instanceof CarrierError
      ? error
      : new CarrierError(
          "REQUEST_FAILED.UnexpectedError",
          error instanceof Error ? error.message : String(error),
        );
  return { faultcode: known.code, faultstring: known.message };
}
