import { describe, expect, it } from "vitest";
import { Rejected } from "../../../provider/core/errors";
import type { Call } from "../../../provider/core/http-types";
import { listAllDevices } from "../../../provider/kajeet/api";
import { NoDevicesFound } from "../../../provider/kajeet/errors";
import { failure } from "../core/http-fixture";

/** A list of lines that answers pages as the carrier does; `between` may change it before each page. */
function list(count: number, between: (lines: number[], page: number) => void = () => {}, cut = 100) {
  const lines = Array.from({ length: count }, (_, index) => 2_000_000_000 + index);
  const pages: { offset: number; limit: number }[] = [];
  const http = {
    send: async <T>({ query, answer }: Call<T>): Promise<T> => {
      const offset = Number(query?.offset);
      const limit = Number(query?.limit);
      between(lines, pages.length + 1);
      pages.push({ offset, limit });
      const devices = lines
        .slice(offset, offset + Math.min(limit, cut))
        .map((key) => ({ key: String(key), mdn: String(key), status: "active" }));
      if (typeof answer === "string") throw new Error("expected a schema");
      return answer.parse({ totalCount: lines.length, devices });
    },
  };
  return { http, lines, pages };
}

const keys = async (http: Parameters<typeof listAllDevices>[0]) =>
  (await listAllDevices(http, "CORP")).map(({ key }) => Number(key));

describe("listAllDevices", () => {
  it.each([0, 1, 99, 100, 101, 250, 1000])("finds all of %i lines, each page once", async (count) => {
    const { http, lines, pages } = list(count);
    expect(await keys(http)).toEqual(lines);
    const offsets = Array.from({ length: Math.max(1, Math.ceil(count / 100)) }, (_, index) => index * 100);
    expect(pages).toEqual(offsets.map((offset) => ({ offset, limit: 100 })));
  });

  it("asks for all pages but the first at once", async () => {
    let waiting = 0;
    let most = 0;
    const { http } = list(1000);
    const slow = {
      send: async <T>(call: Call<T>): Promise<T> => {
        waiting += 1;
        most = Math.max(most, waiting);
        await new Promise((resolve) => setImmediate(resolve));
        waiting -= 1;
        return http.send(call);
      },
    };
    expect(await keys(slow)).toHaveLength(1000);
    expect(most).toBe(9);
  });

  it("follows a carrier that cuts pages shorter than it says", async () => {
    const { http, lines } = list(120, undefined, 50);
    expect(await keys(http)).toEqual(lines);
  });

  it("misses no line when one before it goes between two pages", async () => {
    // The first of the list goes after page 1: line 100 moves to page 1, which has been read.
    const { http, lines } = list(300, (all, page) => {
      if (page === 2) all.shift();
    });
    expect(await keys(http)).toEqual(lines);
    expect(lines).toHaveLength(299);
  });

  it("misses no line when one more comes between two pages", async () => {
    const { http, lines } = list(300, (all, page) => {
      if (page === 3) all.unshift(1_999_999_999);
    });
    expect(await keys(http)).toEqual(lines);
    expect(lines).toHaveLength(301);
  });

  it("reads a list that never rests three times, and then misses none that was there throughout", async () => {
    const { http, pages } = list(300, (all, page) => {
      if (page % 3 === 2) all.shift();
    });
    const found = await keys(http);
    expect(pages.length).toBeLessThanOrEqual(9);
    for (let key = 2_000_000_003; key < 2_000_000_300; key++) expect(found).toContain(key);
    expect(new Set(found).size).toBe(found.length);
  });

  it("takes a carrier whose count is never right at its lines, after two equal readings", async () => {
    const { http, lines, pages } = list(150);
    const lying = {
      send: async <T>(call: Call<T>): Promise<T> => {
        const page = (await http.send(call)) as { totalCount: number };
        return { ...page, totalCount: 153 } as T;
      },
    };
    expect(await keys(lying)).toEqual(lines);
    expect(pages).toHaveLength(4);
  });

  it("finds none where the carrier says so with an error", async () => {
    const http = {
      send: async () => {
        throw new NoDevicesFound("no devices found");
      },
    };
    expect(await keys(http)).toEqual([]);
  });

  it("fails whole where a page fails, and ends the other pages", async () => {
    const { http } = list(500);
    const ended: boolean[] = [];
    const broken = {
      send: async <T>(call: Call<T>): Promise<T> => {
        if (call.query?.offset === 200) throw new Rejected("broken page");
        if (Number(call.query?.offset) > 200) {
          call.signal?.addEventListener("abort", () => ended.push(true));
        }
        return http.send(call);
      },
    };
    expect((await failure(listAllDevices(broken, "CORP"))).message).toContain("broken page");
    expect(ended).toEqual([true, true]);
  });

  it("passes on what the list is restricted to", async () => {
    const { http } = list(0);
    let query: Call<unknown>["query"];
    const watched = {
      send: async <T>(call: Call<T>): Promise<T> => {
        query = call.query;
        return http.send(call);
      },
    };
    await listAllDevices(watched, "CORP", { labelIds: [12, 18], searchValue: "Bus" });
    expect(query).toMatchObject({ labelIds: "12,18", searchValue: "Bus", sort: "MDN", sortDir: "ASC" });
  });
});
