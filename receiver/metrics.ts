/** Why a callback was refused. */
export const REFUSALS = [
  "address",
  "credentials",
  "size",
  "garbage",
  "timeout",
  "busy",
  "broken",
  "store",
] as const;
export type Refusal = (typeof REFUSALS)[number];

/** What a look at the receiver shows beside its counters. */
export interface Gauges {
  pollsWaiting: number;
  callbacksInFlight: number;
  storeMessages: number;
  storeBytes: number;
}

/** Counts since the start, in the text form of Prometheus. */
export class Metrics {
  received = 0;
  stored = 0;
  duplicates = 0;
  polls = 0;
  delivered = 0;
  wrongTokens = 0;
  expired = 0;
  crowdedOut = 0;
  readonly #refused = new Map<Refusal, number>(REFUSALS.map((reason) => [reason, 0]));

  refuse(reason: Refusal): void {
    this.#refused.set(reason, (this.#refused.get(reason) ?? 0) + 1);
  }

  refused(reason: Refusal): number {
    return this.#refused.get(reason) ?? 0;
  }

  text(gauges: Gauges): string {
    const counter = (name: string, help: string, value: number) =>
      family(name, "counter", help, [["", value]]);
    const gauge = (name: string, help: string, value: number) => family(name, "gauge", help, [["", value]]);
    return [
      counter("received_total", "Callbacks that came, whatever became of them.", this.received),
      counter("stored_total", "Messages put on disk.", this.stored),
      counter("duplicates_total", "Deliveries of messages that were on disk already.", this.duplicates),
      family(
        "refused_total",
        "counter",
        "Callbacks refused, by reason.",
        [...this.#refused].map(([reason, count]) => [`{reason="${reason}"}`, count]),
      ),
      family("removed_total", "counter", "Messages removed, by reason.", [
        [`{reason="expired"}`, this.expired],
        [`{reason="size"}`, this.crowdedOut],
      ]),
      counter("polls_total", "Questions for messages.", this.polls),
      counter("delivered_total", "Messages handed out.", this.delivered),
      counter("wrong_tokens_total", "Questions refused for their token.", this.wrongTokens),
      gauge("polls_waiting", "Long polls that wait now.", gauges.pollsWaiting),
      gauge("callbacks_in_flight", "Callbacks being taken now.", gauges.callbacksInFlight),
      gauge("store_messages", "Messages kept.", gauges.storeMessages),
      gauge("store_bytes", "Bytes of the messages kept.", gauges.storeBytes),
    ].join("");
  }
}

function family(
  name: string,
  type: "counter" | "gauge",
  help: string,
  values: readonly (readonly [labels: string, value: number])[],
): string {
  const full = `cellular_receiver_${name}`;
  const lines = values.map(([labels, value]) => `${full}${labels} ${value}\n`);
  return `# HELP ${full} ${help}\n# TYPE ${full} ${type}\n${lines.join("")}`;
}
