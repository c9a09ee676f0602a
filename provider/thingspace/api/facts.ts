/** What is known about an operation before it is called. */
import { type ApiFacts, homeOf } from "../../core/api-operation";
import type { Method } from "../../core/http-types";

/** The facts about one operation. */
export interface OperationFacts extends ApiFacts {
  /**
   * R01 to R68: the row of the carrier's own list; with a `b` the second spelling of that row. T00: the token. X01 to X04:
   * siblings of a row, which the list leaves out.
   */
  id: string;
  /** Answered with a requestId; what became of it is told later, by callback. */
  asynchronous: boolean;
  /** The callback services that report on it. */
  services: readonly string[];
  /** Devices that one call takes, where the carrier limits them. */
  devicesPerCall?: number;
}

/** What an operation's row says beside address and home. */
type Traits = Pick<OperationFacts, "repeatable" | "asynchronous">;

/** Reads, at once. */
export const reads: Traits = { repeatable: true, asynchronous: false };
/** Reads; the answer comes by callback. Asking twice does no harm. */
export const asks: Traits = { repeatable: true, asynchronous: true };
/** Changes something at once, and would do it again. */
export const changes: Traits = { repeatable: false, asynchronous: false };
/** Ends or starts something at once; doing it twice is doing it once. */
export const settles: Traits = { repeatable: true, asynchronous: false };
/** An order that is carried out later. Each one counts against the day's limit of a line, so none is sent twice. */
export const orders: Traits = { repeatable: false, asynchronous: true };

/** Who reports on an operation, and how much of it goes into one call. */
interface More {
  services?: string;
  devicesPerCall?: number;
}

/** One row of the table: a path below `/m2m/v1` unless it names its version. The home is written short, see `homeOf`. */
export function op(
  id: string,
  address: string,
  home: string,
  traits: Traits,
  more: More = {},
): OperationFacts {
  const [method, short = ""] = address.split(" ") as [Method, string];
  const path = short.startsWith("/v2/")
    ? `/m2m${short}`
    : short.startsWith("/ts/")
      ? short
      : `/m2m/v1${short}`;
  const { services, ...limits } = more;
  return {
    id,
    method,
    path,
    home: homeOf(home),
    ...traits,
    services: services === undefined ? [] : services.split(" "),
    ...limits,
  };
}
