import type { CarrierRequest, Operation } from "../../core/carrier";
import type { BookedFault } from "../../core/faults";
import { refusal } from "../model/errors";
import type { Line } from "../model/line";
import type { Schedule } from "../model/schedule";
import type { World } from "../model/world";
import type { User } from "./access";

/** What a handler works with. */
export interface Context {
  world: World;
  schedule: Schedule;
  user: User;
  request: CarrierRequest;
  faults: readonly BookedFault[];
  /** Essential accounts have no audit history. */
  edition: Edition;
  /** For the journal: how many lines the call addresses. */
  addressed(count: number): void;
}

/** What an account has bought. */
export type Edition = "advantage" | "essential";

/** What a handler answers: 200, or 202 for what is taken but not done. */
export interface Reply {
  json: object;
  status?: 200 | 202;
}

/** One endpoint. Its path is below `/rws/api/v1`, its id is its operationId. */
export interface ControlCenterOperation extends Operation {
  /** Refuses with a thrown Refusal. */
  handle(context: Context): Reply;
}

/** The line of the path. An ICCID that is none is one that nobody has (C-ER1). */
export function lineOf({ world, request, addressed }: Context): Line {
  const line = world.get(request.params.iccid ?? "");
  if (line === undefined) throw refusal("20000001");
  addressed(1);
  return line;
}
