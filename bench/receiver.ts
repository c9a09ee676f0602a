import { type ChildProcess, spawn } from "node:child_process";
import { closeSync, fsyncSync, mkdtempSync, openSync, rmSync, writeSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { setTimeout as pause } from "node:timers/promises";
import { Pool } from "undici";
import { machineSeconds, processorSeconds, residentBytes } from "./process-tree";
import type { ReceiverResult, ReceiverRun } from "./receiver-report";
import { median } from "./results";

const MAIN = join(__dirname, "..", "cli", "main.js");
const SECRETS = {
  CELLULAR_RECEIVER_TOKEN: "token-of-the-benchmark",
  CELLULAR_RECEIVER_USERNAME: "fleet",
  CELLULAR_RECEIVER_PASSWORD: "benchmark",
};
/** Connections that carriers have open. */
const CONNECTIONS = 64;
const REQUESTS = Array.from(
  { length: 20 },
  (_, index) => `5b6b8f0e-0000-4000-8000-${`${index}`.padStart(12, "0")}`,
);

/**
 * Measures `cellular receive` in a process of its own: callbacks at a fixed rate, then as many as the connections bring,
 * while a deployment waits for all of them by long polling. At the end it is killed with SIGKILL and asked once more.
 */
export async function measureReceiver(options: { rate: number; seconds: number }): Promise<ReceiverResult> {
  const folder = mkdtempSync(join(tmpdir(), "receiver-bench-"));
  let receiver = await start(join(folder, "store"));
  try {
    const syncMs = syncTime(folder);
    const runs: ReceiverRun[] = [];
    for (const rate of [options.rate, undefined]) {
      // A second of load before it counts: a process that has just started is still compiling itself.
      await new Load(receiver, `warm-${runs.length}`).run(options.rate / 2, 1);
      const load = new Load(receiver, `run-${runs.length}`);
      runs.push(await load.run(rate, options.seconds));
      receiver.child.kill("SIGKILL");
      receiver = await start(join(folder, "store"), receiver.url);
      const there = await new Deployment(receiver.url, `run-${runs.length - 1}`).all();
      runs[runs.length - 1]!.lostAfterKill = [...load.answered].filter((each) => !there.has(each)).length;
    }
    return { syncMs, connections: CONNECTIONS, runs };
  } finally {
    receiver.child.kill("SIGKILL");
    rmSync(folder, { recursive: true, force: true });
  }
}

interface Running {
  child: ChildProcess;
  url: string;
}

async function start(store: string, earlier?: string): Promise<Running> {
  const port = earlier === undefined ? "0" : new URL(earlier).port;
  const child = spawn(process.execPath, [MAIN, "receive", "--port", port, "--store", store], {
    stdio: ["ignore", "pipe", "inherit"],
    env: { ...process.env, ...SECRETS },
  });
  const line = await new Promise<string>((resolve, reject) => {
    child.stdout.once("data", (chunk) => resolve(String(chunk)));
    child.once("exit", (code) => reject(new Error(`the receiver ended with ${code}`)));
  });
  return { child, url: (JSON.parse(line) as { receiver: string }).receiver };
}

/** Callbacks of many devices, and what became of them. */
class Load {
  readonly answered = new Set<string>();
  readonly #pool: Pool;
  readonly #latencies: number[] = [];
  #refused = 0;
  #number = 0;

  constructor(
    private readonly receiver: Running,
    private readonly name: string,
  ) {
    this.#pool = new Pool(receiver.url, { connections: CONNECTIONS, pipelining: 1 });
  }

  async run(rate: number | undefined, seconds: number): Promise<ReceiverRun> {
    const pid = this.receiver.child.pid!;
    const before = { cpu: processorSeconds(pid), own: process.cpuUsage(), machine: machineSeconds() };
    let peakBytes = 0;
    const watch = setInterval(() => {
      peakBytes = Math.max(peakBytes, residentBytes(pid));
    }, 100);
    const deployment = new Deployment(this.receiver.url, this.name);
    const waiting = deployment.follow();
    const begun = performance.now();
    await (rate === undefined ? this.#flood(begun, seconds) : this.#steady(begun, rate, seconds));
    const took = (performance.now() - begun) / 1000;
    const own = process.cpuUsage(before.own);
    const [cpu, machine] = [processorSeconds(pid), machineSeconds()];
    clearInterval(watch);
    const handedOut = await waiting(this.answered.size);
    await this.#pool.close();
    const cpuSeconds = minus(cpu, before.cpu);
    const worked = minus(machine, before.machine);
    const sorted = this.#latencies.sort((a, b) => a - b);
    return {
      rate,
      seconds: took,
      sent: this.#number,
      answered: this.answered.size,
      refused: this.#refused,
      handedOut,
      lostAfterKill: 0,
      medianMs: median(sorted),
      p99Ms: sorted[Math.floor(sorted.length * 0.99)] ?? 0,
      mostMs: sorted.at(-1) ?? 0,
      cpuSeconds,
      senderCpuSeconds: (own.user + own.system) / 1e6,
      otherCores:
        worked === undefined || cpuSeconds === undefined
          ? undefined
          : Math.max(0, (worked - cpuSeconds - (own.user + own.system) / 1e6) / took),
      peakBytes,
    };
  }

  /** So many a second, however long each one takes: each is sent when its time has come. */
  async #steady(begun: number, rate: number, seconds: number): Promise<void> {
    const sending: Promise<void>[] = [];
    for (const total = rate * seconds; sending.length < total; await pause(2)) {
      const due = Math.min(total, Math.floor(((performance.now() - begun) / 1000) * rate));
      while (sending.length < due) sending.push(this.#send(begun + (sending.length / rate) * 1000));
    }
    await Promise.all(sending);
  }

  /** Each connection sends the next one when the one before is answered. */
  async #flood(begun: number, seconds: number): Promise<void> {
    const senders = Array.from({ length: CONNECTIONS }, async () => {
      while (performance.now() - begun < seconds * 1000) await this.#send(performance.now());
    });
    await Promise.all(senders);
  }

  /** Sends one; its time counts from when it was due. */
  async #send(due: number): Promise<void> {
    const number = this.#number++;
    const requestId = `${this.name}-${REQUESTS[number % REQUESTS.length]}`;
    const id = `${number}`.padStart(20, "0");
    const { statusCode, body } = await this.#pool.request({
      method: "POST",
      path: "/callbacks/thingspace",
      body: JSON.stringify({
        username: SECRETS.CELLULAR_RECEIVER_USERNAME,
        password: SECRETS.CELLULAR_RECEIVER_PASSWORD,
        requestId,
        deviceIds: [{ id, kind: "iccid" }],
        deviceResponse: {
          activateResponse: { deviceIds: [{ id, kind: "iccid" }], servicePlan: "M2M 5MB", state: "active" },
        },
        status: "Success",
        callbackCount: 1,
        maxCallbackThreshold: 4,
      }),
    });
    await body.dump();
    if (statusCode === 200) this.answered.add(`${requestId}/${id}`);
    else this.#refused += 1;
    this.#latencies.push(performance.now() - due);
  }
}

/** A deployment that waits for the messages of its requests. */
class Deployment {
  readonly #requestIds: string[];
  readonly #got = new Set<string>();
  #after = 0;

  constructor(
    private readonly url: string,
    name: string,
  ) {
    this.#requestIds = REQUESTS.map((id) => `${name}-${id}`);
  }

  /** Waits from now on; the way to end it waits for so many messages, half a minute at most. */
  follow(): (wanted: number) => Promise<number> {
    let end = Number.POSITIVE_INFINITY;
    let wanted = Number.POSITIVE_INFINITY;
    const done = (async () => {
      while (this.#got.size < wanted && performance.now() < end) await this.#ask(1);
    })();
    // A failure is told to whoever waits for the end.
    done.catch(() => {});
    return async (count) => {
      wanted = count;
      end = performance.now() + 30_000;
      await done;
      return this.#got.size;
    };
  }

  /** Everything there is. */
  async all(): Promise<ReadonlySet<string>> {
    while (await this.#ask(0));
    return this.#got;
  }

  async #ask(waitSeconds: number): Promise<boolean> {
    const answer = await fetch(`${this.url}/messages/query`, {
      method: "POST",
      headers: { authorization: `Bearer ${SECRETS.CELLULAR_RECEIVER_TOKEN}` },
      body: JSON.stringify({ requestIds: this.#requestIds, after: this.#after, waitSeconds }),
    });
    const page = (await answer.json()) as {
      messages: { requestId: string; devices: { id: string }[] }[];
      next: number;
      more: boolean;
    };
    for (const { requestId, devices } of page.messages) this.#got.add(`${requestId}/${devices[0]?.id}`);
    this.#after = page.next;
    return page.more;
  }
}

/** Milliseconds that this disk takes to write and sync a message: the middle of many. */
function syncTime(folder: string): number {
  const file = openSync(join(folder, "sync"), "w");
  const times = Array.from({ length: 200 }, () => {
    const begun = performance.now();
    writeSync(file, Buffer.alloc(700));
    fsyncSync(file);
    return performance.now() - begun;
  });
  closeSync(file);
  return median(times);
}

const minus = (after: number | undefined, before: number | undefined) =>
  after === undefined || before === undefined ? undefined : after - before;
