import type { Guard } from "../guard";
import type { Hosted } from "../host";

/** What work on a group of lines gets to work with. */
export interface Surroundings<S> {
  readonly session: S;
  readonly host: Hosted;
  readonly guard: Guard;
  /** What the messages call the whole. */
  readonly subject: string;
}
