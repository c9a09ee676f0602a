import { type ChildProcess, spawn } from "node:child_process";
import { existsSync } from "node:fs";
import { join } from "node:path";
import { CREDENTIALS, TOKEN } from "./receiver";

const MAIN = join(__dirname, "../../dist/cli/main.js");

/** `cellular receive` as people start it, in a process of its own. */
export interface ReceiverProcess {
  readonly url: string;
  readonly port: number;
  /** Takes the process away at once, whatever it is doing. */
  kill(): Promise<void>;
  /** Asks it to stop; gives its exit code. */
  stop(): Promise<number | null>;
}

const running = new Set<ChildProcess>();

/** Takes away what a failed test has left running. */
export function killAll(): void {
  for (const child of running) child.kill("SIGKILL");
}

export async function receiverProcess(store: string, port = 0): Promise<ReceiverProcess> {
  if (!existsSync(MAIN)) throw new Error("npm run build makes the command");
  const child = spawn(process.execPath, [MAIN, "receive", "--port", `${port}`, "--store", store], {
    stdio: ["ignore", "pipe", "inherit"],
    env: {
      PATH: process.env.PATH,
      CELLULAR_RECEIVER_TOKEN: TOKEN,
      CELLULAR_RECEIVER_USERNAME: CREDENTIALS.username,
      CELLULAR_RECEIVER_PASSWORD: CREDENTIALS.password,
    },
  });
  running.add(child);
  const ended = new Promise<number | null>((resolve) => child.once("exit", resolve));
  void ended.then(() => running.delete(child));
  const line = await new Promise<string>((resolve, reject) => {
    let text = "";
    child.stdout!.on("data", (chunk) => {
      text += chunk;
      if (text.endsWith("\n")) resolve(text);
    });
    child.once("exit", (code) => reject(new Error(`ended with ${code} before its line`)));
  });
  const { receiver: url } = JSON.parse(line) as { receiver: string };
  return {
    url,
    port: Number(new URL(url).port),
    kill: async () => {
      child.kill("SIGKILL");
      await ended;
    },
    stop: () => {
      child.kill("SIGTERM");
      return ended;
    },
  };
}
