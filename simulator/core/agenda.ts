import type { SimulatorClock } from "./clock";

interface Entry {
  due: number;
  /** Order of entries that are due at the same moment. */
  seq: number;
  work: (due: number) => void;
}

/** Longer real waits than this overflow a timer; it is set again when it fires. */
const LONGEST_WAIT = 2_147_000_000;

/**
 * Work that the carrier does later, at moments of the simulator's clock. It is done when the moment comes in
 * real time, when the clock is moved past it, and before each request; a frozen clock holds everything still.
 */
export class Agenda {
  private heap: Entry[] = [];
  private seq = 0;
  private timer: NodeJS.Timeout | undefined;
  private running = false;
  private closed = false;

  constructor(private readonly clock: SimulatorClock) {
    clock.changed = () => this.run();
  }

  /** Does the work at this moment (milliseconds since 1970), and not before the caller is done. */
  at(due: number, work: (due: number) => void): void {
    this.seq += 1;
    push(this.heap, { due, seq: this.seq, work });
    this.arm();
  }

  /** Does everything that is due, in order of its moments. */
  run(): void {
    if (this.running) return;
    this.running = true;
    try {
      while (this.heap[0] !== undefined && this.heap[0].due <= this.clock.now()) {
        const { work, due } = pop(this.heap);
        work(due);
      }
    } finally {
      this.running = false;
      this.arm();
    }
  }

  /** How much is still to be done. */
  get size(): number {
    return this.heap.length;
  }

  clear(): void {
    this.heap = [];
    this.arm();
  }

  /** Nothing is done on its own any more. */
  close(): void {
    this.closed = true;
    this.clear();
  }

  private arm(): void {
    if (this.running) return;
    clearTimeout(this.timer);
    this.timer = undefined;
    const next = this.heap[0];
    if (next === undefined || this.closed || this.clock.state().frozen) return;
    const wait = Math.min(Math.max(next.due - this.clock.now(), 0), LONGEST_WAIT);
    this.timer = setTimeout(() => this.run(), wait);
    // The server keeps the process alive; the work it would do for nobody does not.
    this.timer.unref();
  }
}

function before(one: Entry, other: Entry): boolean {
  return one.due === other.due ? one.seq < other.seq : one.due < other.due;
}

function push(heap: Entry[], entry: Entry): void {
  let at = heap.length;
  heap.push(entry);
  while (at > 0) {
    const parent = (at - 1) >> 1;
    const above = heap[parent] as Entry;
    if (!before(entry, above)) break;
    heap[at] = above;
    at = parent;
  }
  heap[at] = entry;
}

function pop(heap: Entry[]): Entry {
  const first = heap[0] as Entry;
  const last = heap.pop() as Entry;
  if (heap.length === 0) return first;
  let at = 0;
  for (;;) {
    let child = 2 * at + 1;
    if (child >= heap.length) break;
    if (child + 1 < heap.length && before(heap[child + 1] as Entry, heap[child] as Entry)) child += 1;
    if (!before(heap[child] as Entry, last)) break;
    heap[at] = heap[child] as Entry;
    at = child;
  }
  heap[at] = last;
  return first;
}
