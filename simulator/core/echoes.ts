/** How long reads lag behind a write. */
export interface Lag {
  ms?: number | undefined;
  reads?: number | undefined;
}

interface Echo<Item> {
  item: Item;
  until: number;
  reads: number;
}

/** What reads show in the place of items that were changed a moment ago. */
export class Echoes<Key, Item> {
  private readonly echoes = new Map<Key, Echo<Item>>();

  constructor(private readonly now: () => number) {}

  /** From now on reads show the item as it is given here, or longer still what they showed already. */
  hold(key: Key, item: Item, lag: Lag): void {
    const shown = this.echoes.get(key)?.item ?? item;
    // A lag counted in reads ends with them; one without a count ends with its time.
    this.echoes.set(key, { item: shown, until: this.now() + (lag.ms ?? 0), reads: lag.reads ?? 0 });
  }

  /** The item as a read shows it now. */
  seen(key: Key, item: Item): Item {
    const echo = this.echoes.get(key);
    if (echo === undefined) return item;
    if (echo.reads > 0) {
      echo.reads -= 1;
      return echo.item;
    }
    if (this.now() < echo.until) return echo.item;
    this.echoes.delete(key);
    return item;
  }

  drop(key: Key): void {
    this.echoes.delete(key);
  }
}
