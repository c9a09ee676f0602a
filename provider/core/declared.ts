/**
 * What the resources of this deployment declare about lines, as far as the engine has come. A line that moves from one
 * resource to another must not be suspended, removed or stripped by the one it leaves. Thousands of lines declare tens of
 * thousands of claims and most deployments ask for none, so they are listed only when somebody asks.
 */
export class Declared {
  private readonly known = new Set<string>();
  private waiting: (() => Iterable<string>)[] = [];

  /** Notes where claims can be had. */
  add(claims: () => Iterable<string>): void {
    this.waiting.push(claims);
  }

  has(claim: string): boolean {
    for (const claims of this.waiting) for (const one of claims()) this.known.add(one);
    this.waiting = [];
    return this.known.has(claim);
  }
}
