/** Items kept in order. Adding at the end, the usual case, costs nothing; a place is found by halving. */
export class Ordered<Item> {
  private readonly items: Item[] = [];

  constructor(private readonly compare: (one: Item, other: Item) => number) {}

  get size(): number {
    return this.items.length;
  }

  add(item: Item): void {
    const last = this.items.at(-1);
    if (last === undefined || this.compare(last, item) < 0) this.items.push(item);
    else
      this.items.splice(
        this.first((other) => this.compare(other, item) >= 0),
        0,
        item,
      );
  }

  remove(item: Item): void {
    const at = this.first((other) => this.compare(other, item) >= 0);
    if (this.items[at] === item) this.items.splice(at, 1);
  }

  /** The items from the first one on for which `reached` holds; it must hold for all after that one, too. */
  *from(reached: (item: Item) => boolean = () => true): Generator<Item> {
    for (let at = this.first(reached); at < this.items.length; at += 1) yield this.items[at] as Item;
  }

  /** A copy that changes do not disturb. */
  all(): Item[] {
    return [...this.items];
  }

  private first(reached: (item: Item) => boolean): number {
    let low = 0;
    let high = this.items.length;
    while (low < high) {
      const middle = (low + high) >> 1;
      if (reached(this.items[middle] as Item)) high = middle;
      else low = middle + 1;
    }
    return low;
  }
}
