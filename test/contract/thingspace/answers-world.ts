/** What the tests of ThingSpace functions and actions share: a carrier, and a place where its callbacks arrive. */
import { afterAll, afterEach, beforeAll, beforeEach } from "vitest";
import type { Hosted } from "../../../provider/core/host";
import {
  startThingspaceSimulator,
  type ThingspaceSimulator,
  type ThingspaceSimulatorOptions,
} from "../../../simulator/index";
import { CALLBACK_SERVICES, type CallbackService } from "../../../simulator/thingspace/model/listeners";
import { CREDENTIALS, receiver, removeDirectories, type TestReceiver, TOKEN } from "../../support/receiver";
import { Declared, hostOf } from "../kajeet/resources-world";

export const ACCOUNT = "0000123456-00001";
const LOGINS = ["requestOAuthToken", "loginSession", "logoutSession", "registerCallback"];

/** A carrier for the tests of one file, and a new connection to it (so nothing remembered) for each test. */
export class AnswersWorld {
  simulator!: ThingspaceSimulator;
  receiver!: TestReceiver;
  host!: Hosted;
  /** Whether connections know the receiver. */
  hears = true;
  /** Settings by key without `cellular:`; they hold from the next connection on. */
  readonly settings: Record<string, string> = {};
  private connections = 0;

  get connection(): string {
    return `test-${this.connections}`;
  }

  /** Options of a function call. */
  get options() {
    return { connection: this.connection, config: this.config };
  }

  config = (key: string): string | undefined => this.read(key);

  declare(type: string): Declared {
    return new Declared(`thingspace:${type}`, this.connection, this.host);
  }

  next(): void {
    this.connections += 1;
    this.config = (key) => this.read(key);
  }

  /** Calls that were no login, by operation id, in order. */
  async calls(): Promise<(string | null)[]> {
    const journal = await this.simulator.journal();
    return journal.map(({ operationId }) => operationId).filter((name) => !LOGINS.includes(name ?? ""));
  }

  /** The carrier sends the messages of these services to the receiver from now on. */
  async listen(...services: CallbackService[]): Promise<void> {
    const headers = await this.signIn();
    const register = (name: CallbackService) =>
      this.send(`/m2m/v1/callbacks/${ACCOUNT}`, headers, {
        name,
        url: `${this.receiver.url}/callbacks/thingspace/${ACCOUNT}/${name}`,
        ...CREDENTIALS,
      });
    await Promise.all(services.map(register));
  }

  listenToAll(): Promise<void> {
    return this.listen(...CALLBACK_SERVICES);
  }

  /** A call as somebody else makes it, signed in by itself. */
  async post(path: string, body: object): Promise<Record<string, string>> {
    return this.send(`/m2m/v1${path}`, await this.signIn(), body);
  }

  private async signIn(): Promise<Record<string, string>> {
    const { env } = this.simulator;
    const key = Buffer.from(`${env.CELLULAR_THINGSPACE_KEY}:${env.CELLULAR_THINGSPACE_SECRET}`);
    const basic = { authorization: `Basic ${key.toString("base64")}` };
    const form = new URLSearchParams({ grant_type: "client_credentials" });
    const { access_token } = await this.send("/ts/v1/oauth2/token", basic, form);
    const bearer = { authorization: `Bearer ${access_token}`, "content-type": "application/json" };
    const login = { username: env.CELLULAR_THINGSPACE_USERNAME, password: env.CELLULAR_THINGSPACE_PASSWORD };
    const { sessionToken } = await this.send("/m2m/v1/session/login", bearer, login);
    return { ...bearer, "vz-m2m-token": sessionToken ?? "" };
  }

  private async send(path: string, headers: Record<string, string>, body: object) {
    const url = `${this.simulator.env.CELLULAR_THINGSPACE_URL}${path}`;
    const sent = body instanceof URLSearchParams ? body : JSON.stringify(body);
    const answer = await fetch(url, { method: "POST", headers, body: sent });
    return (await answer.json()) as Record<string, string>;
  }

  private read(key: string): string | undefined {
    const name = key.replace("cellular:", "");
    const { env } = this.simulator;
    if (this.hears && name === "receiverUrl") return this.receiver.url;
    if (this.hears && name === "receiverToken") return TOKEN;
    const field = /^test\d+(Url|Key|Secret|Username|Password|Account)$/.exec(name)?.[1];
    if (field !== undefined) return this.settings[name] ?? env[`CELLULAR_THINGSPACE_${field.toUpperCase()}`];
    return this.settings[name];
  }
}

/** Starts carrier and receiver before the tests of a file, and gives each test a fresh carrier. */
export function answersWorld(options: ThingspaceSimulatorOptions = {}): AnswersWorld {
  const world = new AnswersWorld();
  beforeAll(async () => {
    world.simulator = await startThingspaceSimulator({ lines: 80, requestDelayMs: 5, ...options });
    world.receiver = await receiver();
    world.host = hostOf((key) => world.config(key));
  });
  beforeEach(() => world.next());
  afterEach(async () => {
    world.hears = true;
    for (const name of Object.keys(world.settings)) delete world.settings[name];
    await world.simulator.reset();
  });
  afterAll(async () => {
    await world.simulator.close();
    await world.receiver.close();
    removeDirectories();
  });
  return world;
}
