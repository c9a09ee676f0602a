import { z } from "zod";
import type { Context } from "../http/context";
import { operation, type ThingspaceOperation } from "../http/operation";
import { CarrierError, invalidField } from "../model/errors";
import { CALLBACK_SERVICES, type CallbackService, type Listener, listenerKey } from "../model/listeners";

const LONGEST_CREDENTIAL = 40;
/** Ports that the carrier calls: single ones and ranges. */
const PORTS: readonly (readonly [from: number, to: number])[] = [
  [80, 80],
  [443, 443],
  [9001, 9006],
  [28_200, 28_220],
  [50_551, 50_559],
];

/** Refuses an address that the carrier would not call (code G-CALLBACK-URL). Loopback may have any port. */
function checkUrl(text: string): void {
  const url = URL.canParse(text) ? new URL(text) : undefined;
  if (url === undefined || !["http:", "https:"].includes(url.protocol)) {
    throw invalidField("CallbackUrl", `"${text}" is no address of a listener`);
  }
  if (/^(localhost|127\.\d+\.\d+\.\d+|\[::1\])$/.test(url.hostname)) return;
  const port = url.port === "" ? (url.protocol === "https:" ? 443 : 80) : Number(url.port);
  if (!PORTS.some(([from, to]) => port >= from && port <= to)) {
    throw invalidField("CallbackUrl", `Port ${port} is not one that the carrier calls`);
  }
}

function checkCredentials({ user }: Context, username: string, password: string): void {
  if (username.length > LONGEST_CREDENTIAL) {
    throw invalidField("Username", `is longer than ${LONGEST_CREDENTIAL} characters`);
  }
  if (password.length > LONGEST_CREDENTIAL) {
    throw invalidField("Password", `is longer than ${LONGEST_CREDENTIAL} characters`);
  }
  // They travel in clear, so that those of the API must not be among them.
  if (username === user) throw invalidField("Username", "is the user name of the API");
}

function register({ world, limits }: Context, listener: Listener): void {
  const key = listenerKey(listener.account, listener.service);
  if (world.listeners.has(key) && limits.secondListener === "fails") {
    throw new CarrierError("REQUEST_FAILED.CallbackExists", `${listener.service} has a listener already`);
  }
  world.listeners.set(key, listener);
  world.bump();
}

/** Listeners: one for each account and service. */
export const callbackOperations: ThingspaceOperation[] = [
  operation("registerCallback", "POST /m2m/v1/callbacks/{accountName}", {
    writes: true,
    body: z.object({
      name: z.enum(CALLBACK_SERVICES),
      url: z.string(),
      username: z.string().default(""),
      password: z.string().default(""),
    }),
    handle: (context, { params, body: { name: service, url, username, password } }) => {
      const { name: account } = context.account(params.accountName);
      checkUrl(url);
      checkCredentials(context, username, password);
      register(context, { account, service, url, username, password });
      return { json: { accountName: account, serviceName: service } };
    },
  }),
  operation("listCallbacks", "GET /m2m/v1/callbacks/{accountName}", {
    lists: true,
    handle: (context, { params }) => {
      const { name } = context.account(params.accountName);
      const listeners = CALLBACK_SERVICES.flatMap(
        (service) => context.world.listeners.get(listenerKey(name, service)) ?? [],
      );
      return {
        json: listeners.map(({ account, service, url, username, password }) => ({
          ...{ accountName: account, serviceName: service, url },
          // The carrier really answers the password in clear.
          ...{ username, password },
        })),
      };
    },
  }),
  operation("deregisterCallback", "DELETE /m2m/v1/callbacks/{accountName}/name/{serviceName}", {
    writes: true,
    handle: (context, { params: { accountName, serviceName = "" } }) => {
      const { name } = context.account(accountName);
      const service = serviceNamed(serviceName);
      // The code is proposed by the reference (G-NONE1).
      if (service === undefined || !context.world.listeners.delete(listenerKey(name, service))) {
        throw new CarrierError("REQUEST_FAILED.CallbackNotRegistered", `Nobody listens to ${serviceName}`);
      }
      context.world.bump();
      return { json: { accountName: name, serviceName: service } };
    },
  }),
];

function serviceNamed(name: string): CallbackService | undefined {
  return CALLBACK_SERVICES.find((service) => service.toLowerCase() === name.toLowerCase());
}
