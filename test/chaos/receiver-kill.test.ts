import { setTimeout as pause } from "node:timers/promises";
import { afterAll, describe, expect, it } from "vitest";
import { receiverOf } from "../../provider/core/receiver-client";
import { hasPostgres, startPostgres } from "../support/postgres";
import { directory, envelope, messagesOf, post, removeDirectories, TOKEN } from "../support/receiver";
import { killAll, type ReceiverProcess, receiverProcess } from "../support/receiver-process";

// The process is taken away with SIGKILL while carriers send: what it has answered with 200 must be there when it is
// started again, and once. What it has not answered, the carrier sends again; that may be there already.
const KILLS = 4;
/** Processes start anew each time, on a machine that others use too. */
const PATIENCE = 120_000;
const SENDERS = 12;

afterAll(() => {
  killAll();
  removeDirectories();
});

/** Carriers that send until told to stop, each message until it is answered with 200 and some a second time. */
class Carriers {
  readonly answered = new Set<string>();
  url = "";
  #sent = 0;
  #stopped = false;
  readonly #senders: Promise<void>[];

  constructor(private readonly run: number) {
    this.#senders = Array.from({ length: SENDERS }, () => this.#send());
  }

  async stop(): Promise<void> {
    this.#stopped = true;
    await Promise.all(this.#senders);
  }

  async #send(): Promise<void> {
    while (!this.#stopped) {
      const number = this.#sent++;
      const [request, device] = [`run-${this.run}-${number % 7}`, `${number}`];
      for (let delivery = 1; !this.#stopped; delivery++) {
        const status = await post(this.url, envelope(request, device, { callbackCount: delivery })).catch(
          () => 0,
        );
        if (status === 200) {
          this.answered.add(`${request}/${device}`);
          if (number % 5 !== 0 || delivery > 1) break;
        } else {
          await pause(5);
        }
      }
    }
  }
}

async function kept(url: string, run: number): Promise<string[]> {
  const found: string[] = [];
  for (let request = 0; request < 7; request++) {
    const id = `run-${run}-${request}`;
    for (let after = 0, more = true; more; ) {
      const page = await messagesOf(url, id, { after });
      found.push(...page.messages.map(({ devices }) => `${id}/${devices[0]?.id}`));
      ({ next: after, more } = page);
    }
  }
  return found;
}

/** Kills the receiver again and again under load; afterwards all answered messages are there, each once. */
async function killed(store: string): Promise<void> {
  let receiver: ReceiverProcess | undefined = await receiverProcess(store);
  for (let run = 0; run < KILLS; run++) {
    const carriers = new Carriers(run);
    carriers.url = receiver.url;
    // At some moment of the load, another one each time.
    const wanted = 5 + Math.floor(Math.random() * 150);
    while (carriers.answered.size < wanted) await pause(1);
    await pause(Math.random() * 8);
    await receiver.kill();
    await carriers.stop();
    receiver = await receiverProcess(store, receiver.port);
    const there = await kept(receiver.url, run);
    const lost = [...carriers.answered].filter((each) => !there.includes(each));
    expect({ run, lost }).toEqual({ run, lost: [] });
    expect(there).toHaveLength(new Set(there).size);
  }
  expect(await receiver.stop()).toBe(0);
}

describe("a receiver that is killed under load has everything that it answered", () => {
  it("in a directory", () => killed(directory()), PATIENCE);

  const unless = hasPostgres ? "" : " (skipped: this machine has no PostgreSQL server)";
  it.skipIf(!hasPostgres)(
    `in PostgreSQL${unless}`,
    async () => {
      const server = await startPostgres();
      try {
        await killed(server.address);
      } finally {
        await server.close();
      }
    },
    PATIENCE,
  );
});

it(
  "a deployment that waits gets every message once, over any number of deaths",
  async () => {
    const store = directory();
    let receiver = await receiverProcess(store);
    const { port, url } = receiver;
    const config = { "cellular:receiverUrl": url, "cellular:receiverToken": TOKEN } as Record<string, string>;
    const client = receiverOf((key) => config[key])!;
    const total = 120;
    const carriers = (async () => {
      for (let device = 0; device < total; device++) {
        while ((await post(url, envelope("swap", `${device}`)).catch(() => 0)) !== 200) await pause(5);
      }
    })();
    const got: string[] = [];
    const waiting = (async () => {
      while (got.length < total) {
        const messages = await client.messages(["swap"], { waitMs: 2000 });
        got.push(...messages.map(({ devices }) => devices[0]!.id));
      }
    })();
    for (const share of [0.2, 0.5, 0.8]) {
      while (got.length < total * share) await pause(2);
      await receiver.kill();
      receiver = await receiverProcess(store, port);
    }
    await Promise.all([carriers, waiting]);
    expect(got).toEqual(Array.from({ length: total }, (_, device) => `${device}`));
    await client.close();
    expect(await receiver.stop()).toBe(0);
  },
  PATIENCE,
);
