import type { CarrierAnswer, CarrierRequest } from "../../core/carrier";
import type { BookedFault } from "../../core/faults";
import { refusal } from "../model/errors";
import type { Access } from "./access";
import { errorAnswer } from "./error-answer";
import type { Context, ControlCenterOperation } from "./operation";

export type Surroundings = Pick<Context, "world" | "schedule" | "edition"> & { access: Access };

/** Carries a request out: credentials, version, then the operation itself. The first failure answers (C-ER1). */
export function dispatch(
  { world, schedule, edition, access }: Surroundings,
  request: CarrierRequest<ControlCenterOperation>,
  faults: readonly BookedFault[],
): CarrierAnswer {
  const { operation, params } = request;
  const effectsBefore = world.effects;
  const known: { user: string | null; lines: number } = { user: null, lines: 0 };
  const about = () => ({ ...known, effect: operation.writes && world.effects !== effectsBefore });
  try {
    const user = access.user(request.authorization);
    known.user = user.name;
    if (params.apiVersion !== "1") throw refusal("10000024");
    const addressed = (count: number) => {
      known.lines = count;
    };
    const context = { world, schedule, edition, user, request, faults, addressed };
    const { status = 200, json } = operation.handle(context);
    return { status, contentType: "application/json", body: JSON.stringify(json), ...about() };
  } catch (error) {
    return { ...errorAnswer(error), ...about() };
  }
}
