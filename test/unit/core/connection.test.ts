import { describe, expect, it } from "vitest";
import {
  type ConnectionShape,
  connectionFaults,
  connectionKeys,
  resolveConnection,
  secretsOf,
} from "../../../provider/core/connection";
import { Misconfigured } from "../../../provider/core/errors";

const shape: ConnectionShape = {
  carrier: "acme",
  defaultUrl: "https://api.acme.test/v1/",
  fields: {
    username: { secret: false, describe: "user" },
    password: { secret: true, describe: "password" },
    apiKey: { secret: true, describe: "key", alias: ["ACME_KEY"] },
  },
  needs: [["apiKey"], ["username", "password"]],
};

const config =
  (values: Record<string, string> = {}) =>
  (key: string) =>
    values[key];
const resolve = (name: string | undefined, env: NodeJS.ProcessEnv, values = {}) =>
  resolveConnection(shape, name, config(values), env);
const faults = (name: string | undefined, env: NodeJS.ProcessEnv, values = {}) =>
  connectionFaults(shape, name, config(values), env);

describe("where values come from", () => {
  it("the default connection: environment, alias, config, in this order", () => {
    const values = { "cellular:acmeApiKey": "from-config" };
    expect(resolve(undefined, {}, values).field("apiKey")).toBe("from-config");
    expect(resolve(undefined, { ACME_KEY: "from-alias" }, values).field("apiKey")).toBe("from-alias");
    const env = { ACME_KEY: "from-alias", CELLULAR_ACME_API_KEY: "from-env" };
    expect(resolve(undefined, env, values).field("apiKey")).toBe("from-env");
  });

  it("a named connection has names of its own and no alias", () => {
    const env = { ACME_KEY: "of-another-account", CELLULAR_NORTH_API_KEY: "north-key" };
    expect(resolve("north", env).field("apiKey")).toBe("north-key");
    expect(() => resolve("north", { ACME_KEY: "of-another-account" })).toThrow(Misconfigured);
  });

  it("kebab names and camel fields become upper snake and camel", () => {
    expect(connectionKeys("control-center", "apiKey")).toEqual({
      variable: "CELLULAR_CONTROL_CENTER_API_KEY",
      key: "cellular:controlCenterApiKey",
    });
    const found = resolve("control-center", {}, { "cellular:controlCenterApiKey": "k-123" });
    expect([found.name, found.field("apiKey")]).toEqual(["control-center", "k-123"]);
  });

  it("an empty value counts as none", () => {
    const found = resolve(undefined, { CELLULAR_ACME_URL: "", CELLULAR_ACME_API_KEY: "k-123" });
    expect(found.url).toBe("https://api.acme.test/v1");
  });

  it("addresses lose their trailing slashes", () => {
    const env = { CELLULAR_ACME_API_KEY: "k-123", CELLULAR_ACME_URL: "https://other.test/api//" };
    expect(resolve(undefined, env).url).toBe("https://other.test/api");
  });
});

describe("faults", () => {
  const good = { CELLULAR_ACME_API_KEY: "k-123" };

  it.each(["North", "1st", "a_b", "a--b", "-a", "a-", "", "a b", "nörd"])("the name %j", (name) => {
    expect(faults(name, good)).toEqual([expect.stringContaining("is no connection name")]);
  });

  it("no credentials: names every way, by variable and by config key", () => {
    const [fault, ...others] = faults(undefined, {});
    expect(others).toEqual([]);
    for (const name of ["API_KEY", "USERNAME", "PASSWORD"]) expect(fault).toContain(`CELLULAR_ACME_${name}`);
    expect(fault).toContain("cellular:acmeApiKey");
    expect(fault).toContain("cellular:acmePassword");
  });

  it("half a pair: names the missing half", () => {
    expect(faults("north", { CELLULAR_NORTH_USERNAME: "ada" })).toEqual([
      "username is given but CELLULAR_NORTH_PASSWORD (or config cellular:northPassword) is missing",
    ]);
  });

  it.each([
    ["not a url", /is not a URL/],
    ["ftp://api.acme.test", /must begin with https/],
    ["http://api.acme.test", /must begin with https.*loopback/],
    ["http://127.0.0.1.evil.test", /loopback/],
    ["http://localhost.evil.test", /loopback/],
    ["https://ada:secret-pass@api.acme.test", /credentials in the address/],
    ["https://api.acme.test/?a=b", /no query/],
  ])("the address %s", (url, expected) => {
    const found = faults(undefined, { ...good, CELLULAR_ACME_URL: url });
    expect(found).toEqual([expect.stringMatching(expected)]);
    expect(found[0]).toContain("CELLULAR_ACME_URL");
    expect(found[0]).toContain("cellular:acmeUrl");
    expect(found[0]).not.toContain("secret-pass");
  });

  it.each(["http://localhost:4010", "http://127.0.0.1:1/x", "http://127.8.9.1", "http://[::1]:8080"])(
    "none for %s on loopback",
    (url) => {
      expect(faults(undefined, { ...good, CELLULAR_ACME_URL: url })).toEqual([]);
    },
  );

  it("no address at all", () => {
    const { defaultUrl: _, ...bare } = shape;
    expect(connectionFaults(bare, undefined, config(), good)).toEqual([
      expect.stringMatching(/^no base address: set CELLULAR_ACME_URL/),
    ]);
  });

  it("a credential with a line break, as a file read whole has one", () => {
    expect(faults(undefined, { CELLULAR_ACME_API_KEY: "k-123\n" })).toEqual([
      expect.stringContaining("CELLULAR_ACME_API_KEY (or config cellular:acmeApiKey) holds a line break"),
    ]);
  });

  it("come all at once when the connection is resolved, without any credential", () => {
    const env = { CELLULAR_ACME_URL: "http://far.test", CELLULAR_ACME_PASSWORD: "swordfish" };
    let message = "";
    try {
      resolve(undefined, env);
    } catch (error) {
      expect(error).toBeInstanceOf(Misconfigured);
      message = (error as Error).message;
    }
    expect(message).toContain('connection "acme"');
    expect(message).toContain("CELLULAR_ACME_URL");
    expect(message).toContain("CELLULAR_ACME_USERNAME");
    expect(message).not.toContain("swordfish");
  });
});

describe("secrets", () => {
  it("are known to the redactor and invisible in print", () => {
    const env = { CELLULAR_ACME_USERNAME: "ada", CELLULAR_ACME_PASSWORD: "swordfish" };
    const found = resolve(undefined, env);
    expect(secretsOf(found)).toEqual(["swordfish"]);
    expect(JSON.stringify(found)).not.toContain("swordfish");
  });
});
