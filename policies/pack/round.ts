/** One question of the engine, which the SDK hands to one policy after another. */
export interface Round<P> {
  readonly about: string;
  readonly plan: P;
  /** The policies that have had it. */
  readonly asked: Set<string>;
}

/**
 * The round to which a policy's question belongs. Each policy gets the same arguments, decoded anew, and reading 10,000
 * lines through the SDK's proxies for each would be slow. A policy that is asked again, or about something else, has a new
 * question before it.
 */
export function roundFor<P>(
  known: Round<P> | undefined,
  policy: string,
  about: string,
  make: () => P,
): Round<P> {
  const round =
    known?.about === about && !known.asked.has(policy)
      ? known
      : { about, plan: make(), asked: new Set<string>() };
  round.asked.add(policy);
  return round;
}
