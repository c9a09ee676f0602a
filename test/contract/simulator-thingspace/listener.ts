import { createServer } from "node:http";
import type { AddressInfo } from "node:net";

/** A message as a listener gets it. */
export interface Message {
  username: string;
  password: string;
  requestId: string;
  deviceIds: { id: string; kind: string }[];
  status: string;
  callbackCount: number;
  maxCallbackThreshold: number;
  // biome-ignore lint/suspicious/noExplicitAny: payloads differ from service to service
  deviceResponse?: Record<string, any>;
  faultResponse?: { faultcode: string; faultstring: string };
  [member: string]: unknown;
}

/** A customer's listener on loopback. */
export interface Listener {
  url: string;
  messages: Message[];
  /** Statuses to answer with, one a message; 200 when there are none left. */
  answers: number[];
  close(): Promise<void>;
}

export async function startListener(): Promise<Listener> {
  const messages: Message[] = [];
  const answers: number[] = [];
  const server = createServer((request, response) => {
    let text = "";
    request.setEncoding("utf8");
    request.on("data", (chunk) => {
      text += chunk;
    });
    request.on("end", () => {
      messages.push(JSON.parse(text));
      response.statusCode = answers.shift() ?? 200;
      response.end();
    });
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  const { port } = server.address() as AddressInfo;
  return {
    url: `http://127.0.0.1:${port}/callbacks`,
    messages,
    answers,
    close: () =>
      new Promise((resolve) => {
        server.close(() => resolve());
        server.closeAllConnections();
      }),
  };
}
