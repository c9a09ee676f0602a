import { describe, expect, test } from "vitest";
import { declarations } from "../../../provider/core/resource";
import { isSecret } from "../../../provider/core/schema";
import "../../../provider/thingspace/callback";
import { CREDENTIALS } from "../../support/receiver";
import { ACCOUNT, resourceWorld } from "./resources-world";

const world = resourceWorld("thingspace:Callback");
const URL = "https://hooks.northstar.example/thingspace";
const PASSWORD = "pa55-of-the-hook";
const HOOK = { service: "CarrierService", url: URL, username: "hook", password: PASSWORD };
const listeners = async () => (await world.simulator.state()).listeners;
const listener = async () => (await listeners()).find(({ service }) => service === "CarrierService");

describe("Callback", () => {
  test("registers a listener once", async () => {
    const state = await world.done(HOOK);
    expect(await listener()).toMatchObject({ account: ACCOUNT, url: URL, username: "hook" });
    expect(await world.bodies("registerCallback")).toMatchObject([{ name: "CarrierService", url: URL }]);
    expect(state).toMatchObject({ address: URL, account: ACCOUNT });
    expect(await world.steps(HOOK)).toEqual([]);
    await world.engine.refresh();
    expect(await world.steps(HOOK)).toEqual([]);
    expect(await world.writes()).toEqual({ registerCallback: 1 });
  });

  test("adopts an equal listener", async () => {
    await world.done(HOOK);
    await world.simulator.clearJournal();
    world.engine.state.clear();
    const run = await world.up(HOOK);
    expect(run.log.map(({ message }) => message).join()).toMatch(/adopted/);
    expect(await world.writes()).toEqual({});
  });

  test("takes another listener over only when told to", async () => {
    await world.done({ ...HOOK, url: "https://old.example/hook", password: "a-former-password" });
    world.engine.state.clear();
    await world.simulator.clearJournal();
    const refused = await world.up(HOOK);
    expect(refused.errors[0]).toMatch(
      /another listener is registered: https:\/\/old.example\/hook.*takeOver: true/,
    );
    expect(await world.writes()).toEqual({});
    const taken = await world.up({ ...HOOK, takeOver: true });
    expect(taken.errors).toEqual([]);
    expect(await listener()).toMatchObject({ url: URL });
    expect(JSON.stringify([refused, taken])).not.toContain("a-former-password");
  });

  test.each([
    ["address", { url: "https://new.northstar.example/hook" }],
    ["user name", { username: "another" }],
    ["password", { password: "another-pa55word" }],
  ])("with another %s it is deregistered and registered anew", async (_, change) => {
    await world.done(HOOK);
    await world.simulator.clearJournal();
    await world.done({ ...HOOK, ...change });
    const calls = (await world.simulator.journal({ writes: true })).map(({ operationId }) => operationId);
    expect(calls.filter((name) => name?.includes("Callback"))).toEqual([
      "deregisterCallback",
      "registerCallback",
    ]);
    expect(await listeners()).toHaveLength(1);
  });

  test("goes on where a run was lost between the two calls", async () => {
    await world.done(HOOK);
    const args = { ...HOOK, username: "another" };
    const lost = await world.up(args, { death: { call: 2, when: "after" } });
    expect(lost.lost).toBe(true);
    expect(await listeners()).toEqual([]);
    await world.done(args);
    expect(await listener()).toMatchObject({ username: "another" });
  });

  test("looks before it decides when no answer came", async () => {
    await world.simulator.faults.add({
      kind: "reset",
      when: "after",
      operation: "registerCallback",
      count: 1,
    });
    await world.done(HOOK);
    expect(await world.writes()).toEqual({ registerCallback: 1 });
  });

  test("shows what somebody else has made of it, and never whose password is there", async () => {
    await world.done(HOOK);
    const mine = { ...world.engine.state.get("one")! };
    await world.done({ ...HOOK, password: "a-secret-of-others" });
    world.engine.state.set("one", mine);
    await world.engine.refresh();
    expect(JSON.stringify([...world.engine.state])).not.toContain("a-secret-of-others");
    expect(await world.steps(HOOK)).toEqual(["update one"]);
    await world.done(HOOK);
    await world.engine.refresh();
    expect(await world.steps(HOOK)).toEqual([]);
  });

  test("is registered again where somebody has removed it", async () => {
    await world.done(HOOK);
    await world.simulator.reset();
    await world.engine.refresh();
    expect(world.engine.state.size).toBe(0);
    await world.done(HOOK);
    expect(await listener()).toMatchObject({ url: URL });
  });

  test("is removed, but not where somebody else listens by now", async () => {
    await world.done(HOOK);
    await world.engine.destroy();
    expect(await listeners()).toEqual([]);
    await world.done(HOOK);
    const mine = { ...world.engine.state.get("one")! };
    await world.done({ ...HOOK, url: "https://other.example/hook" });
    world.engine.state.set("one", mine);
    const run = await world.engine.destroy();
    expect(run.log.map(({ message }) => message).join()).toMatch(/somebody else listens by now/);
    expect(await listener()).toMatchObject({ url: "https://other.example/hook" });
  });

  test("is left alone with onDelete: retain", async () => {
    await world.done({ ...HOOK, onDelete: "retain" });
    await world.engine.destroy();
    expect(await listener()).toMatchObject({ url: URL });
  });

  test("registers the deployment's receiver by its settings, and no secret of it comes into state", async () => {
    Object.assign(world.settings, {
      receiverPublicUrl: "https://receiver.northstar.example/",
      receiverUsername: CREDENTIALS.username,
      receiverPassword: CREDENTIALS.password,
    });
    world.restart();
    const args = { service: "DeviceProfileService", receiver: true };
    const state = await world.done(args);
    const address = `https://receiver.northstar.example/callbacks/thingspace/${ACCOUNT}/DeviceProfileService`;
    expect(state.address).toBe(address);
    expect(await listeners()).toMatchObject([{ url: address, username: CREDENTIALS.username }]);
    expect(JSON.stringify([...world.engine.state])).not.toContain(CREDENTIALS.password);
    await world.engine.refresh();
    expect(await world.steps(args)).toEqual([]);
    world.settings.receiverPassword = "the next password";
    world.restart();
    await world.engine.refresh();
    expect(await world.steps(args)).toEqual(["update one"]);
    await world.done(args);
    expect(await world.writes()).toEqual({ registerCallback: 2, deregisterCallback: 1 });
  });

  test("names every setting of the receiver that is missing", async () => {
    const { errors } = await world.up({ service: "CarrierService", receiver: true });
    expect(errors[0]).toMatch(/RECEIVER_PUBLIC_URL.*RECEIVER_USERNAME.*RECEIVER_PASSWORD/);
    expect(await world.writes()).toEqual({});
  });

  test.each([
    [{ url: "http://hooks.example/x" }, /https/],
    [{ url: "https://hooks.example:8443/x" }, /does not call port 8443.*9001 to 9006/],
    [{ url: "https://bob:secret@hooks.example/x" }, /credentials do not belong in it/],
    [{ url: "nonsense" }, /no address/],
    [{ url: undefined }, /url is required/],
    [{ service: "CarierService" }, /CarrierService|service/],
    [{ password: "x".repeat(41) }, /password/],
    [{ receiver: true }, /leave it out/],
  ])("refuses %j before anything is sent", async (change, problem) => {
    const { errors } = await world.up({ ...HOOK, ...change });
    expect(errors[0]).toMatch(problem);
    expect(errors[0]).not.toContain(PASSWORD);
    expect(await world.simulator.journal()).toEqual([]);
  });

  test.each(["https://hooks.example:28210/x", "http://127.0.0.1:4711/x"])("takes %s", async (url) => {
    await world.done({ ...HOOK, url });
    expect(await listener()).toMatchObject({ url });
  });
});

test("the password is a secret, and a service has one declaration", () => {
  const { args, program } = declarations.get("thingspace:Callback") as unknown as {
    args: { shape: Record<string, never> };
    program(name: string, args: object): object;
  };
  expect(isSecret(args.shape.password!)).toBe(true);
  program("one", { service: "QoS", receiver: true });
  expect(() => program("two", { service: "QoS", url: URL })).toThrow(
    /the listener is managed twice: by Callback one and by Callback two/,
  );
});
