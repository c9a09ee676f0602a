import { type ChildProcess, execFileSync, spawn } from "node:child_process";
import { chownSync, mkdtempSync, readFileSync, rmSync } from "node:fs";
import { createServer } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { setTimeout as pause } from "node:timers/promises";
import { Client } from "pg";

/** Whether this machine has a PostgreSQL server that can be started. */
export const hasPostgres = ["initdb", "postgres"].every((program) => {
  try {
    execFileSync(program, ["--version"], { stdio: "ignore" });
    return true;
  } catch {
    return false;
  }
});

/** A database server of its own, with nothing in it. */
export interface PostgresServer {
  readonly address: string;
  /** A database of this name, made now. */
  database(name: string): Promise<string>;
  close(): Promise<void>;
}

export async function startPostgres(): Promise<PostgresServer> {
  const data = mkdtempSync(join(tmpdir(), "postgres-"));
  const user = unprivileged();
  if (user !== undefined) chownSync(data, user.uid, user.gid);
  const as = { ...user, cwd: data, stdio: "ignore" as const };
  execFileSync("initdb", ["-D", data, "-A", "trust", "-U", "fleet", "--no-sync", "-E", "UTF8"], as);
  const port = await freePort();
  const settings = ["-c", "fsync=off", "-c", "max_connections=50"];
  const server = spawn(
    "postgres",
    ["-D", data, "-h", "127.0.0.1", "-p", `${port}`, "-k", data, ...settings],
    as,
  );
  const address = `postgres://fleet@127.0.0.1:${port}/postgres`;
  await ready(server, address);
  return {
    address,
    database: async (name) => {
      const client = new Client({ connectionString: address });
      await client.connect();
      await client.query(`create database ${name}`);
      await client.end();
      return `postgres://fleet@127.0.0.1:${port}/${name}`;
    },
    close: async () => {
      const ended = new Promise((resolve) => server.once("exit", resolve));
      // At once: its data go away with it.
      server.kill("SIGQUIT");
      await ended;
      rmSync(data, { recursive: true, force: true });
    },
  };
}

async function ready(server: ChildProcess, address: string): Promise<void> {
  let code: number | null | undefined;
  server.once("exit", (with_) => {
    code = with_;
  });
  for (let tries = 0; tries < 400 && code === undefined; tries++) {
    const client = new Client({ connectionString: address });
    try {
      await client.connect();
      await client.end();
      return;
    } catch {
      await pause(25);
    }
  }
  throw new Error(`the database server did not start (${code})`);
}

/** The server refuses to run as root; then it runs as a user that owns nothing else. */
function unprivileged(): { uid: number; gid: number } | undefined {
  if (process.getuid?.() !== 0) return undefined;
  const users = readFileSync("/etc/passwd", "utf8").split("\n");
  const [, , uid, gid] = users.find((line) => /^(postgres|nobody):/.test(line))?.split(":") ?? [];
  return { uid: Number(uid), gid: Number(gid) };
}

function freePort(): Promise<number> {
  return new Promise((resolve, reject) => {
    const server = createServer();
    server.once("error", reject);
    server.listen(0, "127.0.0.1", () => {
      const { port } = server.address() as { port: number };
      server.close(() => resolve(port));
    });
  });
}
