/** The steering itself is wrong: an unknown field, a value out of its list. */
export class SteeringError extends Error {
  override readonly name = "SteeringError";
}
