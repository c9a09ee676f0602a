/** Messages that devices sent: reading them is what takes them off, page by page. */
import { describe, expect, it } from "vitest";
import * as thingspace from "../../../provider/thingspace/functions/index";
import { answersWorld } from "./answers-world";

// So many that their messages fill several pages.
const world = answersWorld({ lines: 900 });

describe("messages that devices sent", () => {
  const texts = async (limit?: number) => {
    const { messages } = await thingspace.getSmsMessages(limit === undefined ? {} : { limit }, world.options);
    return messages.map(({ deviceIds, message, timestamp }) =>
      JSON.stringify([deviceIds, message, timestamp]),
    );
  };

  it("are all read, and all but those of the last page are taken off", async () => {
    const all = await texts();
    expect(all.length).toBeGreaterThan(200);
    expect(new Set(all).size).toBe(all.length);
    expect(await texts()).toEqual(all.slice(Math.floor((all.length - 1) / 100) * 100));
  });

  it("stay where they are while no more than one page is asked for", async () => {
    const some = await texts(100);
    expect(some).toHaveLength(100);
    expect(await texts(5)).toEqual(some.slice(0, 5));
    expect(await world.calls()).toEqual(["getSmsMessages", "getSmsMessages"]);
  });

  it("are read as far as wanted: what is beyond that comes again", async () => {
    const before = await texts(100);
    const some = await texts(150);
    expect(some.slice(0, 100)).toEqual(before);
    expect(some).toHaveLength(150);
    expect(await texts(50)).toEqual(some.slice(100));
  });

  it("are not lost where reading breaks off after some of them", async () => {
    await world.simulator.faults.add({ kind: "status", status: 400, operation: "getSmsMessages", skip: 1 });
    const { messages, failure } = await thingspace.getSmsMessages({ limit: 150 }, world.options);
    expect(messages).toHaveLength(100);
    expect(failure).toMatch(/getSmsMessages/);
  });
});
