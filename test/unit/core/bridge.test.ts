import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { initError } from "../../../provider/core/engine-errors";
import { Guarded, Rejected, Throttled } from "../../../provider/core/errors";
import { hosted } from "../../../provider/core/host";
import { loaderText, PROVIDER_KEY, UNKNOWN } from "../../../provider/core/wire";
import { serve } from "../../../provider/hooks";
import { type KajeetSimulator, startKajeetSimulator } from "../../../simulator/index";
import { Deployment } from "../../support/deployment";
import { BUS } from "../../support/numbers";

const PROVIDER = loaderText("kajeet:Line");
let simulator: KajeetSimulator;
let deployment: Deployment;
beforeAll(async () => {
  simulator = await startKajeetSimulator({ lines: 4 });
  deployment = new Deployment(simulator);
});
afterAll(async () => {
  await deployment.close();
  await simulator.close();
});
const line = () => deployment.hooks("kajeet:Line");

describe("check", () => {
  test("gives canonical arguments with their defaults, and keeps the engine's own member", async () => {
    const { inputs, failures } = await line().check(
      {},
      { mdn: BUS, labels: ["b", "a", "b"], [PROVIDER_KEY]: PROVIDER },
    );
    expect(failures).toEqual([]);
    expect(inputs).toEqual({
      mdn: BUS,
      labels: ["a", "b"],
      onDelete: "retain",
      deletionProtection: true,
      [PROVIDER_KEY]: PROVIDER,
    });
  });

  test("leaves what is not known yet alone", async () => {
    const { inputs, failures } = await line().check({}, { mdn: UNKNOWN, nickname: "a" });
    expect(failures).toEqual([]);
    expect(inputs).toMatchObject({ mdn: UNKNOWN, nickname: "a" });
  });
});

describe("diff", () => {
  test("leaves the comparison to the engine, and names what makes another line of it", async () => {
    expect(await line().diff("x", { corp: "A" }, { corp: "B" })).toEqual({
      replaces: ["corp"],
      deleteBeforeReplace: true,
    });
    expect(await line().diff("x", { nickname: "a" }, { nickname: "b" })).toEqual({
      replaces: [],
      deleteBeforeReplace: false,
    });
    expect((await line().diff("x", { corp: "A" }, { corp: UNKNOWN })).replaces).toEqual([]);
  });

  test("sees a value that is now declared to be none, which the engine takes for absent", async () => {
    expect(await line().diff("x", {}, { dailyLimit: null })).toMatchObject({ changes: true });
    expect(await line().diff("x", { dailyLimit: null }, { dailyLimit: null })).not.toHaveProperty("changes");
  });
});

describe("failures", () => {
  test("refusals have a status that is not taken for a broken state, and no stack for people to read", async () => {
    const missing = line().create({
      mdn: "304-999-9999",
      note: "n",
      onDelete: "retain",
      deletionProtection: true,
    });
    await expect(missing).rejects.toMatchObject({ code: 9, stack: "" });
  });

  test("a half-done change tells id, properties and reasons, and counts what it does not list", () => {
    const faults = Array.from({ length: 30 }, (_, index) => new Rejected(`fault ${index}`));
    const error = initError("id", { a: 1 }, faults) as Error & { reasons: string[] };
    expect(error).toMatchObject({ id: "id", properties: { a: 1 } });
    expect(error.reasons).toHaveLength(26);
    expect(error.reasons.at(-1)).toContain("5 more");
  });

  test("say what they mean", () => {
    expect(new Throttled("slow down").retryable).toBe(true);
    expect(new Guarded("no").retryable).toBe(false);
  });

  test("a type that is not known is told with what to do", () => {
    expect(() => serve("kajeet:Lion")).toThrowErrorMatchingInlineSnapshot(
      `[Misconfigured: the state holds a kajeet:Lion, which this version of pulumi-cellular does not know. Install the version that created it, or a newer one.]`,
    );
  });

  test("a hook that comes before the configuration fails, and never works with an empty one", async () => {
    expect(() => hosted()).toThrow("the provider was called before its configuration arrived");
    await expect(serve("kajeet:Line").read("x", {})).rejects.toThrow("before its configuration arrived");
    const { failures } = await serve("kajeet:Line").check({}, { mdn: BUS });
    expect(failures[0]?.reason).toContain("before its configuration arrived");
  });
});
