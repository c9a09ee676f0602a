import { credentials } from "@grpc/grpc-js";

/** How loud a message is; `status` shows on the live line only and is not kept. */
export type Level = "info" | "warning" | "error" | "status";

/** Tells the person at the engine's display something. Never throws and never waits. */
export type Log = (level: Level, message: string) => void;

interface EngineClient {
  log(request: unknown, done: (error: unknown) => void): void;
}

/**
 * The engine's own log, reached from inside the provider process: its address is the last argument of that process.
 * What goes there appears in the engine's display with its severity, unlike console output. Elsewhere (a program, the
 * command line, a test) messages go nowhere, unless a log is given.
 */
export function engineLog(argv: readonly string[] = process.argv): Log {
  const address = argv.at(-1);
  if (!address || !/^(127\.0\.0\.1|localhost|\[::1\]):\d+$/.test(address)) return () => {};
  let client: EngineClient | undefined;
  let message: { LogRequest: new () => LogRequest; LogSeverity: Record<string, number> } | undefined;
  return (level, text) => {
    try {
      message ??= require("@pulumi/pulumi/proto/engine_pb");
      const service = require("@pulumi/pulumi/proto/engine_grpc_pb");
      client ??= new service.EngineClient(address, credentials.createInsecure()) as EngineClient;
      const request = new message!.LogRequest();
      request.setSeverity(message!.LogSeverity[level === "status" ? "INFO" : level.toUpperCase()] ?? 1);
      request.setEphemeral(level === "status");
      request.setMessage(text);
      client.log(request, () => {});
    } catch {
      client = undefined; // the display is a comfort: a broken one must not fail a deployment
    }
  };
}

interface LogRequest {
  setSeverity(level: number): void;
  setEphemeral(on: boolean): void;
  setMessage(text: string): void;
}
