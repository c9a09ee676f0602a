/** What a program asks of the engine, in order of arrival, for the one loop that answers. */
import type { Registration } from "./goal";
import type { ResourceState } from "./resource-state";
import type { Properties } from "./values";

export interface ReadRequest {
  type: string;
  name: string;
  parent: string;
  id: string;
  inputs: Properties;
  provider: string;
  dependencies: string[];
  additionalSecretOutputs: string[];
  done(state: ResourceState): void;
}

export type SourceEvent =
  | { kind: "register"; registration: Registration }
  | { kind: "read"; request: ReadRequest }
  | { kind: "outputs"; urn: string; outputs: Properties; done: () => void; failed: (error: Error) => void }
  /** Nothing more will be registered. */
  | { kind: "end" }
  /** The operation must not go on. */
  | { kind: "stop" };

export class EventQueue {
  private readonly items: SourceEvent[] = [];
  private waiting: ((event: SourceEvent) => void) | undefined;
  private head = 0;

  push(event: SourceEvent): void {
    const waiting = this.waiting;
    this.waiting = undefined;
    if (waiting !== undefined) waiting(event);
    else this.items.push(event);
  }

  async next(): Promise<SourceEvent> {
    const event = this.items[this.head];
    if (event === undefined) return new Promise((resolve) => (this.waiting = resolve));
    this.head++;
    if (this.head > 1000) {
      this.items.splice(0, this.head);
      this.head = 0;
    }
    return event;
  }
}
